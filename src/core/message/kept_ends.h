#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/kept_by_user.h"
#include "core/access/principal.h"
#include "core/message/missed_rows.h"

// Where the conversations of busy users ended, kept between their sign-ins
// (docs/adr/0033-kept-summaries.md).
namespace koine::message {

struct KeptEnds {
  std::int64_t mark = 0;  // where in the log of changes of the store it was read
  std::shared_ptr<const std::vector<End>> all;             // the latest first
  std::shared_ptr<const std::vector<std::int64_t>> seats;  // the same conversations, sorted
  std::size_t bytes() const {
    return all->size() * sizeof(End) + seats->size() * sizeof(std::int64_t);
  }
};
using EndsCache = KeptByUser<KeptEnds>;

// ConversationsBehind, of a user who has many conversations. On SQLite who asks again costs what
// changed, and what was said since. On PostgreSQL, where other nodes write, all of
// them are looked at.
std::vector<Behind> ConversationsBehind(store::Txn& txn, const access::Principal& who,
                                        EndsCache& cache, const Since& since, int limit);

}  // namespace koine::message
