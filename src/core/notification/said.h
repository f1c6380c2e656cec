#pragma once

#include <cstdint>
#include <string>

#include "base/json.h"
#include "core/notification/notification.h"

// What the server itself has to say in a notification: which line it is and what stands in it, so
// that each client says it in its own language. The Chinese of it is made here alone.
namespace koine::notification {

// Stored as text: never rename the right-hand sides.
enum class LineKind : std::uint8_t {
  kContactAsked,
  kContactAccepted,
  kContactDeclined,
  kContactAdded,
  kJoinAsked,
  kJoinInvited,
  kJoinApproved,
  kJoinDeclined,
  kRechargeArrived,
  kRechargeDeclined,
  kWithdrawalWaits,
  kWithdrawalApproved,
  kWithdrawalDeclined,
  kWithdrawalArrived,
  kWithdrawalFailed,
  kPacketTaken,
  kPacketReturned,
  kMeetingBooked,
  kBookingWaits,
  kBookingConfirmed,
  kMeetingCancelled,
  kMeetingSoon,
  kBookingReleased,
  kApprovalWaits,
  kApprovalPassed,
  kApprovalCopied,
  kApprovalReminded,
  kApprovalApproved,
  kApprovalRejected,
  kApprovalCancelled,
  kScheduleInvited,
  kScheduleMoved,
  kScheduleCancelled,
  kScheduleUninvited,
  kScheduleAccepted,
  kScheduleDeclined,
  kScheduleSoon,
  kDingReceived,
  kDingReminded,
  kSupplementWaits,
  kSupplementApproved,
  kSupplementRejected,
  kTaskAssigned,
  kTaskReminded,
  kDocumentShared,
  kDocumentCommented,
  kDocumentReplied,
  kReportWaits,
  kReportApproved,
  kReportRejected,
  kReportCommented,
  kReportAnswered,
  kMailReceived,
};
KOINE_ENUM(
    LineKind, (LineKind::kContactAsked, "contact_asked"),
    (LineKind::kContactAccepted, "contact_accepted"),
    (LineKind::kContactDeclined, "contact_declined"), (LineKind::kContactAdded, "contact_added"),
    (LineKind::kJoinAsked, "join_asked"), (LineKind::kJoinInvited, "join_invited"),
    (LineKind::kJoinApproved, "join_approved"), (LineKind::kJoinDeclined, "join_declined"),
    (LineKind::kRechargeArrived, "recharge_arrived"),
    (LineKind::kRechargeDeclined, "recharge_declined"),
    (LineKind::kWithdrawalWaits, "withdrawal_waits"),
    (LineKind::kWithdrawalApproved, "withdrawal_approved"),
    (LineKind::kWithdrawalDeclined, "withdrawal_declined"),
    (LineKind::kWithdrawalArrived, "withdrawal_arrived"),
    (LineKind::kWithdrawalFailed, "withdrawal_failed"), (LineKind::kPacketTaken, "packet_taken"),
    (LineKind::kPacketReturned, "packet_returned"), (LineKind::kMeetingBooked, "meeting_booked"),
    (LineKind::kBookingWaits, "booking_waits"), (LineKind::kBookingConfirmed, "booking_confirmed"),
    (LineKind::kMeetingCancelled, "meeting_cancelled"), (LineKind::kMeetingSoon, "meeting_soon"),
    (LineKind::kBookingReleased, "booking_released"), (LineKind::kApprovalWaits, "approval_waits"),
    (LineKind::kApprovalPassed, "approval_passed"), (LineKind::kApprovalCopied, "approval_copied"),
    (LineKind::kApprovalReminded, "approval_reminded"),
    (LineKind::kApprovalApproved, "approval_approved"),
    (LineKind::kApprovalRejected, "approval_rejected"),
    (LineKind::kApprovalCancelled, "approval_cancelled"),
    (LineKind::kScheduleInvited, "schedule_invited"), (LineKind::kScheduleMoved, "schedule_moved"),
    (LineKind::kScheduleCancelled, "schedule_cancelled"),
    (LineKind::kScheduleUninvited, "schedule_uninvited"),
    (LineKind::kScheduleAccepted, "schedule_accepted"),
    (LineKind::kScheduleDeclined, "schedule_declined"), (LineKind::kScheduleSoon, "schedule_soon"),
    (LineKind::kDingReceived, "ding_received"), (LineKind::kDingReminded, "ding_reminded"),
    (LineKind::kSupplementWaits, "supplement_waits"),
    (LineKind::kSupplementApproved, "supplement_approved"),
    (LineKind::kSupplementRejected, "supplement_rejected"),
    (LineKind::kTaskAssigned, "task_assigned"), (LineKind::kTaskReminded, "task_reminded"),
    (LineKind::kDocumentShared, "document_shared"),
    (LineKind::kDocumentCommented, "document_commented"),
    (LineKind::kDocumentReplied, "document_replied"), (LineKind::kReportWaits, "report_waits"),
    (LineKind::kReportApproved, "report_approved"), (LineKind::kReportRejected, "report_rejected"),
    (LineKind::kReportCommented, "report_commented"),
    (LineKind::kReportAnswered, "report_answered"), (LineKind::kMailReceived, "mail_received"))

struct Line {
  LineKind kind = LineKind::kContactAsked;
  std::string actor = {};   // who did it
  std::string target = {};  // to whom, the first of `count`; or what it is about
  std::int64_t count = 0;   // how many they are
  std::string group = {};   // its name
  std::string order = {};   // its number
  std::string amount = {};  // 5.00
  std::string text = {};    // what somebody wrote with it
  std::string topic = {};   // of a meeting or an event
  std::string place = {};   // where it is
  std::int64_t from_ms = 0, to_ms = 0;
};
KOINE_DESCRIBE(Line, (kind, actor, target, count, group, order, amount, text, topic, place, from_ms,
                      to_ms))

// Who says it where somebody must: the account of the server (core/bulletin).
extern const char kServerName[];
// Title and text, as one line.
std::string InOneLine(const Content& what);

std::string TitleOf(LineKind kind);
std::string TextOf(const Line& line);

// What Notify takes of a line: its sentences, and the line beside them.
Content ContentOf(const char* type, const Line& line, const char* related_type,
                  std::int64_t related_id);

}  // namespace koine::notification
