#pragma once

// The tables of the office, and what else has a file of its own (schema/NOUN_rows.cc);
// schema/rows.cc gives them their numbers.
namespace koine::core {

extern const char kSignIns[];
extern const char kAllowances[];
extern const char kDepartments[];
extern const char kApprovals[];
extern const char kRooms[];
extern const char kSchedules[];
extern const char kDings[];
extern const char kAttendances[];
extern const char kWorkbench[];
extern const char kDocuments[];
extern const char kAttendanceRequests[];
extern const char kSpokenLines[];
extern const char kBulletins[];
extern const char kDingGateway[];
extern const char kDingAges[];
extern const char kWorkReports[];
extern const char kMails[];
extern const char kMailsOutside[];
extern const char kExternalContacts[];
extern const char kDesks[];
extern const char kLongSeats[];
extern const char kApplications[];
extern const char kDeputies[];
extern const char kDrives[];
extern const char kDrops[];
extern const char kSeatLists[];
extern const char kNameChanges[];
extern const char kLateKeys[];
extern const char kPartFilters[];

}  // namespace koine::core
