// Whom a user does not want to hear (openim 4.3).

#include <utility>

#include "core/contact/contact.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/friend.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct BlackIn {
  std::string ownerUserID, blackUserID, ex;
};
KOINE_DESCRIBE(BlackIn, (ownerUserID, blackUserID, ex))
KOINE_RULES(BlackIn, json::Rule("ownerUserID").Required(), json::Rule("blackUserID").Required(),
            json::Rule("ex").MaxBytes(kExBytesMax))
struct BlacksIn {
  std::string ownerUserID;
  std::vector<std::string> userIDList;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(userIDList, "userIDList");
  }
};
KOINE_DESCRIBE(BlacksIn, (ownerUserID, userIDList))
KOINE_RULES(BlacksIn, json::Rule("ownerUserID").Required(),
            json::Rule("userIDList").Required().MinItems(1).MaxItems(kListMax))
struct BlacksOut {
  std::vector<BlackInfo> blacks;
  std::int64_t total = 0;
};
KOINE_DESCRIBE(BlacksOut, (blacks, total))
struct IncrementalBlacksIn {
  std::string userID, versionID;
  std::int64_t version = 0;
};
KOINE_DESCRIBE(IncrementalBlacksIn, (userID, versionID, version))

BlackInfo ToBlack(const contact::BlockRow& row, const std::string& owner) {
  BlackInfo out;
  out.ownerUserID = owner;
  out.createTime = row.created_at / 1000;
  out.blackUserInfo = ToPublic(row.peer);
  out.operatorUserID = owner;
  out.ex = row.ex;
  return out;
}

namespace {

Result<Nothing> AddBlack(Txn& txn, Call&, const Self& self, BlackIn& in) {
  const access::Principal& who = self.who();
  KOINE_TRY(const identity::User peer,
            identity::GetUser(txn, who.tenant, in.blackUserID, "blackUserID"));
  KOINE_TRY(const bool fresh, contact::Block(txn, who, peer.id, in.ex));
  if (!fresh) return Error{Code::kConflict, "stored", "blackUserID"};
  return Nothing{};
}

Result<Nothing> RemoveBlack(Txn& txn, Call&, const Self& self, BlackIn& in) {
  const access::Principal& who = self.who();
  const auto peer = identity::FindNamed(txn, who.tenant, {&in.blackUserID, 1});
  if (!peer.empty() && peer.front().id != who.user) {
    KOINE_CHECK(contact::SetBlocked(txn, who, peer.front().id, false));
  }
  return Nothing{};
}

Result<BlacksOut> ListBlacks(Txn& txn, Call&, const Self& self, OwnerPageIn& in) {
  const access::Principal& who = self.who();
  BlacksOut out;
  out.total = contact::CountBlocks(txn, who);
  for (const contact::BlockRow& row :
       contact::ListBlocks(txn, who, in.pagination.showNumber, in.pagination.offset())) {
    out.blacks.push_back(ToBlack(row, in.userID));
  }
  return out;
}

// Created in milliseconds here (openim 3.2).
Result<BlacksOut> GetBlacks(Txn& txn, Call&, const Self& self, BlacksIn& in) {
  const access::Principal& who = self.who();
  const auto users = identity::FindNamed(txn, who.tenant, in.userIDList);
  BlacksOut out;
  for (const contact::BlockRow& row : contact::BlocksAmong(txn, who, IdsOf(users))) {
    out.blacks.push_back(ToBlack(row, in.ownerUserID));
    out.blacks.back().createTime = row.created_at;
  }
  out.total = static_cast<std::int64_t>(out.blacks.size());
  return out;
}

// The contract has this operation refused (openim 4.3).
Result<Nothing> GetIncrementalBlacks(Call&, IncrementalBlacksIn&) {
  return Error{Code::kNotImplemented};
}

}  // namespace

void AddBlacks(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "ownerUserID"};
  write.ref = "4.3";
  write.example = R"({"ownerUserID":"{user.mine}","blackUserID":"{user.stranger}"})";
  rows->push_back(Ep<&AddBlack>(kPost, "/friend/add_black", "Block a user", write));
  write.repeatable = true;
  rows->push_back(Ep<&RemoveBlack>(kPost, "/friend/remove_black", "Unblock a user", write));
  gateway::Options read{.mode = Mode::kScan, .door = "userID"};
  read.ref = "4.3";
  read.example = R"({"userID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(
      Ep<&ListBlacks>(kPost, "/friend/get_black_list", "List whom a user blocks", read));
  read.door = "ownerUserID";
  read.example = R"({"ownerUserID":"{user.mine}","userIDList":["{user.peer}"]})";
  rows->push_back(Ep<&GetBlacks>(kPost, "/friend/get_specified_blacks",
                                 "Check which of these users are blocked", read));
  rows->push_back(Ep<&GetIncrementalBlacks>(kPost, "/friend/get_incremental_blacks",
                                            "Not implemented",
                                            {.mode = Mode::kPlain,
                                             .example = R"({"userID":"{user.mine}"})",
                                             .ref = "4.3",
                                             .about = gateway::About::kNothing}));
}

}  // namespace koine::openim
