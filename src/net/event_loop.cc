#include "net/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>

#include "base/loop_turn.h"
#include "base/require.h"
#include "net/connection.h"

namespace koine::net {
namespace {

constexpr int kEventsPerTurn = 256;
// An outbox keeps the room of the longest answer it ever held: few long ones are kept, and not more
// of all together than the frames of one turn need.
constexpr std::size_t kSpareOutboxes = 1024;
constexpr std::size_t kSpareOutboxBytes = 16 * 1024;
constexpr std::size_t kSpareBytes = 512 * 1024;

// Heap order: the earliest on top, among equals the one made first.
bool Later(std::int64_t due_a, TimerId a, std::int64_t due_b, TimerId b) {
  return due_a != due_b ? due_a > due_b : a > b;
}

}  // namespace

// Watched by the loop, and counted up by whoever posts; the work itself is in posted_.
class EventLoop::WakeFd final : public FdHandler, public Waker {
 public:
  WakeFd() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  ~WakeFd() override { ::close(fd_); }
  WakeFd(const WakeFd&) = delete;
  WakeFd& operator=(const WakeFd&) = delete;

  int fd() const { return fd_; }
  void OnReady(std::uint32_t) override {
    std::uint64_t count = 0;
    [[maybe_unused]] ssize_t n = ::read(fd_, &count, sizeof count);
  }
  void Wake() override {
    std::uint64_t one = 1;
    [[maybe_unused]] ssize_t n = ::write(fd_, &one, sizeof one);
  }

 private:
  const int fd_;
};

EventLoop::EventLoop(const Clock& clock)
    : clock_(clock), read_buffer_(std::make_unique<char[]>(kReadBufferBytes + kSlackBytes)) {
  // A write to a socket whose peer is gone is an error code here, not the end of the process.
  std::signal(SIGPIPE, SIG_IGN);
  epoll_fd_ = ::epoll_create1(EPOLL_CLOEXEC);
  wake_fd_ = std::make_shared<WakeFd>();
  (void)Watch(wake_fd_->fd(), EPOLLIN, wake_fd_.get());
  now_ms_ = clock_.SteadyUs() / 1000;
  idle_wheel_.Advance(now_ms_);
}

EventLoop::~EventLoop() {
  thread_ = std::this_thread::get_id();
  running_.clear();
  posted_.clear();
  timers_.clear();
  turn_hooks_.clear();
  BuryDead();
  posted_.clear();
  ::close(epoll_fd_);
}

void EventLoop::Run() {
  thread_ = std::this_thread::get_id();
  while (!stop_.load(std::memory_order_acquire)) Turn(-1);
  stop_ = false;
  thread_ = std::thread::id();
}

void EventLoop::RunOnce(int max_wait_ms) {
  Turn(max_wait_ms);
}

void EventLoop::Stop() {
  stop_.store(true, std::memory_order_release);
  wake_fd_->Wake();
}

bool EventLoop::InLoopThread() const {
  std::thread::id owner = thread_.load(std::memory_order_relaxed);
  return owner == std::thread::id() || owner == std::this_thread::get_id();
}

void EventLoop::Post(Task task) {
  bool wake = false;
  {
    std::lock_guard lock(mutex_);
    wake = posted_.empty();
    posted_.push_back(std::move(task));
  }
  if (wake) WakeOrHold(wake_fd_);
}

TimerId EventLoop::After(std::int64_t delay_ms, Task task) {
  KOINE_REQUIRE(InLoopThread());
  std::int64_t now = clock_.SteadyUs() / 1000;
  Timer timer{now + std::max<std::int64_t>(delay_ms, 0), next_timer_++};
  timers_.emplace(timer.id, std::move(task));
  timer_heap_.push_back(timer);
  std::push_heap(timer_heap_.begin(), timer_heap_.end(), [](const Timer& a, const Timer& b) {
    return Later(a.due_ms, a.id, b.due_ms, b.id);
  });
  return timer.id;
}

bool EventLoop::Cancel(TimerId id) {
  KOINE_REQUIRE(InLoopThread());
  return timers_.erase(id) == 1;
}

void EventLoop::OnTurnEnd(Task hook) {
  KOINE_REQUIRE(InLoopThread());
  turn_hooks_.push_back(std::move(hook));
}

Status EventLoop::Watch(int fd, std::uint32_t events, FdHandler* handler) {
  KOINE_REQUIRE(InLoopThread());
  epoll_event event{};
  event.events = events;
  event.data.ptr = handler;
  if (::epoll_ctl(epoll_fd_, EPOLL_CTL_ADD, fd, &event) != 0) {
    return Error{Code::kUnavailable, "epoll", "fd", std::strerror(errno)};
  }
  return Ok();
}

void EventLoop::Rewatch(int fd, std::uint32_t events, FdHandler* handler) {
  KOINE_REQUIRE(InLoopThread());
  epoll_event event{};
  event.events = events;
  event.data.ptr = handler;
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_MOD, fd, &event);
}

void EventLoop::Unwatch(int fd) {
  KOINE_REQUIRE(InLoopThread());
  ::epoll_ctl(epoll_fd_, EPOLL_CTL_DEL, fd, nullptr);
}

void EventLoop::DeleteLater(std::unique_ptr<LoopObject> object) {
  KOINE_REQUIRE(InLoopThread());
  graveyard_.push_back(std::move(object));
}

std::unique_ptr<Outbox> EventLoop::TakeOutbox() {
  KOINE_REQUIRE(InLoopThread());
  if (spare_outboxes_.empty()) return std::make_unique<Outbox>();
  std::unique_ptr<Outbox> outbox = std::move(spare_outboxes_.back());
  spare_outboxes_.pop_back();
  spare_bytes_ -= outbox->kept_capacity();
  return outbox;
}

void EventLoop::GiveOutbox(std::unique_ptr<Outbox> outbox) {
  KOINE_REQUIRE(InLoopThread());
  outbox->Clear();
  const std::size_t bytes = outbox->kept_capacity();
  if (spare_outboxes_.size() >= kSpareOutboxes || bytes > kSpareOutboxBytes ||
      spare_bytes_ + bytes > kSpareBytes) {
    return;
  }
  spare_bytes_ += bytes;
  spare_outboxes_.push_back(std::move(outbox));
}

std::int64_t EventLoop::wall_ms() {
  if (!in_turn_) return clock_.NowMs();
  if (!wall_ms_) wall_ms_ = clock_.NowMs();
  return *wall_ms_;
}

const char* EventLoop::HttpDate() {
  std::int64_t second = wall_ms() / 1000;
  if (second != date_second_) {
    date_second_ = second;
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::time_t seconds = second;
    std::tm tm{};
    ::gmtime_r(&seconds, &tm);
    // strftime would follow the locale.
    std::snprintf(date_, sizeof date_, "%s, %02d %s %04d %02d:%02d:%02d GMT", kDays[tm.tm_wday],
                  tm.tm_mday, kMonths[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min,
                  tm.tm_sec);
  }
  return date_;
}

int EventLoop::WaitMs(int max_wait_ms) const {
  std::int64_t wait = max_wait_ms < 0 ? INT32_MAX : max_wait_ms;
  if (!timer_heap_.empty()) {
    wait = std::min(wait, std::max<std::int64_t>(timer_heap_.front().due_ms - now_ms_, 0));
  }
  if (!soon_.empty()) wait = std::min(wait, std::max<std::int64_t>(soon_due_ms_ - now_ms_, 0));
  if (!idle_wheel_.empty()) {
    wait = std::min(wait, IdleWheel::kTickMs - now_ms_ % IdleWheel::kTickMs);
  }
  return wait == INT32_MAX ? -1 : static_cast<int>(wait);
}

void EventLoop::Turn(int max_wait_ms) {
  epoll_event events[kEventsPerTurn];
  now_ms_ = clock_.SteadyUs() / 1000;
  int count = ::epoll_wait(epoll_fd_, events, kEventsPerTurn, WaitMs(max_wait_ms));
  now_ms_ = clock_.SteadyUs() / 1000;
  wall_ms_.reset();
  in_turn_ = true;
  const LoopTurn turn;
  for (int i = 0; i < count; ++i) {
    static_cast<FdHandler*>(events[i].data.ptr)->OnReady(events[i].events);
  }
  RunPosted();
  RunTimers();
  idle_wheel_.Advance(now_ms_);
  EndTurn();
  in_turn_ = false;
}

void EventLoop::RunPosted() {
  {
    std::lock_guard lock(mutex_);
    if (posted_.empty()) return;
    running_.swap(posted_);
  }
  for (Task& task : running_) task();
  running_.clear();
}

void EventLoop::RunTimers() {
  auto later = [](const Timer& a, const Timer& b) { return Later(a.due_ms, a.id, b.due_ms, b.id); };
  // Timers made by the tasks below wait for the next turn, so that a turn always ends.
  TimerId newest = next_timer_;
  std::vector<Timer> made_now;
  while (!timer_heap_.empty() && timer_heap_.front().due_ms <= now_ms_) {
    std::pop_heap(timer_heap_.begin(), timer_heap_.end(), later);
    Timer timer = timer_heap_.back();
    timer_heap_.pop_back();
    if (timer.id >= newest) {
      made_now.push_back(timer);
      continue;
    }
    auto found = timers_.find(timer.id);
    if (found == timers_.end()) continue;  // cancelled
    Task task = std::move(found->second);
    timers_.erase(found);
    task();
  }
  for (const Timer& timer : made_now) {
    timer_heap_.push_back(timer);
    std::push_heap(timer_heap_.begin(), timer_heap_.end(), later);
  }
}

void EventLoop::FlushSoon(Connection* connection, int within_ms) {
  KOINE_REQUIRE(InLoopThread());
  if (soon_.empty()) soon_due_ms_ = INT64_MAX;
  soon_.push_back(connection);
  Hasten(within_ms);
}

void EventLoop::Hasten(int within_ms) {
  soon_due_ms_ = std::min(soon_due_ms_, now_ms_ + within_ms);
}

void EventLoop::ForgetSoon(Connection* connection) {
  KOINE_REQUIRE(InLoopThread());
  std::erase(soon_, connection);
}

void EventLoop::EndTurn() {
  if (!soon_.empty() && now_ms_ >= soon_due_ms_) {
    for (Connection* connection : soon_) connection->OnSoon();
    soon_.clear();
  }
  for (Task& hook : turn_hooks_) hook();
  BuryDead();
}

void EventLoop::BuryDead() {
  KOINE_REQUIRE(InLoopThread());
  while (!dirty_.empty() || !graveyard_.empty()) {
    while (!dirty_.empty()) {
      flushing_.swap(dirty_);
      for (Connection* connection : flushing_) connection->OnTurnEnd();
      flushing_.clear();
    }
    // A destructor may close further connections, so the vector must not change under it.
    std::vector<std::unique_ptr<LoopObject>> dead;
    dead.swap(graveyard_);
  }
}

}  // namespace koine::net
