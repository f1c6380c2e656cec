#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/event/event.h"
#include "core/history/render.h"
#include "dialect/openim/known_handles.h"
#include "dialect/openim/notification.h"
#include "dialect/openim/proto.h"
#include "gateway/event_row.h"
#include "store/txn.h"

// What an event is to its hearers (openim-ws 5, 6, 7, mapping 9).
namespace koine::openim {

class Openim;

// Who is told: the actor's own sessions, those whom the event names, the others.
enum PushTo : int { kToOwn = 1, kToTargets = 2, kToOthers = 4, kToAll = 7 };

class Pushes {
 public:
  // What is added later stands later, in one push.
  void Add(int to, std::string conversation, MsgData&& message) {
    One& one = all_.emplace_back();
    one.to = to;
    one.conversation = std::move(conversation);
    one.message = std::move(message);
  }
  void Add(int to, const Notification& notification) {
    Add(to, PlaceOf(notification), ToMsgData(notification));
  }

  // Whether these hear the same as those.
  bool Same(int these, int those) const;
  // What they hear: PushMessages in protobuf, empty for nothing.
  std::string PackedFor(int these) const;

 private:
  struct One {
    int to = 0;
    std::string conversation;
    MsgData message;
  };
  std::vector<One> all_;
};

// Names of the people and the place of an event.
class Scene {
 public:
  // Of the two of a direct conversation who are not among `people` nothing but the handle and the
  // kind is asked where `known` is given, and looked up only if it is not there yet; nor is
  // `sender`, one of `people`, whose name and picture the event brought.
  Scene(store::Txn& txn, const event::Event& event, std::vector<UserId> people,
        KnownHandles* known = nullptr, const Person* sender = nullptr);

  const std::string& HandleOf(UserId user) const { return Of(user).handle; }
  const history::Handle& Of(UserId user) const;
  bool in_group() const { return event_.place.id && !event_.place.lo; }
  bool own_chat() const { return event_.place.lo && event_.place.lo == event_.place.hi; }
  // Of two, one is a notification account.
  bool with_account() const;
  const std::string& group() const { return group_; }
  int session_type() const;
  std::string chat() const;
  // The other one of a direct conversation.
  const std::string& PeerOf(UserId user) const {
    return HandleOf(user == event_.place.lo ? event_.place.hi : event_.place.lo);
  }

 private:
  const event::Event& event_;
  std::map<UserId, history::Handle> people_;
  std::string group_;
};

// What those who render an event know.
struct PushContext {
  store::Txn& txn;
  const Openim& dialect;
  const event::Event& event;
  std::int64_t position;
  Pushes* out;

  // The id of its notification; `part` tells several of one event apart.
  std::string NewId(int part = 0) const;
  std::int64_t at() const { return event.at > 0 ? event.at : txn.now_ms(); }
  // One that is not stored, from one to another.
  Notification Make(const Scene& scene, UserId from, const std::string& to, int type,
                    std::string tips, int part = 0) const;
  // The same to the group of the scene.
  Notification MakeToGroup(const Scene& scene, UserId from, int type, std::string tips,
                           int part = 0) const;
};

// Friends: requests, answers, changes of the list, blocks (1201 to 1210).
void PushContact(const PushContext& context, const event::ContactEvent& contact);
// Groups (1501 to 1520).
void PushGroup(const PushContext& context, const event::GroupEvent& group);
void PushMemberProfile(const PushContext& context, const event::MemberProfile& changed);
void PushJoin(const PushContext& context, const event::JoinEvent& join);

// What the server sends, for the description of the API: pushes, and the notifications in them by
// their contentType.
void AddPushes(std::vector<gateway::EventRow>* rows);
void AddContactPushes(std::vector<gateway::EventRow>* rows);
void AddGroupPushes(std::vector<gateway::EventRow>* rows);

}  // namespace koine::openim
