#include "cluster/series.h"

namespace koine::cluster {

const Series& TheSeries() {
  static const Series series = [] {
    metrics::Registry& r = metrics::Default();
    return Series{
        r.GetGauge("koine_cluster_positions_behind",
                   "Known positions of the event log not delivered here yet."),
        r.GetCounter("koine_cluster_holes_total",
                     "Positions found missing when a later one arrived."),
        r.GetCounter("koine_cluster_positions_read_total",
                     "Missing positions read from the store."),
        r.GetGauge("koine_cluster_nats_connected", "1 while this node is connected to NATS."),
        r.GetCounter("koine_cluster_nats_renewed_total",
                     "New subscriptions because a live node was not heard."),
        r.GetCounter("koine_cluster_batches_published_total", "Batches sent to other nodes."),
        r.GetCounter("koine_cluster_batches_received_total", "Batches received from other nodes."),
        r.GetCounter("koine_cluster_frames_refused_total",
                     "Frames from NATS with a wrong seal, or seen before."),
        r.GetGauge("koine_cluster_nodes", "Nodes known over NATS, including this one."),
    };
  }();
  return series;
}

}  // namespace koine::cluster
