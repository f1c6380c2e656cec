#include "server/secrets.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "base/crypto.h"
#include "base/text.h"
#include "store/node.h"

namespace koine::server {

namespace {

constexpr std::size_t kTokenBytes = 48;
constexpr std::size_t kSealBytes = 16;
constexpr std::size_t kOpenimBytes = 24;
constexpr std::size_t kOpenimCharsMin = 16;
constexpr std::string_view kGatewayPrefix = "whsec_";
constexpr std::size_t kGatewayBytesMin = 24;

Error Refuse(const std::string& path, const std::string& why) {
  return FieldError(Code::kBadArgument, "data", path + ": " + why);
}

Status WriteNew(const std::string& path, const std::string& text) {
  const std::string temporary = path + ".new";
  const int fd = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return Refuse(temporary, std::strerror(errno));
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                       ::fsync(fd) == 0;
  ::close(fd);
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
    return Refuse(path, std::strerror(errno));
  }
  return Ok();
}

std::map<std::string, std::string> ReadLines(const std::string& path) {
  std::map<std::string, std::string> values;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos || line.front() == '#') continue;
    std::string value(text::Trim(std::string_view(line).substr(equals + 1)));
    if (value.size() >= 2 && value.front() == '"') value = value.substr(1, value.size() - 2);
    values[std::string(text::Trim(std::string_view(line).substr(0, equals)))] = value;
  }
  return values;
}

// The data directory of a first start.
Status MakeFolder(const std::string& dir) {
  struct stat info {};
  if (::mkdir(dir.c_str(), 0700) == 0) return Ok();
  if (errno != EEXIST) {
    return Refuse(dir, std::string("cannot be made: ") + std::strerror(errno) +
                           "; --data names the data directory");
  }
  if (::stat(dir.c_str(), &info) != 0 || S_ISDIR(info.st_mode)) return Ok();
  return Refuse(dir, "is no directory; --data names one");
}

}  // namespace

Result<Secrets> LoadSecrets(const std::string& dir, Random& random, const std::string& file,
                            bool create) {
  if (create) KOINE_CHECK(MakeFolder(dir));
  const std::string path = file.empty() ? dir + "/secrets.toml" : file;
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) return Refuse(path, std::strerror(errno));
    if (!create) {
      return FieldError(
          Code::kNotFound, "data",
          "no store at " + dir + " (there is no " + path + "); `koine serve` makes one");
    }
    std::string text =
        "# Secrets of this installation: keep them with the backup, show them to nobody.\n";
    text += "ruoyi_token = \"" + random.Hex(kTokenBytes) + "\"\n";
    text += "seal = \"" + random.Hex(kSealBytes) + "\"\n";
    for (const char* name : {"imchat_access", "imchat_refresh"}) {
      text += std::string(name) + " = \"" + random.Hex(kTokenBytes) + "\"\n";
    }
    KOINE_CHECK(WriteNew(path, text));
  } else if ((info.st_mode & 077) != 0) {
    return Refuse(path, "others may read it; chmod 600 " + path);
  }
  auto values = ReadLines(path);
  for (const auto& [name, bytes] : {std::pair<const char*, std::size_t>{"openim", kOpenimBytes},
                                    {"imchat_access", kTokenBytes},
                                    {"imchat_refresh", kTokenBytes},
                                    {"ding_gateway", kTokenBytes}}) {
    if (!values[name].empty()) continue;
    std::ifstream in(path);
    std::stringstream all;
    all << in.rdbuf();
    // Nodes of an installation from before IM Chat make the same ones, from what they share.
    const std::string what(name);
    const std::string made = crypto::HmacSha256(values["ruoyi_token"]).Sign(what);
    values[name] = what == "ding_gateway"        ? std::string(kGatewayPrefix) + text::Base64(made)
                   : what.starts_with("imchat_") ? text::Hex(made)
                                                 : random.Hex(bytes);
    KOINE_CHECK(WriteNew(path, all.str() + name + " = \"" + values[name] + "\"\n"));
  }
  auto token = text::FromHex(values["ruoyi_token"]);
  auto seal = text::FromHex(values["seal"]);
  if (!token || token->size() < 32) {
    return Refuse(path, "ruoyi_token needs 64 hexadecimal digits or more");
  }
  if (!seal || seal->size() != kSealBytes) return Refuse(path, "seal needs 32 hexadecimal digits");
  if (values["openim"].size() < kOpenimCharsMin) {
    return Refuse(path, "openim needs 16 characters or more");
  }
  const std::string& gateway = values["ding_gateway"];
  const auto key =
      text::FromBase64(gateway.substr(std::min(gateway.size(), kGatewayPrefix.size())));
  if (!gateway.starts_with(kGatewayPrefix) || !key || key->size() < kGatewayBytesMin) {
    return Refuse(path, "ding_gateway needs whsec_ and the base64 of 24 bytes or more");
  }
  Secrets out{*token, *seal, values["openim"], {}, {}, gateway};
  for (const auto& [name, secret] : {std::pair{"imchat_access", &out.imchat_access},
                                     std::pair{"imchat_refresh", &out.imchat_refresh}}) {
    auto bytes = text::FromHex(values[name]);
    if (!bytes || bytes->size() < 32) {
      return Refuse(path, std::string(name) + " needs 64 hexadecimal digits or more");
    }
    *secret = *bytes;
  }
  return out;
}

namespace {

// Each secret by its name in `meta`, so that one which a later version adds is settled then.
std::vector<std::pair<std::string, std::string>> Fingerprints(const Secrets& secrets) {
  auto of = [](const std::string& secret) {
    return text::Hex(crypto::HmacSha256(secret).Sign("fingerprint of a secret"));
  };
  return {{"secret.ruoyi_token", of(secrets.ruoyi_token)},
          {"secret.seal", of(secrets.seal)},
          {"secret.openim", of(secrets.openim)},
          {"secret.imchat_access", of(secrets.imchat_access)},
          {"secret.imchat_refresh", of(secrets.imchat_refresh)}};
}

}  // namespace

Status CheckSecrets(store::Store& store, const Secrets& secrets) {
  const auto prints = Fingerprints(secrets);
  return store.WriteAndWait(
      {"secrets", store::kNoKey, false, true}, [&prints](store::Txn& txn) -> Status {
        for (const auto& [name, print] : prints) {
          if (store::SettleMeta(txn, name, print) == print) continue;
          return FieldError(Code::kBadState, "secrets.file",
                            "secrets: " + name.substr(name.find('.') + 1) +
                                " is not the one that this store is used with: every node needs "
                                "the secrets.toml of the first; if that is lost for ever, see "
                                "`koine secret adopt`");
        }
        return Ok();
      });
}

Status AdoptSecrets(store::Store& store, const Secrets& secrets) {
  const auto prints = Fingerprints(secrets);
  return store.WriteAndWait({"secrets"}, [&prints](store::Txn& txn) -> Status {
    for (const auto& [name, print] : prints) store::SetMeta(txn, name, print);
    return Ok();
  });
}

}  // namespace koine::server
