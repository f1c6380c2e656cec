#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/schedule/event.h"
#include "store/txn.h"

// What acts on parts of a series share. The core's own: rows of a dialect have verbs.
namespace koine::schedule {

// What the series says takes place then. kNotFound "schedule" when nothing does.
Result<Span> OccurrenceAt(const Event& series, std::int64_t start_at);
// The occurrence as an event of its own that nobody has yet.
Event Alone(const Event& series, const Span& span);
// An event beside `from`, of the same people with the same answers: gives it an id and a uid. The
// principal's row is locked, so that the count holds; kBadState "events_full".
Status InsertBeside(store::Txn& txn, const access::Principal& who, EventId from, Event* event);

}  // namespace koine::schedule
