#pragma once

#include <cstdint>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What a user may do so many times a day or an hour, whichever dialect they use: things that
// bother others, or fill the lists of those who run the server.
namespace koine::access {

// Stored: never renumber.
enum class Act : std::uint8_t {
  kGroup = 1,      // makes one; a day
  kContact = 2,    // asks somebody to become a contact; a day
  kComplaint = 3,  // an hour
  kOrder = 4,      // of money, in or out; an hour
  kJoin = 5,       // comes into a group by its number, or asks to; a day
  kInvite = 6,     // invites others to an event of the schedule; a day
  kDing = 7,       // sends an urgent notice to others; a day
  kApply = 8,      // applies for an approval, hands one on or shows it to others; a day
  kTask = 9,       // makes a task or gives one to somebody else; a day
  kDocument = 10,  // makes a document, shares one with others or comments comments on it; a day
  kReport = 11,    // writes a work report or comments on one; a day
  kMail = 12,      // sends a mail or begins a draft; a day
  kMailOut = 13,   // writes to an address outside; a day
  kAsk = 14,       // asks a language model; a day
};

// Of kInvite, each to as many as an event may have.
inline constexpr int kInvitesPerDay = 500;
// Of kDing, each to as many as one may have.
inline constexpr int kDingsPerDay = 100;
// Of kApply.
inline constexpr int kApprovalsPerDay = 500;
// Of kTask.
inline constexpr int kTasksPerDay = 500;
// Of kDocument.
inline constexpr int kDocumentsPerDay = 1000;
// Of kReport.
inline constexpr int kReportsPerDay = 500;
// Of kMail, each to as many as one may have.
inline constexpr int kMailsPerDay = 500;

// Counts one more. kRateLimited if that is too many; nothing is counted then, for the transaction
// is rolled back. Administrators and accounts of the server do as much as they like.
Status CountAct(store::Txn& txn, const access::Principal& who, Act act);
// The same of so many at once, where a setting says how many there may be a day.
Status CountActs(store::Txn& txn, const access::Principal& who, Act act, std::int64_t times,
                 std::int64_t per_day);

}  // namespace koine::access
