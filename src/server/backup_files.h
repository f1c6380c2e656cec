#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/random.h"
#include "base/result.h"

// The files of backups (backup.h).
namespace koine::server {

class Pace;

// The head of a backup: backup.json. The digest of that file is in backup.sha256; all other digests
// are of what is in the files, encrypted or not.
struct BackupFile {
  std::string name, sha256;
  std::int64_t bytes = 0;
};
KOINE_DESCRIBE(BackupFile, (name, sha256, bytes))
struct BackupHead {
  int format = 1;
  std::string version, engine;
  std::int64_t made_at = 0;         // ms
  std::int64_t contents = 0;        // how many files of users it names
  std::int64_t content_bytes = 0;   // of all of them
  bool contents_elsewhere = false;  // they are in object storage, and no part of this
  std::vector<BackupFile> files;
};
KOINE_DESCRIBE(BackupHead, (format, version, engine, made_at, contents, content_bytes,
                            contents_elsewhere, files))

inline constexpr char kHeadFile[] = "backup.json", kHeadSum[] = "backup.sha256",
                      kDatabaseFile[] = "koine.db", kDumpFile[] = "koine.dump",
                      kSecretsFile[] = "secrets.toml", kContentsFile[] = "contents.txt",
                      kContentsFolder[] = "files", kUnfinished[] = ".unfinished";

// What encrypts the files of backups (base/chunk_cipher.h) with one passphrase. One thread at a
// time.
class BackupCipher {
 public:
  explicit BackupCipher(std::string passphrase) : passphrase_(std::move(passphrase)) {}
  // Of the salt that a file names.
  const std::string& KeyOf(const std::string& salt);
  // The header of a new file, with the salt of the directory, which is made if there is none.
  std::string NewHeader();
  void set_salt(std::string salt) { salt_ = std::move(salt); }

 private:
  const std::string passphrase_;
  std::string salt_;
  std::map<std::string, std::string> keys_;
  SystemRandom random_;
};

// In all of these no cipher means that the files are not encrypted.
//
// Copies a file durably; the digest and size of what was copied. `from` is opened and `to` sealed
// by their ciphers; with a `pace` it rests on its way. kNotFound, kUnavailable with a sentence.
struct Ciphers {
  BackupCipher* from = nullptr;
  BackupCipher* to = nullptr;
};
Result<BackupFile> CopyFile(const std::string& from, const std::string& to, Ciphers ciphers = {},
                            Pace* pace = nullptr);
// Writes what comes from `in`, until its end, to the new file `to`, durably. Where that is a pipe,
// who writes into it rests with the `pace`. kUnavailable with a sentence.
Status SaveFrom(int in, const std::string& to, Pace* pace);
// The digest of a file that is there. kNotFound, kUnavailable with a sentence.
Result<BackupFile> SumFile(const std::string& path, BackupCipher* cipher = nullptr);
// Writes a text durably.
Result<BackupFile> WriteFile(const std::string& path, const std::string& text,
                             BackupCipher* cipher = nullptr);
// A short text. kNotFound, kUnavailable with a sentence.
Result<std::string> ReadText(const std::string& path, BackupCipher* cipher = nullptr);
// Removes a file, or a directory with all in it, if it is there. Large files go piece by piece: on
// a disk that is told of each free block, whoever makes something durable waits while many are
// freed. False: something is left of it.
bool RemoveGently(const std::string& path);
// Makes what is in a directory durable.
Status SyncFolder(const std::string& path);

// The paths of all contents below a data directory's `files`, as TENANT/ab/cdef…, sorted.
std::vector<std::string> ContentsIn(const std::string& files);
// The digest that such a path says; empty: it is none.
std::string DigestOf(const std::string& content);

// The salt of an encrypted backup; empty: it is not encrypted. kNotFound without a backup.
Result<std::string> SaltOfBackup(const std::string& backup);
// The field of the errors of a passphrase that is missing or another one, which is no damage.
inline constexpr const char* kPassphraseField = "passphrase";

// The head of a backup, if it is what its sum says. kNotFound, kBadArgument with a sentence; also
// for one that is encrypted, with another passphrase or none (kPassphraseField).
Result<BackupHead> ReadHead(const std::string& backup, BackupCipher* cipher);
// Its list of contents.
Result<std::vector<std::string>> ReadContents(const std::string& backup, BackupCipher* cipher);
// The backups of a directory, the oldest first; none that is being made or was broken off.
std::vector<std::string> BackupsIn(const std::string& directory);

}  // namespace koine::server
