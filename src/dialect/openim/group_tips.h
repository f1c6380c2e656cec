#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/body/body.h"
#include "core/history/render.h"
#include "dialect/openim/group.h"
#include "dialect/openim/numbers.h"
#include "gateway/event_row.h"
#include "store/txn.h"

// What notifications of groups say (openim-http 6.2), live and as lines of the chat.
namespace koine::openim {

inline constexpr int kGroupCreated = 1501;
inline constexpr int kGroupInfoSet = 1502;
inline constexpr int kJoinApplied = 1503;
inline constexpr int kMemberQuit = 1504;
inline constexpr int kJoinAccepted = 1505;
inline constexpr int kJoinRejected = 1506;
inline constexpr int kOwnerTransferred = 1507;
inline constexpr int kMemberKicked = 1508;
inline constexpr int kMemberInvited = 1509;
inline constexpr int kMemberEntered = 1510;
inline constexpr int kGroupDismissed = 1511;
inline constexpr int kMemberMuted = 1512;
inline constexpr int kMemberUnmuted = 1513;
inline constexpr int kGroupMuted = 1514;
inline constexpr int kGroupUnmuted = 1515;
inline constexpr int kMemberInfoSet = 1516;
inline constexpr int kMemberToAdmin = 1517;
inline constexpr int kMemberToOrdinary = 1518;
inline constexpr int kAnnouncementSet = 1519;
inline constexpr int kGroupNameSet = 1520;

// Groups and people as tips show them: wanted first, then read at once, in three statements for any
// number of them.
class Cast {
 public:
  void Want(ConversationId group, UserId user) { wanted_.emplace(group, user); }
  // `reader`: whose answer it is, where that is not everybody who is in the groups now. What that
  // reader may no longer know of a group is left out.
  void Load(store::Txn& txn, const Openim& dialect, TenantId tenant,
            const access::Principal* reader = nullptr);

  // Without a name for what is not known.
  GroupInfo Group(ConversationId id) const;
  // What also those may see who are not in it.
  GroupInfo Card(ConversationId id) const;
  // Who is no member, and never was: what is known of the user (openim-http 6.2).
  GroupMemberFullInfo Member(ConversationId group, UserId user) const;
  PublicUserInfo Public(UserId user) const;

 private:
  const Openim* dialect_ = nullptr;
  std::int64_t now_ms_ = 0;
  std::set<std::pair<ConversationId, UserId>> wanted_;
  std::map<ConversationId, group::Profile> groups_;
  std::map<std::pair<ConversationId, UserId>, group::MemberProfile> members_;
  std::map<UserId, history::Handle> people_;
};

// An act in a group, as one notification tells it.
struct GroupAct {
  int type = 0;
  ConversationId group;
  UserId actor;
  std::vector<UserId> people;  // whom it is about
  UserId other;                // kMemberInvited: who asked for them; kOwnerTransferred: the former
  version::Version version;    // of the list of members after it
  bool order = false;          // whether their order changed
  std::int64_t at = 0, until = 0;  // ms; until when somebody is muted
  // As it was then, of what a line of the chat kept: what people were called, and the group's new
  // name or announcement. What is missing is told as it is now.
  std::map<UserId, std::string> names;
  std::string text;

  void WantFrom(Cast* cast) const;
};
// Its tips as JSON. A list shows at most kPeopleShown; then, and where the version tells of more
// than the notification does, it has no id, and clients ask for the list.
inline constexpr std::size_t kPeopleShown = 200;
std::string TipsOf(const GroupAct& act, const Cast& cast);

// The act that a line of the chat is about; nothing for lines without a notification of their own.
std::optional<GroupAct> ActOf(const body::Notice& line, ConversationId group, std::int64_t at);

// The notifications of groups, for the description of the API.
void AddGroupTips(std::vector<gateway::EventRow>* rows);

}  // namespace koine::openim
