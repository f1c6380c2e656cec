#include "core/erasure/place.h"

#include <string>
#include <vector>

#include "base/json.h"
#include "core/access/system.h"
#include "core/erasure/erasure.h"
#include "core/erasure/place_rows.h"
#include "core/erasure/said_rows.h"
#include "core/group/manage.h"
#include "core/retention/retention.h"

namespace koine::erasure {

namespace {

constexpr char kJob[] = "erasure.conversation";
constexpr std::int64_t kPauseMs = 50;
constexpr int kMessagesSlice = 1000;
// Nobody's dialect: the owner does not do it themself.
constexpr access::Policy kNoPolicy;

// What there was when it was ordered. What is said later stays.
struct Ordered {
  TenantId tenant;
  ConversationId conversation;
  std::int64_t last_seq = 0;
  std::int64_t at = 0;  // ms
};
KOINE_DESCRIBE(Ordered, (tenant, conversation, last_seq, at))

void Put(store::Txn& txn, const Ordered& ordered) {
  txn.PutJob(kJob, std::to_string(ordered.conversation.value), txn.now_ms() + kPauseMs,
             json::ToText(ordered));
}

Status Continue(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const Ordered ordered, json::Parse<Ordered>(payload));
  const auto ids =
      ListHolding(txn, ordered.tenant, ordered.conversation, ordered.last_seq, kMessagesSlice);
  EraseSaid(txn, ordered.tenant, ids);
  if (static_cast<int>(ids.size()) == kMessagesSlice) {
    Put(txn, ordered);
    return Ok();
  }
  ClearPlace(txn, ordered.tenant, ordered.conversation, ordered.at);
  PutFinish(txn, "conversation " + std::string(key));
  return Ok();
}

}  // namespace

Status EraseConversation(store::Txn& txn, TenantId tenant, ConversationId conversation) {
  const auto state = access::FindConversation(txn, tenant, conversation, true);
  if (!state) return Error{Code::kConversationNotFound};
  if (state->group() && state->status == access::ConversationStatus::kNormal) {
    const access::Principal owner = access::OfUser(tenant, state->owner, &kNoPolicy);
    const auto place = access::GroupOwner::Open(txn, owner, conversation);
    if (place.ok()) KOINE_CHECK(group::Dissolve(txn, *place, true));
  }
  MarkFilesOf(txn, tenant, conversation);
  retention::PutPurge(txn, tenant, conversation, state->last_seq);
  Put(txn, {tenant, conversation, state->last_seq, txn.now_ms()});
  return Ok();
}

void AddConversationJob(store::JobRunner& jobs) {
  jobs.Add(kJob, Continue);
}

}  // namespace koine::erasure
