#include "core/erasure/place.h"

#include <string>
#include <vector>

#include "core/access/system.h"
#include "core/erasure/erasure.h"
#include "core/erasure/place_rows.h"
#include "core/erasure/said_rows.h"
#include "core/group/manage.h"
#include "core/job.h"
#include "core/retention/retention.h"

namespace koine::erasure {

namespace {

constexpr char kJob[] = "erasure.conversation";
constexpr std::int64_t kPauseMs = 50;
constexpr int kMessagesSlice = 1000;
// Nobody's dialect: the owner does not do it themself.
constexpr access::Policy kNoPolicy;

Status Continue(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const ConversationId conversation(job.id);
  const auto ids = ListHolding(txn, job.tenant, conversation, kMessagesSlice);
  EraseSaid(txn, job.tenant, ids);
  if (static_cast<int>(ids.size()) == kMessagesSlice) {
    PutRowJob(txn, kJob, job, txn.now_ms() + kPauseMs);
    return Ok();
  }
  ClearPlace(txn, job.tenant, conversation);
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
  retention::PutPurge(txn, tenant, conversation);
  PutRowJob(txn, kJob, {tenant, conversation.value}, txn.now_ms() + kPauseMs);
  return Ok();
}

void AddConversationJob(store::JobRunner& jobs) {
  jobs.Add(kJob, Continue);
}

}  // namespace koine::erasure
