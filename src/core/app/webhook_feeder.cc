#include "core/app/webhook_feeder.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "base/log.h"
#include "base/metrics.h"
#include "core/event/event.h"
#include "core/history/replay.h"
#include "store/lease.h"

namespace koine::app {

namespace {

constexpr std::int64_t kLeaseMs = 5'000;      // so long nobody delivers after a node died
constexpr std::int64_t kLeaseRestMs = 2'500;  // renewed when less is left
constexpr std::size_t kDeliveriesPerWrite = 500;
constexpr std::size_t kUsersPerWrite = 200;
constexpr std::size_t kIdBytes = 12;
constexpr std::size_t kOwnerBytes = 4;

bool HearsPresence(const webhook::Webhook& webhook, std::span<const std::string_view> types) {
  return webhook.Hears(types[types.size() - 1]) || webhook.Hears(types[types.size() - 2]);
}

}  // namespace

// What a part of the log gives.
struct WebhookFeeder::Slice {
  std::int64_t to = 0;
  bool more = false;
  std::vector<webhook::Delivery> deliveries;
};

WebhookFeeder::WebhookFeeder(store::Store& store, Clock& clock, Random& random,
                             std::string_view node, const WebhookRenderer& renderer)
    : store_(store),
      clock_(clock),
      random_(random),
      renderer_(renderer),
      owner_(std::string(node) + " " + random.Hex(kOwnerBytes)) {}

void WebhookFeeder::Lose() {
  until_ms_ = 0;
  told_.clear();
}

Result<std::vector<webhook::Webhook>> WebhookFeeder::LookUp() {
  std::vector<webhook::Webhook> webhooks;
  KOINE_CHECK(
      store_.ReadNow("webhook.look", [&](store::Txn& txn) { webhooks = webhook::ListAll(txn); }));
  presence_tenants_.clear();
  for (const webhook::Webhook& one : webhooks) {
    if (HearsPresence(one, renderer_.types())) presence_tenants_.insert(one.tenant);
  }
  return webhooks;
}

Result<bool> WebhookFeeder::Hold() {
  const std::int64_t now = clock_.NowMs();
  // A clock that was moved far says nothing of a lease.
  const bool held = until_ms_ > now && until_ms_ - now <= kLeaseMs;
  if (held && until_ms_ - now > kLeaseRestMs) return true;
  if (!held && now >= refused_ms_ && now - refused_ms_ < kLeaseRestMs) return false;
  KOINE_TRY(const std::vector<webhook::Webhook> webhooks, LookUp());
  if (webhooks.empty()) {
    Lose();
    refused_ms_ = now;
    return false;
  }
  if (held) {
    const Status kept = Keep(scanned_, {});
    if (kept.ok()) return true;
    if (!kept.error().Is(Code::kConflict)) return kept.error();
  }
  const std::int64_t until = now + kLeaseMs;
  std::vector<webhook::Online> online;
  auto position = store_.WriteAndWait(
      {"webhook.claim", store::kNoKey, /*background=*/true, /*repeatable=*/true},
      [&](store::Txn& txn) -> Result<std::optional<std::int64_t>> {
        const auto claimed = store::ClaimLease(txn, kLease, owner_, until);
        if (claimed) online = webhook::ListOnline(txn);
        return claimed;
      });
  static metrics::Gauge* const gauge = metrics::Default().GetGauge(
      "koine_lease_held",
      "1 while this process holds the lease of a task that one process does at a time.",
      {{"lease", "webhook"}});
  Lose();
  const bool mine = position.ok() && position->has_value();
  gauge->Set(mine ? 1 : 0);
  if (!position.ok()) return std::move(position).error();
  refused_ms_ = mine ? 0 : now;
  if (!mine) return false;
  until_ms_ = until;
  held_since_ms_ = now;
  stored_ = **position;
  // What lies before the first webhook was never to be told.
  std::int64_t first = webhooks.front().begins_after;
  for (const webhook::Webhook& one : webhooks) first = std::min(first, one.begins_after);
  scanned_ = std::max(stored_, first);
  for (const webhook::Online& one : online) told_[one.user] = {one.tenant, 0};
  return true;
}

void WebhookFeeder::Release() {
  const std::int64_t now = clock_.NowMs();
  if (until_ms_ <= now) return;
  const Status released = store_.WriteAndWait({"webhook.release"}, [&](store::Txn& txn) -> Status {
    store::AdvanceLease(txn, kLease, owner_, stored_, scanned_, now);
    return Ok();
  });
  if (!released.ok()) log::Debug("webhook", "the lease was not released");
  Lose();
}

std::vector<webhook::Delivery> WebhookFeeder::ForAll(const std::vector<webhook::Webhook>& webhooks,
                                                     TenantId tenant, std::int64_t position,
                                                     const WebhookTold& told) {
  std::vector<webhook::Delivery> out;
  const std::string id = "evt_" + random_.Hex(kIdBytes);
  for (const webhook::Webhook& one : webhooks) {
    if (one.tenant != tenant || position <= one.begins_after || !one.Hears(told.type)) continue;
    webhook::Delivery delivery;
    delivery.tenant = tenant;
    delivery.webhook = one.id;
    delivery.event_id = id;
    delivery.type = told.type;
    delivery.body = told.body;
    out.push_back(std::move(delivery));
  }
  return out;
}

Result<bool> WebhookFeeder::Step() {
  Slice slice;
  slice.to = scanned_;
  KOINE_CHECK(store_.ReadNow("webhook.slice", [&](store::Txn& txn) {
    const std::int64_t head = txn.SnapshotPosition();
    if (head <= scanned_) return;
    const std::vector<webhook::Webhook> webhooks = webhook::ListAll(txn);
    std::set<TenantId> tenants;
    for (const webhook::Webhook& one : webhooks) tenants.insert(one.tenant);
    tenants.erase(webhook::kServerTenant);  // it hears nothing of the log
    if (tenants.empty()) {
      slice.to = head;
      return;
    }
    slice.to = std::min(head, scanned_ + history::kReplaySlice);
    slice.more = slice.to < head;
    for (const store::Entry& entry : history::ReadLog(txn, scanned_ + 1, slice.to)) {
      const auto& event = *static_cast<const event::Event*>(entry.object.get());
      if (tenants.count(event.tenant) == 0) continue;
      const auto told = renderer_.Render(txn, event, entry.position);
      if (!told) continue;
      for (webhook::Delivery& one : ForAll(webhooks, event.tenant, entry.position, *told)) {
        slice.deliveries.push_back(std::move(one));
      }
      if (slice.deliveries.size() < kDeliveriesPerWrite) continue;
      slice.more = slice.more || entry.position < slice.to;
      slice.to = entry.position;
      break;
    }
  }));
  if (slice.to == scanned_) return false;
  // Where nobody is told anything the position is written with the lease only.
  if (slice.deliveries.empty()) {
    scanned_ = slice.to;
    return slice.more;
  }
  KOINE_CHECK(Keep(slice.to, slice.deliveries));
  return slice.more;
}

Status WebhookFeeder::Keep(std::int64_t to, const std::vector<webhook::Delivery>& deliveries,
                           const std::function<void(store::Txn&)>& more) {
  const std::int64_t until = clock_.NowMs() + kLeaseMs;
  std::int64_t dropped = 0;
  Status written = store_.WriteAndWait(
      {"webhook.feed", store::kNoKey, /*background=*/true}, [&](store::Txn& txn) -> Status {
        if (!store::AdvanceLease(txn, kLease, owner_, stored_, to, until)) {
          return Error{Code::kConflict};
        }
        if (more) more(txn);
        dropped = webhook::PutDeliveries(txn, deliveries);
        return Ok();
      });
  if (!written.ok()) {
    // What stands in the store is read again with the lease.
    Lose();
    return written;
  }
  until_ms_ = until;
  stored_ = scanned_ = to;
  dropped_ += dropped;
  if (dropped > 0) {
    log::Warn("webhook", "{} deliveries were dropped: their webhooks were removed or have too many",
              dropped);
  }
  return Ok();
}

Status WebhookFeeder::TellPart(TenantId tenant, const std::vector<UserId>& users, bool online) {
  std::vector<std::int64_t> ids;
  for (const UserId user : users) ids.push_back(user.value);
  std::vector<webhook::Delivery> deliveries;
  KOINE_CHECK(store_.ReadNow("webhook.online", [&](store::Txn& txn) {
    const std::vector<webhook::Webhook> webhooks = webhook::ListWebhooks(txn, tenant);
    const auto all = renderer_.RenderOnline(txn, tenant, users, online, clock_.NowMs());
    for (const WebhookTold& told : all) {
      for (webhook::Delivery& one : ForAll(webhooks, tenant, INT64_MAX, told)) {
        deliveries.push_back(std::move(one));
      }
    }
  }));
  return Keep(scanned_, deliveries, [&](store::Txn& txn) {
    if (online) {
      webhook::InsertOnline(txn, tenant, ids);
    } else {
      webhook::DeleteOnline(txn, tenant, ids);
    }
  });
}

Status WebhookFeeder::TellOnline(const std::vector<webhook::Online>& online) {
  const std::int64_t now = clock_.NowMs();
  std::unordered_set<UserId> here;
  std::map<TenantId, std::vector<UserId>> came, went;
  for (const webhook::Online& one : online) {
    here.insert(one.user);
    const auto it = told_.find(one.user);
    if (it == told_.end()) {
      came[one.tenant].push_back(one.user);
    } else {
      it->second.second = 0;
    }
  }
  for (auto& [user, state] : told_) {
    if (here.count(user) > 0) continue;
    if (state.second == 0) state.second = now;
    const bool long_ago = now - state.second >= kAwayMs && now - held_since_ms_ >= kReturnMs;
    // Nobody of its tenant is told any more: then only the row goes.
    if (long_ago || presence_tenants_.count(state.first) == 0) went[state.first].push_back(user);
  }
  for (const bool on : {false, true}) {
    for (const auto& [tenant, users] : on ? came : went) {
      for (std::size_t at = 0; at < users.size(); at += kUsersPerWrite) {
        const std::size_t to = std::min(users.size(), at + kUsersPerWrite);
        const std::vector<UserId> part(users.begin() + static_cast<std::ptrdiff_t>(at),
                                       users.begin() + static_cast<std::ptrdiff_t>(to));
        KOINE_CHECK(TellPart(tenant, part, on));
        for (const UserId user : part) {
          if (on) {
            told_[user] = {tenant, 0};
          } else {
            told_.erase(user);
          }
        }
      }
    }
  }
  return Ok();
}

std::optional<std::int64_t> NeededAfter(store::Txn& txn) {
  const auto first = webhook::FirstPosition(txn);
  if (!first) return std::nullopt;
  return std::max(*first, store::LeasePosition(txn, WebhookFeeder::kLease).value_or(0));
}

}  // namespace koine::app
