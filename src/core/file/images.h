#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/blob.h"

namespace koine::file {

inline constexpr std::int64_t kThumbnailMax = 1024;  // pixels, each way
// The sizes that are made: whatever a client asks for, one of these few is kept.
inline constexpr std::int64_t kThumbnailSteps[] = {64, 128, 256, 512, kThumbnailMax};
// The step of a picture that is to fill width × height.
constexpr std::int64_t ThumbnailStep(std::int64_t width, std::int64_t height) {
  const std::int64_t wanted = width > height ? width : height;
  for (const std::int64_t step : kThumbnailSteps) {
    if (wanted <= step) return step;
  }
  return kThumbnailMax;
}

// Makes small pictures of large ones. Implemented where decoders may be trusted to fail.
class Images {
 public:
  virtual ~Images() = default;
  // Whether it works here at all.
  virtual bool available() const = 0;
  // Writes the picture behind `fd`, made to fit into width × height pixels, into `out` as WebP.
  // Blocks; any thread. kFileRejected "preview" if it cannot be read or is too large; kUnavailable
  // when too many wait.
  virtual Status Thumbnail(int fd, std::int64_t width, std::int64_t height,
                           store::TempFile* out) = 0;
};

}  // namespace koine::file
