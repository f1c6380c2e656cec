#include "server/mail_sender.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include "base/dkim.h"
#include "base/log.h"
#include "base/metrics.h"
#include "base/mime.h"
#include "base/text.h"
#include "base/uuid.h"
#include "core/webhook/webhook.h"
#include "store/blob.h"
#include "store/lease.h"

namespace koine::server {

namespace {

constexpr std::int64_t kIdleMs = 1'000;
constexpr std::int64_t kBusyMs = 250;
constexpr std::int64_t kLeaseMs = 15'000;
constexpr std::int64_t kAttemptMs = 60'000;
constexpr int kDueMax = 32;
constexpr std::size_t kReasonBytes = 300;
constexpr std::string_view kHookPrefix = "whsec_";
constexpr std::size_t kHookBytesMin = 24;
constexpr int kTaken = 250;
constexpr int kRefused = 500;  // and above: for good

metrics::Counter* Attempts(const char* outcome) {
  return metrics::Default().GetCounter("koine_mail_attempts_total",
                                       "Letters handed to the relay, by result.",
                                       {{"outcome", outcome}});
}
struct Series {
  metrics::Counter* const taken = Attempts("taken");
  metrics::Counter* const failed = Attempts("failed");
  metrics::Counter* const refused = Attempts("refused");
};
const Series& Counts() {
  static const Series series;
  return series;
}

mail::Outcome OutcomeOf(const mail::Delivery& delivery, int status, std::string reason) {
  mail::Outcome out;
  out.letter = delivery.letter;
  out.tenant = delivery.tenant;
  out.position = delivery.position;
  out.attempts = delivery.attempts + 1;
  out.status = status;
  out.reason = std::string(text::Trim(text::Prefix(reason, kReasonBytes)));
  std::replace_if(
      out.reason.begin(), out.reason.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  if (!text::IsUtf8(out.reason)) out.reason.clear();
  return out;
}

// Whoever runs the server chose neither language for its people, so it has both.
mail::Bounce BounceOf(const mail::World& world, const std::string& address,
                      const std::string& subject, const std::string& reason) {
  mail::Bounce out;
  out.from_name = "Mail Delivery 邮件系统";
  out.from_address = "mailer-daemon@" + world.domain;
  out.subject = "Undelivered 未送达: " + subject;
  out.text = "Your mail could not be delivered to " + address + ".\n您的邮件未能送达 " + address +
             "。\n\n" + reason;
  return out;
}

Result<std::string> ReadBlob(store::BlobStore& blobs, TenantId tenant, const file::File& file) {
  KOINE_TRY(const int fd, blobs.FetchAndWait(tenant, file.sha256));
  std::string out(static_cast<std::size_t>(file.size), '\0');
  std::size_t done = 0;
  while (done < out.size()) {
    const ssize_t got = ::pread(fd, out.data() + done, out.size() - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  ::close(fd);
  if (done < out.size()) return Error{Code::kUnavailable, "file"};
  return out;
}

std::vector<mime::Mailbox> MailboxesOf(const std::vector<Person>& people,
                                       const std::vector<mail::Outside>& outside, bool copy,
                                       const mail::World& world) {
  std::vector<mime::Mailbox> out;
  for (const Person& one : people) {
    out.push_back({one.name, mail::AddressHere(one.id.value, world)});
  }
  for (const mail::Outside& one : outside) {
    if (one.copy == copy) out.push_back({"", one.address});
  }
  return out;
}

}  // namespace

MailSender::MailSender(Parts parts, MailSettings settings, std::string_view node)
    : parts_(parts), settings_(std::move(settings)) {
  owner_ = std::string(node) + " " + uuid::New(*parts_.random);
}

void MailSender::Start() {
  if (settings_.relay.empty()) return;
  Counts();
  thread_ = std::thread([this] { Loop(); });
}

void MailSender::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void MailSender::Loop() {
  while (!stop_) {
    const Status done = Round();
    if (!done.ok() && !done.error().Is(Code::kUnavailable)) {
      log::Warn("mail", "sending failed, will be tried again: {} {}", CodeName(done.error().code),
                done.error().text);
    }
    Rest();
  }
  static_cast<void>(Settle());
}

void MailSender::Rest() {
  if (!under_way_.empty()) return Take(http_->Poll(kBusyMs));
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, std::chrono::milliseconds(kIdleMs), [this] { return stop_.load(); });
}

Status MailSender::Round() {
  KOINE_CHECK(Settle());
  std::vector<mail::Delivery> due;
  KOINE_CHECK(parts_.store->ReadNow("mail.due",
                                    [&](store::Txn& txn) { due = mail::ListDue(txn, kDueMax); }));
  if (due.empty()) return Ok();
  KOINE_TRY(const bool mine, Hold());
  return mine ? Send(std::move(due)) : Ok();
}

Result<bool> MailSender::Hold() {
  const std::int64_t now = parts_.clock->NowMs();
  // A clock that was moved far says nothing of a lease.
  if (lease_until_ms_ - kLeaseMs / 2 > now && lease_until_ms_ <= now + kLeaseMs) return true;
  lease_until_ms_ = 0;
  const std::int64_t until = now + kLeaseMs;
  bool mine = false;
  KOINE_CHECK(parts_.store->WriteAndWait(
      {"mail.lease", store::kNoKey, /*background=*/true, /*repeatable=*/true},
      [&](store::Txn& txn) -> Status {
        mine = store::ClaimLease(txn, kLease, owner_, until).has_value();
        return Ok();
      }));
  if (mine) lease_until_ms_ = until;
  return mine;
}

bool MailSender::IsUnderWay(const mail::Delivery& delivery) const {
  return std::any_of(under_way_.begin(), under_way_.end(), [&](const auto& one) {
    return one.second.delivery.letter == delivery.letter &&
           one.second.delivery.position == delivery.position;
  });
}

Status MailSender::Send(std::vector<mail::Delivery> due) {
  if (http_ == nullptr) {
    KOINE_TRY(http_, http_client::Batch::Load());
  }
  composed_.reset();
  for (const mail::Delivery& one : due) {
    if (stop_ || under_way_.size() >= kUnderWayMax || bytes_ >= kBytesMax) break;
    // What is under way is still due.
    if (!IsUnderWay(one)) KOINE_CHECK(Begin(one));
  }
  composed_.reset();
  return Settle();
}

Status MailSender::Begin(const mail::Delivery& delivery) {
  if (!composed_ || composed_->letter != delivery.letter) KOINE_CHECK(Prepare(delivery));
  if (!composed_) return Ok();
  http_client::Request request;
  request.method = "PUT";
  request.url = settings_.relay + "/" + settings_.world.domain;
  request.time_ms = kAttemptMs;
  request.envelope = settings_.sign_in;
  request.envelope->from = composed_->from;
  request.envelope->to = delivery.address;
  request.body = composed_->bytes;
  bytes_ += request.body.size();
  under_way_.emplace(next_tag_, Task{delivery, request.body.size()});
  http_->Start(next_tag_++, std::move(request), nullptr);
  return Ok();
}

Status MailSender::Prepare(const mail::Delivery& delivery) {
  composed_.reset();
  std::optional<mail::Outgoing> letter;
  KOINE_CHECK(parts_.store->ReadNow(
      "mail.read", [&](store::Txn& txn) { letter = mail::ReadOutgoing(txn, delivery); }));
  if (!letter) {
    Refuse(delivery, 0, "the account of the sender has ended", false);
    return Ok();
  }
  if (!letter->whole) {
    Refuse(delivery, 0, "an attachment was deleted", true);
    return Ok();
  }
  auto composed = Compose(delivery, *letter);
  if (!composed.ok()) {
    Delay(delivery, 0, "an attachment cannot be read");
    return Ok();
  }
  composed_ =
      Composed{delivery.letter, mail::AddressHere(letter->letter.sender.value, settings_.world),
               *std::move(composed)};
  return Ok();
}

Result<std::string> MailSender::Compose(const mail::Delivery& delivery,
                                        const mail::Outgoing& letter) {
  const mail::World& world = settings_.world;
  mime::Letter out;
  out.from = {letter.sender.name, mail::AddressHere(letter.letter.sender.value, world)};
  out.to = MailboxesOf(letter.to, letter.outside, false, world);
  out.cc = MailboxesOf(letter.cc, letter.outside, true, world);
  out.subject = letter.letter.subject;
  out.id = letter.letter.message_id;
  out.answered = letter.answered;
  out.date_ms = letter.letter.sent_at;
  out.plain = letter.plain;
  out.html = letter.html;
  for (const file::File& one : letter.files) {
    KOINE_TRY(std::string bytes, ReadBlob(*parts_.blobs, delivery.tenant, one));
    out.files.push_back({one.name, one.mime, std::move(bytes)});
  }
  std::string boundary = uuid::New(*parts_.random);
  std::erase(boundary, '-');
  std::string bytes = mime::Write(out, boundary);
  if (!settings_.key) return bytes;
  return dkim::Sign(*settings_.key, world.domain, settings_.selector, bytes,
                    parts_.clock->NowMs()) +
         bytes;
}

void MailSender::Take(const std::vector<http_client::Ended>& answers) {
  for (const http_client::Ended& answer : answers) {
    const auto it = under_way_.find(answer.tag);
    if (it == under_way_.end()) continue;
    const Task task = std::move(it->second);
    under_way_.erase(it);
    bytes_ -= task.bytes;
    if (answer.status == kTaken) {
      outcomes_.push_back(OutcomeOf(task.delivery, kTaken, ""));
      outcomes_.back().taken = true;
      Counts().taken->Add();
      told_ = false;
    } else if (answer.status >= kRefused) {
      Refuse(task.delivery, answer.status, answer.error, true);
    } else {
      Delay(task.delivery, answer.status, answer.error);
    }
  }
}

void MailSender::Refuse(const mail::Delivery& delivery, int status, std::string reason,
                        bool bounce) {
  mail::Outcome out = OutcomeOf(delivery, status, std::move(reason));
  if (bounce) {
    std::string subject;
    static_cast<void>(parts_.store->ReadNow("mail.subject", [&](store::Txn& txn) {
      if (auto letter = mail::ReadOutgoing(txn, delivery)) subject = letter->letter.subject;
    }));
    out.bounce = BounceOf(settings_.world, delivery.address, subject, out.reason);
  }
  Counts().refused->Add();
  log::Info("mail", "letter {} to recipient {}, attempt {}: {}; given up", out.letter.value,
            out.position, out.attempts, status);
  outcomes_.push_back(std::move(out));
}

void MailSender::Delay(const mail::Delivery& delivery, int status, std::string reason) {
  const std::int64_t now = parts_.clock->NowMs();
  mail::Outcome out = OutcomeOf(delivery, status, reason);
  const std::int64_t due =
      now + webhook::PauseAfter(out.attempts, settings_.first_pause_ms, *parts_.random);
  if (due > delivery.sent_at + settings_.give_up_ms) {
    return Refuse(delivery, status, std::move(reason), true);
  }
  out.due_at = due;
  Counts().failed->Add();
  if (!told_) log::Warn("mail", "a letter was not taken, will be tried again: {}", out.reason);
  told_ = true;
  outcomes_.push_back(std::move(out));
}

Status MailSender::Settle() {
  if (outcomes_.empty()) return Ok();
  KOINE_CHECK(parts_.store->WriteAndWait(
      {"mail.settle", store::kNoKey, /*background=*/true, /*repeatable=*/true},
      [this](store::Txn& txn) -> Status {
        mail::SettleOutgoing(txn, outcomes_);
        return Ok();
      }));
  outcomes_.clear();
  return Ok();
}

Result<MailSettings> ReadMailSettings(const config::Config& config) {
  MailSettings out;
  out.world.domain = text::LowerAscii(config.Text("mail.domain"));
  out.world.per_day = config.Int("mail.outside_per_day");
  out.relay = config.Text("mail.relay");
  while (out.relay.ends_with('/')) out.relay.pop_back();
  out.world.sends = !out.relay.empty();
  if (!out.world.domain.empty() && !mime::IsHost(out.world.domain)) {
    return config.Refusal("mail.domain", "expected a domain such as example.org");
  }
  if (!out.relay.empty()) {
    const bool known = out.relay.starts_with("smtp://") || out.relay.starts_with("smtps://");
    const std::size_t host = out.relay.find("//") + 2;
    if (!known || host == out.relay.size() ||
        out.relay.find_first_of("/@?# ", host) != out.relay.npos) {
      return config.Refusal("mail.relay", "expected smtp://host:port or smtps://host:port");
    }
    if (out.world.domain.empty()) return config.Refusal("mail.domain", "mail.relay needs it");
  }
  out.sign_in.user = config.Text("mail.relay_user");
  out.sign_in.password = config.Text("mail.relay_password");
  out.sign_in.tls = config.Bool("mail.relay_tls");
  out.sign_in.ca_file = config.Text("mail.relay_ca");
  out.first_pause_ms = config.DurationMs("mail.first_pause");
  out.give_up_ms = config.DurationMs("mail.give_up_after");
  out.hook_secret = config.Text("mail.hook_secret");
  if (!out.hook_secret.empty()) {
    const auto bytes = out.hook_secret.starts_with(kHookPrefix)
                           ? text::FromBase64(out.hook_secret.substr(kHookPrefix.size()))
                           : std::nullopt;
    if (!bytes || bytes->size() < kHookBytesMin) {
      return config.Refusal("mail.hook_secret", "expected whsec_ and the base64 of 24 bytes");
    }
    if (out.world.domain.empty()) return config.Refusal("mail.domain", "mail.hook_secret needs it");
  }
  out.selector = config.Text("mail.dkim_selector");
  const std::string& key = config.Text("mail.dkim_key");
  if (key.empty()) return out;
  if (!mime::IsHost(out.selector + ".x")) {
    return config.Refusal("mail.dkim_selector", "mail.dkim_key needs it: letters, digits and -");
  }
  auto loaded = crypto::SigningKey::Load(key);
  if (!loaded.ok()) return config.Refusal("mail.dkim_key", loaded.error().text);
  out.key = std::move(loaded).value();
  return out;
}

Result<std::unique_ptr<MailSender>> OpenMail(const config::Config& config, MailSender::Parts parts,
                                             std::string_view node) {
  KOINE_TRY(MailSettings settings, ReadMailSettings(config));
  return std::make_unique<MailSender>(parts, std::move(settings), node);
}

}  // namespace koine::server
