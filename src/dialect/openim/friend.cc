// Friends (openim 4.3).

#include "dialect/openim/friend.h"
#include "dialect/openim/doors.h"

#include <map>
#include <set>
#include <utility>

#include "core/contact/contact.h"
#include "core/contact/pair.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct FriendIn {
  std::string ownerUserID, friendUserID;
};
KOINE_DESCRIBE(FriendIn, (ownerUserID, friendUserID))
KOINE_RULES(FriendIn, json::Rule("ownerUserID").Required(), json::Rule("friendUserID").Required())
struct RemarkIn {
  std::string ownerUserID, friendUserID, remark;
};
KOINE_DESCRIBE(RemarkIn, (ownerUserID, friendUserID, remark))
KOINE_RULES(RemarkIn, json::Rule("ownerUserID").Required(), json::Rule("friendUserID").Required(),
            json::Rule("remark").MaxChars(kNameCharsMax))
struct UpdateFriendsIn {
  std::string ownerUserID;
  std::vector<std::string> friendUserIDs;
  std::optional<bool> isPinned;
  std::optional<std::string> remark, ex;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(friendUserIDs, "friendUserIDs");
  }
};
KOINE_DESCRIBE(UpdateFriendsIn, (ownerUserID, friendUserIDs, isPinned, remark, ex))
KOINE_RULES(UpdateFriendsIn, json::Rule("ownerUserID").Required(),
            json::Rule("friendUserIDs").Required().MinItems(1).MaxItems(kListMax),
            json::Rule("remark").MaxChars(kNameCharsMax), json::Rule("ex").MaxBytes(kExBytesMax))
struct FriendsIn {
  std::string ownerUserID;
  std::vector<std::string> friendUserIDs;
};
KOINE_DESCRIBE(FriendsIn, (ownerUserID, friendUserIDs))
KOINE_RULES(FriendsIn, json::Rule("ownerUserID").Required(),
            json::Rule("friendUserIDs").Required().MaxItems(kListMax))
struct FriendListOut {
  std::vector<FriendInfo> friendsInfo;
  std::int64_t total = 0;
};
KOINE_DESCRIBE(FriendListOut, (friendsInfo, total))
struct FriendsOut {
  std::vector<FriendInfo> friendsInfo;
};
KOINE_DESCRIBE(FriendsOut, (friendsInfo))
struct SpecifiedIn {
  std::string ownerUserID;
  std::vector<std::string> userIDList;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(userIDList, "userIDList");
  }
};
KOINE_DESCRIBE(SpecifiedIn, (ownerUserID, userIDList))
KOINE_RULES(SpecifiedIn, json::Rule("ownerUserID").Required(),
            json::Rule("userIDList").Required().MinItems(1).MaxItems(kListMax))
struct SpecifiedInfo {
  UserInfo userInfo;
  std::optional<FriendInfo> friendInfo;
  std::optional<BlackInfo> blackInfo;
};
KOINE_DESCRIBE(SpecifiedInfo, (userInfo, friendInfo, blackInfo))
struct SpecifiedOut {
  std::vector<SpecifiedInfo> infos;
};
KOINE_DESCRIBE(SpecifiedOut, (infos))
struct FriendOwnerIn {
  std::string userID;
};
KOINE_DESCRIBE(FriendOwnerIn, (userID))
KOINE_RULES(FriendOwnerIn, json::Rule("userID").Required())
struct FriendIDsOut {
  std::vector<std::string> friendIDs;
};
KOINE_DESCRIBE(FriendIDsOut, (friendIDs))
struct PairIn {
  std::string userID1, userID2;
};
KOINE_DESCRIBE(PairIn, (userID1, userID2))
KOINE_RULES(PairIn, json::Rule("userID1").Required(), json::Rule("userID2").Required())
struct PairOut {
  bool inUser1Friends = false, inUser2Friends = false;
};
KOINE_DESCRIBE(PairOut, (inUser1Friends, inUser2Friends))

FriendInfo ToFriend(const contact::Contact& contact, const std::string& owner) {
  FriendInfo out;
  out.ownerUserID = owner;
  out.remark = contact.remark;
  out.createTime = contact.created_at / 1000;
  UserInfo user;
  user.userID = contact.peer.handle;
  user.nickname = contact.peer.name();
  user.faceURL = contact.peer.avatar;
  user.ex = contact.peer.ex;
  out.friendUser = std::move(user);
  out.addSource = static_cast<int>(contact.source);
  out.operatorUserID = contact.operator_handle;
  out.ex = contact.ex;
  out.isPinned = contact.pinned_at > 0;
  return out;
}

std::vector<std::int64_t> IdsOf(const std::vector<identity::User>& users) {
  std::vector<std::int64_t> out;
  for (const identity::User& user : users) out.push_back(user.id.value);
  return out;
}

Status CheckDistinct(const std::vector<std::string>& names, const char* field) {
  const std::set<std::string_view> distinct(names.begin(), names.end());
  if (distinct.size() == names.size()) return Ok();
  return Error{Code::kBadArgument, "named_twice", field};
}

namespace {

Result<Nothing> DeleteFriend(Txn& txn, Call&, const Self& self, FriendIn& in) {
  const access::Principal& who = self.who();
  const auto user = identity::FindNamed(txn, who.tenant, {&in.friendUserID, 1});
  if (user.empty()) return Nothing{};
  const auto contact = contact::OwnContact::Open(txn, who, user.front().id);
  if (contact.ok()) KOINE_CHECK(contact::Remove(txn, *contact));
  return Nothing{};
}

Result<Nothing> SetRemark(Txn& txn, Call&, const Self& self, RemarkIn& in) {
  const access::Principal& who = self.who();
  KOINE_TRY(const identity::User peer,
            identity::GetUser(txn, who.tenant, in.friendUserID, "friendUserID"));
  KOINE_TRY(const auto contact, contact::OwnContact::Open(txn, who, peer.id));
  KOINE_CHECK(contact::Change(txn, contact, in.remark, std::nullopt));
  return Nothing{};
}

Result<Nothing> UpdateFriends(Txn& txn, Call&, const Self& self, UpdateFriendsIn& in) {
  const access::Principal& who = self.who();
  const auto peers = IdsOf(identity::FindNamed(txn, who.tenant, in.friendUserIDs));
  KOINE_CHECK(contact::ChangeMany(txn, who, peers, {in.isPinned, in.remark, in.ex}));
  return Nothing{};
}

Result<Nothing> ImportFriends(Txn& txn, Call& call, const Self& self, FriendsIn& in) {
  KOINE_CHECK(CheckDistinct(in.friendUserIDs, "friendUserIDs"));
  const access::Principal& who = self.who();
  KOINE_TRY(const auto users,
            identity::GetUsers(txn, who.tenant, in.friendUserIDs, "friendUserIDs"));
  if (users.empty()) return Nothing{};
  KOINE_CHECK(contact::Import(txn, who, IdsOf(users), call.who.user));
  return Nothing{};
}

Result<FriendListOut> ListFriends(Txn& txn, Call&, const Self& self, OwnerPageIn& in) {
  const access::Principal& who = self.who();
  FriendListOut out;
  out.total = contact::CountContacts(txn, who);
  for (const contact::Contact& one :
       contact::PageContacts(txn, who, in.pagination.showNumber, in.pagination.offset())) {
    out.friendsInfo.push_back(ToFriend(one, in.userID));
  }
  return out;
}

// The owner's contacts among these users, by handle.
std::map<std::string, contact::Contact> ContactsOf(Txn& txn, const access::Principal& who,
                                                   const std::vector<identity::User>& users) {
  std::map<std::string, contact::Contact> out;
  for (contact::Contact& one : contact::ContactsAmong(txn, who, IdsOf(users))) {
    std::string handle = one.peer.handle;
    out.emplace(std::move(handle), std::move(one));
  }
  return out;
}

Result<FriendsOut> GetFriends(Txn& txn, Call&, const Self& self, FriendsIn& in) {
  const access::Principal& who = self.who();
  const auto users = identity::FindNamed(txn, who.tenant, in.friendUserIDs);
  const auto contacts = ContactsOf(txn, who, users);
  FriendsOut out;
  for (const identity::User& user : users) {
    const auto it = contacts.find(user.handle);
    if (it != contacts.end()) out.friendsInfo.push_back(ToFriend(it->second, in.ownerUserID));
  }
  return out;
}

// Here the parts do not repeat the user, and are created in milliseconds.
Result<SpecifiedOut> GetSpecified(Txn& txn, Call&, const Self& self, SpecifiedIn& in) {
  const access::Principal& who = self.who();
  const auto users = identity::FindNamed(txn, who.tenant, in.userIDList);
  const auto contacts = ContactsOf(txn, who, users);
  std::map<std::string, contact::BlockRow> blocks;
  for (contact::BlockRow& row : contact::BlocksAmong(txn, who, IdsOf(users))) {
    std::string handle = row.peer.handle;
    blocks.emplace(std::move(handle), std::move(row));
  }
  SpecifiedOut out;
  for (const identity::User& user : users) {
    SpecifiedInfo info;
    info.userInfo = ToUserInfo(user);
    if (const auto it = contacts.find(user.handle); it != contacts.end()) {
      info.friendInfo = ToFriend(it->second, in.ownerUserID);
      info.friendInfo->friendUser.reset();
      info.friendInfo->createTime = it->second.created_at;
    }
    if (const auto it = blocks.find(user.handle); it != blocks.end()) {
      info.blackInfo = ToBlack(it->second, in.ownerUserID);
      info.blackInfo->blackUserInfo.reset();
      info.blackInfo->createTime = it->second.created_at;
    }
    out.infos.push_back(std::move(info));
  }
  return out;
}

Result<FriendIDsOut> GetFriendIDs(Txn& txn, Call&, const Self& self, FriendOwnerIn&) {
  const access::Principal& who = self.who();
  FriendIDsOut out;
  for (contact::Contact& one : contact::PageContacts(txn, who, kPageMax, 0)) {
    out.friendIDs.push_back(std::move(one.peer.handle));
  }
  return out;
}

// Two users of whom the caller acts for one, or for an administrator any two.
class FriendPair {
 public:
  static constexpr const char* kDoor = "self";
  static Result<FriendPair> Open(Txn& txn, Call& call, const PairIn& in) {
    KOINE_TRY(PairOut out, Find(txn, call, in));
    return FriendPair(out);
  }
  const PairOut& found() const { return found_; }

 private:
  explicit FriendPair(PairOut found) : found_(found) {}
  static Result<PairOut> Find(Txn& txn, Call& call, const PairIn& in);
  PairOut found_;
};

Result<PairOut> FriendPair::Find(Txn& txn, Call& call, const PairIn& in) {
  auto first = ActFor(txn, call, in.userID1);
  auto second = ActFor(txn, call, in.userID2);
  if (first.ok() != second.ok() && !call.who.admin()) {
    // One of the two calls; of a user whom nobody knows, nobody is a friend.
    const auto peer =
        identity::FindNamed(txn, call.who.tenant, {first.ok() ? &in.userID2 : &in.userID1, 1});
    if (peer.empty()) return PairOut{};
    const auto edges = contact::FindEdges(txn, call.who, peer.front().id);
    return first.ok() ? PairOut{edges.forth, edges.back} : PairOut{edges.back, edges.forth};
  }
  KOINE_CHECK(first);
  KOINE_CHECK(second);
  const auto edges = contact::FindEdges(txn, *first, second->user);
  return PairOut{edges.forth, edges.back};
}

Result<PairOut> IsFriend(Txn&, Call&, const FriendPair& pair, PairIn&) {
  return pair.found();
}

}  // namespace

void AddFriends(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "ownerUserID", .repeatable = true};
  write.ref = "4.3";
  write.example = R"({"ownerUserID":"{user.mine}","friendUserID":"{user.peer}","remark":"P"})";
  rows->push_back(
      Ep<&SetRemark>(kPost, "/friend/set_friend_remark", "Set the remark name of a friend", write));
  write.example =
      R"({"ownerUserID":"{user.mine}","friendUserIDs":["{user.peer}"],"isPinned":true})";
  rows->push_back(Ep<&UpdateFriends>(kPost, "/friend/update_friends",
                                     "Update friends: place in the list, remark, extension",
                                     write));
  write.example = R"({"ownerUserID":"{user.mine}","friendUserID":"{user.peer}"})";
  rows->push_back(
      Ep<&DeleteFriend>(kPost, "/friend/delete_friend", "Delete a friend on one side", write));
  gateway::Options import = write;
  import.auth = Auth::kAdmin;
  import.example = R"({"ownerUserID":"{user.mine}","friendUserIDs":["{user.stranger}"]})";
  rows->push_back(Ep<&ImportFriends>(kPost, "/friend/import_friend", "Make users friends", import));
  gateway::Options read{.mode = Mode::kScan, .door = "ownerUserID"};
  read.ref = "4.3";
  read.example = R"({"ownerUserID":"{user.mine}","friendUserIDs":["{user.peer}"]})";
  rows->push_back(
      Ep<&GetFriends>(kPost, "/friend/get_designated_friends", "Get friends by id", read));
  read.example = R"({"ownerUserID":"{user.mine}","userIDList":["{user.peer}"]})";
  rows->push_back(Ep<&GetSpecified>(kPost, "/friend/get_specified_friends_info",
                                    "Get users with their friend and block relations", read));
  read.door = "userID";
  read.example = R"({"userID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(
      Ep<&ListFriends>(kPost, "/friend/get_friend_list", "List the friends of a user", read));
  read.example = R"({"userID":"{user.mine}"})";
  rows->push_back(
      Ep<&GetFriendIDs>(kPost, "/friend/get_friend_id", "List the ids of a user's friends", read));
  read.door = "userID1 userID2";
  read.example = R"({"userID1":"{user.mine}","userID2":"{user.stranger}"})";
  rows->push_back(
      Ep<&IsFriend>(kPost, "/friend/is_friend", "Check whether two users are friends", read));
}

}  // namespace koine::openim
