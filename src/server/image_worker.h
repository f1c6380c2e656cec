#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>

#include "base/patience.h"
#include "core/file/images.h"

namespace koine::server {

// Decoding pictures of strangers is left to a process of its own, which can do nothing but that: it
// has no network and no files but the two descriptors of a request, little memory and time, and a
// short list of system calls. Only that process loads libvips. If it fails, hangs or dies, the
// picture has no thumbnail, and the next one gets a new process.
class ImageWorker final : public file::Images {
 public:
  static constexpr int kWaitingMax = 32;                 // requests; more are refused
  static constexpr int kTimeoutMs = kPatience * 10'000;  // of one picture
  static constexpr int kStartTimeoutMs = kPatience * 10'000;
  static constexpr std::int64_t kPixelsMax = 25'000'000;  // of the original

  // `program` is started as `program image-worker`, at the first request.
  explicit ImageWorker(std::string program) : program_(std::move(program)) {}
  ~ImageWorker() override;

  // False once the process found no libvips.
  bool available() const override { return !missing_; }
  Status Thumbnail(int fd, std::int64_t width, std::int64_t height, store::TempFile* out) override;

 private:
  bool Start();
  void End();
  bool Receive(std::int32_t* answer, int timeout_ms);

  const std::string program_;
  std::atomic<bool> missing_{false};
  std::atomic<int> waiting_{0};
  std::mutex mutex_;
  // Guarded by mutex_.
  int socket_ = -1;
  pid_t process_ = -1;
};

// The process itself: `koine image-worker`, with its socket as descriptor 3. Returns its status.
int RunImageWorker();

// What goes over the socket: a request with the descriptors of the original and of the result, and
// an answer.
struct ImageRequest {
  std::int32_t width = 0;
  std::int32_t height = 0;
};
enum class ImageAnswer : std::int32_t { kReady = 1, kDone = 2, kFailed = 3, kMissing = 4 };
inline constexpr int kImageSocket = 3;

}  // namespace koine::server
