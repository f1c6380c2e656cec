#include "store/s3_blobs.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/log.h"
#include "base/pool.h"
#include "base/text.h"
#include "store/blob_cache.h"
#include "store/blob_check.h"
#include "store/s3_client.h"

namespace koine::store {

namespace {

constexpr std::size_t kFetchesMax = 1'000;
constexpr std::size_t kMarkerBytes = 8;
constexpr std::int64_t kLinkSeconds = 300;
// How long an upload waits for a sweep that is about to remove the same content.
constexpr int kSweepWaits = 50;
constexpr std::chrono::milliseconds kSweepWait{100};
constexpr std::string_view kDying = "dying/";
constexpr std::string_view kParts = "parts/";
constexpr std::string_view kProbe = "probe/";

std::string PathOf(TenantId tenant, std::string_view sha256) {
  return std::to_string(tenant.value) + "/" + std::string(sha256.substr(0, 2)) + "/" +
         std::string(sha256.substr(2));
}

// How it is called in the cache.
std::string NameOf(TenantId tenant, std::string_view sha256) {
  return std::to_string(tenant.value) + "-" + std::string(sha256);
}

std::string PartOf(std::string_view upload, std::int64_t number) {
  return std::string(kParts) + std::string(upload) + "/" + std::to_string(number);
}

// One more descriptor of the same file, with a position of its own.
Result<int> Reopen(int fd) {
  const std::string path = "/proc/self/fd/" + std::to_string(fd);
  const int more = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (more < 0) return Error{Code::kUnavailable, "files", path, std::strerror(errno)};
  return more;
}

Error OutOfReach(std::string why) {
  return Error{Code::kUnavailable, kOutOfReach, "", std::move(why)};
}

// Which option is at fault when the store refuses.
const char* OptionOf(const std::string& code) {
  if (code == "InvalidAccessKeyId" || code == "AccessDenied" || code == "403") return "access_key";
  if (code == "SignatureDoesNotMatch") return "secret_key";
  if (code == "AuthorizationHeaderMalformed" || code == "InvalidRegion") return "region";
  return "url";
}

}  // namespace

class S3Blobs final : public BlobStore {
 public:
  S3Blobs(const S3Options& options, std::unique_ptr<s3::Client> client, const Clock& clock,
          Random& random)
      : client_(std::move(client)),
        cache_(options.directory + "/cache", options.cache_bytes),
        clock_(clock),
        random_(random),
        check_(clock),
        fetches_("s3-", options.connections, kFetchesMax) {}
  ~S3Blobs() override { Stop(); }

  Status Prepare(const S3Options& options) {
    KOINE_TRY(arrivals_, OpenLocalBlobs(options.directory, clock_, random_));
    Status cache = cache_.Prepare();
    if (!cache.ok()) {
      return FieldError(Code::kUnavailable, "data",
                        cache.error().field + ": " + cache.error().text);
    }
    if (options.redirect) {
      const std::string& url = options.public_url.empty() ? options.url : options.public_url;
      auto place = s3::ParsePlace(url, options.virtual_host);
      if (!place.ok()) return FieldError(Code::kBadArgument, "public_url", place.error().text);
      links_ = std::move(place).value();
    }
    return Probe();
  }

  Result<TempFile> NewFile() override { return arrivals_->NewFile(); }

  Status Put(TenantId tenant, std::string_view sha256, TempFile file) override {
    if (!IsBlobName(sha256)) return Error{Code::kInternal, "digest"};
    const std::string key = PathOf(tenant, sha256);
    KOINE_TRY(const std::optional<s3::Object> there, client_->Look(key));
    const bool fresh = there && !IsOlder(*there, kYoungMs / 2);
    if (!fresh) KOINE_CHECK(client_->Put(key, file, std::string(sha256)));
    if (there && !fresh) KOINE_CHECK(Outlast(key, file, std::string(sha256)));
    Keep(NameOf(tenant, sha256), std::move(file));
    return Ok();
  }

  Result<int> Open(TenantId tenant, std::string_view sha256) const override {
    if (!IsBlobName(sha256)) return Error{Code::kNotFound, "blob"};
    auto fd = OpenKept(NameOf(tenant, sha256), sha256);
    if (fd.ok() || !fd.error().Is(Code::kNotFound)) return fd;
    return OutOfReach("it is not in the local cache");
  }

  void Fetch(TenantId tenant, std::string_view sha256, Fetched done) override {
    if (!IsBlobName(sha256)) return done(Error{Code::kNotFound, "blob"});
    const std::string name = NameOf(tenant, sha256);
    {
      std::lock_guard lock(mutex_);
      std::vector<Fetched>& waiting = flights_[name];
      waiting.push_back(std::move(done));
      if (waiting.size() > 1) return;
    }
    const bool taken = fetches_.Submit([this, tenant, name, wanted = std::string(sha256)] {
      Land(name, Download(tenant, wanted));
    });
    if (!taken) Land(name, OutOfReach("too many downloads from the object storage are waiting"));
  }

  std::string LinkTo(TenantId tenant, std::string_view sha256, const Shown& shown) const override {
    if (!links_ || !IsBlobName(sha256)) return {};
    const s3::Pairs query = {{"response-content-type", shown.mime},
                             {"response-content-disposition", shown.disposition},
                             {"response-cache-control", shown.cache_control}};
    return client_->LinkTo(shown.head ? "HEAD" : "GET", PathOf(tenant, sha256), query, *links_,
                           kLinkSeconds);
  }

  Status PutVariant(TenantId tenant, std::string_view sha256, std::string_view variant,
                    TempFile file) override {
    return cache_.Keep(NameOf(tenant, sha256) + "." + std::string(variant), std::move(file));
  }

  Result<int> OpenVariant(TenantId tenant, std::string_view sha256,
                          std::string_view variant) const override {
    return cache_.Open(NameOf(tenant, sha256) + "." + std::string(variant));
  }

  Status PutPart(std::string_view upload, std::int64_t number, TempFile file) override {
    if (!IsHexName(upload)) return Error{Code::kInternal, "upload"};
    KOINE_TRY(const Digest digest, Hash(file));
    return client_->Put(PartOf(upload, number), file, digest.sha256);
  }

  Result<TempFile> JoinParts(std::string_view upload, std::int64_t count) override {
    KOINE_TRY(TempFile out, NewFile());
    for (std::int64_t i = 1; i <= count; ++i) {
      Status got = client_->Get(PartOf(upload, i), &out);
      if (got.ok()) continue;
      if (got.error().Is(Code::kNotFound)) return Error{Code::kNotFound, "part"};
      return std::move(got).error();
    }
    return out;
  }

  void RemoveParts(std::string_view upload) override {
    if (IsHexName(upload)) RemoveBelow(std::string(kParts) + std::string(upload) + "/", 0);
  }

  std::vector<std::string> ListUploads() const override {
    std::vector<std::string> out;
    for (std::string& folder : Folders(std::string(kParts))) {
      if (IsHexName(folder)) out.push_back(std::move(folder));
    }
    return out;
  }

  std::vector<Found> ListOld(int shelf) const override {
    std::lock_guard lock(sweep_mutex_);
    if (shelf == 0 || tenants_.empty()) tenants_ = Folders("");
    if (shelf == 0) RemoveBelow(std::string(kDying), kYoungMs);
    const std::string prefix = ShelfPrefix(shelf);
    std::vector<Found> out;
    for (const std::string& name : tenants_) {
      const auto tenant = text::ParseInt(name);
      if (!tenant) continue;
      const std::string folder = name + "/" + prefix + "/";
      auto listed = client_->List(folder, false);
      if (!listed.ok()) return out;
      for (const s3::Object& object : listed->objects) {
        const std::string sha256 = prefix + object.key.substr(folder.size());
        if (IsBlobName(sha256) && IsOlder(object, kYoungMs)) {
          out.push_back({TenantId(*tenant), sha256});
        }
      }
    }
    return out;
  }

  // Another server may be storing the same content right now, and no lock is common to both. So it
  // is announced under dying/ before the last look at its age, and Put looks there afterwards: if
  // Put stored it before the look, it is young and stays; if after it, Put sees that it is dying,
  // or, when that is over, gone, and stores it again.
  void RemoveOld(const Found& blob) override {
    const std::string key = PathOf(blob.tenant, blob.sha256);
    const std::string marker = std::string(kDying) + key + "/" + random_.Hex(kMarkerBytes);
    if (!client_->PutEmpty(marker).ok()) return;
    auto there = client_->Look(key);
    if (there.ok() && *there && IsOlder(**there, kYoungMs)) {
      Status removed = client_->Delete(key, true);
      if (!removed.ok()) {
        // Perhaps it is removed later still: nobody may rely on it until the marker is old.
        log::Warn("files", "a file content was not removed: {}", removed.error().text);
        return;
      }
      cache_.Remove(NameOf(blob.tenant, blob.sha256));
    }
    static_cast<void>(client_->Delete(marker));
  }

  void Stop() override {
    client_->Stop();
    fetches_.Stop();
  }

 private:
  bool IsOlder(const s3::Object& object, std::int64_t age_ms) const {
    return object.modified_ms < clock_.NowMs() - age_ms;
  }

  // Whether the store is there, knows the keys, and lets them list, write and delete.
  Status Probe() {
    const std::string key = std::string(kProbe) + random_.Hex(kMarkerBytes);
    auto listed = client_->List(std::string(kProbe), false);
    Status status = listed.ok() ? client_->PutEmpty(key) : Status(listed.error());
    if (status.ok()) status = client_->Delete(key);
    if (status.ok()) return Ok();
    return FieldError(Code::kUnavailable, OptionOf(status.error().field), status.error().text);
  }

  // What is put in the place of an old content stays there: returns once no sweep is about to
  // remove it, and it is there.
  Status Outlast(const std::string& key, const TempFile& file, const std::string& sha256) {
    for (int i = 0; i < kSweepWaits; ++i) {
      KOINE_TRY(const s3::Listed dying, client_->List(std::string(kDying) + key + "/", false));
      if (dying.objects.empty()) {
        KOINE_TRY(const std::optional<s3::Object> there, client_->Look(key));
        if (there) return Ok();
        KOINE_CHECK(client_->Put(key, file, sha256));
      } else {
        std::this_thread::sleep_for(kSweepWait);
      }
    }
    return OutOfReach("the same content is being removed");
  }

  void Keep(const std::string& name, TempFile file) const {
    Status kept = cache_.Keep(name, std::move(file));
    if (kept.ok()) return;
    log::Warn("files", "a file could not be cached: {}: {}", kept.error().field, kept.error().text);
  }

  Result<int> Download(TenantId tenant, const std::string& sha256) {
    auto kept = OpenKept(NameOf(tenant, sha256), sha256);
    if (kept.ok()) return kept;
    KOINE_TRY(TempFile file, NewFile());
    KOINE_CHECK(client_->Get(PathOf(tenant, sha256), &file));
    KOINE_TRY(const Digest digest, Hash(file));
    if (digest.sha256 != sha256) {
      log::Error("files", "the content of {} in the object storage is not the one that was stored",
                 PathOf(tenant, sha256));
      return OutOfReach("another content");
    }
    KOINE_TRY(const int fd, Reopen(file.fd()));
    Keep(NameOf(tenant, sha256), std::move(file));
    return fd;
  }

  // What is kept here of a content, if it still is that.
  Result<int> OpenKept(const std::string& name, std::string_view sha256) const {
    KOINE_TRY(const int fd, cache_.Open(name));
    if (check_.Sound(fd, sha256)) return fd;
    ::close(fd);
    log::Error("files", "the cached copy of {} was damaged; fetching it again", name);
    cache_.Remove(name);
    return Error{Code::kNotFound, "blob"};
  }

  // Gives it to all who wait.
  void Land(const std::string& name, Result<int> fd) {
    std::vector<Fetched> waiting;
    {
      std::lock_guard lock(mutex_);
      const auto it = flights_.find(name);
      waiting = std::move(it->second);
      flights_.erase(it);
    }
    for (const Fetched& done : waiting) done(fd.ok() ? Reopen(*fd) : fd);
    if (fd.ok()) ::close(*fd);
  }

  // The names directly below a folder, without slashes.
  std::vector<std::string> Folders(const std::string& prefix) const {
    std::vector<std::string> out;
    auto listed = client_->List(prefix, true);
    if (!listed.ok()) return out;
    for (const std::string& folder : listed->folders) {
      out.push_back(folder.substr(prefix.size(), folder.size() - prefix.size() - 1));
    }
    return out;
  }

  void RemoveBelow(const std::string& prefix, std::int64_t age_ms) const {
    auto listed = client_->List(prefix, false);
    if (!listed.ok()) return;
    for (const s3::Object& object : listed->objects) {
      if (age_ms > 0 && !IsOlder(object, age_ms)) continue;
      if (!client_->Delete(object.key).ok()) return;  // what is left is swept
    }
  }

  const std::unique_ptr<s3::Client> client_;
  std::unique_ptr<BlobStore> arrivals_;
  mutable BlobCache cache_;
  const Clock& clock_;
  Random& random_;
  mutable BlobCheck check_;
  std::optional<s3::Place> links_;
  std::mutex mutex_;
  std::map<std::string, std::vector<Fetched>> flights_;
  mutable std::mutex sweep_mutex_;
  mutable std::vector<std::string> tenants_;
  Pool fetches_;
};

Result<std::unique_ptr<BlobStore>> OpenS3Blobs(const S3Options& options, const Clock& clock,
                                               Random& random) {
  for (const auto& [name, value] :
       {std::pair("access_key", &options.access_key), std::pair("secret_key", &options.secret_key),
        std::pair("region", &options.region)}) {
    if (value->empty()) return FieldError(Code::kMissingArgument, name, "is not set");
  }
  KOINE_TRY(s3::Place place, s3::ParsePlace(options.url, options.virtual_host));
  auto http = http_client::Client::Load();
  if (!http.ok()) return FieldError(Code::kUnavailable, "url", http.error().text);
  auto client = std::make_unique<s3::Client>(
      std::move(http).value(), std::move(place),
      s3::Credentials{options.access_key, options.secret_key, options.region});
  auto blobs = std::make_unique<S3Blobs>(options, std::move(client), clock, random);
  KOINE_CHECK(blobs->Prepare(options));
  return Result<std::unique_ptr<BlobStore>>(std::move(blobs));
}

}  // namespace koine::store
