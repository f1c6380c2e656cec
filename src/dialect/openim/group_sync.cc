// What changed in a user's list of groups and in the lists of their members (openim 4.4, 10).

#include <map>
#include <set>
#include <utility>

#include "core/group/view.h"
#include "dialect/openim/group.h"
#include "dialect/openim/sync.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;
using version::Collection;

struct IncrementalGroups {
  std::int64_t version = 0;
  std::string versionID;
  bool full = false;
  std::vector<std::string> delete_;
  std::vector<GroupInfo> insert, update;
  std::int64_t sortVersion = 0;  // of this list always so
};
KOINE_DESCRIBE(IncrementalGroups, (version, versionID, full, delete_, insert, update, sortVersion))
KOINE_RULES(IncrementalGroups, json::Rule("delete_").Name("delete"))
struct FullGroupIDs {
  std::int64_t version = 0;
  std::string versionID;
  bool equal = false;
  std::vector<std::string> groupIDs;
};
KOINE_DESCRIBE(FullGroupIDs, (version, versionID, equal, groupIDs))
struct IncrementalMembersIn {
  std::string groupID, versionID;
  std::int64_t version = 0;
};
KOINE_DESCRIBE(IncrementalMembersIn, (groupID, versionID, version))
KOINE_RULES(IncrementalMembersIn, json::Rule("groupID").Required())
struct IncrementalMembersBatchIn {
  std::string userID;
  std::vector<IncrementalMembersIn> reqList;
};
KOINE_DESCRIBE(IncrementalMembersBatchIn, (userID, reqList))
KOINE_RULES(IncrementalMembersBatchIn, json::Rule("reqList").MaxItems(kListMax))
struct IncrementalMembers {
  std::int64_t version = 0;
  std::string versionID;
  bool full = false;
  std::vector<std::string> delete_;
  std::vector<GroupMemberFullInfo> insert, update;
  std::optional<GroupInfo> group;
  std::int64_t sortVersion = 0;
};
KOINE_DESCRIBE(IncrementalMembers,
               (version, versionID, full, delete_, insert, update, group, sortVersion))
KOINE_RULES(IncrementalMembers, json::Rule("delete_").Name("delete"))
struct IncrementalMembersBatch {
  std::map<std::string, IncrementalMembers> respList;
};
KOINE_DESCRIBE(IncrementalMembersBatch, (respList))
struct FullMemberIDsIn {
  std::string groupID;
  json::Raw idHash;  // unsigned, up to 64 bits
};
KOINE_DESCRIBE(FullMemberIDsIn, (groupID, idHash))
KOINE_RULES(FullMemberIDsIn, json::Rule("groupID").Required())
struct FullMemberIDs {
  std::int64_t version = 0;
  std::string versionID;
  bool equal = false;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(FullMemberIDs, (version, versionID, equal, userIDs))

namespace {

Result<IncrementalGroups> GetIncrementalGroups(Txn& txn, Call&, const Self& self,
                                               IncrementalIn& in) {
  const access::Principal& who = self.who();
  group::GroupChanges changes = group::ChangedGroups(txn, who, in.seen());
  IncrementalGroups out;
  out.version = changes.delta.now.number;
  out.versionID = changes.delta.now.log;
  out.full = changes.delta.full;
  out.delete_ = std::move(changes.deleted);
  for (const group::Profile& one : changes.inserted) out.insert.push_back(ToGroup(one));
  for (const group::Profile& one : changes.updated) out.update.push_back(ToGroup(one));
  return out;
}

Result<FullGroupIDs> GetFullGroupIDs(Txn& txn, Call&, const Self& self, FullIDsIn& in) {
  const access::Principal& who = self.who();
  auto ids = group::JoinedHandles(txn, who);
  const version::Version now =
      version::Current(txn, who.tenant, Collection::kGroups, who.user.value);
  FullGroupIDs out{now.number, now.log, false, {}};
  KOINE_TRY(out.equal, SameHash(in.idHash, ids));
  if (!out.equal) out.groupIDs = std::move(ids);
  return out;
}

IncrementalMembers ToChanges(const group::MemberChanges& changes, const group::Profile& group,
                             std::int64_t now_ms) {
  const version::Delta& delta = changes.delta;
  IncrementalMembers out;
  out.version = delta.now.number;
  out.versionID = delta.now.log;
  out.full = delta.full;
  out.sortVersion = delta.order;
  if (delta.full || delta.itself || delta.size() > 0) out.group = ToGroup(group);
  out.delete_ = changes.deleted;
  for (const auto& one : changes.inserted) {
    out.insert.push_back(ToMember(one, group.handle, now_ms));
  }
  for (const auto& one : changes.updated) {
    out.update.push_back(ToMember(one, group.handle, now_ms));
  }
  return out;
}

// The groups of a request, for their members and for administrators of the server.
class SeenGroups {
 public:
  static constexpr const char* kDoor = "group_member";
  static Result<SeenGroups> Open(Txn& txn, Call& call, const IncrementalMembersIn& in) {
    return OpenAll(txn, call, {in.groupID}, group::Dissolved::kRefused);
  }
  static Result<SeenGroups> Open(Txn& txn, Call& call, const IncrementalMembersBatchIn& in) {
    // Who is named is who asks, or an administrator does, who may read them all.
    KOINE_CHECK(SelfOrAll::Open(txn, call, in.userID));
    std::vector<std::string> handles;
    for (const IncrementalMembersIn& one : in.reqList) handles.push_back(one.groupID);
    return OpenAll(txn, call, handles, group::Dissolved::kLeftOut);
  }
  const std::vector<group::Profile>& groups() const { return groups_; }

 private:
  static Result<SeenGroups> OpenAll(Txn& txn, Call& call, const std::vector<std::string>& handles,
                                    group::Dissolved dissolved) {
    KOINE_TRY(auto groups, group::OpenAsMember(txn, call.who, handles, dissolved));
    return SeenGroups(std::move(groups));
  }
  explicit SeenGroups(std::vector<group::Profile> groups) : groups_(std::move(groups)) {}
  std::vector<group::Profile> groups_;
};

Result<IncrementalMembersBatch> GetBatch(Txn& txn, Call& call, const SeenGroups& seen_groups,
                                         const std::vector<IncrementalMembersIn>& asked) {
  std::map<std::string, version::Version> seen;
  for (const IncrementalMembersIn& one : asked) {
    seen.emplace(one.groupID, version::Version{one.version, one.versionID});
  }
  const auto& groups = seen_groups.groups();
  std::vector<version::Asked> since;
  std::map<std::int64_t, const group::Profile*> by_id;
  for (const group::Profile& group : groups) {
    since.push_back({group.id.value, seen.at(group.handle)});
    by_id[group.id.value] = &group;
  }
  IncrementalMembersBatch out;
  for (const auto& changes : group::ChangedMembers(txn, call.who.tenant, since)) {
    const group::Profile& group = *by_id.at(changes.delta.owner);
    out.respList.emplace(group.handle, ToChanges(changes, group, txn.now_ms()));
  }
  return out;
}

Result<IncrementalMembers> GetIncrementalMembers(Txn& txn, Call& call, const SeenGroups& groups,
                                                 IncrementalMembersIn& in) {
  KOINE_TRY(auto batch, GetBatch(txn, call, groups, {in}));
  return std::move(batch.respList.begin()->second);
}

Result<IncrementalMembersBatch> GetIncrementalMembersBatch(Txn& txn, Call& call,
                                                           const SeenGroups& groups,
                                                           IncrementalMembersBatchIn& in) {
  return GetBatch(txn, call, groups, in.reqList);
}

Result<FullMemberIDs> GetFullMemberIDs(Txn& txn, Call& call, const SeenGroup& group,
                                       FullMemberIDsIn& in) {
  const ConversationId id = group.id();
  auto ids = group::MemberHandles(txn, group.roster());
  const version::Version now =
      version::Current(txn, call.who.tenant, Collection::kMembers, id.value);
  FullMemberIDs out{now.number, now.log, false, {}};
  KOINE_TRY(out.equal, SameHash(in.idHash, ids));
  if (!out.equal) out.userIDs = std::move(ids);
  return out;
}

}  // namespace

void AddGroupSync(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options read{.mode = Mode::kScan, .door = "userID"};
  read.ref = "4.4";
  read.example = R"({"userID":"{user.mine}","versionID":"","version":0})";
  rows->push_back(Ep<&GetIncrementalGroups>(kPost, "/group/get_incremental_join_groups",
                                            "Get changes of a user's groups since a version",
                                            read));
  read.example = R"({"userID":"{user.mine}","idHash":0})";
  rows->push_back(Ep<&GetFullGroupIDs>(kPost, "/group/get_full_join_group_ids",
                                       "List the ids of a user's groups, unless unchanged", read));
  read.door = "groupID";
  read.example = R"({"groupID":"{group.mine}","versionID":"","version":0})";
  rows->push_back(Ep<&GetIncrementalMembers>(kPost, "/group/get_incremental_group_members",
                                             "Get changes of a group's members since a version",
                                             read));
  read.door = "userID reqList";
  read.example =
      R"({"userID":"","reqList":[{"groupID":"{group.mine}","versionID":"","version":0}]})";
  rows->push_back(
      Ep<&GetIncrementalMembersBatch>(kPost, "/group/get_incremental_group_members_batch",
                                      "Get changes of the members of several groups", read));
  read.door = "groupID";
  read.example = R"({"groupID":"{group.mine}","idHash":0})";
  rows->push_back(Ep<&GetFullMemberIDs>(kPost, "/group/get_full_group_member_user_ids",
                                        "List the ids of a group's members, unless unchanged",
                                        read));
}

}  // namespace koine::openim
