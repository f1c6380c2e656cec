#include "cluster/sim_test_util.h"

#include <algorithm>
#include <future>
#include <utility>

#include "core/history/replay.h"

namespace koine::cluster::sim {

namespace {

constexpr std::size_t kLong = 6'000;  // bytes of a text that a small message does not hold

class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : chance_(seed) {}
  void Fill(void* out, std::size_t size) override {
    auto* bytes = static_cast<unsigned char*>(out);
    for (std::size_t i = 0; i < size; ++i)
      bytes[i] = static_cast<unsigned char>(chance_.Below(256));
  }

 private:
  store::SimChance chance_;
};

bool IsMessage(const store::Entry& entry) {
  if (entry.position == 0 || entry.object == nullptr) return false;
  const auto& event = *static_cast<const event::Event*>(entry.object.get());
  return std::holds_alternative<event::MessageCreated>(event.payload);
}

}  // namespace

void Schedule::At(std::int64_t us, std::function<void()> fn) {
  due_.emplace(std::pair(std::max(us, now_us_), next_++), std::move(fn));
}

void Schedule::RunUntil(std::int64_t us) {
  while (!due_.empty() && due_.begin()->first.first <= us) {
    auto first = due_.extract(due_.begin());
    now_us_ = first.key().first;
    first.mapped()();
  }
  now_us_ = us;
}

// Each machine's clock began somewhere else.
class Node::SimClock final : public Clock {
 public:
  SimClock(World& world, std::int64_t ahead_us) : world_(world), ahead_us_(ahead_us) {}
  std::int64_t NowMs() const override { return world_.NowMs(); }
  std::int64_t SteadyUs() const override { return world_.schedule().now_us() + ahead_us_; }
  std::int64_t ahead_us() const { return ahead_us_; }

 private:
  World& world_;
  const std::int64_t ahead_us_;
};

class Node::SimBus final : public Bus {
 public:
  SimBus(Node& node, Handlers handlers) : node_(node), handlers_(std::move(handlers)) {}
  ~SimBus() override { node_.bus_ = nullptr; }
  bool Publish(std::string_view message) override {
    if (!connected_ || node_.killed_) return false;
    node_.world_.Carry(node_, std::string(message));
    return true;
  }
  bool connected() const override { return connected_; }
  void Renew() override { deaf_ = false; }
  std::size_t bytes_max() const override { return node_.world_.weather().bytes_max; }

  void Hear(const std::string& message) {
    if (connected_ && !deaf_) handlers_.message(message);
  }
  void SetConnected(bool connected) {
    if (std::exchange(connected_, connected) == connected) return;
    if (connected) deaf_ = false;
    handlers_.state(connected);
  }
  void Deafen() { deaf_ = true; }

 private:
  Node& node_;
  Handlers handlers_;
  bool connected_ = false;
  bool deaf_ = false;
};

// The shared store, as one process sees it: what it commits is published a while later, and it may
// be away.
class Node::SimStore final : public store::Store {
 public:
  explicit SimStore(Node& node) : node_(node), head_(node.world_.shared().store().head()) {}

  void Submit(std::unique_ptr<store::Command> command) override {
    if (away()) {
      const Error error{Code::kUnavailable};
      command->Finish(&error, store::Numbering());
      return;
    }
    const bool background = command->info().background;
    auto relay = std::make_shared<Relayed>();
    relay->command = std::move(command);
    node_.world_.Commit(node_, [&] {
      std::promise<void> done;
      store().Submit(std::make_unique<Relay>(*relay, done));
      done.get_future().wait();
    });
    const auto finish = [relay] {
      const Error* failure = relay->failure ? &*relay->failure : nullptr;
      relay->command->Finish(failure, store::Numbering());
    };
    if (!background) {
      finish();
      return;
    }
    // Nobody waits for these, so they may take their time.
    node_.Later(static_cast<std::int64_t>(node_.world_.chance().Below(20 * kMs)), [this, finish] {
      finish();
      node_.Touch();
    });
  }
  void Read(const store::ReadInfo& info, std::function<void(store::Txn&)> fn,
            std::function<void(const Error*)> done) override {
    const Status read = ReadNow(info.name, fn);
    done(read.ok() ? nullptr : &read.error());
  }
  Status ReadNow(const char* name, const std::function<void(store::Txn&)>& fn) override {
    if (away()) return Error{Code::kUnavailable};
    return store().ReadNow(name, fn);
  }
  bool reads_inline() const override { return false; }
  void SetPublisher(std::function<void(BatchPtr)>) override {}
  std::size_t queued() const override { return 0; }
  std::int64_t head() const override { return head_; }
  std::int64_t PendingFrom(std::int64_t from) const override {
    const auto first = pending.lower_bound(from);
    return first == pending.end() ? kNothingPending : *first;
  }
  std::string_view engine() const override { return "simulated"; }
  Status health() const override { return Ok(); }

  // First positions of batches that are committed, and not published yet.
  std::set<std::int64_t> pending;

 private:
  struct Relayed {
    std::unique_ptr<store::Command> command;
    std::optional<Error> failure;
  };
  class Relay final : public store::Command {
   public:
    Relay(Relayed& to, std::promise<void>& done)
        : Command(to.command->info()), to_(to), done_(done) {}
    bool Run(store::Txn& txn) override { return to_.command->Run(txn); }
    void Finish(const Error* failure, const store::Numbering&) override {
      if (failure != nullptr) to_.failure = *failure;
      done_.set_value();
    }

   private:
    Relayed& to_;
    std::promise<void>& done_;
  };
  bool away() const { return node_.killed_ || node_.store_down_; }
  store::Store& store() { return node_.world_.shared().store(); }

  Node& node_;
  const std::int64_t head_;
};

Node::Node(World& world, std::string name) : world_(world), name_(std::move(name)) {
  clock_ = std::make_unique<SimClock>(
      world, static_cast<std::int64_t>(1 + world.chance().Below(1'000'000 * kMs)));
  random_ = std::make_unique<SeededRandom>(world.chance().Below(UINT64_MAX));
  store_ = std::make_unique<SimStore>(*this);
  Front front;
  front.follow = [this](std::uint16_t, std::int64_t position) { position_ = position; };
  front.deliver = [this](const BatchPtr& batch) { Deliver(batch); };
  front.fresh = [](std::int64_t) {};
  front.forget = [this] { world_.Wrong(name_ + ": the log became shorter"); };
  front.note_remote = [](const std::vector<UserId>&) {};
  front.presence = &presence_;
  Cluster::Deps deps;
  deps.store = store_.get();
  deps.clock = clock_.get();
  deps.random = random_.get();
  deps.front = std::move(front);
  deps.open_bus = [this](const std::string&, Bus::Handlers handlers) {
    auto bus = std::make_unique<SimBus>(*this, std::move(handlers));
    bus_ = bus.get();
    return Result<std::unique_ptr<Bus>>(std::move(bus));
  };
  Options options;
  options.nats = {"simulated"};
  options.name = name_;
  options.key = std::string(kSealKeyBytes, 'k');
  auto opened = Cluster::Open(std::move(deps), std::move(options));
  if (!opened.ok()) {
    world_.Wrong(name_ + " does not start: " + opened.error().text);
    return;
  }
  cluster_ = std::move(*opened);
  Later(static_cast<std::int64_t>(world.chance().Below(50 * kMs)), [this] { SetConnected(true); });
  Touch();
}

Node::~Node() {
  *alive_ = false;
  cluster_.reset();
}

void Node::Stop() {
  if (cluster_ != nullptr) cluster_->Stop();
}

void Node::Kill() {
  killed_ = true;
}

void Node::Later(std::int64_t us, std::function<void()> fn) {
  const std::weak_ptr<bool> alive = alive_;
  world_.schedule().At(world_.schedule().now_us() + us, [this, alive, fn = std::move(fn)] {
    const auto still = alive.lock();
    if (still == nullptr || !*still) return;
    // A process that stands still does what was due, in its order, when it goes on.
    const std::int64_t rest_us = frozen_until_us_ - world_.schedule().now_us();
    if (rest_us > 0) {
      Later(rest_us, fn);
    } else {
      fn();
    }
  });
}

void Node::SetConnected(bool connected) {
  if (bus_ == nullptr) return;
  bus_->SetConnected(connected);
  Touch();
}

void Node::Deafen() {
  if (bus_ != nullptr) bus_->Deafen();
}

void Node::Hear(const std::string& message) {
  if (bus_ == nullptr) return;
  bus_->Hear(message);
  Touch();
}

void Node::Committed(BatchPtr batch) {
  if (batch->first_position != 0) store_->pending.insert(batch->first_position);
  unpublished_.push_back(std::move(batch));
  const std::int64_t now = world_.schedule().now_us();
  const auto wait = static_cast<std::uint64_t>(world_.weather().publish_us);
  publish_us_ = std::max(publish_us_, now + static_cast<std::int64_t>(world_.chance().Below(wait)));
  Later(publish_us_ - now, [this] {
    // A process publishes its own batches in their order.
    const BatchPtr first = std::move(unpublished_.front());
    unpublished_.pop_front();
    cluster_->Publish(first);
    store_->pending.erase(first->first_position);
    Touch();
  });
}

void Node::Touch() {
  StepAt(world_.schedule().now_us() + static_cast<std::int64_t>(world_.chance().Below(500)));
}

void Node::StepAt(std::int64_t us) {
  if (us >= step_us_) return;
  step_us_ = us;
  Later(us - world_.schedule().now_us(), [this, us] { Step(us); });
}

void Node::Step(std::int64_t due_us) {
  if (due_us != step_us_) return;  // it was brought forward
  step_us_ = INT64_MAX;
  world_.SyncClock();
  const std::int64_t next_us = cluster_->Step() - clock_->ahead_us();
  StepAt(std::max(next_us, world_.schedule().now_us() + 100));
}

void Node::Deliver(const BatchPtr& batch) {
  if (batch->first_position != 0) {
    if (batch->first_position != position_ + 1) {
      world_.Wrong(name_ + " delivers " + std::to_string(batch->first_position) + " after " +
                   std::to_string(position_));
    }
    position_ = batch->last_position;
  }
  world_.HeardBy(*this, batch);
}

bool Shared::Begin() {
  if (!Start(store::Engine::kSqlite)) return false;
  ann = AddUser("ann");
  bob = AddUser("bob");
  direct = Direct(ann, bob);
  store().SetPublisher([this](BatchPtr batch) { published.push_back(std::move(batch)); });
  return true;
}

World::World(Shared& shared, std::uint64_t seed)
    : shared_(shared), chance_(seed), begun_ms_(shared.clock.NowMs()) {
  shared_.published.clear();
  from_ = shared_.store().head();
  nodes_.resize(kNodes);
  clients_.resize(kClients);
  for (int i = 0; i < kClients; ++i) {
    clients_[static_cast<std::size_t>(i)].user = UserId(1000 + i);
    clients_[static_cast<std::size_t>(i)].known = from_;
  }
}

World::~World() {
  for (int i = 0; i < kNodes; ++i) EndNode(i, false);
  SyncClock();
}

void World::SyncClock() {
  shared_.clock.Advance(NowMs() - shared_.clock.NowMs());
}

void World::Note(std::uint64_t what, std::int64_t value) {
  for (const std::uint64_t number : {what, static_cast<std::uint64_t>(value)}) {
    trace_ = (trace_ ^ number) * 0x100000001b3u;
  }
}

void World::Wrong(const std::string& what) {
  if (wrong_.empty()) {
    wrong_ = what + ", after " + std::to_string(schedule_.now_us() / kMs) + " ms";
  }
}

void World::Carry(Node& from, std::string message) {
  auto shared = std::make_shared<const std::string>(std::move(message));
  Note(1, schedule_.now_us());
  for (const auto& node : nodes_) {
    if (node == nullptr || node.get() == &from) continue;
    if (chance_.Below(100) < weather_.lost_percent) continue;
    const int times = chance_.Below(100) < weather_.doubled_percent ? 2 : 1;
    for (int i = 0; i < times; ++i) {
      const auto delay = chance_.Below(static_cast<std::uint64_t>(weather_.delay_us));
      node->Later(static_cast<std::int64_t>(delay) + 50,
                  [to = node.get(), shared] { to->Hear(*shared); });
    }
  }
}

void World::Commit(Node& node, const std::function<void()>& fn) {
  SyncClock();
  fn();
  for (BatchPtr& batch : std::exchange(shared_.published, {})) {
    for (const store::Entry& entry : batch->entries) {
      if (IsMessage(entry)) committed_.push_back(entry.position);
    }
    node.Committed(std::move(batch));
  }
}

void World::Hear(Client& client, std::int64_t position) {
  if (position <= client.known) return;
  client.known = position;
  client.heard.push_back(position);
}

void World::HeardBy(Node& node, const BatchPtr& batch) {
  Note(2, schedule_.now_us());
  for (Client& client : clients_) {
    if (client.node != &node) continue;
    for (const store::Entry& entry : batch->entries) {
      if (IsMessage(entry)) Hear(client, entry.position);
    }
    client.known = std::max(client.known, batch->last_position);
  }
}

void World::Attach(Client& client) {
  std::vector<Node*> open;
  for (const auto& node : nodes_) {
    if (node != nullptr && node->open()) open.push_back(node.get());
  }
  if (open.empty()) return;
  Node& node = *open[chance_.Below(open.size())];
  // From here on it hears what the node delivers; what lies before that it reads.
  client.node = &node;
  client.begun_ms = NowMs();
  while (client.known < node.position()) {
    const std::int64_t first = client.known + 1;
    const std::int64_t last = std::min(node.position(), client.known + history::kReplaySlice);
    const auto entries =
        shared_.Read([&](store::Txn& txn) { return history::ReadLog(txn, first, last); });
    for (const store::Entry& entry : entries) {
      if (IsMessage(entry)) Hear(client, entry.position);
    }
    client.known = last;
  }
  node.presence().Add(client.user, false, 1, core::World::kTenant, client.begun_ms);
  node.Touch();
}

void World::Detach(Client& client) {
  if (client.node == nullptr) return;
  client.node->presence().Remove(client.user, 1, client.begun_ms);
  client.node->Touch();
  client.node = nullptr;
}

void World::StartNode(int which) {
  const auto at = static_cast<std::size_t>(which);
  if (nodes_[at] != nullptr || which == gone_) return;
  SyncClock();
  nodes_[at] = std::make_unique<Node>(*this, "node-" + std::to_string(which + 1));
}

void World::EndNode(int which, bool killed) {
  auto& node = nodes_[static_cast<std::size_t>(which)];
  if (node == nullptr) return;
  if (killed) {
    node->Kill();
  } else {
    for (Client& client : clients_) {
      if (client.node == node.get()) Detach(client);
    }
    node->SetStoreDown(false);
    node->Stop();
  }
  for (Client& client : clients_) {
    if (client.node == node.get()) client.node = nullptr;
  }
  node.reset();
}

void Shared::SayInOneBatch(std::uint64_t count, std::size_t bytes) {
  std::promise<void> held, go;
  store().Write(
      {"hold"},
      [&](store::Txn&) -> Result<int> {
        held.set_value();
        go.get_future().wait();
        return 1;
      },
      [](const Result<int>&, const store::Numbering&) {});
  held.get_future().wait();
  store::Countdown done(static_cast<int>(count));
  for (std::uint64_t i = 0; i < count; ++i) {
    store().Write(
        {"say", store::KeyOf('c', direct.value)},
        [this, bytes](store::Txn& txn) -> Result<int> {
          KOINE_TRY(const access::Member place, access::Member::Open(txn, As(ann), direct));
          message::SendIn in;
          in.body = body::Text{std::string(bytes, 'x')};
          KOINE_CHECK(message::Send(txn, place, in));
          return 1;
        },
        [&done](const Result<int>& said, const store::Numbering&) {
          EXPECT_TRUE(said.ok());
          done.Down();
        });
  }
  go.set_value();
  done.Wait();
}

void World::Say() {
  std::vector<Node*> able;
  for (const auto& node : nodes_) {
    if (node != nullptr && node->open() && !node->store_down_) able.push_back(node.get());
  }
  if (able.empty()) return;
  Node& node = *able[chance_.Below(able.size())];
  const std::uint64_t count = 1 + chance_.Below(3);
  const std::size_t bytes = chance_.OneIn(6) ? kLong : 20;
  Commit(node, [&] { shared_.SayInOneBatch(count, bytes); });
}

}  // namespace koine::cluster::sim
