#include "gateway/rooms.h"

#include <algorithm>
#include <utility>

#include "base/require.h"
#include "core/event/event.h"
#include "gateway/audience.h"
#include "gateway/io_thread.h"
#include "gateway/presence.h"
#include "gateway/session.h"

namespace koine::gateway {

namespace {

bool IsOfApplications(const Dialect& dialect) {
  return dialect.judges_requests();
}

bool OnlyForApplications(const event::Event& event) {
  if (event.place.kind == ConversationKind::kRoom) return true;
  if (event.place.kind != ConversationKind::kDirect) return false;
  const auto* group = std::get_if<event::GroupEvent>(&event.payload);
  return group != nullptr && (group->action == event::GroupAction::kCreated ||
                              group->action == event::GroupAction::kUpdated ||
                              group->action == event::GroupAction::kDissolved);
}

}  // namespace

bool MayShow(const event::Event& event, const Dialect& dialect) {
  return !OnlyForApplications(event) || IsOfApplications(dialect);
}

void Rooms::Apply(const event::Membership& change) {
  UserEntry* entry = thread_.FindUser(change.user);
  if (entry == nullptr) return;
  for (const auto& session : entry->sessions) {
    if (session->closing() || !IsOfApplications(session->dialect())) continue;
    if (change.joined) {
      Enter(session, change.conversation);
    } else {
      Leave(*session, change.conversation);
    }
  }
}

void Rooms::Enter(const std::shared_ptr<Session>& session, ConversationId room) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  KOINE_REQUIRE(session->signed_in() && IsOfApplications(session->dialect()));
  std::vector<ConversationId>& own = rooms_[session.get()];
  if (std::find(own.begin(), own.end(), room) != own.end()) return;
  own.push_back(room);
  hearers_[room].sessions.push_back(session);
  thread_.services().presence->EnterRoom(session->who().user, room);
}

void Rooms::Leave(Session& session, ConversationId room) {
  KOINE_REQUIRE(thread_.loop().InLoopThread());
  const auto own = rooms_.find(&session);
  if (own == rooms_.end() || std::erase(own->second, room) == 0) return;
  if (own->second.empty()) rooms_.erase(own);
  const auto place = hearers_.find(room);
  Sessions& sessions = place->second.sessions;
  const auto it = std::find_if(sessions.begin(), sessions.end(),
                               [&](const auto& one) { return one.get() == &session; });
  std::swap(*it, sessions.back());
  sessions.pop_back();
  if (sessions.empty()) hearers_.erase(place);
  thread_.services().presence->LeaveRoom(session.who().user, room);
}

void Rooms::Forget(Session& session) {
  const auto own = rooms_.find(&session);
  if (own == rooms_.end()) return;
  const auto rooms = own->second;  // leaving changes the list
  for (const ConversationId room : rooms) Leave(session, room);
}

void Rooms::Deliver(const event::EventPtr& event, std::int64_t position) {
  const ConversationId room = event->place.id;
  const auto place = hearers_.find(room);
  if (place == hearers_.end()) return;
  {
    auto& [sessions, pace] = place->second;
    Rendering rendering(event, position, Rendering::Hearers::kMany,
                        pace.Next(sessions.size(), thread_.loop().now_ms()));
    for (const auto& session : sessions) rendering.SendTo(session, session->who().user);
  }
  const auto* group = std::get_if<event::GroupEvent>(&event->payload);
  if (group != nullptr && group->action == event::GroupAction::kDissolved) Close(room);
}

void Rooms::Close(ConversationId room) {
  const auto place = hearers_.find(room);
  if (place == hearers_.end()) return;
  const Sessions sessions = place->second.sessions;  // leaving changes the list
  for (const auto& session : sessions) Leave(*session, room);
}

}  // namespace koine::gateway
