#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "store/blob.h"

// Contents in a store that speaks the S3 protocol, for several servers at once. Its keys are the
// paths of a local store: TENANT/ab/cdef…, parts/UPLOAD/N; beside them dying/ (see RemoveOld).
// Contents that were read lie on the local disk up to a bound; thumbnails lie there only.
namespace koine::store {

struct S3Options {
  std::string url;  // https://host/bucket/prefix
  std::string region;
  std::string access_key;
  std::string secret_key;
  bool virtual_host = false;  // url is https://bucket.host/prefix
  bool redirect = false;      // clients fetch contents from the store, by links that end
  std::string public_url;     // where clients reach the bucket; empty: url
  std::int64_t cache_bytes = 1LL << 30;
  int connections = 8;    // contents that are fetched at the same time
  std::string directory;  // for what arrives, and for what is kept
};

// The longest that one request can store, in bytes.
inline constexpr std::int64_t kS3BytesMax = 5LL << 30;

// Asks the store whether all that is needed is allowed. Errors name one of the options ("url",
// "access_key" …) in `field`, and say what is wrong in `text`; never a key. `clock` and `random`
// must outlive it.
Result<std::unique_ptr<BlobStore>> OpenS3Blobs(const S3Options& options, const Clock& clock,
                                               Random& random);

}  // namespace koine::store
