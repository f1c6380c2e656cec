#pragma once

#include <memory>

#include "base/config.h"
#include "cluster/cluster.h"

namespace koine::server {

// Refuses settings that do not go together: several nodes need PostgreSQL. Names the setting.
Status CheckClusterSettings(const config::Config& config);

// The node of these settings on an open store; null on SQLite, which has one process.
Result<std::unique_ptr<cluster::Cluster>> OpenCluster(const config::Config& config,
                                                      cluster::Cluster::Deps deps);

}  // namespace koine::server
