#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/notification/said.h"
#include "core/office/room/rows.h"
#include "store/txn.h"

// What people hear of bookings, and who looks after a room.
namespace koine::room {

// Whether this user looks after rooms of the department: administrators, and who leads it.
bool Manages(store::Txn& txn, const access::Principal& who, std::int64_t department);
// Who is asked to confirm what this user booked there.
std::vector<UserId> ManagersOf(store::Txn& txn, TenantId tenant, std::int64_t department,
                               UserId booker);

// Booker and attendees, without `but`.
std::vector<UserId> PeopleOf(store::Txn& txn, TenantId tenant, const Booking& row, UserId but);
// Notifies them of the booking. `text`: what somebody wrote with it.
void Tell(store::Txn& txn, TenantId tenant, const Booking& row, notification::LineKind kind,
          UserId actor, const std::vector<UserId>& users, const std::string& text = {});

}  // namespace koine::room
