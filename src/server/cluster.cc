#include "server/cluster.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include "base/crypto.h"
#include "core/schema/schema.h"
#include "server/places.h"
#include "server/settings.h"
#include "store/lease.h"
#include "store/node.h"

namespace koine::server {

namespace {

constexpr std::size_t kNameMax = 64;
constexpr std::size_t kRandomBytes = 3;

bool ValidName(const std::string& name) {
  return !name.empty() && name.size() <= kNameMax &&
         std::all_of(name.begin(), name.end(),
                     [](unsigned char c) { return c < 128 && (std::isalnum(c) != 0 || c == '-'); });
}

// Host and port, so that it stays over a restart; a listener on a free port has a random name.
std::string DefaultName(const std::string& listen, Random& random) {
  char host[256] = {};
  ::gethostname(host, sizeof(host) - 1);
  std::string name;
  for (const char* c = host; *c != '\0' && name.size() < kNameMax / 2; ++c) {
    name.push_back(std::isalnum(static_cast<unsigned char>(*c)) != 0 ? *c : '-');
  }
  const std::string port = listen.substr(listen.rfind(':') + 1);
  return name + "-" + (port == "0" ? random.Hex(kRandomBytes) : port);
}

}  // namespace

Status CheckClusterSettings(const config::Config& config) {
  if (!config.List("cluster.nats").empty() && !IsPostgres(config)) {
    return config.Refusal("cluster.nats",
                          "several nodes need PostgreSQL, set store.url = postgresql://…");
  }
  if (!config.List("cluster.nats").empty() && config.Text("files.s3.url").empty() &&
      config.Text("files.directory").empty()) {
    return config.Refusal(
        "cluster.nats",
        "all nodes need to reach the files: set files.s3.url, or files.directory to "
        "a directory that they share");
  }
  const std::string& name = config.Text("cluster.node");
  if (!name.empty() && !ValidName(name)) {
    return config.Refusal("cluster.node",
                          "letters, digits and - only, at most " + std::to_string(kNameMax));
  }
  return Ok();
}

std::string NodeName(const config::Config& config, Random& random) {
  const std::string& name = config.Text("cluster.node");
  return name.empty() ? DefaultName(config.Text("listen.main"), random) : name;
}

Result<std::unique_ptr<cluster::Cluster>> OpenCluster(const config::Config& config,
                                                      const std::string& node,
                                                      const std::string& secret,
                                                      store::Store& store, AdjustableClock& clock,
                                                      Random& random, gateway::Gateway& gateway,
                                                      cluster::Inquiry::Answerer answer) {
  if (store.engine() != "postgresql") return std::unique_ptr<cluster::Cluster>();
  cluster::Options options;
  options.nats = config.List("cluster.nats");
  options.nats_ca = config.Text("cluster.nats_ca");
  options.key = crypto::HmacSha256(secret).Sign("frames between nodes");
  options.name = node;
  options.address = config.Text("listen.main");
  options.version = KOINE_VERSION;
  options.schema = static_cast<std::int64_t>(core::Migrations().size());
  cluster::Cluster::Deps deps{
      &store, &clock, &random, cluster::FrontOf(gateway), nullptr, std::move(answer), nullptr};
  if (!options.nats.empty()) {
    deps.follow_clock = [&clock](std::int64_t store_ms) { clock.Follow(store_ms); };
  }
  return cluster::Cluster::Open(deps, std::move(options));
}

namespace {

// Rows of cells, each column as wide as its widest.
std::string Table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += row[i];
      if (i + 1 < row.size()) out.append(widths[i] - row[i].size() + 2, ' ');
    }
    out += '\n';
  }
  return out;
}

std::string Seconds(std::int64_t ms) {
  return std::to_string(ms / 1000) + " s";
}

}  // namespace

Result<std::string> ClusterStatus(store::Store& store) {
  std::vector<store::Node> nodes;
  std::vector<store::Lease> leases;
  std::int64_t head = 0, now = 0;
  KOINE_CHECK(store.ReadNow("cluster status", [&](store::Txn& txn) {
    nodes = store::ListNodes(txn);
    leases = store::ListLeases(txn);
    head = txn.SnapshotPosition();
    now = store::StoreTimeMs(txn);
  }));
  std::vector<std::vector<std::string>> rows = {
      {"NODE", "STATE", "SEEN", "BEHIND", "ADDRESS", "VERSION", "SCHEMA", "UP SINCE"}};
  for (const store::Node& node : nodes) {
    const bool up = now - node.seen_at <= cluster::Cluster::kSilentUs / 1000;
    rows.push_back({node.name, up ? "up" : "silent", Seconds(now - node.seen_at) + " ago",
                    std::to_string(std::max<std::int64_t>(head - node.position, 0)), node.address,
                    node.version, std::to_string(node.schema),
                    Seconds(std::max<std::int64_t>(now - node.started_at, 0))});
  }
  std::string out = Table(rows);
  if (nodes.empty()) out = "no node uses this store\n";
  rows = {{"LEASE", "HOLDER", "LEFT", "BEHIND"}};
  for (const store::Lease& lease : leases) {
    const bool held = lease.until_ms > now;
    const std::string holder = lease.owner.substr(0, lease.owner.find('/'));
    rows.push_back({lease.name, held ? holder : "nobody (last " + holder + ")",
                    held ? Seconds(lease.until_ms - now) : "-",
                    std::to_string(std::max<std::int64_t>(head - lease.position, 0))});
  }
  if (!leases.empty()) out += "\n" + Table(rows);
  return out;
}

}  // namespace koine::server
