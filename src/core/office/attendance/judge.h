#pragma once

#include <cstdint>

#include "core/office/attendance/attendance.h"

// What the times of a record come to.
namespace koine::attendance {

// Whole minutes between the two times; 0 without both.
std::int64_t MinutesOf(const Record& record);

// Whether who came on that day may check out now: until its end, and beyond it within
// Hours::longest_ms.
bool MayGoOn(const Hours& hours, const Record& record, std::int64_t now_ms);

// What is missing is absent once nobody can note it any more.
void Judge(const Hours& hours, std::int64_t now_ms, Record* record);

}  // namespace koine::attendance
