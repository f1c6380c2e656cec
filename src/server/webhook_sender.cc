#include "server/webhook_sender.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.h"
#include "base/metrics.h"
#include "core/office/ding/reach.h"
#include "net/address.h"

namespace koine::server {

namespace {

// While nothing happens; and while something is on its way.
constexpr std::int64_t kIdleMs = 1'000;
constexpr std::int64_t kBusyMs = 250;
// What happens within so long is worked on together.
constexpr auto kGather = std::chrono::milliseconds(20);
constexpr std::int64_t kRetryMs = 1'000;  // after a failure of the store
constexpr std::int64_t kOnlineEveryUs = 1'000'000;
constexpr int kStepsPerRound = 16;
constexpr std::size_t kErrorBytesMax = 200;

metrics::Counter* Attempts(const char* outcome) {
  return metrics::Default().GetCounter("koine_webhook_attempts_total",
                                       "Requests to webhooks, by result.", {{"outcome", outcome}});
}

struct Series {
  metrics::Counter* const taken = Attempts("taken");
  metrics::Counter* const failed = Attempts("failed");
  metrics::Counter* const dead = Attempts("dead");
  metrics::Counter* const dropped = metrics::Default().GetCounter(
      "koine_webhook_dropped_total", "Deliveries dropped because too many were waiting.");
  metrics::Gauge* const under_way = metrics::Default().GetGauge(
      "koine_webhook_under_way", "Requests to webhooks waiting for an answer.");
};
const Series& Counts() {
  static const Series series;
  return series;
}

// Addresses are judged as they are connected to, whatever name they have.
const char* WhyNot(const sockaddr_storage& address) {
  return net::Address::From(address).is_public() ? nullptr
                                                 : "the address is not of the public internet";
}

}  // namespace

crypto::HmacSha256 WebhookSecretKey(std::string_view server_secret) {
  return crypto::HmacSha256(crypto::HmacSha256(server_secret).Sign("secrets of webhooks"));
}

WebhookSender::WebhookSender(Parts parts, crypto::HmacSha256 key, std::string_view node,
                             const WebhookSettings& settings)
    : parts_(std::move(parts)),
      key_(std::move(key)),
      settings_(settings),
      feeder_(*parts_.store, *parts_.clock, *parts_.random, node, *parts_.renderer) {}

void WebhookSender::Start() {
  Counts();
  thread_ = std::thread([this] { Loop(); });
}

void WebhookSender::Stop() {
  stop_ = true;
  Wake();
  if (thread_.joinable()) thread_.join();
}

void WebhookSender::Wake() {
  // Where another one delivers, or nobody is told, commits are none of its business.
  if ((!mine_ && !stop_) || woken_.exchange(true)) return;
  const std::lock_guard lock(mutex_);
  if (http_ != nullptr) http_->Wake();
  wake_.notify_one();
}

bool WebhookSender::Stopping() const {
  return stop_;
}

void WebhookSender::Loop() {
  while (!Stopping()) {
    auto pause = Round();
    if (!pause.ok()) {
      const Error& error = pause.error();
      // Another node took over, or the store will say itself what is wrong.
      if (!error.Is(Code::kConflict) && !error.Is(Code::kUnavailable)) {
        log::Warn("webhook", "delivering failed, will be tried again: {} {}", CodeName(error.code),
                  error.text);
      }
    }
    Rest(pause.ok() ? *pause : kRetryMs);
  }
  static_cast<void>(Settle());
  feeder_.Release();
}

void WebhookSender::Gather() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kGather, [this] { return stop_.load(); });
}

void WebhookSender::Rest(std::int64_t pause_ms) {
  if (under_way_.empty()) {
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, std::chrono::milliseconds(pause_ms),
                   [this] { return woken_.load() || stop_.load(); });
    return;
  }
  Take(http_->Poll(std::min(pause_ms, kBusyMs)));
}

Result<std::int64_t> WebhookSender::Round() {
  Gather();
  woken_ = false;
  KOINE_CHECK(Settle());
  KOINE_TRY(const bool mine, feeder_.Hold());
  mine_ = mine;
  if (!mine) return kIdleMs;
  bool more = true;
  for (int i = 0; i < kStepsPerRound && more; ++i) {
    const std::int64_t dropped = feeder_.dropped();
    KOINE_TRY(more, feeder_.Step());
    Counts().dropped->Add(static_cast<std::uint64_t>(feeder_.dropped() - dropped));
  }
  KOINE_CHECK(LookForOnline());
  KOINE_TRY(const bool full, Send());
  Counts().under_way->Set(static_cast<std::int64_t>(under_way_.size()));
  return more && !full ? 0 : kBusyMs;
}

Status WebhookSender::LookForOnline() {
  const std::int64_t now = parts_.clock->SteadyUs();
  if (online_us_ != 0 && now - online_us_ < kOnlineEveryUs) return Ok();
  online_us_ = now;
  const auto& tenants = feeder_.presence_tenants();
  return feeder_.TellOnline(tenants.empty() ? std::vector<webhook::Online>()
                                            : parts_.online_of(tenants));
}

// True: as much is under way as may be.
Result<bool> WebhookSender::Send() {
  if (under_way_.size() >= kUnderWayMax) return true;
  std::vector<webhook::Delivery> due;
  // What is under way is still due.
  constexpr int kLimit = 2 * static_cast<int>(kUnderWayMax);
  KOINE_CHECK(parts_.store->ReadNow(
      "webhook.due", [&](store::Txn& txn) { due = webhook::ListDue(txn, kUnderWayEach, kLimit); }));
  if (due.empty()) return false;
  if (http_ == nullptr) {
    auto loaded = http_client::Batch::Load();
    if (!loaded.ok()) {
      if (!told_) log::Warn("webhook", "webhooks cannot be delivered: {}", loaded.error().text);
      told_ = true;
      return std::move(loaded).error();
    }
    const std::lock_guard lock(mutex_);
    http_ = std::move(loaded).value();
  }
  for (webhook::Delivery& one : due) {
    if (under_way_.size() >= kUnderWayMax) return true;
    const int most = failing_.count(one.webhook) > 0 ? kUnderWayFailing : kUnderWayEach;
    if (under_way_.count(one.id) > 0 || busy_[one.webhook] >= most) continue;
    const std::int64_t now_s = parts_.clock->NowMs() / 1000;
    http_client::Request request;
    request.method = "POST";
    request.url = one.url;
    request.body = std::move(one.body);
    request.time_ms = settings_.timeout_ms;
    webhook::Webhook signer;
    signer.id = one.webhook;
    signer.salt = one.salt;
    const std::string secret = one.tenant == webhook::kServerTenant
                                   ? settings_.gateway_secret
                                   : webhook::SecretOf(key_, signer);
    request.headers = {
        "Content-Type: application/json", "User-Agent: Koine", "webhook-id: " + one.event_id,
        "webhook-timestamp: " + std::to_string(now_s),
        "webhook-signature: " + webhook::Sign(secret, one.event_id, now_s, request.body)};
    ++busy_[one.webhook];
    http_->Start(one.id, std::move(request), one.allow_private ? nullptr : &WhyNot);
    under_way_.emplace(one.id, std::move(one));
  }
  return false;
}

webhook::Outcome WebhookSender::OutcomeOf(const webhook::Delivery& delivery,
                                          const http_client::Ended& answer) {
  webhook::Outcome out;
  out.delivery = delivery.id;
  out.webhook = delivery.webhook;
  out.attempts = delivery.attempts + 1;
  out.tenant = delivery.tenant;
  out.event_id = delivery.event_id;
  out.status = answer.status;
  out.taken = answer.status >= 200 && answer.status < 300;
  if (out.taken) return out;
  out.error = answer.error.substr(0, kErrorBytesMax);
  if (answer.status >= 300 && answer.status < 400) out.error = "redirects are not followed";
  if (out.attempts < settings_.attempts) {
    out.due_at = parts_.clock->NowMs() +
                 webhook::PauseAfter(out.attempts, settings_.first_pause_ms, *parts_.random);
  }
  return out;
}

void WebhookSender::Take(const std::vector<http_client::Ended>& answers) {
  for (const http_client::Ended& answer : answers) {
    const auto it = under_way_.find(answer.tag);
    if (it == under_way_.end()) continue;
    webhook::Outcome outcome = OutcomeOf(it->second, answer);
    if (--busy_[outcome.webhook] == 0) busy_.erase(outcome.webhook);
    if (outcome.taken) {
      failing_.erase(outcome.webhook);
      Counts().taken->Add();
    } else {
      const bool first = failing_.insert(outcome.webhook).second;
      (outcome.due_at > 0 ? Counts().failed : Counts().dead)->Add();
      if (first || outcome.due_at == 0) {
        log::Info("webhook", "delivery {} to webhook {}, attempt {}: {} {}{}", outcome.delivery,
                  outcome.webhook, outcome.attempts, outcome.status, outcome.error,
                  outcome.due_at > 0 ? "" : "; given up");
      }
    }
    outcomes_.push_back(std::move(outcome));
    settling_.push_back(it->first);
  }
}

Status WebhookSender::Settle() {
  if (outcomes_.empty()) return Ok();
  const Status written = parts_.store->WriteAndWait(
      {"webhook.settle", store::kNoKey, /*background=*/true, /*repeatable=*/true},
      [this](store::Txn& txn) -> Status {
        webhook::Settle(txn, outcomes_);
        ding::SettleReached(txn, outcomes_);
        return Ok();
      });
  // Until it is written it must not be sent again.
  if (!written.ok()) return written;
  for (const std::int64_t id : settling_) under_way_.erase(id);
  settling_.clear();
  outcomes_.clear();
  return Ok();
}

}  // namespace koine::server
