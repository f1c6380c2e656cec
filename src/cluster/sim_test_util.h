#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cluster/cluster.h"
#include "core/core_test_util.h"
#include "gateway/presence.h"
#include "store/sim_disk_test_util.h"

// Several nodes of a cluster on one thread, in simulated time: the real Cluster with its follower,
// frames, seals and presence, and the real rows, on a simulated bus and simulated clocks. Nothing
// happens but by the order of events, and their order comes from a seed.
namespace koine::cluster::sim {

inline constexpr std::int64_t kMs = 1000;  // in the microseconds of a schedule
inline constexpr std::size_t kSmallMessage = 4'096;

// What happens when.
class Schedule {
 public:
  std::int64_t now_us() const { return now_us_; }
  // What is due at the same time happens in the order in which it was asked for.
  void At(std::int64_t us, std::function<void()> fn);
  // Does all that is due until then, and ends there.
  void RunUntil(std::int64_t us);

 private:
  std::int64_t now_us_ = 0;
  std::uint64_t next_ = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> due_;
};

// How the bus and the machines behave; changes during a run.
struct Weather {
  std::uint64_t lost_percent = 0;
  std::uint64_t doubled_percent = 0;
  std::int64_t delay_us = 300;      // of a message, at most
  std::int64_t publish_us = 500;    // from a commit to its publishing, at most
  std::size_t bytes_max = 1 << 20;  // of a message
};

class World;

// One start of a node. What is to happen to it later is forgotten when it ends.
class Node {
 public:
  Node(World& world, std::string name);
  ~Node();
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  // It says goodbye.
  void Stop();
  // Its process is killed.
  void Kill();
  // A process that stands still, for example because its machine does.
  void Freeze(std::int64_t until_us) { frozen_until_us_ = until_us; }
  void SetConnected(bool connected);
  // The server of the bus has lost that it listens.
  void Deafen();
  void SetStoreDown(bool down) { store_down_ = down; }

  // A batch of this process is durable; it will be published.
  void Committed(BatchPtr batch);
  // Does what is due, soon.
  void Touch();

  const std::string& name() const { return name_; }
  bool open() const { return cluster_ != nullptr; }
  std::int64_t position() const { return position_; }
  gateway::Presence& presence() { return presence_; }

 private:
  class SimBus;
  class SimStore;
  class SimClock;
  friend class World;

  void Later(std::int64_t us, std::function<void()> fn);
  void Hear(const std::string& message);
  void Deliver(const BatchPtr& batch);
  void Step(std::int64_t due_us);
  void StepAt(std::int64_t us);

  World& world_;
  const std::string name_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::int64_t position_ = 0;
  std::int64_t step_us_ = INT64_MAX;
  std::int64_t frozen_until_us_ = 0;
  std::int64_t publish_us_ = 0;  // when the last of them is published
  std::deque<BatchPtr> unpublished_;
  bool store_down_ = false;
  bool killed_ = false;
  gateway::Presence presence_;
  std::unique_ptr<SimClock> clock_;
  std::unique_ptr<Random> random_;
  std::unique_ptr<SimStore> store_;
  SimBus* bus_ = nullptr;  // the cluster's
  std::unique_ptr<Cluster> cluster_;
};

// Somebody with a session at one of the nodes. When that ends, they come again elsewhere and read
// what they have missed.
struct Client {
  UserId user;
  Node* node = nullptr;
  std::int64_t begun_ms = 0;
  std::int64_t known = 0;           // all messages up to there
  std::vector<std::int64_t> heard;  // positions
};

// The store with its rows; lives longer than a run, for making one takes longer.
struct Shared : core::World {
  bool Begin();
  // So many messages in one commit.
  void SayInOneBatch(std::uint64_t count, std::size_t bytes);
  UserId ann, bob;
  ConversationId direct;
  std::vector<BatchPtr> published;  // by the command that has just run
};

class World {
 public:
  static constexpr int kNodes = 3;
  static constexpr int kClients = 4;
  static constexpr std::int64_t kStormUs = 8'000'000;    // with faults
  static constexpr std::int64_t kSettleUs = 20'000'000;  // without

  World(Shared& shared, std::uint64_t seed);
  ~World();
  // Faults, then none; what is wrong then, empty if nothing is.
  std::string Run();

  // Of what happened, and when: the same for the same seed.
  std::uint64_t trace() const { return trace_; }
  std::size_t messages() const { return committed_.size(); }
  std::size_t faults() const { return faults_; }

  // --- for the nodes

  Schedule& schedule() { return schedule_; }
  store::SimChance& chance() { return chance_; }
  const Weather& weather() const { return weather_; }
  Shared& shared() { return shared_; }
  std::int64_t NowMs() const { return begun_ms_ + schedule_.now_us() / 1000; }
  void SyncClock();
  void Note(std::uint64_t what, std::int64_t value);
  void Wrong(const std::string& what);
  void Carry(Node& from, std::string message);
  void HeardBy(Node& node, const BatchPtr& batch);
  // Runs `fn`, and takes what it published as committed by the node.
  void Commit(Node& node, const std::function<void()>& fn);

 private:
  void StartNode(int which);
  void EndNode(int which, bool killed);
  void Say();
  void Fault();
  void FaultAt(int which);
  void Attach(Client& client);
  void Detach(Client& client);
  void Hear(Client& client, std::int64_t position);
  void PlanWork();
  void Heal();
  std::string Compare();
  void ChooseWeather();

  Shared& shared_;
  store::SimChance chance_;
  Schedule schedule_;
  Weather weather_;
  const std::int64_t begun_ms_;
  std::uint64_t trace_ = 0xcbf29ce484222325u;
  std::size_t faults_ = 0;
  bool storm_ = true;
  int gone_ = -1;  // a node that does not come again
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<Client> clients_;
  std::vector<std::int64_t> committed_;  // positions of messages
  std::int64_t from_ = 0;                // the end of the log when the run began
  std::string wrong_;
};

}  // namespace koine::cluster::sim
