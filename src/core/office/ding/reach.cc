#include "core/office/ding/reach.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "core/access/system.h"
#include "core/identity/people.h"
#include "core/office/ding/rows.h"
#include "core/webhook/feed.h"

namespace koine::ding {

// What the gateway gets.
struct ReachedPerson {
  std::int64_t userId = 0;
  std::string name, mobile;
};
KOINE_DESCRIBE(ReachedPerson, (userId, name, mobile))
struct ReachBody {
  std::string id, type;
  std::int64_t dingId = 0;
  bool urgent = false;
  std::string content, sender;
  ReachedPerson receiver;
  std::int64_t sentAt = 0;  // ms
};
KOINE_DESCRIBE(ReachBody, (id, type, dingId, urgent, content, sender, receiver, sentAt))

namespace {

constexpr std::string_view kIdBegin = "ding";
constexpr std::size_t kIdParts = 4;  // with tenant, ding and user

std::string IdOf(TenantId tenant, DingId ding, UserId user) {
  return std::string(kIdBegin) + "_" + std::to_string(tenant.value) + "_" +
         std::to_string(ding.value) + "_" + std::to_string(user.value);
}

webhook::Delivery DeliveryTo(std::int64_t gateway, TenantId tenant, const Ding& ding,
                             const Person& sender, const identity::User& user) {
  ReachBody body;
  body.id = IdOf(tenant, ding.id, user.id);
  body.type = ding.way == DingWay::kSms ? "ding.sms" : "ding.call";
  body.dingId = ding.id.value;
  body.urgent = ding.urgent;
  body.content = ding.content;
  body.sender = sender.name;
  body.receiver = {user.id.value, user.name(), user.mobile.value_or("")};
  body.sentAt = ding.sent_at;
  webhook::Delivery out;
  out.tenant = webhook::kServerTenant;
  out.webhook = gateway;
  out.event_id = body.id;
  out.type = body.type;
  out.body = json::ToText(body);
  return out;
}

}  // namespace

void ReachByGateway(store::Txn& txn, TenantId tenant, Ding* ding, const Person& sender,
                    std::span<const UserId> users) {
  const auto gateway = webhook::FindGateway(txn);
  if (!gateway || users.empty()) return;
  ding->by_gateway = true;
  std::vector<std::int64_t> ids, with, without;
  for (const UserId user : users) ids.push_back(user.value);
  std::vector<webhook::Delivery> deliveries;
  for (const identity::User& user :
       identity::FindUsers(txn, access::OfUser(tenant, ding->sender), ids)) {
    if (user.mobile.value_or("").empty()) {
      without.push_back(user.id.value);
      continue;
    }
    with.push_back(user.id.value);
    deliveries.push_back(DeliveryTo(*gateway, tenant, *ding, sender, user));
  }
  // Where too many wait already, none of them was put.
  const bool full = webhook::PutDeliveries(txn, deliveries) > 0;
  SetReach(txn, tenant, ding->id, with, full ? Reach::kFailed : Reach::kWaiting);
  SetReach(txn, tenant, ding->id, without, Reach::kNoNumber);
}

void SettleReached(store::Txn& txn, std::span<const webhook::Outcome> outcomes) {
  for (const webhook::Outcome& one : outcomes) {
    if (one.tenant != webhook::kServerTenant || (!one.taken && one.due_at > 0)) continue;
    const auto parts = text::Split(one.event_id, '_');
    if (parts.size() != kIdParts || parts[0] != kIdBegin) continue;
    const auto tenant = text::ParseInt(parts[1]);
    const auto ding = text::ParseInt(parts[2]);
    const auto user = text::ParseInt(parts[3]);
    if (!tenant || !ding || !user) continue;
    SettleReach(txn, TenantId(*tenant), DingId(*ding), UserId(*user),
                one.taken ? Reach::kTaken : Reach::kFailed);
  }
}

}  // namespace koine::ding
