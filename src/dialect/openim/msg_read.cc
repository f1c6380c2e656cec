// How far users have read, and the server's clock (openim 4.5, 5.5).

#include <algorithm>
#include <utility>

#include "core/message/read.h"
#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

Status CheckSeqs(const std::vector<std::int64_t>& seqs) {
  const bool fit = std::all_of(seqs.begin(), seqs.end(), [](std::int64_t seq) { return seq > 0; });
  return fit ? Ok() : Status(FieldError(Code::kBadArgument, "seqs"));
}

}  // namespace

struct MarkMsgsIn {
  std::string conversationID;
  std::vector<std::int64_t> seqs;
  std::string userID;
  Status Check(store::Txn&, const access::Principal&) const { return CheckSeqs(seqs); }
};
KOINE_DESCRIBE(MarkMsgsIn, (conversationID, seqs, userID))
KOINE_RULES(MarkMsgsIn, json::Rule("conversationID").Required(),
            json::Rule("seqs").Required().MinItems(1).MaxItems(kListMax),
            json::Rule("userID").Required())
struct MarkConversationIn {
  std::string conversationID, userID;
  std::int64_t hasReadSeq = 0;
  std::vector<std::int64_t> seqs;
  Status Check(store::Txn&, const access::Principal&) const { return CheckSeqs(seqs); }
};
KOINE_DESCRIBE(MarkConversationIn, (conversationID, userID, hasReadSeq, seqs))
KOINE_RULES(MarkConversationIn, json::Rule("conversationID").Required(),
            json::Rule("userID").Required(), json::Rule("hasReadSeq").Required().Min(1),
            json::Rule("seqs").MaxItems(kListMax))
struct SetReadSeqIn {
  std::string conversationID, userID;
  std::int64_t hasReadSeq = 0;
};
KOINE_DESCRIBE(SetReadSeqIn, (conversationID, userID, hasReadSeq))
KOINE_RULES(SetReadSeqIn, json::Rule("conversationID").Required(), json::Rule("userID").Required(),
            json::Rule("hasReadSeq").Required().Min(1))
struct ServerTimeIn {};
KOINE_DESCRIBE(ServerTimeIn, ())
struct ServerTimeOut {
  std::int64_t serverTime = 0;
};
KOINE_DESCRIBE(ServerTimeOut, (serverTime))

namespace {

// The seat of a user for whom the caller acts, in a conversation that they name.
class NamedSeat {
 public:
  static constexpr const char* kDoor = "self";
  template <class In>
  static Result<NamedSeat> Open(Txn& txn, Call& call, const In& in) {
    KOINE_TRY(const Self self, Self::Open(txn, call, in.userID));
    KOINE_TRY(const ConversationId id,
              ConversationOf(txn, self.who(), in.userID, in.conversationID));
    KOINE_TRY(access::Seated seat, access::Seated::Open(txn, self.who(), id));
    return NamedSeat(std::move(seat));
  }
  const access::Seated& seat() const { return seat_; }

 private:
  explicit NamedSeat(access::Seated seat) : seat_(std::move(seat)) {}
  access::Seated seat_;
};

Result<Nothing> MarkMsgs(Txn& txn, Call&, const NamedSeat& place, MarkMsgsIn& in) {
  KOINE_CHECK(message::MarkSeqsRead(txn, place.seat(), in.seqs));
  return Nothing{};
}

Result<Nothing> MarkConversation(Txn& txn, Call&, const NamedSeat& place, MarkConversationIn& in) {
  std::int64_t to = in.hasReadSeq;
  for (const std::int64_t seq : in.seqs) to = std::max(to, seq);
  KOINE_CHECK(message::MarkRead(txn, place.seat(), to));
  return Nothing{};
}

Result<Nothing> SetReadSeq(Txn& txn, Call&, const NamedSeat& place, SetReadSeqIn& in) {
  KOINE_CHECK(message::SetCursor(txn, place.seat(), in.hasReadSeq));
  return Nothing{};
}

Result<ServerTimeOut> GetServerTime(Call& call, ServerTimeIn&) {
  return ServerTimeOut{call.now_ms()};
}

}  // namespace

void AddMessageReading(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite,
                         .door = "userID conversationID",
                         .repeatable = true,
                         .chains = true,
                         .needs_rows = true};
  write.ref = "4.5";
  write.example = R"({"conversationID":"{chat.mine}","seqs":[1],"userID":"{user.mine}"})";
  rows->push_back(Ep<&MarkMsgs>(kPost, "/msg/mark_msgs_as_read", "Mark messages as read", write));
  write.example = R"({"conversationID":"{chat.mine}","hasReadSeq":1,"userID":"{user.mine}"})";
  rows->push_back(Ep<&MarkConversation>(kPost, "/msg/mark_conversation_as_read",
                                        "Mark a conversation as read up to a message", write));
  rows->push_back(Ep<&SetReadSeq>(kPost, "/msg/set_conversation_has_read_seq",
                                  "Set how far a user has read without telling others", write));
  rows->push_back(
      Ep<&GetServerTime>(kPost, "/msg/get_server_time", "Get the server's time",
                         {.mode = Mode::kPlain, .ref = "4.5", .about = gateway::About::kNothing}));
}

}  // namespace koine::openim
