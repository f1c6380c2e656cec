#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/result.h"

// Contents of files, by tenant and SHA-256. Rows name blobs; a blob is durable before the row that
// names it commits, and a blob that no row names is swept away later.
namespace koine::store {

// A file that is being received. It has no name that anybody could ask for, and goes with the
// object, or at the next start when the process is killed. One thread at a time.
class TempFile {
 public:
  TempFile() = default;
  TempFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&& other) noexcept;
  ~TempFile();

  // Appends. kUnavailable with the system's reason when the disk does not take it.
  Status Write(std::string_view bytes);
  // Takes back what was appended after the first `size` bytes.
  Status Cut(std::int64_t size);
  // Makes its content durable.
  Status Sync();
  // When it was written to last, as the file system has it. Milliseconds since 1970.
  Status SetTime(std::int64_t ms);
  // Gives it a name on the same file system, where it then stays; `path` is replaced.
  Status MoveTo(const std::string& path);
  std::int64_t size() const { return size_; }
  int fd() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_ = -1;
  std::string path_;
  std::int64_t size_ = 0;
};

// What a content is, computed here. Lower-case hexadecimal digits.
struct Digest {
  std::string sha256;
  std::string md5;
};

// The detail of errors (kUnavailable) of a store elsewhere that cannot be reached for now, or that
// refuses; a full disk here is none of these.
inline constexpr const char* kOutOfReach = "out_of_reach";
bool IsOutOfReach(const Error& error);

// Where contents are kept. Any thread; everything but NewFile, Open, Fetch and LinkTo may take long
// (it syncs, or waits for another server), so it belongs to a pool.
class BlobStore {
 public:
  virtual ~BlobStore() = default;

  virtual Result<TempFile> NewFile() = 0;
  // Computes what the file holds; reads it in pieces.
  Result<Digest> Hash(const TempFile& file);
  // Makes it durable under this digest. A blob that is there already is replaced by the same
  // content, and counts as young again.
  virtual Status Put(TenantId tenant, std::string_view sha256, TempFile file) = 0;
  // A descriptor to read from, which the caller closes. kNotFound; kUnavailable with IsOutOfReach
  // for what Fetch may bring.
  virtual Result<int> Open(TenantId tenant, std::string_view sha256) const = 0;
  // The same, wherever it lies: `done` gets it once, in any thread, perhaps before this returns.
  using Fetched = std::function<void(Result<int> fd)>;
  virtual void Fetch(TenantId tenant, std::string_view sha256, Fetched done);
  // The same for a thread that may wait.
  Result<int> FetchAndWait(TenantId tenant, std::string_view sha256);
  // A link under which a client gets the content from elsewhere, for a short while, where clients
  // are to do so; else empty. How it will be shown goes with it.
  struct Shown {
    bool head = false;  // the client asks for the headers only
    std::string mime, disposition, cache_control;
  };
  virtual std::string LinkTo(TenantId tenant, std::string_view sha256, const Shown& shown) const;
  // What was made from a blob, beside it, such as "200x200"; may vanish at any time.
  virtual Status PutVariant(TenantId tenant, std::string_view sha256, std::string_view variant,
                            TempFile file) = 0;
  virtual Result<int> OpenVariant(TenantId tenant, std::string_view sha256,
                                  std::string_view variant) const = 0;

  // Pieces of an upload that is not complete yet, by the key of the upload and a number.
  virtual Status PutPart(std::string_view upload, std::int64_t number, TempFile file) = 0;
  // All pieces 1 … `count` in one new file. kNotFound "part" if one is missing.
  virtual Result<TempFile> JoinParts(std::string_view upload, std::int64_t count) = 0;
  virtual void RemoveParts(std::string_view upload) = 0;
  // Uploads with pieces here.
  virtual std::vector<std::string> ListUploads() const = 0;

  // For sweeps: blobs lie on 256 shelves, by the first byte of the digest. Lists those of a shelf
  // that have not been put within `kYoungMs`, as (tenant, digest).
  static constexpr int kShelves = 256;
  static constexpr std::int64_t kYoungMs = 3600 * 1000;
  struct Found {
    TenantId tenant;
    std::string sha256;
  };
  virtual std::vector<Found> ListOld(int shelf) const = 0;
  // Removes a blob and what was made from it, unless it has become young since.
  virtual void RemoveOld(const Found& blob) = 0;

  // Ends what is under way elsewhere; what is still asked for fails.
  virtual void Stop() {}
};

// Whether it can be the name of a blob: 64 hexadecimal digits, lower case.
bool IsBlobName(std::string_view text);
// Lower-case hexadecimal digits, at least one.
bool IsHexName(std::string_view text);
// The hexadecimal digits that begin the digests of a shelf.
std::string ShelfPrefix(int shelf);

// Keeps them below `directory` on a local disk: TENANT/ab/cdef… for blobs, tmp/ for what arrives,
// parts/UPLOAD/N. Makes the directory, and empties tmp/: of what is old only where several
// processes use the directory at a time. An error names the path. `clock` and `random` must outlive
// it.
enum class Users : std::uint8_t { kOne, kMany };
Result<std::unique_ptr<BlobStore>> OpenLocalBlobs(const std::string& directory, const Clock& clock,
                                                  Random& random, Users users = Users::kOne);

}  // namespace koine::store
