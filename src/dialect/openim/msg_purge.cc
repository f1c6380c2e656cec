// Messages that are too old, erased for everybody (openim 4.5).

#include <utility>

#include "core/retention/retention.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/names.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr std::int64_t kAgeSecondsMax = 100LL * 365 * 24 * 3600;

}  // namespace

struct PurgeMsgsIn {
  std::vector<std::string> conversationIDs;  // none: all
  std::int64_t timestamp = 0;                // an age in seconds
};
KOINE_DESCRIBE(PurgeMsgsIn, (conversationIDs, timestamp))
KOINE_RULES(PurgeMsgsIn, json::Rule("conversationIDs").Required().MaxItems(kListMax),
            json::Rule("timestamp").Required().Min(1).Max(kAgeSecondsMax))

namespace {

// The reference looks at the names no further than that they are there, so that no caller who names
// a conversation gets what they mean. Unknown ones are passed over.
Result<Nothing> PurgeMsgs(Txn& txn, Call& call, PurgeMsgsIn& in) {
  retention::PurgeIn purge;
  purge.before_ms = txn.now_ms() - in.timestamp * 1000;
  purge.all = in.conversationIDs.empty();
  purge.conversations = AnyConversationsOf(txn, call.who, in.conversationIDs);
  KOINE_CHECK(retention::OrderPurge(txn, call.who, purge, call.address));
  return Nothing{};
}

}  // namespace

void AddMessagePurge(std::vector<gateway::Endpoint>* rows) {
  gateway::Options purge{
      .auth = gateway::Auth::kAdmin, .mode = gateway::Mode::kWrite, .repeatable = true};
  purge.ref = "4.5";
  purge.example = R"({"conversationIDs":["{chat.mine}"],"timestamp":31536000})";
  rows->push_back(gateway::Ep<&PurgeMsgs>(net::Method::kPost, "/msg/delete_msg_physical",
                                          "Erase messages older than some seconds", purge));
}

}  // namespace koine::openim
