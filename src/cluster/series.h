#pragma once

#include "base/metrics.h"

// What a node counts of its cluster (docs/operate/monitor.md lists it).
namespace koine::cluster {

struct Series {
  metrics::Gauge* behind;
  metrics::Counter* holes;
  metrics::Counter* read;  // positions that were read from the store
  metrics::Gauge* connected;
  metrics::Counter* renewed;
  metrics::Counter* published;
  metrics::Counter* received;
  metrics::Counter* refused;
  metrics::Gauge* nodes;
};
const Series& TheSeries();

}  // namespace koine::cluster
