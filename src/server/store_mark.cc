#include "server/store_mark.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"

namespace koine::server {

namespace {

constexpr std::size_t kNameChars = 16;

// The line of the file. Addresses of databases hold passwords, so they are known by a sum.
std::string MarkOf(const std::string& url) {
  const std::string name =
      url.empty() ? "koine.db" : text::Hex(crypto::Sha256(url)).substr(0, kNameChars);
  return "store = \"" + name + "\"";
}
std::string Mark(const config::Config& config) {
  return MarkOf(config.Text("store.url"));
}

bool HasLine(const std::string& path, const std::string& mark) {
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (text::Trim(line) == mark) return true;
  }
  return false;
}

void AddLine(const std::string& path, const std::string& mark) {
  const std::string line = mark + "\n";
  // One short line at the end, in one write: a crash leaves it or not.
  const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  const bool written = fd >= 0 &&
                       ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                       ::fsync(fd) == 0;
  const int why = errno;
  if (fd >= 0) ::close(fd);
  if (!written) {
    log::Warn("server", "the mark of the store could not be added to {}: {}", path,
              std::strerror(why));
  }
}

}  // namespace

std::string SecretsPath(const config::Config& config) {
  const std::string& file = config.Text("secrets.file");
  return file.empty() ? config.Text("data") + "/secrets.toml" : file;
}

bool KnowsStore(const config::Config& config) {
  return HasLine(SecretsPath(config), Mark(config));
}

void NoteStore(const config::Config& config) {
  AddLine(SecretsPath(config), Mark(config));
}

void NoteStoreAt(const config::Config& config, const std::string& url) {
  const std::string path = SecretsPath(config);
  if (!HasLine(path, MarkOf(url))) AddLine(path, MarkOf(url));
  // The file that is the store without the setting.
  const bool own = url == "sqlite:" + config.Text("data") + "/koine.db";
  if (own && !HasLine(path, MarkOf(""))) AddLine(path, MarkOf(""));
}

Error StoreIsGone(const config::Config& config, const Error& found) {
  return FieldError(Code::kBadState, "store.url",
                    found.text + ", but " + SecretsPath(config) +
                        " belongs to one: restore the backup; to begin anew without its data, "
                        "remove the line `" +
                        Mark(config) + "` from that file");
}

}  // namespace koine::server
