#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/event/event.h"
#include "core/office/ding/states.h"
#include "core/person.h"

// What a DING is: an urgent notice whose receivers confirm it (ruoyi 7).
namespace koine::ding {

using DingId = event::DingId;

inline constexpr std::size_t kContentMax = 2000;
inline constexpr std::size_t kAttachmentMax = 500;
inline constexpr std::size_t kRemarkMax = 500;
inline constexpr std::size_t kReceiversMax = 1000;           // of one
inline constexpr std::size_t kGroupsMax = 20;                // of one
inline constexpr std::int64_t kRemindMinutesMax = 7 * 1440;  // between two reminders
inline constexpr std::int64_t kRemindTimesMax = 10;
inline constexpr std::int64_t kAheadMaxMs = 366LL * 24 * 3600 * 1000;  // of a scheduled one
// So many receivers are told in one transaction.
inline constexpr int kSlice = 100;

// Stored: never renumber.
enum class DingAudience : std::uint8_t { kUser, kGroup };
KOINE_ENUM(DingAudience, (DingAudience::kUser, "USER"), (DingAudience::kGroup, "GROUP"))
// How receivers are to be reached, beside the app: by the gateway of whoever runs the server
// (reach.h), or, where there is none, in the app alone.
enum class DingWay : std::uint8_t { kApp, kSms, kCall };
KOINE_ENUM(DingWay, (DingWay::kApp, "APP"), (DingWay::kSms, "SMS"), (DingWay::kCall, "CALL"))

// How far a text or call came. Stored: never renumber.
enum class Reach : std::uint8_t { kNone, kWaiting, kTaken, kFailed, kNoNumber };
KOINE_ENUM(Reach, (Reach::kNone, "NONE"), (Reach::kWaiting, "WAITING"), (Reach::kTaken, "SENT"),
           (Reach::kFailed, "FAILED"), (Reach::kNoNumber, "NO_NUMBER"))

struct Ding {
  DingId id;
  UserId sender;
  std::string content;
  DingAudience audience = DingAudience::kUser;
  DingWay way = DingWay::kApp;
  bool urgent = false, needs_receipt = true;
  std::string attachment;
  DingState state = DingState::kDraft;
  std::int64_t scheduled_at = 0;  // ms; 0: at once
  std::int64_t sent_at = 0;       // 0: not yet
  UserId told_to;                 // delivered to those up to this one
  std::int64_t total = 0, read = 0, confirmed = 0;
  std::int64_t remind_minutes = 0;  // 0: never
  std::int64_t remind_max = 0, reminded = 0;
  UserId reminded_to;  // in the round that goes on
  std::int64_t created_at = 0, updated_at = 0;
  bool by_gateway = false;  // texts or calls went out

  DingWay reached_by() const { return by_gateway ? way : DingWay::kApp; }
  bool delivered() const { return state == DingState::kSending || state == DingState::kSent; }
};

struct Receipt {
  std::int64_t id = 0;
  DingId ding;
  Person person;
  std::int64_t sent_at = 0, read_at = 0, confirmed_at = 0;  // 0: not yet
  std::string remark;
  Reach reach = Reach::kNone;

  DingAnswer answer() const {
    if (confirmed_at > 0) return DingAnswer::kConfirmed;
    return read_at > 0 ? DingAnswer::kRead : DingAnswer::kUnread;
  }
};

// A DING as somebody sees it.
struct Shown {
  Ding ding;
  Person sender;
  std::optional<Receipt> mine;    // of a receiver
  std::vector<Receipt> receipts;  // where they were asked for: all for the sender, else the own
};

}  // namespace koine::ding
