#include "server/image_worker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "base/log.h"
#include "core/file/type.h"

namespace koine::server {

namespace {

Error NoPreview() {
  return Error{Code::kFileRejected, "preview"};
}

// Sends a request with its two descriptors.
bool SendRequest(int socket, const ImageRequest& request, int in, int out) {
  ImageRequest copy = request;
  iovec part{&copy, sizeof copy};
  alignas(cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(2 * sizeof(int));
  const int both[] = {in, out};
  std::memcpy(CMSG_DATA(header), both, sizeof both);
  return ::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof copy);
}

// Starts `program image-worker` with nothing open but the socket. -1 if that fails.
pid_t Spawn(const std::string& program, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
  }
  posix_spawn_file_actions_adddup2(&actions, socket, kImageSocket);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  char name[] = "koine";
  char command[] = "image-worker";
  char* arguments[] = {name, command, nullptr};
  char threads[] = "VIPS_CONCURRENCY=1";
  char* environment[] = {threads, nullptr};
  pid_t process = -1;
  const int failed =
      ::posix_spawn(&process, program.c_str(), &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return failed == 0 ? process : -1;
}

}  // namespace

ImageWorker::~ImageWorker() {
  std::lock_guard lock(mutex_);
  End();
}

bool ImageWorker::Receive(std::int32_t* answer, int timeout_ms) {
  pollfd wait{socket_, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&wait, 1, timeout_ms);
  } while (ready < 0 && errno == EINTR);
  return ready == 1 && ::recv(socket_, answer, sizeof *answer, 0) == sizeof *answer;
}

bool ImageWorker::Start() {
  if (process_ > 0) return true;
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return false;
  process_ = Spawn(program_, pair[1]);
  ::close(pair[1]);
  socket_ = pair[0];
  std::int32_t answer = 0;
  if (process_ > 0 && Receive(&answer, kStartTimeoutMs) &&
      answer == static_cast<std::int32_t>(ImageAnswer::kReady)) {
    return true;
  }
  if (answer == static_cast<std::int32_t>(ImageAnswer::kMissing)) {
    if (!missing_.exchange(true)) {
      log::Warn("images", "no thumbnails: libvips.so.42 is not installed (package libvips42)");
    }
  } else {
    log::Error("images", "the process that makes thumbnails does not start");
  }
  End();
  return false;
}

void ImageWorker::End() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  if (process_ > 0) {
    ::kill(process_, SIGKILL);
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  process_ = -1;
}

Status ImageWorker::Thumbnail(int fd, std::int64_t width, std::int64_t height,
                              store::TempFile* out) {
  const file::Dimensions size = file::ReadDimensions(fd);
  if (size.width == 0 || size.height > kPixelsMax / size.width) return NoPreview();
  if (waiting_.fetch_add(1) >= kWaitingMax) {
    waiting_.fetch_sub(1);
    return Error{Code::kUnavailable, "busy"};
  }
  std::lock_guard lock(mutex_);
  waiting_.fetch_sub(1);
  const ImageRequest request{static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
  // A process that ended after its last picture is replaced once.
  for (int tries = 0; tries < 2; ++tries) {
    if (!Start()) return missing_ ? NoPreview() : Error{Code::kUnavailable, "images"};
    if (SendRequest(socket_, request, fd, out->fd())) break;
    End();
  }
  std::int32_t answer = 0;
  if (process_ < 0 || !Receive(&answer, kTimeoutMs)) {
    log::Warn("images", "a picture of {} x {} pixels ended the process that makes thumbnails",
              size.width, size.height);
    End();
    return NoPreview();
  }
  return answer == static_cast<std::int32_t>(ImageAnswer::kDone) ? Ok() : Status(NoPreview());
}

}  // namespace koine::server
