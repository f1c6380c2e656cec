#pragma once

#include <memory>
#include <string>

#include "base/config.h"
#include "cluster/cluster.h"
#include "server/clocks.h"

namespace koine::server {

// Refuses settings that do not go together: several nodes need PostgreSQL. Names the setting.
Status CheckClusterSettings(const config::Config& config);

// The name of this node: that of the settings, or one made of host name and port.
std::string NodeName(const config::Config& config, Random& random);

// The node of these settings on an open store; null on SQLite, which has one process. With NATS the
// clock follows that of the store from here on. `secret` is what all nodes have in common, `answer`
// what this one tells others that ask.
Result<std::unique_ptr<cluster::Cluster>> OpenCluster(const config::Config& config,
                                                      const std::string& node,
                                                      const std::string& secret,
                                                      store::Store& store, AdjustableClock& clock,
                                                      Random& random, gateway::Gateway& gateway,
                                                      cluster::Inquiry::Answerer answer);

// Nodes and leases of a store as tables of text.
Result<std::string> ClusterStatus(store::Store& store);

}  // namespace koine::server
