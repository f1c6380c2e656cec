#include "cluster/series.h"

namespace koine::cluster {

const Series& TheSeries() {
  static const Series series = [] {
    metrics::Registry& r = metrics::Default();
    return Series{
        r.GetGauge("koine_cluster_positions_behind",
                   "Known positions of the log that are not delivered here yet."),
        r.GetCounter("koine_cluster_holes_total",
                     "Times that a position was missing when a later one was known."),
        r.GetCounter("koine_cluster_positions_read_total",
                     "Missing positions that were read from the store."),
        r.GetGauge("koine_cluster_nats_connected", "1 while connected to NATS."),
        r.GetCounter("koine_cluster_nats_renewed_total",
                     "Times that this node subscribed anew, not hearing a node that lives."),
        r.GetCounter("koine_cluster_batches_published_total", "Batches sent to other nodes."),
        r.GetCounter("koine_cluster_batches_received_total", "Batches of other nodes received."),
        r.GetCounter("koine_cluster_frames_refused_total",
                     "Frames at NATS that no node sealed, or that came a second time."),
        r.GetGauge("koine_cluster_nodes", "Nodes heard of over NATS, with this one."),
    };
  }();
  return series;
}

}  // namespace koine::cluster
