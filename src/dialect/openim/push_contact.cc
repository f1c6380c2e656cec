// Friends as notifications (openim-http 6.2, mapping 9.1).

#include <utility>

#include "core/event/event.h"
#include "dialect/openim/friend.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/push.h"

namespace koine::openim {

struct FromToUserID {
  std::string fromUserID, toUserID;
};
KOINE_DESCRIBE(FromToUserID, (fromUserID, toUserID))
struct FriendApplicationTips {
  FromToUserID fromToUserID;
  FriendRequestOut request;
};
KOINE_DESCRIBE(FriendApplicationTips, (fromToUserID, request))
struct FriendApplicationApprovedTips {
  FromToUserID fromToUserID;
  std::string handleMsg;
  std::int64_t friendVersion = 0;
  std::string friendVersionID;
  std::optional<FriendRequestOut> request;  // none: they were made friends without one
};
KOINE_DESCRIBE(FriendApplicationApprovedTips,
               (fromToUserID, handleMsg, friendVersion, friendVersionID, request))
struct FriendApplicationRejectedTips {
  FromToUserID fromToUserID;
  std::string handleMsg;
  FriendRequestOut request;
};
KOINE_DESCRIBE(FriendApplicationRejectedTips, (fromToUserID, handleMsg, request))
struct FriendDeletedTips {
  FromToUserID fromToUserID;
  std::int64_t friendVersion = 0;
  std::string friendVersionID;
};
KOINE_DESCRIBE(FriendDeletedTips, (fromToUserID, friendVersion, friendVersionID))
struct FriendInfoChangedTips {
  FromToUserID fromToUserID;
  std::int64_t friendVersion = 0;
  std::string friendVersionID;
  std::int64_t friendSortVersion = 0;
};
KOINE_DESCRIBE(FriendInfoChangedTips,
               (fromToUserID, friendVersion, friendVersionID, friendSortVersion))
struct BlackTips {
  FromToUserID fromToUserID;
};
KOINE_DESCRIBE(BlackTips, (fromToUserID))
struct FriendsInfoUpdateTips {
  FromToUserID fromToUserID;
  std::vector<std::string> friendIDs;
  std::int64_t friendVersion = 0;
  std::string friendVersionID;
};
KOINE_DESCRIBE(FriendsInfoUpdateTips, (fromToUserID, friendIDs, friendVersion, friendVersionID))

namespace {

using event::ContactAction;
using event::ContactChange;
using event::ContactEvent;

constexpr int kRejected = 1202;
constexpr int kApplied = 1203;
constexpr int kRemoved = 1205;
constexpr int kRemarkSet = 1206;
constexpr int kBlackAdded = 1207;
constexpr int kBlackDeleted = 1208;
constexpr int kFriendsUpdated = 1210;

struct Teller {
  const PushContext& context;
  const ContactEvent& contact;
  const Scene& scene;

  const std::string& from() const { return scene.HandleOf(contact.from.id); }
  const std::string& to() const { return scene.HandleOf(contact.to.id); }
  void Add(int who, UserId sender, const std::string& receiver, int type, std::string tips) const {
    context.out->Add(who, context.Make(scene, sender, receiver, type, std::move(tips)));
  }

  FriendRequestOut Request(int result) const {
    FriendRequestOut out;
    out.fromUserID = from();
    out.fromNickname = contact.from.name;
    out.fromFaceURL = contact.from.avatar;
    out.toUserID = to();
    out.toNickname = contact.to.name;
    out.toFaceURL = contact.to.avatar;
    out.handleResult = result;
    out.reqMsg = contact.message;
    out.createTime = contact.requested_at;
    out.ex = contact.ex;
    if (result == 0) return out;
    out.handlerUserID = to();
    out.handleMsg = contact.answer;
    out.handleTime = context.at();
    return out;
  }

  // Both are told; each of the version of their own list.
  void Approved() const {
    FriendApplicationApprovedTips tips;
    tips.fromToUserID = {from(), to()};
    tips.handleMsg = contact.answer;
    if (contact.request) tips.request = Request(kAgreed);
    const bool by_from = context.event.actor == contact.from.id;
    for (const bool own : {true, false}) {
      const version::Version& list = own == by_from ? contact.from_list : contact.to_list;
      tips.friendVersion = list.number;
      tips.friendVersionID = list.log;
      Add(own ? kToOwn : kToTargets | kToOthers, contact.to.id, from(), kFriendApproved,
          json::ToText(tips));
    }
  }

  void Removed() const {
    // A user who closed their account has no list to remove from; their friends are told of the
    // change.
    if (!contact.to.id) return;
    const FriendDeletedTips own{{from(), to()}, contact.from_list.number, contact.from_list.log};
    Add(kToOwn, contact.from.id, to(), kRemoved, json::ToText(own));
    // The other hears of it only if they lost a contact too.
    const FriendDeletedTips his{{to(), from()}, contact.to_list.number, contact.to_list.log};
    Add(kToTargets | kToOthers, contact.to.id, from(), kRemoved, json::ToText(his));
  }

  void Changed() const {
    const FromToUserID pair{from(), to()};
    const version::Version& list = contact.from_list;
    switch (contact.change) {
      case ContactChange::kRemark: {
        const FriendInfoChangedTips tips{pair, list.number, list.log, 0};
        return Add(kToOwn, contact.from.id, to(), kRemarkSet, json::ToText(tips));
      }
      case ContactChange::kBlocked:
      case ContactChange::kUnblocked: {
        const bool added = contact.change == ContactChange::kBlocked;
        return Add(kToOwn, contact.from.id, to(), added ? kBlackAdded : kBlackDeleted,
                   json::ToText(BlackTips{pair}));
      }
      case ContactChange::kInfo:
      case ContactChange::kOther:
        break;
    }
    FriendsInfoUpdateTips tips{{"", from()}, {}, list.number, list.log};
    for (const UserId peer : contact.peers) tips.friendIDs.push_back(scene.HandleOf(peer));
    if (contact.peers.empty() && contact.to.id) tips.friendIDs.push_back(to());
    Add(kToOwn, contact.from.id, from(), kFriendsUpdated, json::ToText(tips));
  }
};

}  // namespace

std::string ApprovedTips(const std::string& from, const std::string& to) {
  FriendApplicationApprovedTips tips;
  tips.fromToUserID = {from, to};
  return json::ToText(tips);
}

void PushContact(const PushContext& context, const ContactEvent& contact) {
  std::vector<UserId> people = contact.peers;
  people.push_back(contact.from.id);
  people.push_back(contact.to.id);
  const Scene scene(context.txn, context.event, std::move(people));
  const Teller teller{context, contact, scene};
  const FromToUserID pair{teller.from(), teller.to()};
  switch (contact.action) {
    case ContactAction::kRequested: {
      const FriendApplicationTips tips{pair, teller.Request(0)};
      return teller.Add(kToAll, contact.from.id, teller.to(), kApplied, json::ToText(tips));
    }
    case ContactAction::kApproved:
      return teller.Approved();
    case ContactAction::kRejected: {
      const FriendApplicationRejectedTips tips{pair, contact.answer, teller.Request(kRefused)};
      return teller.Add(kToAll, contact.to.id, teller.from(), kRejected, json::ToText(tips));
    }
    case ContactAction::kRemoved:
      return teller.Removed();
    case ContactAction::kChanged:
      return teller.Changed();
    case ContactAction::kRecalled:  // lists show it
    case ContactAction::kExpired:
      return;
  }
}

void AddContactPushes(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  const auto number = [](int type) { return std::to_string(type); };
  rows->insert(
      rows->end(),
      {EventOf<FriendApplicationApprovedTips>(number(kFriendApproved),
                                              "Notification: a friend request was accepted"),
       EventOf<FriendApplicationRejectedTips>(number(kRejected),
                                              "Notification: a friend request was declined"),
       EventOf<FriendApplicationTips>(number(kApplied), "Notification: a friend request was made"),
       EventOf<FriendDeletedTips>(number(kRemoved), "Notification: a friend was deleted"),
       EventOf<FriendInfoChangedTips>(number(kRemarkSet),
                                      "Notification: the remark of a friend changed"),
       EventOf<BlackTips>(number(kBlackAdded), "Notification: a user was blocked"),
       EventOf<BlackTips>(number(kBlackDeleted), "Notification: a user was unblocked"),
       EventOf<FriendsInfoUpdateTips>(number(kFriendsUpdated),
                                      "Notification: settings of friends changed")});
}

}  // namespace koine::openim
