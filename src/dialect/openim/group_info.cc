// What groups and their members are called, who owns a group, its end, and finding groups
// (openim 4.4).

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/group/manage.h"
#include "core/group/office.h"
#include "core/group/view.h"
#include "dialect/openim/group.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct GroupForSet {
  std::string groupID, groupName, notification, introduction, faceURL;
  std::optional<std::string> ex;
  std::optional<int> needVerification, lookMemberInfo, applyMemberFriend;
};
KOINE_DESCRIBE(GroupForSet, (groupID, groupName, notification, introduction, faceURL, ex,
                             needVerification, lookMemberInfo, applyMemberFriend))
KOINE_RULES(GroupForSet, json::Rule("groupID").Required(),
            json::Rule("groupName").MaxChars(kNameCharsMax),
            json::Rule("notification").MaxBytes(kTextBytesMax),
            json::Rule("introduction").MaxBytes(kTextBytesMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("needVerification").Min(0).Max(2),
            json::Rule("lookMemberInfo").Min(0).Max(1),
            json::Rule("applyMemberFriend").Min(0).Max(1))
struct SetGroupIn {
  GroupForSet groupInfoForSet;
};
KOINE_DESCRIBE(SetGroupIn, (groupInfoForSet))
KOINE_RULES(SetGroupIn, json::Rule("groupInfoForSet").Required())
struct SetGroupExIn {
  std::string groupID;
  std::optional<std::string> groupName, notification, introduction, faceURL, ex;
  std::optional<int> needVerification, lookMemberInfo, applyMemberFriend;
};
KOINE_DESCRIBE(SetGroupExIn, (groupID, groupName, notification, introduction, faceURL, ex,
                              needVerification, lookMemberInfo, applyMemberFriend))
KOINE_RULES(SetGroupExIn, json::Rule("groupID").Required(),
            json::Rule("groupName").MaxChars(kNameCharsMax),
            json::Rule("notification").MaxBytes(kTextBytesMax),
            json::Rule("introduction").MaxBytes(kTextBytesMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax),
            json::Rule("needVerification").Min(0).Max(2),
            json::Rule("lookMemberInfo").Min(0).Max(1),
            json::Rule("applyMemberFriend").Min(0).Max(1))
struct MemberForSet {
  std::string groupID, userID;
  std::optional<std::string> nickname, faceURL, ex;
  std::optional<int> roleLevel;
};
KOINE_DESCRIBE(MemberForSet, (groupID, userID, nickname, faceURL, ex, roleLevel))
KOINE_RULES(MemberForSet, json::Rule("groupID").Required(), json::Rule("userID").Required(),
            json::Rule("nickname").MaxChars(kNameCharsMax),
            json::Rule("faceURL").MaxBytes(kUrlBytesMax), json::Rule("ex").MaxBytes(kExBytesMax))
struct SetMembersIn {
  std::vector<MemberForSet> members;
  // Each member once, with roles that may be given.
  Status Check(store::Txn& txn, const access::Principal& who) const;
};
KOINE_DESCRIBE(SetMembersIn, (members))
KOINE_RULES(SetMembersIn, json::Rule("members").Required().MinItems(1).MaxItems(kListMax))
struct TransferGroupIn {
  std::string groupID, oldOwnerUserID, newOwnerUserID;
};
KOINE_DESCRIBE(TransferGroupIn, (groupID, oldOwnerUserID, newOwnerUserID))
KOINE_RULES(TransferGroupIn, json::Rule("groupID").Required(),
            json::Rule("oldOwnerUserID").Required(), json::Rule("newOwnerUserID").Required())
struct DismissIn {
  std::string groupID;
  bool deleteMember = false;
  std::optional<bool> sendMessage;
};
KOINE_DESCRIBE(DismissIn, (groupID, deleteMember, sendMessage))
KOINE_RULES(DismissIn, json::Rule("groupID").Required())
struct AbstractIn {
  std::vector<std::string> groupIDs;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(groupIDs, "groupIDs");
  }
};
KOINE_DESCRIBE(AbstractIn, (groupIDs))
KOINE_RULES(AbstractIn, json::Rule("groupIDs").Required().MinItems(1).MaxItems(kListMax))
struct GroupAbstractInfo {
  std::string groupID;
  std::int64_t groupMemberNumber = 0, groupMemberListHash = 0;
};
KOINE_DESCRIBE(GroupAbstractInfo, (groupID, groupMemberNumber, groupMemberListHash))
struct AbstractOut {
  std::vector<GroupAbstractInfo> groupAbstractInfos;
};
KOINE_DESCRIBE(AbstractOut, (groupAbstractInfos))
struct FindGroupsIn {
  Pagination pagination;
  std::string groupName, groupID;
};
KOINE_DESCRIBE(FindGroupsIn, (pagination, groupName, groupID))
KOINE_RULES(FindGroupsIn, json::Rule("pagination").Required(),
            json::Rule("groupName").MaxChars(kNameCharsMax))
struct FoundGroup {
  GroupInfo groupInfo;
  std::string groupOwnerUserName, groupOwnerUserID;
};
KOINE_DESCRIBE(FoundGroup, (groupInfo, groupOwnerUserName, groupOwnerUserID))
struct FindGroupsOut {
  std::int64_t total = 0;
  std::vector<FoundGroup> groups;
};
KOINE_DESCRIBE(FindGroupsOut, (total, groups))

namespace {

std::optional<std::string> Given(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// What both forms of the call change, beside the texts.
template <class T>
group::GroupChange ChangeOf(const T& in) {
  group::GroupChange change;
  change.ex = in.ex;
  change.look_member_info = in.lookMemberInfo;
  change.apply_member_friend = in.applyMemberFriend;
  if (in.needVerification) {
    change.join_mode = static_cast<access::JoinMode>(*in.needVerification);
  }
  return change;
}

Result<Nothing> SetGroupInfo(Txn& txn, Call&, const ManagedGroup& group, SetGroupIn& in) {
  const GroupForSet& info = in.groupInfoForSet;
  group::GroupChange change = ChangeOf(info);
  change.name = Given(info.groupName);
  change.notice = Given(info.notification);
  change.description = Given(info.introduction);
  change.avatar = Given(info.faceURL);
  KOINE_CHECK(group::UpdateGroup(txn, group.by(), change));
  return Nothing{};
}

Result<Nothing> SetGroupInfoEx(Txn& txn, Call&, const ManagedGroup& group, SetGroupExIn& in) {
  group::GroupChange change = ChangeOf(in);
  change.name = in.groupName;
  if (in.notification) change.notice = std::string(text::Trim(*in.notification));
  change.description = in.introduction;
  change.avatar = in.faceURL;
  // A blank name changes nothing at all, and is no error (openim 4.4).
  if (in.groupName && text::Trim(*in.groupName).empty()) return Nothing{};
  KOINE_CHECK(group::UpdateGroup(txn, group.by(), change));
  return Nothing{};
}

Result<std::optional<int>> RoleOf(const std::optional<int>& level) {
  if (!level) return std::optional<int>();
  if (*level == kOwnerLevel) return Error{Code::kForbidden, "role"};
  if (*level == kAdminLevel) return std::optional(static_cast<int>(access::MemberRole::kAdmin));
  if (*level == kMemberLevel) return std::optional(static_cast<int>(access::MemberRole::kMember));
  return FieldError(Code::kBadArgument, "roleLevel");
}

using Changes = std::vector<group::MemberChange>;

// The groups of the members that a request names: the caller is in each of them, or an
// administrator of the server.
class GroupsOfMembers {
 public:
  static constexpr const char* kDoor = "group_member";
  static Result<GroupsOfMembers> Open(Txn& txn, Call& call, const SetMembersIn& in) {
    std::vector<std::string> handles;
    for (const MemberForSet& member : in.members) handles.push_back(member.groupID);
    GroupsOfMembers out;
    out.ids_ = group::FindIds(txn, call.who, handles);
    std::set<ConversationId> ids;  // in one order of locks
    for (const std::string& handle : handles) {
      const auto found = out.ids_.find(handle);
      if (found == out.ids_.end()) return FieldError(Code::kGroupNotFound, "groupID");
      ids.insert(found->second);
    }
    for (const ConversationId id : ids) {
      KOINE_TRY(GroupPlace place, GroupPlace::Open(txn, call, id));
      out.places_.emplace(id, std::move(place));
    }
    return out;
  }
  ConversationId IdOf(const std::string& handle) const { return ids_.at(handle); }
  const std::map<ConversationId, GroupPlace>& places() const { return places_; }

 private:
  GroupsOfMembers() = default;
  std::map<std::string, ConversationId> ids_;
  std::map<ConversationId, GroupPlace> places_;
};

Result<Nothing> SetMemberInfo(Txn& txn, Call& call, const GroupsOfMembers& groups,
                              SetMembersIn& in) {
  std::vector<std::string> users;
  for (const MemberForSet& member : in.members) users.push_back(member.userID);
  std::map<std::string, UserId> user_ids;
  for (const auto& one : identity::FindNamed(txn, call.who.tenant, users)) {
    user_ids[one.handle] = one.id;
  }
  std::map<ConversationId, Changes> changes;
  for (const MemberForSet& member : in.members) {
    const auto user = user_ids.find(member.userID);
    KOINE_TRY(const auto role, RoleOf(member.roleLevel));
    // Nobody's id, so that who may not change anything there does not learn whom the server knows.
    const UserId id = user == user_ids.end() ? UserId() : user->second;
    changes[groups.IdOf(member.groupID)].push_back(
        {id, member.nickname, member.faceURL, member.ex, role});
  }
  for (const auto& [id, place] : groups.places()) {
    const Changes& of_this = changes.at(id);
    const auto set = [&](const auto& proof) -> Status {
      KOINE_CHECK(group::SetMembers(txn, proof, of_this));
      return Ok();
    };
    KOINE_CHECK(std::visit(set, place.place()));
  }
  return Nothing{};
}

// A group for who gives it away. That it was dissolved is said before what is wrong with the names.
class GivenGroup {
 public:
  static constexpr const char* kDoor = "group_owner";
  static Result<GivenGroup> Open(Txn& txn, Call& call, const TransferGroupIn& in) {
    auto owned = OwnedGroup::Open(txn, call, in.groupID);
    if (!owned.ok() && owned.error().Is(Code::kGroupDissolved)) return std::move(owned).error();
    if (in.oldOwnerUserID == in.newOwnerUserID) {
      return FieldError(Code::kBadArgument, "newOwnerUserID");
    }
    if (!owned.ok()) return std::move(owned).error();
    return GivenGroup(*std::move(owned));
  }
  const group::Manager& by() const { return owned_.by(); }

 private:
  explicit GivenGroup(OwnedGroup owned) : owned_(std::move(owned)) {}
  OwnedGroup owned_;
};

Result<Nothing> TransferGroup(Txn& txn, Call& call, const GivenGroup& group, TransferGroupIn& in) {
  const group::Manager& by = group.by();
  const auto old = identity::FindNamed(txn, call.who.tenant, {&in.oldOwnerUserID, 1});
  if (old.empty() || old.front().id != by.scene().state.owner) {
    return Error{Code::kNotMember, "given", "oldOwnerUserID"};
  }
  const auto next = identity::FindNamed(txn, call.who.tenant, {&in.newOwnerUserID, 1});
  if (next.empty()) return Error{Code::kNotMember, "given", "newOwnerUserID"};
  Status given = group::Transfer(txn, by, next.front().id);
  if (!given.ok() && given.error().Is(Code::kNotMember)) {
    return Error{Code::kNotMember, "given", "newOwnerUserID"};
  }
  KOINE_CHECK(given);
  return Nothing{};
}

Result<Nothing> DismissGroup(Txn& txn, Call&, const OwnedGroup& group, DismissIn& in) {
  // The members of a dissolved group end by themselves.
  const bool quiet = in.deleteMember || !in.sendMessage.value_or(true);
  KOINE_CHECK(group::Dissolve(txn, group.by(), quiet));
  return Nothing{};
}

// Groups for their members and for administrators of the server; none of them dissolved.
class NamedGroups {
 public:
  static constexpr const char* kDoor = "group_member";
  using Key = std::vector<std::string>;
  static Result<NamedGroups> Open(Txn& txn, Call& call, const Key& handles) {
    auto groups = group::OpenAsMember(txn, call.who, handles, group::Dissolved::kRefused);
    if (groups.ok()) return NamedGroups(*std::move(groups));
    const bool unknown = groups.error().Is(Code::kGroupNotFound);
    return unknown ? Error{Code::kGroupNotFound, "given", "groupIDs"} : groups.error();
  }
  const std::vector<group::Profile>& groups() const { return groups_; }

 private:
  explicit NamedGroups(std::vector<group::Profile> groups) : groups_(std::move(groups)) {}
  std::vector<group::Profile> groups_;
};

Result<AbstractOut> GetAbstracts(Txn& txn, Call& call, const NamedGroups& named, AbstractIn&) {
  const std::vector<group::Profile>& groups = named.groups();
  std::map<ConversationId, group::Abstract> found;
  for (const auto& one : group::FindAbstracts(txn, call.who, groups)) {
    found.emplace(one.group, one);
  }
  AbstractOut out;
  for (const group::Profile& one : groups) {
    const auto it = found.find(one.id);
    if (it == found.end()) return Error{Code::kGroupNotFound, "given", "groupIDs"};
    const group::Abstract& a = it->second;
    // Different for different sums, and of 53 bits, which every client's numbers hold exactly;
    // clients only compare it.
    constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;
    std::uint64_t hash = static_cast<std::uint64_t>(a.members) * kSpread;
    hash = (hash ^ static_cast<std::uint64_t>(a.sum)) * kSpread;
    hash = (hash ^ static_cast<std::uint64_t>(a.squares)) * kSpread;
    out.groupAbstractInfos.push_back(
        {one.handle, a.members, static_cast<std::int64_t>(hash >> 11)});
  }
  return out;
}

Result<FindGroupsOut> FindGroups(Txn& txn, Call& call, FindGroupsIn& in) {
  FindGroupsOut out;
  std::vector<group::Profile> page;
  if (!in.groupID.empty()) {
    page = group::FindShown(txn, call.who, {&in.groupID, 1});
    out.total = static_cast<std::int64_t>(page.size());
    if (in.pagination.offset() > 0) page.clear();
  } else {
    KOINE_TRY(group::Found found,
              group::SearchByName(txn, call.who, in.groupName, in.pagination.showNumber,
                                  in.pagination.offset()));
    out.total = found.total;
    page = std::move(found.page);
  }
  std::vector<std::string> owners;
  for (const group::Profile& one : page) owners.push_back(one.owner);
  std::map<std::string, std::string> names;
  for (const auto& user : identity::FindNamed(txn, call.who.tenant, owners)) {
    names[user.handle] = user.name();
  }
  for (const group::Profile& one : page) {
    out.groups.push_back({ToGroup(one), names[one.owner], one.owner});
  }
  return out;
}

}  // namespace

Status SetMembersIn::Check(Txn&, const access::Principal&) const {
  std::set<std::pair<std::string_view, std::string_view>> named;
  for (const MemberForSet& member : members) {
    KOINE_CHECK(RoleOf(member.roleLevel));
    if (!named.emplace(member.groupID, member.userID).second) {
      return Error{Code::kBadArgument, "named_twice", "members"};
    }
  }
  return Ok();
}

void AddGroupInfo(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "groupInfoForSet.groupID"};
  write.ref = "4.4";
  write.example = R"({"groupInfoForSet":{"groupID":"{group.mine}","groupName":"New"}})";
  rows->push_back(Ep<&SetGroupInfo>(kPost, "/group/set_group_info", "Update a group", write));
  write.door = "groupID";
  write.example = R"({"groupID":"{group.mine}","groupName":"New"})";
  rows->push_back(Ep<&SetGroupInfoEx>(kPost, "/group/set_group_info_ex",
                                      "Update the given fields of a group", write));
  write.door = "members";
  write.example = R"({"members":[{"groupID":"{group.mine}","userID":"{user.peer}","ex":"e"}]})";
  rows->push_back(
      Ep<&SetMemberInfo>(kPost, "/group/set_group_member_info", "Update members of groups", write));
  write.door = "groupID";
  write.example =
      R"({"groupID":"{group.mine}","oldOwnerUserID":"{user.me}","newOwnerUserID":"{user.peer}"})";
  rows->push_back(Ep<&TransferGroup>(kPost, "/group/transfer_group",
                                     "Transfer a group to another owner", write));
  write.example = R"({"groupID":"{group.mine}"})";
  rows->push_back(Ep<&DismissGroup>(kPost, "/group/dismiss_group", "Dissolve a group", write));
  gateway::Options read{.mode = Mode::kScan, .door = "groupIDs"};
  read.ref = "4.4";
  read.example = R"({"groupIDs":["{group.mine}"]})";
  rows->push_back(Ep<&GetAbstracts>(kPost, "/group/get_group_abstract_info",
                                    "Get the member count and member hash of groups", read));
  rows->push_back(Ep<&FindGroups>(kPost, "/group/get_groups", "Find groups by name or id",
                                  {.auth = gateway::Auth::kAdmin,
                                   .mode = Mode::kScan,
                                   .expensive = true,
                                   .example = R"({"pagination":{"pageNumber":1,"showNumber":10}})",
                                   .ref = "4.4"}));
}

}  // namespace koine::openim
