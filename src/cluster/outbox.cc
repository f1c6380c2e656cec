#include "cluster/outbox.h"

#include <utility>

#include "cluster/series.h"

namespace koine::cluster {

namespace {

// Of what NATS takes, kept free for the seal and the names of node and subject.
constexpr std::size_t kMargin = 1024 + kSealBytes;

}  // namespace

Outbox::Outbox(Bus& bus, Speaker self, Sealer sealer)
    : bus_(bus), self_(std::move(self)), sealer_(std::move(sealer)) {}

Outbox::~Outbox() {
  Stop();
}

void Outbox::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Outbox::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
  } else {
    while (Step()) {
    }
  }
}

bool Outbox::Push(Item item) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (stop_ || items_.size() >= kWaitingMax) return false;
    items_.push_back(std::move(item));
    wake = idle_;
  }
  if (wake) wake_.notify_one();
  return true;
}

void Outbox::Send(BatchPtr batch) {
  Push({FrameKind::kBatch, std::move(batch), {}});
}

bool Outbox::Send(FrameKind kind, std::string content) {
  return Push({kind, nullptr, std::move(content)});
}

void Outbox::Loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    idle_ = true;
    wake_.wait(lock, [this] { return stop_ || !items_.empty(); });
    idle_ = false;
    if (!SendFirst(lock)) return;
  }
}

bool Outbox::Step() {
  std::unique_lock lock(mutex_);
  return SendFirst(lock);
}

bool Outbox::SendFirst(std::unique_lock<std::mutex>& lock) {
  if (items_.empty()) return false;
  const Item item = std::move(items_.front());
  items_.pop_front();
  lock.unlock();
  if (bus_.connected()) Publish(item);
  lock.lock();
  return true;
}

void Outbox::Publish(const Item& item) {
  std::string frame = BeginFrame(item.kind, self_);
  if (item.batch == nullptr) {
    frame += item.content;
    bus_.Publish(sealer_.Seal(frame));
    return;
  }
  const std::size_t empty = frame.size() + 2 * sizeof(std::int64_t);
  AppendBatch(*item.batch, bus_.bytes_max() - kMargin, &frame);
  if (item.batch->last_position == 0 && frame.size() == empty) return;
  if (bus_.Publish(sealer_.Seal(frame))) TheSeries().published->Add();
}

}  // namespace koine::cluster
