#include "cluster/cluster.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "base/log.h"
#include "base/require.h"
#include "cluster/nats.h"
#include "cluster/series.h"
#include "gateway/gateway.h"
#include "store/node.h"

namespace koine::cluster {

namespace {

constexpr std::size_t kIdBytes = 8;

}  // namespace

Front FrontOf(gateway::Gateway& gateway) {
  Front out;
  out.follow = [&gateway](std::uint16_t node, std::int64_t position) {
    gateway.Follow(node, position);
  };
  out.deliver = [&gateway](BatchPtr batch) { gateway.Publish(std::move(batch)); };
  out.fresh = [&gateway](std::int64_t steady_us) { gateway.SetFresh(steady_us); };
  out.forget = [&gateway] { gateway.Forget(); };
  out.note_remote = [&gateway](std::vector<UserId> users) { gateway.NoteRemote(std::move(users)); };
  out.presence = &gateway.presence();
  return out;
}

Cluster::Cluster(Deps deps, Options options)
    : deps_(std::move(deps)),
      options_(std::move(options)),
      self_{options_.name, deps_.random->Hex(kIdBytes)} {}

Cluster::~Cluster() {
  Stop();
}

Result<std::unique_ptr<Cluster>> Cluster::Open(Deps deps, Options options) {
  std::unique_ptr<Cluster> made(new Cluster(std::move(deps), std::move(options)));
  KOINE_CHECK(made->LookAtClock(true));
  KOINE_CHECK(made->Join());
  if (!made->options_.nats.empty()) KOINE_CHECK(made->OpenNats());
  return made;
}

Status Cluster::Join() {
  const std::string fresh = deps_.random->Hex(kIdBytes);
  store::Node node;
  node.name = self_.name;
  node.boot = self_.boot;
  node.address = options_.address;
  node.version = options_.version;
  node.schema = options_.schema;
  node.position = deps_.store->head();
  struct Joined {
    std::string id;
    std::int64_t number = 0;
  };
  auto joined = deps_.store->WriteAndWait({"join cluster", store::kNoKey, false, true},
                                          [&](store::Txn& txn) -> Result<Joined> {
                                            Joined out;
                                            out.id = store::SettleMeta(txn, "cluster", fresh);
                                            out.number = store::JoinNode(txn, node);
                                            return out;
                                          });
  if (!joined.ok()) return std::move(joined).error();
  id_ = joined->id;
  const auto number =
      static_cast<std::uint16_t>((joined->number - 1) % gateway::Gateway::kNodesMax + 1);
  const std::int64_t head = deps_.store->head();
  deps_.front.follow(number, head);
  Follower::Sinks sinks{deps_.front.deliver, deps_.front.fresh, deps_.front.forget};
  follower_ = std::make_unique<Follower>(*deps_.store, *deps_.clock, head, std::move(sinks));
  return Ok();
}

Status Cluster::OpenNats() {
  LinkPresence();
  inquiry_ = std::make_unique<Inquiry>(
      self_,
      [this](FrameKind kind, std::string content) {
        return sending_ && connected_ && outbox_->Send(kind, std::move(content));
      },
      deps_.answer);
  // Until it is connected, nobody tells.
  follower_->SetFast(true);
  Bus::Handlers handlers;
  handlers.message = [this](std::string_view message) { Hear(message); };
  handlers.state = [this](bool connected) {
    connected_ = connected;
    TheSeries().connected->Set(connected ? 1 : 0);
    Judge();
  };
  const std::string subject = "koine." + id_;
  if (deps_.open_bus) {
    KOINE_TRY(bus_, deps_.open_bus(subject, std::move(handlers)));
  } else {
    KOINE_TRY(bus_, Nats::Open({options_.nats, options_.nats_ca}, "koine " + self_.name, subject,
                               std::move(handlers)));
  }
  outbox_ = std::make_unique<Outbox>(*bus_, self_, Sealer(options_.key, *deps_.random));
  return Ok();
}

void Cluster::LinkPresence() {
  PresenceLink::Sinks sinks;
  sinks.send = [this](std::string content) {
    if (connected_) outbox_->Send(FrameKind::kPresence, std::move(content));
  };
  sinks.changed = [this](std::vector<PresenceLink::State> states) {
    std::vector<UserId> users;
    users.reserve(states.size());
    for (const auto& state : states) users.push_back(state.user);
    deps_.front.note_remote(std::move(users));
  };
  presence_ = std::make_unique<PresenceLink>(*deps_.front.presence, std::move(sinks));
  deps_.front.presence->Track([this] {
    {
      const std::lock_guard lock(mutex_);
      dirty_ = true;
    }
    wake_.notify_one();
  });
}

void Cluster::Start() {
  sending_ = outbox_ != nullptr;
  if (outbox_ != nullptr) outbox_->Start();
  follower_->Start();
  thread_ = std::thread([this] { BeatLoop(); });
}

std::int64_t Cluster::Step() {
  sending_ = outbox_ != nullptr;
  std::int64_t until = 0;
  {
    std::unique_lock lock(mutex_);
    DoDue(lock);
    until = beat_us_;
    if (ask_) until = 0;
    if (send_all_) until = std::min(until, sent_all_us_ + kSendAllUs);
  }
  until = std::min(until, follower_->Step());
  while (outbox_ != nullptr && outbox_->Step()) {
  }
  return until;
}

void Cluster::Stop() {
  {
    const std::lock_guard lock(mutex_);
    if (stop_) return;
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  sending_ = false;
  StopAnswering();
  if (outbox_ != nullptr) {
    outbox_->Send(FrameKind::kGoodbye, {});
    outbox_->Stop();
  }
  bus_.reset();
  follower_->Stop();
  const Status left = deps_.store->WriteAndWait({"leave cluster", store::kNoKey, false, true},
                                                [this](store::Txn& txn) -> Status {
                                                  store::LeaveNode(txn, self_.name, self_.boot);
                                                  return Ok();
                                                });
  if (!left.ok())
    log::Warn("cluster", "the row of this node could not be removed from the store: {}",
              left.error().text);
}

void Cluster::Publish(BatchPtr batch) {
  follower_->Add(batch);
  if (sending_ && connected_) outbox_->Send(std::move(batch));
}

void Cluster::StopAnswering() {
  if (inquiry_ != nullptr) inquiry_->Stop();
}

Answers Cluster::Ask(const std::vector<std::string>& nodes, std::string_view question) {
  KOINE_REQUIRE(inquiry_ != nullptr);
  return inquiry_->Ask(nodes, question);
}

void Cluster::Hear(std::string_view message) {
  const auto opened = OpenSealed(options_.key, message);
  const auto frame = opened ? ReadFrame(opened->frame) : std::nullopt;
  if (!frame) {
    TheSeries().refused->Add();
    return;
  }
  if (frame->from.boot == self_.boot) return;
  bool fresh = false;
  {
    const std::lock_guard lock(mutex_);
    fresh = replays_.Take(frame->from.boot, opened->number);
  }
  if (!fresh) {
    TheSeries().refused->Add();
    return;
  }
  if (!Known(frame->from)) {
    HearStranger(*frame);
    Keep(opened->frame);
    return;
  }
  Believe(*frame);
}

void Cluster::Keep(std::string text) {
  {
    const std::lock_guard lock(mutex_);
    if (strangers_.size() < kStrangersMax) strangers_.push_back(std::move(text));
    const std::int64_t now = deps_.clock->SteadyUs();
    if (now - asked_us_ < kAskUs) return;  // the next beat asks
    asked_us_ = now;
    ask_ = true;
  }
  wake_.notify_one();
}

void Cluster::HearKept(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const auto frame = ReadFrame(text);
    if (frame && Known(frame->from)) Believe(*frame);
  }
}

void Cluster::Believe(const Frame& frame) {
  NotePeer(frame);
  switch (frame.kind) {
    case FrameKind::kBatch:
      HearBatch(frame);
      break;
    case FrameKind::kBeat:
      HearBeat(frame);
      break;
    case FrameKind::kPresence:
      presence_->Hear(frame.from, frame.content);
      break;
    case FrameKind::kAsk:
      if (Reader(frame.content).Text() == self_.name) {
        {
          const std::lock_guard lock(mutex_);
          send_all_ = true;
        }
        wake_.notify_one();
      }
      break;
    case FrameKind::kQuestion:
      inquiry_->HearQuestion(frame.from, frame.content);
      break;
    case FrameKind::kAnswer:
      inquiry_->HearAnswer(frame.from, frame.content);
      break;
    case FrameKind::kGoodbye:
      presence_->Drop(frame.from.name);
      break;
  }
}

bool Cluster::Known(const Speaker& speaker) {
  const std::lock_guard lock(mutex_);
  const auto listed = listed_.find(speaker.name);
  if (listed != listed_.end()) return listed->second == speaker.boot;
  const auto peer = peers_.find(speaker.name);
  return peer != peers_.end() && peer->second.boot == speaker.boot;
}

void Cluster::HearStranger(const Frame& frame) {
  Reader in(frame.content);
  // A beat begins with the end of the log, a batch with where it begins and ends.
  if (frame.kind == FrameKind::kBatch) in.Number();
  if (frame.kind != FrameKind::kBatch && frame.kind != FrameKind::kBeat) return;
  const std::int64_t position = in.Number();
  if (!in.failed()) follower_->Hint(position);
}

void Cluster::HearBeat(const Frame& frame) {
  Reader in(frame.content);
  const std::int64_t position = in.Number();
  const std::int64_t number = in.Number();
  if (in.failed()) return;
  follower_->Hint(position);
  if (!presence_->HearBeat(frame.from, number)) return;
  std::string content;
  AppendText(frame.from.name, &content);
  outbox_->Send(FrameKind::kAsk, std::move(content));
}

void Cluster::HearBatch(const Frame& frame) {
  auto read = ReadBatch(frame.content);
  if (!read) return;
  TheSeries().received->Add();
  if (read->whole) {
    follower_->Add(std::move(read->batch));
  } else {
    follower_->Hint(read->batch->last_position);
  }
}

void Cluster::NotePeer(const Frame& frame) {
  const std::lock_guard lock(mutex_);
  if (frame.kind == FrameKind::kGoodbye) {
    peers_.erase(frame.from.name);
    listed_.erase(frame.from.name);
    return;
  }
  Peer& peer = peers_[frame.from.name];
  peer.boot = frame.from.boot;
  peer.heard_us = deps_.clock->SteadyUs();
}

void Cluster::DoDue(std::unique_lock<std::mutex>& lock) {
  const std::int64_t now = deps_.clock->SteadyUs();
  if (ask_) {
    ask_ = false;
    lock.unlock();
    WriteBeat();
    lock.lock();
  }
  const bool all = send_all_ && now - sent_all_us_ >= kSendAllUs;
  const bool presence = all || dirty_;
  if (all) {
    send_all_ = false;
    sent_all_us_ = now;
  }
  dirty_ = false;
  if (!presence && now < beat_us_) return;
  lock.unlock();
  if (presence) SendPresence(all);
  if (now >= beat_us_) Beat();
  lock.lock();
  if (now >= beat_us_) beat_us_ = now + kBeatMs * 1000;
}

void Cluster::BeatLoop() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    DoDue(lock);
    const std::int64_t rest_us = std::max<std::int64_t>(beat_us_ - deps_.clock->SteadyUs(), 1'000);
    const auto until = std::chrono::microseconds(send_all_ ? kSendAllUs : rest_us);
    wake_.wait_for(lock, until, [this] { return stop_ || dirty_ || send_all_ || ask_; });
    // Those who come or go at once go into one message.
    if (dirty_ || send_all_) {
      wake_.wait_for(lock, std::chrono::milliseconds(kGatherMs), [this] { return stop_; });
    }
  }
}

void Cluster::SendPresence(bool all) {
  if (presence_ == nullptr) return;
  if (all) {
    presence_->SendAll();
  } else {
    presence_->SendChanges();
  }
}

void Cluster::Beat() {
  if (outbox_ != nullptr && connected_) {
    std::string content;
    AppendNumber(follower_->position(), &content);
    AppendNumber(presence_->number(), &content);
    outbox_->Send(FrameKind::kBeat, std::move(content));
  }
  if (!options_.nats.empty() || beats_++ % kAloneBeats == 0) WriteBeat();
  static_cast<void>(LookAtClock(false));  // a failure is told by the store
  RenewIfDeaf(Judge());
}

Status Cluster::LookAtClock(bool first) {
  if (!deps_.follow_clock) return Ok();
  struct Look {
    std::int64_t store_ms = 0, before_us = 0, after_us = 0;
  };
  auto look = std::make_shared<Look>();
  auto read = [this, look](store::Txn& txn) {
    look->before_us = deps_.clock->SteadyUs();
    look->store_ms = store::StoreTimeMs(txn);
    look->after_us = deps_.clock->SteadyUs();
  };
  auto follow = [this, look] {
    const std::int64_t took_us = look->after_us - look->before_us;
    const std::int64_t age_us = deps_.clock->SteadyUs() - look->after_us;
    deps_.follow_clock(look->store_ms + (took_us / 2 + age_us) / 1000);
  };
  if (first) {
    KOINE_CHECK(deps_.store->ReadNow("store time", read));
    follow();
    return Ok();
  }
  {
    const std::lock_guard lock(mutex_);
    const std::int64_t now = deps_.clock->SteadyUs();
    if (looking_ || now - looked_us_ < kClockUs) return Ok();
    looking_ = true;
    looked_us_ = now;
  }
  deps_.store->Read("store time", read, [this, look, follow](const Error* failure) {
    const std::lock_guard lock(mutex_);
    looking_ = false;
    if (failure == nullptr && look->after_us - look->before_us <= kClockSlowUs) follow();
  });
  return Ok();
}

void Cluster::WriteBeat() {
  {
    const std::lock_guard lock(mutex_);
    if (writing_) return;
    writing_ = true;
  }
  struct Seen {
    bool mine = false;
    std::vector<store::Node> nodes;
  };
  const std::int64_t position = follower_->position();
  deps_.store->Write(
      {"node lives", store::kNoKey, true, true},
      [this, position](store::Txn& txn) -> Result<Seen> {
        Seen out;
        out.mine = store::SeeNode(txn, self_.name, self_.boot, position);
        out.nodes = store::ListNodes(txn);
        return out;
      },
      [this](Result<Seen> seen, const store::Numbering&) {
        std::vector<std::string> strangers;
        std::unique_lock lock(mutex_);
        writing_ = false;
        if (!seen.ok()) return;
        if (!seen->mine) {
          if (!taken_) {
            log::Error("cluster", "another process runs as node {}: give each its own cluster.node",
                       self_.name);
          }
          taken_ = true;
        }
        // The rows are compared with the newest of them, and with no clock.
        std::int64_t newest = 0;
        for (const store::Node& node : seen->nodes) newest = std::max(newest, node.seen_at);
        listed_.clear();
        for (const store::Node& node : seen->nodes) {
          if (node.name == self_.name || node.seen_at < newest - kSilentUs / 1000) continue;
          listed_[node.name] = node.boot;
        }
        strangers.swap(strangers_);
        lock.unlock();
        HearKept(strangers);
      });
}

std::vector<std::string> Cluster::Judge() {
  std::vector<std::string> unheard;
  if (options_.nats.empty()) return unheard;
  std::vector<std::string> gone;
  {
    const std::lock_guard lock(mutex_);
    const std::int64_t now = deps_.clock->SteadyUs();
    for (const auto& [name, peer] : peers_) {
      const bool listed = listed_.contains(name);
      // While NATS is away, the store says who lives.
      if (now - peer.heard_us > kSilentUs && (connected_ || !listed)) gone.push_back(name);
    }
    for (const std::string& name : gone) peers_.erase(name);
    for (const auto& [name, boot] : listed_) {
      const auto peer = peers_.find(name);
      if (peer == peers_.end() || now - peer->second.heard_us > kUnheardUs) {
        unheard.push_back(name);
      }
    }
    TheSeries().nodes->Set(static_cast<std::int64_t>(peers_.size()) + 1);
  }
  for (const std::string& name : gone) presence_->Drop(name);
  follower_->SetFast(!connected_ || !unheard.empty());
  return unheard;
}

void Cluster::RenewIfDeaf(const std::vector<std::string>& unheard) {
  if (unheard.empty() || !connected_) {
    deaf_us_ = 0;
    return;
  }
  const std::int64_t now = deps_.clock->SteadyUs();
  if (deaf_us_ == 0) deaf_us_ = now;
  if (now - deaf_us_ < kDeafUs) return;
  deaf_us_ = now;
  for (const std::string& name : unheard) {
    log::Warn("cluster", "NATS delivers nothing from node {}: subscribed again", name);
  }
  TheSeries().renewed->Add();
  bus_->Renew();
}

}  // namespace koine::cluster
