// What changed in a user's list of friends (openim 4.3, 10).

#include <map>
#include <set>
#include <utility>

#include "core/identity/rows.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/friend.h"
#include "dialect/openim/sync.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct IncrementalFriends {
  std::int64_t version = 0;
  std::string versionID;
  bool full = false;
  std::vector<std::string> delete_;
  std::vector<FriendInfo> insert, update;
  std::int64_t sortVersion = 0;
};
KOINE_DESCRIBE(IncrementalFriends, (version, versionID, full, delete_, insert, update, sortVersion))
KOINE_RULES(IncrementalFriends, json::Rule("delete_").Name("delete"))
struct FullFriendIDs {
  std::int64_t version = 0;
  std::string versionID;
  bool equal = false;
  std::vector<std::string> userIDs;
};
KOINE_DESCRIBE(FullFriendIDs, (version, versionID, equal, userIDs))

namespace {

Result<IncrementalFriends> GetIncremental(Txn& txn, Call&, const Self& self, IncrementalIn& in) {
  const access::Principal& who = self.who();
  const version::Delta delta =
      version::Since(txn, who.tenant, version::Collection::kContacts, who.user.value, in.seen());
  IncrementalFriends out;
  out.version = delta.now.number;
  out.versionID = delta.now.log;
  out.full = delta.full;
  out.sortVersion = delta.order;
  if (delta.full) return out;
  for (const identity::User& user : identity::FindUsers(txn, who.tenant, delta.deleted)) {
    out.delete_.push_back(user.handle);
  }
  const std::set<std::int64_t> inserted(delta.inserted.begin(), delta.inserted.end());
  std::vector<std::int64_t> changed = delta.inserted;
  changed.insert(changed.end(), delta.updated.begin(), delta.updated.end());
  for (const contact::Contact& one : contact::ContactsAmong(txn, who, changed)) {
    auto& list = inserted.count(one.peer.id.value) > 0 ? out.insert : out.update;
    list.push_back(ToFriend(one, in.userID));
  }
  return out;
}

Result<FullFriendIDs> GetFullIDs(Txn& txn, Call&, const Self& self, FullIDsIn& in) {
  const access::Principal& who = self.who();
  std::vector<std::string> ids;
  for (contact::Contact& one : contact::PageContacts(txn, who, kPageMax, 0)) {
    ids.push_back(std::move(one.peer.handle));
  }
  const version::Version now =
      version::Current(txn, who.tenant, version::Collection::kContacts, who.user.value);
  FullFriendIDs out{now.number, now.log, false, {}};
  KOINE_TRY(out.equal, SameHash(in.idHash, ids));
  if (!out.equal) out.userIDs = std::move(ids);
  return out;
}

}  // namespace

void AddFriendSync(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  rows->push_back(Ep<&GetIncremental>(
      kPost, "/friend/get_incremental_friends", "Get changes of a user's friends since a version",
      {.mode = Mode::kScan,
       .door = "userID",
       .example = R"({"userID":"{user.mine}","versionID":"","version":0})",
       .ref = "4.3"}));
  rows->push_back(Ep<&GetFullIDs>(kPost, "/friend/get_full_friend_user_ids",
                                  "List the ids of a user's friends, unless unchanged",
                                  {.mode = Mode::kScan,
                                   .door = "userID",
                                   .example = R"({"userID":"{user.mine}","idHash":0})",
                                   .ref = "4.3"}));
}

}  // namespace koine::openim
