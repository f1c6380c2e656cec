#include "dialect/openim/known_handles.h"

namespace koine::openim {

std::optional<history::Handle> KnownHandles::Find(UserId user) const {
  std::lock_guard lock(mutex_);
  const auto it = all_.find(user);
  if (it == all_.end()) return std::nullopt;
  return it->second;
}

void KnownHandles::Put(const history::Handle& handle) {
  std::lock_guard lock(mutex_);
  // Who writes now is known again soon.
  if (all_.size() >= kMax) all_.clear();
  all_.try_emplace(handle.user, history::Handle{handle.user, handle.handle, "", "", handle.kind});
}

std::size_t KnownHandles::size() const {
  std::lock_guard lock(mutex_);
  return all_.size();
}

}  // namespace koine::openim
