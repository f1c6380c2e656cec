#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/http_client.h"
#include "base/metrics.h"
#include "base/result.h"
#include "store/blob.h"
#include "store/s3_sign.h"

// One bucket of S3-compatible object storage.
namespace koine::store::s3 {

// Where a bucket is, and below which prefix in it.
struct Place {
  std::string origin;  // "https://host:port"
  std::string host;    // "host:port"
  std::string bucket;  // "/bucket"; empty where the host names it
  std::string prefix;  // "" or "a/b/"
};
// "https://host/bucket/prefix", or with `virtual_host` "https://bucket.host/prefix". kBadArgument
// with a sentence.
Result<Place> ParsePlace(const std::string& url, bool virtual_host);

struct Object {
  std::string key;  // below the prefix
  std::int64_t modified_ms = 0;
};
struct Listed {
  std::vector<Object> objects;
  std::vector<std::string> folders;  // "a/"
};
// One page of ListObjectsV2; `*next` is what asks for the following one, empty after the last.
// kUnavailable for what is no such page.
Result<Listed> ReadList(std::string_view xml, std::string* next);
// The code in an error's body, such as "NoSuchBucket"; empty if it is none.
std::string ReadErrorCode(std::string_view xml);

// Keys are given below the prefix. All but LinkTo ask the store and block; what fails for a passing
// reason is tried again for a short while. Errors: kNotFound where there is no such object;
// kUnavailable with IsOutOfReach for the rest, `field` the code of the store's answer, or empty if
// there was none, `text` what went wrong. Any thread.
class Client {
 public:
  Client(std::unique_ptr<http_client::Client> http, Place place, Credentials who);

  // Nothing where there is no such object.
  Result<std::optional<Object>> Look(const std::string& key);
  // Returns once the store has it. `sha256` is that of the file, in hexadecimal digits.
  Status Put(const std::string& key, const TempFile& file, const std::string& sha256);
  // The same for `bytes` of a file that the caller has open, from its beginning.
  Status PutFile(const std::string& key, int fd, std::int64_t bytes, const std::string& sha256);
  Status PutEmpty(const std::string& key);
  // Appends it to `out`.
  Status Get(const std::string& key, TempFile* out);
  // One that is not there is deleted, too. `once`: asks but once, so that nothing is deleted later
  // than the answer says.
  Status Delete(const std::string& key, bool once = false);
  // All whose keys begin with `prefix`, in order; with `folders` what has a further slash is only
  // named up to that.
  Result<Listed> List(const std::string& prefix, bool folders);

  // A link to an object that works for `seconds`, at `origin` instead of the store's own address if
  // that is not empty.
  std::string LinkTo(const std::string& method, const std::string& key, const Pairs& query,
                     const Place& at, std::int64_t seconds) const;

  const Place& place() const { return place_; }
  void Stop() { http_->Stop(); }

 private:
  struct Ask;
  Result<http_client::Answer> Run(const Ask& ask);
  Result<http_client::Answer> RunOnce(const Ask& ask);
  std::string PathOf(const std::string& key) const;

  const std::unique_ptr<http_client::Client> http_;
  const Place place_;
  const Credentials who_;
  // Requests are signed by the machine's clock, which the store compares with its own.
  const SystemClock clock_;
  std::atomic<bool> failing_ = false;
  metrics::Counter* const requests_;
  metrics::Counter* const failures_;
};

}  // namespace koine::store::s3
