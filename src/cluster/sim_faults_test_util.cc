// What goes wrong in a world of nodes, and what must be so when it is over.

#include <algorithm>
#include <iterator>
#include <string>

#include "cluster/sim_test_util.h"

namespace koine::cluster::sim {

void World::ChooseWeather() {
  constexpr std::uint64_t kLost[] = {0, 0, 5, 30, 100};
  constexpr std::int64_t kDelay[] = {300, 300, 10 * kMs, 200 * kMs, 3'000 * kMs};
  constexpr std::int64_t kPublish[] = {500, 500, 20 * kMs, 400 * kMs};
  weather_.lost_percent = kLost[chance_.Below(std::size(kLost))];
  weather_.doubled_percent = chance_.OneIn(2) ? 0 : 20;
  weather_.delay_us = kDelay[chance_.Below(std::size(kDelay))];
  weather_.publish_us = kPublish[chance_.Below(std::size(kPublish))];
  weather_.bytes_max = chance_.OneIn(3) ? kSmallMessage : 1 << 20;
}

void World::Fault() {
  ++faults_;
  if (chance_.OneIn(4)) {
    ChooseWeather();
    return;
  }
  if (chance_.OneIn(5)) {
    Client& client = clients_[chance_.Below(clients_.size())];
    Detach(client);
    return;
  }
  FaultAt(static_cast<int>(chance_.Below(kNodes)));
}

void World::FaultAt(int which) {
  Node* node = nodes_[static_cast<std::size_t>(which)].get();
  const auto after = static_cast<std::int64_t>(chance_.Below(3'000 * kMs));
  const std::int64_t end = schedule_.now_us() + after;
  const std::uint64_t kind = chance_.Below(6);
  Note(3, static_cast<std::int64_t>(kind));
  if (node == nullptr) return;
  switch (kind) {
    case 0:
    case 1:
      EndNode(which, kind == 0);
      schedule_.At(end, [this, which] { StartNode(which); });
      break;
    case 2:
      node->SetConnected(false);
      node->Later(after, [node] { node->SetConnected(true); });
      break;
    case 3:
      node->SetStoreDown(true);
      node->Later(after, [node] { node->SetStoreDown(false); });
      break;
    case 4:
      node->Freeze(end);
      break;
    default:
      node->Deafen();
  }
}

void World::PlanWork() {
  if (!storm_) return;
  Say();
  for (Client& client : clients_) {
    if (client.node == nullptr && chance_.OneIn(3)) Attach(client);
  }
  if (chance_.OneIn(8)) Fault();
  const auto pause = static_cast<std::int64_t>(chance_.Below(160 * kMs));
  schedule_.At(schedule_.now_us() + pause, [this] { PlanWork(); });
}

void World::Heal() {
  storm_ = false;
  weather_ = Weather{};
  if (chance_.OneIn(3)) {
    gone_ = static_cast<int>(chance_.Below(kNodes));
    EndNode(gone_, true);
  }
  for (int i = 0; i < kNodes; ++i) {
    StartNode(i);
    if (i == gone_) continue;
    Node& node = *nodes_[static_cast<std::size_t>(i)];
    node.Freeze(0);
    node.SetStoreDown(false);
    // Not of one that is deaf: it must find that out itself.
    node.SetConnected(true);
  }
  for (Client& client : clients_) {
    if (client.node == nullptr) Attach(client);
  }
}

std::string World::Compare() {
  if (!wrong_.empty()) return wrong_;
  const std::int64_t head = shared_.store().head();
  for (const auto& node : nodes_) {
    if (node == nullptr) continue;
    if (node->position() != head) {
      return node->name() + " is at " + std::to_string(node->position()) + " of " +
             std::to_string(head);
    }
    for (const Client& client : clients_) {
      if (node->presence().Online(client.user)) continue;
      return node->name() + " does not know that " + std::to_string(client.user.value) +
             " is online at " + client.node->name();
    }
    if (node->presence().users() != clients_.size()) {
      return node->name() + " takes people for online who are not";
    }
  }
  for (const Client& client : clients_) {
    if (client.heard == committed_) continue;
    const auto at = std::mismatch(client.heard.begin(), client.heard.end(), committed_.begin(),
                                  committed_.end());
    return std::to_string(client.user.value) + " heard " + std::to_string(client.heard.size()) +
           " of " + std::to_string(committed_.size()) + " messages; they differ at number " +
           std::to_string(at.first - client.heard.begin());
  }
  return {};
}

std::string World::Run() {
  ChooseWeather();
  for (int i = 0; i < kNodes; ++i) StartNode(i);
  for (Client& client : clients_) Attach(client);
  schedule_.At(0, [this] { PlanWork(); });
  schedule_.RunUntil(kStormUs);
  // Nobody leaves now, so that it is known who is online.
  Heal();
  schedule_.RunUntil(kStormUs + kSettleUs);
  return Compare();
}

}  // namespace koine::cluster::sim
