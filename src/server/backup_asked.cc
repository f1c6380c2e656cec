#include "server/backup_asked.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace koine::server {

namespace {

constexpr char kUsage[] =
    "usage: koine backup --to DIR|s3://BUCKET/PREFIX [--keep N] [--encrypt] "
    "[--passphrase-file FILE]";
constexpr std::size_t kPassphraseMin = 8, kPassphraseMax = 1024;  // bytes

Error Bad(std::string text) {
  return FieldError(Code::kBadArgument, "backup", std::move(text));
}

std::string ValueOf(const std::string& word) {
  return word.substr(std::min(word.find('=') + 1, word.size()));
}

// Of a flag, a setting or the environment; null: there is none. Never of the command line itself,
// which every process of the machine can read.
Result<std::unique_ptr<BackupCipher>> ReadCipher(const config::Config& config,
                                                 const std::string& named) {
  const std::string file = named.empty() ? config.Text("backup.passphrase_file") : named;
  std::string passphrase = config.Text("backup.passphrase");
  if (!passphrase.empty() && config.Origin("backup.passphrase").starts_with("flag")) {
    return Bad(
        "backup.passphrase: everybody on this machine sees flags; put it into a file and "
        "name that with --passphrase-file, or into KOINE_BACKUP_PASSPHRASE");
  }
  if (!file.empty()) {
    auto read = ReadText(file);
    if (!read.ok()) return Bad("--passphrase-file: " + read.error().text);
    passphrase = *std::move(read);
    while (!passphrase.empty() && (passphrase.back() == '\n' || passphrase.back() == '\r')) {
      passphrase.pop_back();
    }
    if (passphrase.empty()) return Bad("--passphrase-file: " + file + " is empty");
  }
  if (passphrase.empty()) return std::unique_ptr<BackupCipher>();
  if (passphrase.size() < kPassphraseMin || passphrase.size() > kPassphraseMax) {
    return Bad("the passphrase of backups must have 8 to 1024 bytes");
  }
  return std::make_unique<BackupCipher>(std::move(passphrase));
}

}  // namespace

Result<BackupAsked> ReadBackupAsked(const config::Config& config,
                                    const std::vector<std::string>& words) {
  BackupAsked out;
  out.to = config.Text("backup.to");
  out.keep = static_cast<std::size_t>(config.Int("backup.keep"));
  bool encrypt = config.Bool("backup.encrypt");
  std::string file;
  for (const std::string& word : words) {
    if (word.starts_with("to=")) {
      out.to = ValueOf(word);
    } else if (word.starts_with("passphrase-file=")) {
      file = ValueOf(word);
      encrypt = true;
    } else if (word == "encrypt") {
      encrypt = true;
    } else if (word.starts_with("keep=")) {
      const auto keep = text::ParseInt(ValueOf(word));
      if (!keep || *keep < 1 || *keep > kBackupKeepMax) {
        return Bad("backup: --keep is from 1 to 10000");
      }
      out.keep = static_cast<std::size_t>(*keep);
    } else {
      return Bad(kUsage);
    }
  }
  if (out.to.empty()) return Bad(kUsage);
  if (!encrypt) return out;
  KOINE_TRY(out.cipher, ReadCipher(config, file));
  if (out.cipher == nullptr) {
    return Bad(
        "backup: --encrypt needs a passphrase: --passphrase-file FILE, or "
        "KOINE_BACKUP_PASSPHRASE in the environment");
  }
  return out;
}

Result<RestoreAsked> ReadRestoreAsked(const config::Config& config,
                                      const std::vector<std::string>& words, const char* usage) {
  RestoreAsked out;
  std::string file;
  for (const std::string& word : words) {
    if (word.starts_with("passphrase-file=")) {
      file = ValueOf(word);
    } else if (out.backup.empty() && word.find("=") == word.npos) {
      out.backup = word;
    } else {
      return Bad(usage);
    }
  }
  if (out.backup.empty()) return Bad(usage);
  while (out.backup.size() > 1 && out.backup.back() == '/') out.backup.pop_back();
  KOINE_TRY(out.cipher, ReadCipher(config, file));
  return out;
}

}  // namespace koine::server
