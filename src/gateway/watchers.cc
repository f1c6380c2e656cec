#include "gateway/watchers.h"

#include "base/require.h"
#include "gateway/session.h"

namespace koine::gateway {

bool Watchers::Watch(Session& session, const std::vector<UserId>& users) {
  KOINE_REQUIRE(session.signed_in());
  if (users.empty()) return true;
  std::unordered_set<UserId>& watched = watched_[&session];
  std::unordered_set<UserId> fresh;
  for (const UserId user : users) {
    if (watched.count(user) == 0) fresh.insert(user);
  }
  if (watched.size() + fresh.size() > kPerSessionMax) {
    if (watched.empty()) watched_.erase(&session);
    return false;
  }
  for (const UserId user : fresh) watchers_[user].push_back(&session);
  total_ += static_cast<std::int64_t>(fresh.size());
  watched.merge(fresh);
  return true;
}

void Watchers::Remove(UserId user, Session* session) {
  const auto it = watchers_.find(user);
  if (it == watchers_.end()) return;
  std::erase(it->second, session);
  if (it->second.empty()) watchers_.erase(it);
  --total_;
}

void Watchers::Unwatch(Session& session, const std::vector<UserId>& users) {
  const auto it = watched_.find(&session);
  if (it == watched_.end()) return;
  for (const UserId user : users) {
    if (it->second.erase(user) > 0) Remove(user, &session);
  }
  if (it->second.empty()) watched_.erase(it);
}

void Watchers::Forget(Session& session) {
  const auto it = watched_.find(&session);
  if (it == watched_.end()) return;
  for (const UserId user : it->second) Remove(user, &session);
  watched_.erase(it);
}

void Watchers::Tell(UserId user, const std::vector<int>& platforms) {
  const auto it = watchers_.find(user);
  if (it == watchers_.end()) return;
  const std::vector<Session*> sessions = it->second;  // telling may end one
  for (Session* session : sessions) {
    if (watched_.count(session) > 0) session->dialect().OnPlatforms(*session, user, platforms);
  }
}

}  // namespace koine::gateway
