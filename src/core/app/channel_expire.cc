#include "core/app/channel_expire.h"

#include <string>

#include "base/json.h"
#include "core/access/behalf.h"
#include "core/access/doors.h"
#include "core/access/system.h"
#include "core/group/manage.h"
#include "core/retention/retention.h"

namespace koine::app {

namespace {

constexpr char kExpireJob[] = "channel.expire";

struct Expiry {
  TenantId tenant;
  ConversationId conversation;
};
KOINE_DESCRIBE(Expiry, (tenant, conversation))

// Nobody acts: the time is over.
const access::Policy& PolicyOfTime() {
  static const access::Policy policy = [] {
    access::Policy p;
    p.dialect = access::Dialect::kAppim;
    return p;
  }();
  return policy;
}

Status RunExpiry(store::Txn& txn, std::string_view, std::string_view payload) {
  KOINE_TRY(const Expiry e, json::Parse<Expiry>(payload));
  const access::Principal who = access::OfServer(e.tenant, &PolicyOfTime());
  auto group = access::AnyGroup::Open(txn, who, e.conversation);
  if (group.ok()) {
    const access::Principal owner = access::InNameOf(who, group->conversation().owner);
    KOINE_TRY(const access::AnyGroup place, access::AnyGroup::Open(txn, owner, e.conversation));
    KOINE_CHECK(group::Dissolve(txn, place, true));
  }
  const auto state = access::FindConversation(txn, e.tenant, e.conversation, false);
  if (state) retention::PutPurge(txn, e.tenant, e.conversation, state->last_seq);
  return Ok();
}

}  // namespace

void PutExpiry(store::Txn& txn, TenantId tenant, ConversationId id, std::int64_t at_ms) {
  txn.PutJob(kExpireJob, std::to_string(id.value), at_ms, json::ToText(Expiry{tenant, id}));
}

void AddChannelJobs(store::JobRunner& jobs) {
  jobs.Add(kExpireJob, RunExpiry);
}

}  // namespace koine::app
