#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cluster/inquiry.h"
#include "core/access/principal.h"
#include "gateway/handovers.h"
#include "server/report.h"
#include "store/store.h"

// `koine trace MESSAGE`: what became of a message. What is stored comes from the store; to which
// sessions it was queued, and whether it arrived there, from the memory of the server that runs,
// and of the other nodes of its cluster.
namespace koine::server {

// To which sessions of this node the message at a position was queued.
using SessionsOf = std::function<Result<gateway::Handovers::Found>(std::int64_t position)>;
// Asks other nodes (cluster::Inquiry).
using AskNodes = std::function<cluster::Answers(const std::vector<std::string>& nodes,
                                                std::string_view question)>;

struct Tracing {
  store::Store* store = nullptr;
  std::string seal;  // the key of opaque ids; empty: they cannot be opened
  // Of a running server alone: its node, and what it knows of sessions.
  std::string node;
  SessionsOf sessions;
  AskNodes others;  // empty without NATS: other nodes cannot be asked
};

// What a node answers when another one traces a message; nothing if it cannot.
std::optional<std::string> AnswerTrace(const SessionsOf& sessions, std::string_view question);

// `words`: a message as any dialect names it, CONVERSATION:NUMBER, or with from=NAME the id that
// the client of that user gave it. kBadArgument for what names no message, kNotFound.
Result<Report> RunTrace(const Tracing& on, const access::Principal& who,
                        const std::vector<std::string>& words);

}  // namespace koine::server
