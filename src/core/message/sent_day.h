#pragma once

#include <cstdint>

#include "base/time.h"
#include "core/access/principal.h"
#include "store/txn.h"

// How many messages somebody sent on a day (ruoyi 8.1).
namespace koine::message {

// The day of a moment, by number, where the documents of RuoYi-IM keep their time: GMT+8. Stored
// in member.sent_day: never change it.
inline std::int64_t DayOf(std::int64_t ms) {
  constexpr std::int64_t kZoneMs = 8 * 3600 * 1000LL;
  return (ms + kZoneMs) / kDayMs;
}

// Of those that count as unread for others, in all conversations, also those recalled since.
// Looked up for today alone: what a seat knows is its last day.
std::int64_t CountSentOn(store::Txn& txn, const access::Principal& who, std::int64_t day);

}  // namespace koine::message
