// How far conversations go and what is in them, for who has no connection (openim 4.5, 5.4).

#include <utility>

#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/pull.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct NewestSeqIn {
  std::string userID;
};
KOINE_DESCRIBE(NewestSeqIn, (userID))
KOINE_RULES(NewestSeqIn, json::Rule("userID").Required())
struct PullIn {
  std::string userID;
  std::vector<SeqRange> seqRanges;
  std::int32_t order = 0;
};
KOINE_DESCRIBE(PullIn, (userID, seqRanges, order))
KOINE_RULES(PullIn, json::Rule("userID").Required(), json::Rule("seqRanges").MaxItems(kListMax),
            json::Rule("order").Min(0).Max(1))
struct ReadAndMaxIn {
  std::string userID;
  std::vector<std::string> conversationIDs;
  bool returnPinned = false;
};
KOINE_DESCRIBE(ReadAndMaxIn, (userID, conversationIDs, returnPinned))
KOINE_RULES(ReadAndMaxIn, json::Rule("userID").Required(),
            json::Rule("conversationIDs").MaxItems(kListMax))

namespace {

Reader ReaderFor(Call& call, const Self& self, const std::string& handle) {
  return Reader{DialectOf(call), self.who(), handle};
}

Result<GetMaxSeqResp> GetNewest(Txn& txn, Call& call, const Self& self, NewestSeqIn& in) {
  return NewestSeqs(txn, ReaderFor(call, self, in.userID));
}

Result<MessagesByConversation> PullBySeq(Txn& txn, Call& call, const Self& self, PullIn& in) {
  return PullRanges(txn, ReaderFor(call, self, in.userID), {in.userID, in.seqRanges, in.order});
}

Result<GetConversationsHasReadAndMaxSeqResp> GetReadAndMax(Txn& txn, Call& call, const Self& self,
                                                           ReadAndMaxIn& in) {
  return ReadAndMax(txn, ReaderFor(call, self, in.userID),
                    {in.userID, in.conversationIDs, in.returnPinned});
}

}  // namespace

void AddMessagePulls(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options self{.mode = Mode::kScan, .door = "userID", .ref = "4.5"};
  self.example = R"({"userID":"{user.mine}"})";
  rows->push_back(Ep<&GetNewest>(kPost, "/msg/newest_seq",
                                 "Get the last sequence number of each conversation", self));
  rows->push_back(Ep<&GetReadAndMax>(kPost, "/msg/get_conversations_has_read_and_max_seq",
                                     "Get last and last read sequence numbers of conversations",
                                     self));
  self.example = R"({"userID":"{user.mine}","seqRanges":[{"conversationID":"{chat.mine}",)"
                 R"("begin":1,"end":10,"num":10}],"order":0})";
  rows->push_back(Ep<&PullBySeq>(kPost, "/msg/pull_msg_by_seq",
                                 "Get messages by ranges of sequence numbers", self));
}

}  // namespace koine::openim
