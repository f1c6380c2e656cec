#include "server/cluster.h"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <string>

#include "core/schema/schema.h"
#include "server/settings.h"

namespace koine::server {

namespace {

constexpr std::size_t kNameMax = 64;
constexpr std::size_t kRandomBytes = 3;

bool ValidName(const std::string& name) {
  return !name.empty() && name.size() <= kNameMax &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) {
           return c < 128 && (std::isalnum(c) != 0 || c == '-');
         });
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
  const std::string& url = config.Text("store.url");
  const bool sqlite = url.empty() || url.rfind("sqlite:", 0) == 0;
  if (!config.List("cluster.nats").empty() && sqlite) {
    return FieldError(Code::kBadArgument, "cluster.nats",
                      "cluster.nats = " + config.List("cluster.nats").front() + " (" +
                          config.Origin("cluster.nats") +
                          "): several nodes need PostgreSQL, set store.url = postgresql://…");
  }
  const std::string& name = config.Text("cluster.node");
  if (!name.empty() && !ValidName(name)) {
    return FieldError(Code::kBadArgument, "cluster.node",
                      "cluster.node = " + name + " (" + config.Origin("cluster.node") +
                          "): letters, digits and - only, at most " + std::to_string(kNameMax));
  }
  return Ok();
}

Result<std::unique_ptr<cluster::Cluster>> OpenCluster(const config::Config& config,
                                                      cluster::Cluster::Deps deps) {
  if (deps.store->engine() != "postgresql") return std::unique_ptr<cluster::Cluster>();
  cluster::Options options;
  options.nats = config.List("cluster.nats");
  options.name = config.Text("cluster.node");
  options.address = config.Text("listen.main");
  if (options.name.empty()) options.name = DefaultName(options.address, *deps.random);
  options.version = KOINE_VERSION;
  options.schema = static_cast<std::int64_t>(core::Migrations().size());
  return cluster::Cluster::Open(deps, std::move(options));
}

}  // namespace koine::server
