#include "gateway/late_frames.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/log.h"
#include "base/require.h"
#include "core/event/event.h"
#include "gateway/io_thread.h"
#include "gateway/session.h"

namespace koine::gateway {

// At the end of a turn, and before it is written: what is told goes out with the answers of the
// commit that told it.
LateFrames::LateFrames(IoThread& thread) : thread_(thread) {
  thread_.loop().OnTurnEnd([this] {
    if (due_) LoadNow();
  });
}

void LateFrames::LoadNow() {
  due_ = false;
  Load();
}

void LateFrames::Add(const event::EventPtr& event, std::int64_t position, const Dialect& dialect,
                     int within_ms, std::vector<Hearer> hearers) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  if (waiting_.size() >= kWaitingMax) {
    GiveUp({std::move(waiting_.front())});
    waiting_.pop_front();
  }
  waiting_.push_back({event, position, &dialect, within_ms, std::move(hearers), nullptr});
  if (loading_) return;
  // Not at once: what comes in the same turn is read for together.
  // Events are applied by tasks that were posted: the end of this turn is still to come.
  loading_ = due_ = true;
}

void LateFrames::Load() {
  auto batch = std::make_shared<Batch>();
  auto read = [batch](store::Txn& txn) {
    for (Item& item : *batch) item.loaded = item.dialect->LoadFor(txn, *item.event, item.position);
  };
  store::Store& store = *thread_.services().store;
  while (!waiting_.empty()) {
    batch->clear();
    while (!waiting_.empty() && batch->size() < kAtOnce) {
      batch->push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
    if (store.reads_inline()) {
      if (!Settle(*batch, !store.ReadNow("frames", read).ok())) return;
      continue;
    }
    store.Read("frames", read, [batch, this](const Error* failure) {
      const bool failed = failure != nullptr;
      thread_.loop().Post([batch, failed, this] {
        if (Settle(*batch, failed)) Load();
      });
    });
    return;
  }
  loading_ = false;
}

bool LateFrames::Settle(Batch& batch, bool failed) {
  if (!failed) {
    failing_since_ms_ = 0;
    Deliver(batch);
    return true;
  }
  const std::int64_t now = thread_.loop().now_ms();
  if (failing_since_ms_ == 0) failing_since_ms_ = now;
  if (now - failing_since_ms_ >= kTryMs) {
    GiveUp(batch);
    return true;
  }
  waiting_.insert(waiting_.begin(), std::make_move_iterator(batch.begin()),
                  std::make_move_iterator(batch.end()));
  thread_.loop().After(kAgainMs, [this] { Load(); });
  return false;
}

void LateFrames::GiveUp(const Batch& batch) {
  log::Warn("gateway", "{} events were not delivered: their data could not be read", batch.size());
  // Not at once: the caller may be at the lists of sessions.
  for (const Item& item : batch) {
    for (const Hearer& hearer : item.hearers) {
      thread_.loop().Post(
          [session = hearer.session] { session->Close(net::kWsTryAgainLater, "busy"); });
    }
  }
}

void LateFrames::Deliver(const Batch& batch) {
  struct Frame {
    int variant;
    net::SharedFrames bytes;
  };
  std::vector<Frame> frames;
  for (const Item& item : batch) {
    if (item.loaded == nullptr) continue;
    frames.clear();
    std::size_t delivered = 0;
    const bool kept = Deliveries::Keeps(*item.event);
    const bool traced = thread_.handovers().on() &&
                        std::holds_alternative<event::MessageCreated>(item.event->payload);
    const std::int64_t now_ms = traced ? thread_.services().clock->NowMs() : 0;
    for (const Hearer& hearer : item.hearers) {
      const int wire = hearer.session->wire();
      const int variant = static_cast<int>(hearer.view) * kWires + wire;
      auto found = std::find_if(frames.begin(), frames.end(),
                                [variant](const Frame& one) { return one.variant == variant; });
      if (found == frames.end()) {
        auto bytes = std::make_shared<std::string>();
        item.dialect->RenderLoaded(*item.event, item.loaded.get(), hearer.view, wire, bytes.get());
        frames.push_back({variant, std::move(bytes)});
        found = frames.end() - 1;
      }
      if (found->bytes->empty()) continue;
      hearer.session->SendFrames(found->bytes, item.within_ms);
      if (traced && !hearer.session->closing()) {
        thread_.handovers().Note(item.position, *hearer.session, found->bytes->size(), now_ms);
      }
      if (kept && !hearer.session->closing()) {
        hearer.session->thread().deliveries().Note(*item.event, hearer.session->who().user);
      }
      ++delivered;
    }
    CountFanOut(frames.size(), delivered);
  }
}

}  // namespace koine::gateway
