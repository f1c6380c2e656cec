#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/message/row.h"
#include "core/search/seats.h"
#include "core/search/tokens.h"
#include "store/txn.h"

namespace koine::search {

// Hits beyond are not counted and not shown: a user who has so many narrows their search.
inline constexpr std::int64_t kHitsMax = 1'000;
// Messages that one search reads, found or not.
inline constexpr std::int64_t kLooksMax = 20'000;
inline constexpr std::size_t kSnippetChars = 100;

// What is looked for. At least one of keyword, place, sender and kind must be given, else nothing
// is found.
struct SearchIn {
  std::string keyword;
  bool exact = false;                     // the whole content, not a part of it
  const access::Member* place = nullptr;  // only there; null: in all of the user's conversations
  UserId sender;                          // 0: anybody
  std::optional<body::Kind> kind;
  std::optional<std::int64_t> from_ms, to_ms;  // both inclusive
  // Recalled messages too, but never by their text: only a search without keyword finds them.
  bool recalled = false;
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct Hit {
  message::Row row;
  std::string snippet;  // empty without keyword
};

struct Found {
  std::int64_t total = 0;  // at most kHitsMax
  std::vector<Hit> hits;   // the newest first
};

// Messages that the user may read now (ruoyi 3.7): of their conversations, within what is visible
// to them, not recalled, not deleted, not hidden by them. Messages of about the last second may be
// missing. `heads`: of those who search again; may be null.
Found Search(store::Txn& txn, const access::Principal& who, const SearchIn& in,
             HeadsCache* heads = nullptr);

// Groups of which the principal is an active member, the newest first.
struct GroupName {
  ConversationId id;
  std::string name, avatar;
  std::int64_t member_count = 0;
};
std::vector<GroupName> ListGroupNames(store::Txn& txn, const access::Principal& who, int limit);

}  // namespace koine::search
