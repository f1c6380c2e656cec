#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "cluster/bus.h"
#include "cluster/follower.h"
#include "cluster/frame.h"
#include "cluster/inquiry.h"
#include "cluster/outbox.h"
#include "cluster/presence_link.h"
#include "cluster/seal.h"
#include "gateway/presence.h"

namespace koine::gateway {
class Gateway;
}

namespace koine::cluster {

struct Options {
  std::vector<std::string> nats;  // addresses; empty: one node alone
  std::string nats_ca;
  std::string name;     // of this node: letters, digits, -
  std::string address;  // where it listens, for people
  std::string version;
  std::int64_t schema = 0;
  std::string key;  // kSealKeyBytes, the same at all nodes; with `nats`
};

// The gateway, as the cluster sees it; a test may put something else in its place. Thread safe.
struct Front {
  // Before anything else: the number of this node, and what is known of the log.
  std::function<void(std::uint16_t node, std::int64_t position)> follow;
  // In the order of the log, one at a time; must not block.
  std::function<void(BatchPtr)> deliver;
  // All that was committed before this time of the steady clock was delivered.
  std::function<void(std::int64_t steady_us)> fresh;
  // The log is shorter than what was delivered of it.
  std::function<void()> forget;
  // Users whose sessions at other nodes changed.
  std::function<void(std::vector<UserId>)> note_remote;
  gateway::Presence* presence;
};
// Of a gateway that has not started yet.
Front FrontOf(gateway::Gateway& gateway);

// This process as one of several on a store: stands between store and gateway, so that what any of
// them commits is delivered on all in the same order. One per process, on PostgreSQL also where the
// node is alone.
class Cluster {
 public:
  // How often a node says that it lives, and after how long a silent one is taken for gone.
  static constexpr std::int64_t kBeatMs = 1'000;
  static constexpr std::size_t kStrangersMax = 256;
  static constexpr std::int64_t kAskUs = 200'000;  // between two questions about strangers
  static constexpr std::int64_t kSilentUs = 5'000'000;
  // A node alone refreshes its row only at every so many beats: nobody waits for it.
  static constexpr int kAloneBeats = 4;
  // A node whose beats NATS does not bring for so long is followed through the store.
  static constexpr std::int64_t kUnheardUs = 2'500'000;
  // After so long without somebody who lives, NATS is told anew who listens here.
  static constexpr std::int64_t kDeafUs = 5'000'000;
  // Changes of who is connected are gathered for so long; all is sent at most so often.
  static constexpr std::int64_t kGatherMs = 20;
  // How often the store's time is looked up, and how long that may take to be believed.
  static constexpr std::int64_t kClockUs = 2'000'000;
  static constexpr std::int64_t kClockSlowUs = 200'000;
  static constexpr std::int64_t kSendAllUs = 300'000;

  struct Deps {
    store::Store* store;
    Clock* clock;
    Random* random;
    Front front;
    // Told now and then what the store's time is, ms; null: nobody is. One call at a time.
    std::function<void(std::int64_t store_ms)> follow_clock;
    // What this node answers when another asks (Inquiry::Answerer).
    Inquiry::Answerer answer;
    // What carries frames on this subject; null: NATS.
    std::function<Result<std::unique_ptr<Bus>>(const std::string& subject, Bus::Handlers)> open_bus;
  };

  // Enters the node into the store and tells the gateway what it follows. An error names the
  // setting.
  static Result<std::unique_ptr<Cluster>> Open(Deps deps, Options options);
  ~Cluster();

  void Start();
  // Instead of Start, on one thread that also calls the rest: does what is due, and returns when it
  // is to be called again, of the steady clock. What is called meanwhile may bring that forward.
  std::int64_t Step();
  // Says goodbye. Batches that come later are delivered here, but not sent.
  void Stop();

  // The store's publisher.
  void Publish(BatchPtr batch);

  // Whether there is something over which other nodes can be asked.
  bool asks() const { return inquiry_ != nullptr; }
  // Asks these nodes what only they know, and waits a bounded time for it (inquiry.h).
  // REQUIRES: asks()
  Answers Ask(const std::vector<std::string>& nodes, std::string_view question);
  // Before what Deps::answer needs ends. Stop does it too.
  void StopAnswering();

 private:
  // What is heard of another node.
  struct Peer {
    std::string boot;
    std::int64_t heard_us = 0;
  };

  Cluster(Deps deps, Options options);
  Status Join();
  Status OpenNats();
  void LinkPresence();
  void Hear(std::string_view message);
  // Whether the store knows this process as one that lives. Until it does, a frame only hints how
  // far the log reaches: one of a process that ended is no news, however genuine.
  bool Known(const Speaker& speaker);
  void HearStranger(const Frame& frame);
  // Keeps what a stranger said until the store was asked, which is asked at once: a node that has
  // just started is heard from its first word on.
  void Keep(std::string text);
  void HearKept(const std::vector<std::string>& texts);
  void Believe(const Frame& frame);
  void HearBatch(const Frame& frame);
  void NotePeer(const Frame& frame);
  void HearBeat(const Frame& frame);
  void BeatLoop();
  // What is due of questions, presence and beats. REQUIRES: the lock is held; it is not while the
  // others are told
  void DoDue(std::unique_lock<std::mutex>& lock);
  void Beat();
  void SendPresence(bool all);
  void WriteBeat();
  // Measures the store's time; `first`: waits for it, and believes it however long it took.
  Status LookAtClock(bool first);
  // Drops who is gone; whether somebody lives whom NATS does not bring. Returns their names.
  std::vector<std::string> Judge();
  // Subscribes anew where NATS is connected, but has not brought these for kDeafUs: a server may
  // have lost that this node listens. Messages come through the store meanwhile; who is connected
  // there does not. From the thread of beats.
  void RenewIfDeaf(const std::vector<std::string>& unheard);

  Deps deps_;
  Options options_;
  Speaker self_;
  std::string id_;  // of the cluster
  std::unique_ptr<Follower> follower_;
  std::unique_ptr<Bus> bus_;
  std::unique_ptr<Outbox> outbox_;
  std::unique_ptr<PresenceLink> presence_;
  std::unique_ptr<Inquiry> inquiry_;
  std::atomic<bool> connected_{false};
  std::atomic<bool> sending_{false};

  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<std::string, Peer> peers_;
  // Other nodes that the store knows as alive, and their boots.
  std::map<std::string, std::string> listed_;
  Replays replays_;
  std::vector<std::string> strangers_;  // frames of processes that are in no list, at most so many
  bool ask_ = false;                    // the store, who lives
  std::int64_t asked_us_ = 0;
  bool writing_ = false;
  bool taken_ = false;  // the name, by another process; said once
  bool stop_ = false;
  bool dirty_ = false;     // sessions here began or ended
  bool send_all_ = false;  // somebody asks who is here
  std::int64_t sent_all_us_ = 0;
  bool looking_ = false;  // at the store's clock
  std::int64_t looked_us_ = 0;
  int beats_ = 0;
  std::int64_t beat_us_ = 0;  // when the next one is due
  std::int64_t deaf_us_ = 0;  // since when some are unheard, or it was renewed; 0: none is
  std::thread thread_;
};

}  // namespace koine::cluster
