#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/txn.h"

namespace koine::store {

// The processes that work on one store, a row of `node` each, and facts about the store that are
// settled once, rows of `meta`.

struct Node {
  std::string name;
  std::int64_t number = 0;  // given by JoinNode
  std::string boot;         // another one each time the process starts
  std::string address;
  std::string version;
  std::int64_t schema = 0;
  std::int64_t started_at = 0, seen_at = 0;  // ms
  std::int64_t position = 0;                 // delivered up to here
};

// Rows of nodes that were not seen for so long are removed when another one joins.
inline constexpr std::int64_t kNodeKeepMs = 24 * 3600 * 1000;

// Enters the node, or takes over the row of an earlier start, and returns its number: another one
// than every node in the table has. REQUIRES: writable()
std::int64_t JoinNode(Txn& txn, const Node& node);
// It lives. False: another process has taken the name. REQUIRES: writable()
bool SeeNode(Txn& txn, std::string_view name, std::string_view boot, std::int64_t position);
// It ends. REQUIRES: writable()
void LeaveNode(Txn& txn, std::string_view name, std::string_view boot);
// By name.
std::vector<Node> ListNodes(Txn& txn);

// The value of `name`, which is `value` if there was none. Concurrent callers get the same, and
// wait for each other's transaction. REQUIRES: writable()
std::string SettleMeta(Txn& txn, std::string_view name, std::string_view value);

// Puts `value` in its place. REQUIRES: writable()
void SetMeta(Txn& txn, std::string_view name, std::string_view value);

// The time of the store's server, ms; where there is none, `txn.now_ms()`.
std::int64_t StoreTimeMs(Txn& txn);

}  // namespace koine::store
