#include "server/backup_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include "base/chunk_cipher.h"
#include "base/crypto.h"
#include "base/descriptor.h"
#include "base/text.h"
#include "server/pace.h"
#include "store/blob.h"

namespace koine::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPieceBytes = 256 * 1024;
// So much is written to the disk at a time: all of it at the end would hold up others on this disk.
constexpr std::size_t kWriteBytes = 1024 * 1024;
// So much of a file is freed at a time, and the disk left to others in between.
constexpr std::uintmax_t kFreedBytes = 32 << 20;
constexpr auto kFreedRest = std::chrono::milliseconds(20);
constexpr std::size_t kTextMax = 256 * 1024 * 1024;

Error Fault(const std::string& path, int error = errno) {
  return FieldError(error == ENOENT ? Code::kNotFound : Code::kUnavailable, "backup",
                    path + ": " + std::strerror(error));
}

bool WriteAll(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

ssize_t ReadSome(int fd, char* to, std::size_t size) {
  for (;;) {
    const ssize_t n = ::read(fd, to, size);
    if (n >= 0 || errno != EINTR) return n;
  }
}

// As many bytes as there are, at most `size`; nothing if the disk refuses.
std::optional<std::string> ReadFully(int fd, std::size_t size) {
  std::string out(size, '\0');
  std::size_t got = 0;
  while (got < size) {
    const ssize_t n = ReadSome(fd, out.data() + got, size - got);
    if (n < 0) return std::nullopt;
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
  }
  out.resize(got);
  return out;
}

Error Damaged(const std::string& path) {
  return FieldError(Code::kBadArgument, "backup",
                    path + ": is damaged, or encrypted with another passphrase");
}

using Take = std::function<Status(std::string_view)>;

// Hands each piece of what an encrypted file holds to `take`.
Status OpenSealed(int fd, const std::string& path, BackupCipher& cipher, const Take& take) {
  constexpr std::size_t kWhole = crypto::kChunkBytes + crypto::kChunkProofBytes;
  struct stat info {};
  if (::fstat(fd, &info) != 0) return Fault(path);
  const auto header = ReadFully(fd, crypto::kSealedHeaderBytes);
  if (!header) return Fault(path);
  const auto salt = crypto::SaltOf(*header);
  if (!salt) return Damaged(path);
  const crypto::ChunkCipher chunks(cipher.KeyOf(*salt), *header);
  std::int64_t left = info.st_size - static_cast<std::int64_t>(header->size());
  for (std::uint64_t number = 0;; ++number) {
    const auto sealed = ReadFully(fd, kWhole);
    if (!sealed) return Fault(path);
    left -= static_cast<std::int64_t>(sealed->size());
    const bool last = left <= 0;
    const auto plain = chunks.Open(*sealed, number, last);
    if (!plain) return Damaged(path);
    KOINE_CHECK(take(*plain));
    if (last) return Ok();
  }
}

Status OpenPlain(int fd, const std::string& path, const Take& take) {
  std::string piece(kPieceBytes, '\0');
  for (;;) {
    const ssize_t n = ReadSome(fd, piece.data(), piece.size());
    if (n < 0) return Fault(path);
    if (n == 0) return Ok();
    KOINE_CHECK(take(std::string_view(piece.data(), static_cast<std::size_t>(n))));
  }
}

// Reads a file to its end and hands each piece to `take`, which says whether it went well.
Result<BackupFile> Read(const std::string& path, BackupCipher* cipher, const Take& take) {
  const Descriptor from(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (from.get() < 0) return Fault(path);
  crypto::Sha256Stream sum;
  BackupFile out;
  out.name = fs::path(path).filename().string();
  const auto count = [&](std::string_view bytes) -> Status {
    sum.Update(bytes);
    out.bytes += static_cast<std::int64_t>(bytes.size());
    return take(bytes);
  };
  KOINE_CHECK(cipher == nullptr ? OpenPlain(from.get(), path, count)
                                : OpenSealed(from.get(), path, *cipher, count));
  out.sha256 = text::Hex(sum.Finish());
  return out;
}

// A file that is written from its beginning, and is durable after Finish.
class Out {
 public:
  Out(const std::string& path, BackupCipher* cipher, Pace* pace = nullptr)
      : path_(path),
        pace_(pace),
        file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (cipher == nullptr) return;
    header_ = cipher->NewHeader();
    chunks_ =
        std::make_unique<crypto::ChunkCipher>(cipher->KeyOf(*crypto::SaltOf(header_)), header_);
  }
  Status Begin() {
    if (file_.get() < 0 || !WriteAll(file_.get(), header_)) return Fault(path_);
    return Ok();
  }
  Status Write(std::string_view bytes) {
    unwritten_ += bytes.size();
    if (unwritten_ > kWriteBytes) {
      unwritten_ = 0;
      ::sync_file_range(
          file_.get(), 0, 0,
          SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
      if (pace_ != nullptr) pace_->Rest();
    }
    if (chunks_ == nullptr) return WriteAll(file_.get(), bytes) ? Ok() : Status(Fault(path_));
    waiting_ += bytes;
    // One chunk stays behind: it may be the last.
    while (waiting_.size() > crypto::kChunkBytes) {
      const std::string chunk = chunks_->Seal(waiting_.substr(0, crypto::kChunkBytes), number_++,
                                              /*last=*/false);
      waiting_.erase(0, crypto::kChunkBytes);
      if (!WriteAll(file_.get(), chunk)) return Fault(path_);
    }
    return Ok();
  }
  Status Finish() {
    if (chunks_ != nullptr && !WriteAll(file_.get(), chunks_->Seal(waiting_, number_, true))) {
      return Fault(path_);
    }
    if (::fsync(file_.get()) != 0) return Fault(path_);
    if (pace_ != nullptr) pace_->Rest();
    return Ok();
  }

 private:
  const std::string path_;
  Pace* const pace_;
  const Descriptor file_;
  std::string header_, waiting_;
  std::unique_ptr<crypto::ChunkCipher> chunks_;
  std::uint64_t number_ = 0;
  std::size_t unwritten_ = 0;
};

}  // namespace

const std::string& BackupCipher::KeyOf(const std::string& salt) {
  const auto [it, fresh] = keys_.try_emplace(salt);
  if (fresh) it->second = crypto::PassphraseKey(passphrase_, salt);
  return it->second;
}

std::string BackupCipher::NewHeader() {
  const auto bytes = [this](std::size_t count) {
    return text::FromHex(random_.Hex(count)).value_or("");
  };
  if (salt_.empty()) salt_ = bytes(crypto::kSaltBytes);
  return crypto::SealedHeader(salt_, bytes(crypto::kFileRandomBytes));
}

Result<BackupFile> CopyFile(const std::string& from, const std::string& to, Ciphers ciphers,
                            Pace* pace) {
  Out into(to, ciphers.to, pace);
  KOINE_CHECK(into.Begin());
  KOINE_TRY(BackupFile out,
            Read(from, ciphers.from, [&](std::string_view bytes) { return into.Write(bytes); }));
  KOINE_CHECK(into.Finish());
  out.name = fs::path(to).filename().string();
  return out;
}

Result<BackupFile> SumFile(const std::string& path, BackupCipher* cipher) {
  return Read(path, cipher, [](std::string_view) { return Ok(); });
}

Result<BackupFile> WriteFile(const std::string& path, const std::string& text,
                             BackupCipher* cipher) {
  Out into(path, cipher);
  KOINE_CHECK(into.Begin());
  KOINE_CHECK(into.Write(text));
  KOINE_CHECK(into.Finish());
  return BackupFile{fs::path(path).filename().string(), text::Hex(crypto::Sha256(text)),
                    static_cast<std::int64_t>(text.size())};
}

Result<std::string> ReadText(const std::string& path, BackupCipher* cipher) {
  std::string out;
  KOINE_TRY(const BackupFile read, Read(path, cipher, [&](std::string_view bytes) -> Status {
              if (out.size() + bytes.size() > kTextMax) return Fault(path, EFBIG);
              out += bytes;
              return Ok();
            }));
  static_cast<void>(read);
  return out;
}

Status SaveFrom(int in, const std::string& to, Pace* pace) {
  const Descriptor file(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (file.get() < 0) return Fault(to);
  std::string piece(kPieceBytes, '\0');
  for (;;) {
    const ssize_t n = ::read(in, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Fault(to);
    if (n == 0) break;
    if (!WriteAll(file.get(), {piece.data(), static_cast<std::size_t>(n)})) return Fault(to);
    pace->Rest();
  }
  return ::fsync(file.get()) == 0 ? Ok() : Status(Fault(to));
}

bool RemoveGently(const std::string& path) {
  std::error_code error;
  const auto shrink = [&error](const fs::path& file) {
    if (!fs::is_regular_file(fs::symlink_status(file, error))) return;
    for (auto left = fs::file_size(file, error); !error && left > kFreedBytes;) {
      left -= kFreedBytes;
      fs::resize_file(file, left, error);
      std::this_thread::sleep_for(kFreedRest);
    }
  };
  shrink(path);
  // What a link leads to is somebody else's.
  if (fs::is_directory(fs::symlink_status(path, error))) {
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end;) {
      shrink(it->path());
      it.increment(error);
    }
  }
  fs::remove_all(path, error);
  return !error;
}

Status SyncFolder(const std::string& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return Fault(path);
  return Ok();
}

std::string DigestOf(const std::string& content) {
  const std::size_t first = content.find('/');
  if (first == std::string::npos) return "";
  std::string digest = content.substr(first + 1);
  std::erase(digest, '/');
  return store::IsBlobName(digest) ? digest : "";
}

std::vector<std::string> ContentsIn(const std::string& files) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::recursive_directory_iterator it(files, error), end; !error && it != end;
       it.increment(error)) {
    if (!it->is_regular_file(error)) continue;
    std::string name = fs::path(it->path()).lexically_relative(files).string();
    if (!DigestOf(name).empty()) out.push_back(std::move(name));
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::string> SaltOfBackup(const std::string& backup) {
  const std::string path = backup + "/" + kHeadFile;
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return Fault(path);
  const auto header = ReadFully(file.get(), crypto::kSealedHeaderBytes);
  if (!header) return Fault(path);
  return crypto::SaltOf(*header).value_or("");
}

Result<BackupHead> ReadHead(const std::string& backup, BackupCipher* cipher) {
  const std::string path = backup + "/" + kHeadFile;
  KOINE_TRY(const BackupFile stored, SumFile(path));
  KOINE_TRY(const std::string sum, ReadText(backup + "/" + kHeadSum));
  if (sum != stored.sha256 + "\n") {
    return FieldError(Code::kBadArgument, "backup", path + ": is not what " + kHeadSum + " says");
  }
  KOINE_TRY(const std::string salt, SaltOfBackup(backup));
  if (!salt.empty() && cipher == nullptr) {
    return FieldError(Code::kBadArgument, kPassphraseField,
                      backup + ": is encrypted; --passphrase-file names its passphrase");
  }
  const auto text = ReadText(path, salt.empty() ? nullptr : cipher);
  // Its bytes are what they were, as the sum says.
  if (!text.ok() && text.error().Is(Code::kBadArgument)) {
    return FieldError(Code::kBadArgument, kPassphraseField,
                      backup + ": is encrypted with another passphrase");
  }
  if (!text.ok()) return text.error();
  auto head = json::Parse<BackupHead>(*text, {});
  if (!head.ok() || head->format != BackupHead().format) {
    return FieldError(Code::kBadArgument, "backup",
                      path + ": is of a version that this program cannot read");
  }
  return head;
}

Result<std::vector<std::string>> ReadContents(const std::string& backup, BackupCipher* cipher) {
  KOINE_TRY(const std::string text, ReadText(backup + "/" + kContentsFile, cipher));
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (DigestOf(line).empty()) {
      return FieldError(Code::kBadArgument, "backup",
                        backup + "/" + kContentsFile + ": a line is no content");
    }
    out.push_back(std::move(line));
  }
  return out;
}

std::vector<std::string> BackupsIn(const std::string& directory) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    // One that is being made or deleted may have its head: that alone does not make it whole.
    if (!name.starts_with("koine-") || name.ends_with(kUnfinished)) continue;
    if (fs::exists(it->path() / kHeadFile, error)) {
      out.push_back(it->path().string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace koine::server
