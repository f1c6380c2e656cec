#include "core/webhook/webhook.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/random.h"
#include "base/text.h"
#include "core/webhook/rows.h"

namespace koine::webhook {

namespace {

constexpr std::size_t kSaltBytes = 16;
constexpr int kClearSlice = 500;
constexpr std::int64_t kClearPauseMs = 200;
constexpr std::string_view kSecretPrefix = "whsec_";
constexpr int kDoublingsMax = 30;
// No event of the log is called so.
constexpr char kGatewayEvents[] = "gateway";

// An address that nobody reads in two ways: a scheme, a host without name and password, nothing
// that would end a line.
bool IsAddress(std::string_view url) {
  if (url.size() > kUrlBytesMax) return false;
  std::string_view rest;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (url.substr(0, scheme.size()) == scheme) rest = url.substr(scheme.size());
  }
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  if (host.empty() || host.find('@') != host.npos || host.find('\\') != host.npos) return false;
  return std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

}  // namespace

bool Webhook::Hears(std::string_view type) const {
  return events.empty() || std::find(events.begin(), events.end(), type) != events.end();
}

Result<Webhook> Add(store::Txn& txn, TenantId tenant, const AddIn& in,
                    std::span<const std::string_view> types) {
  if (!IsAddress(in.url)) return FieldError(Code::kBadArgument, "url");
  for (const std::string& type : in.events) {
    if (std::find(types.begin(), types.end(), type) == types.end()) {
      return FieldError(Code::kBadArgument, "events");
    }
  }
  if (ListWebhooks(txn, tenant).size() >= kWebhooksMax) {
    return FieldError(Code::kTooLarge, "webhooks");
  }
  Webhook made;
  made.tenant = tenant;
  made.url = in.url;
  made.events = in.events;
  made.allow_private = in.allow_private;
  made.salt = txn.random().Hex(kSaltBytes);
  made.begins_after = txn.SnapshotPosition();
  made.created_at = txn.now_ms();
  InsertWebhook(txn, &made);
  return made;
}

Status Remove(store::Txn& txn, TenantId tenant, std::int64_t id) {
  if (!DeleteWebhook(txn, tenant, id)) return Error{Code::kNotFound, "webhook"};
  txn.PutJob(kClearJob, std::to_string(id), txn.now_ms(), "");
  return Ok();
}

void RemoveAll(store::Txn& txn, TenantId tenant) {
  for (const Webhook& one : ListWebhooks(txn, tenant)) {
    // Another one may have removed it.
    static_cast<void>(Remove(txn, tenant, one.id));
  }
}

Status SetGateway(store::Txn& txn, const std::string& url) {
  const std::vector<Webhook> all = ListWebhooks(txn, kServerTenant);
  if (url.empty()) {
    RemoveAll(txn, kServerTenant);
    return Ok();
  }
  if (!IsAddress(url)) return FieldError(Code::kBadArgument, "url");
  if (!all.empty()) {
    SetUrl(txn, kServerTenant, all.front().id, url);
    return Ok();
  }
  Webhook made;
  made.tenant = kServerTenant;
  made.url = url;
  made.events = {kGatewayEvents};
  made.allow_private = true;
  made.begins_after = txn.SnapshotPosition();
  made.created_at = txn.now_ms();
  InsertWebhook(txn, &made);
  return Ok();
}

std::optional<std::int64_t> FindGateway(store::Txn& txn) {
  const std::vector<Webhook> all = ListWebhooks(txn, kServerTenant);
  if (all.empty()) return std::nullopt;
  return all.front().id;
}

void Move(store::Txn& txn, TenantId from, TenantId to) {
  MoveWebhooks(txn, from, to);
}

Status Clear(store::Txn& txn, std::string_view key, std::string_view) {
  const auto webhook = text::ParseInt(key);
  if (!webhook) return FieldError(Code::kBadArgument, "key");
  if (DeleteOf(txn, *webhook, kClearSlice) == kClearSlice) {
    txn.PutJob(kClearJob, key, txn.now_ms() + kClearPauseMs, "");
  }
  return Ok();
}

std::string SecretOf(const crypto::HmacSha256& server_key, const Webhook& webhook) {
  const std::string what = "webhook " + std::to_string(webhook.id) + " " + webhook.salt;
  return std::string(kSecretPrefix) + text::Base64(server_key.Sign(what));
}

std::string Sign(std::string_view secret, std::string_view id, std::int64_t timestamp_s,
                 std::string_view body) {
  const auto key = text::FromBase64(secret.substr(std::min(secret.size(), kSecretPrefix.size())));
  std::string what(id);
  what += "." + std::to_string(timestamp_s) + ".";
  what += body;
  return "v1," + text::Base64(crypto::HmacSha256(key.value_or("")).Sign(what));
}

std::int64_t PauseAfter(std::int64_t attempts, std::int64_t first_ms, Random& random) {
  const auto doublings = std::clamp<std::int64_t>(attempts - 1, 0, kDoublingsMax);
  const std::int64_t full = std::min(kPauseMaxMs, first_ms << doublings);
  const auto half = static_cast<std::uint64_t>(std::max<std::int64_t>(1, full / 2));
  return full - static_cast<std::int64_t>(random.Below(half));
}

std::int64_t PutDeliveries(store::Txn& txn, std::span<const Delivery> deliveries) {
  std::map<std::int64_t, std::int64_t> counts;
  for (const Delivery& one : deliveries) ++counts[one.webhook];
  std::set<std::int64_t> full;
  std::int64_t dropped = 0;
  for (const auto& [webhook, count] : counts) {
    if (Count(txn, webhook, count)) continue;
    full.insert(webhook);
    dropped += count;
  }
  for (const Delivery& one : deliveries) {
    if (full.count(one.webhook) == 0) InsertDelivery(txn, one);
  }
  return dropped;
}

void Settle(store::Txn& txn, std::span<const Outcome> outcomes) {
  std::map<std::int64_t, std::vector<std::int64_t>> taken;
  for (const Outcome& outcome : outcomes) {
    if (outcome.taken) {
      taken[outcome.webhook].push_back(outcome.delivery);
    } else {
      MarkFailed(txn, outcome);
    }
  }
  for (const auto& [webhook, ids] : taken) {
    Count(txn, webhook, -DeleteDeliveries(txn, webhook, ids));
  }
}

std::int64_t Resend(store::Txn& txn, TenantId tenant, std::int64_t id, int limit) {
  return Revive(txn, tenant, id, limit);
}

std::int64_t SweepDead(store::Txn& txn, int limit) {
  std::map<std::int64_t, std::vector<std::int64_t>> old;
  std::int64_t found = 0;
  for (const Dead& dead : ListDeadBefore(txn, txn.now_ms() - kDeadKeepMs, limit)) {
    old[dead.webhook].push_back(dead.id);
    ++found;
  }
  for (const auto& [webhook, ids] : old) {
    Count(txn, webhook, -DeleteDeliveries(txn, webhook, ids));
  }
  return found;
}

}  // namespace koine::webhook
