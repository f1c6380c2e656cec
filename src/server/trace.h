#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "gateway/handovers.h"
#include "server/report.h"
#include "store/store.h"

// `koine trace MESSAGE`: what became of a message. What is stored comes from the store; to which
// sessions it was queued, and whether it arrived there, from the memory of the server that runs.
namespace koine::server {

struct Tracing {
  store::Store* store = nullptr;
  std::string seal;  // the key of opaque ids; empty: they cannot be opened
  // Of a running server alone: its node, and what it knows of sessions.
  std::string node;
  std::function<Result<gateway::Handovers::Found>(std::int64_t position)> sessions;
};

// `words`: a message as any dialect names it, CONVERSATION:NUMBER, or with from=NAME the id that
// the client of that user gave it. kBadArgument for what names no message, kNotFound.
Result<Report> RunTrace(const Tracing& on, const access::Principal& who,
                        const std::vector<std::string>& words);

}  // namespace koine::server
