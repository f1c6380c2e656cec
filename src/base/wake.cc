#include "base/wake.h"

#include <algorithm>
#include <utility>

namespace koine {

namespace {
thread_local WakesHeld* outermost = nullptr;
}  // namespace

WakesHeld::WakesHeld() : outermost_(outermost == nullptr) {
  if (outermost_) outermost = this;
}

WakesHeld::~WakesHeld() {
  if (!outermost_) return;
  Release();
  outermost = nullptr;
}

void WakesHeld::Release() {
  if (outermost == nullptr) return;
  for (const auto& waker : std::exchange(outermost->held_, {})) waker->Wake();
}

void WakeOrHold(const std::shared_ptr<Waker>& waker) {
  if (outermost == nullptr) {
    waker->Wake();
    return;
  }
  auto& held = outermost->held_;
  if (std::ranges::find(held, waker) == held.end()) held.push_back(waker);
}

}  // namespace koine
