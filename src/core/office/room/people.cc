#include "core/office/room/people.h"

#include <algorithm>
#include <utility>

#include "core/access/system.h"
#include "core/notification/notification.h"
#include "core/office/organization/organization.h"

namespace koine::room {

namespace {

constexpr char kRelatedType[] = "MEETING_BOOKING";

// The leader of the department that a room belongs to, and its deputies; nobody while it is out of
// use.
std::vector<UserId> LeadsOf(store::Txn& txn, TenantId tenant, std::int64_t department) {
  if (department == 0) return {};
  return organization::LeadsOf(txn, tenant, organization::DepartmentId(department));
}

}  // namespace

bool Manages(store::Txn& txn, const access::Principal& who, std::int64_t department) {
  if (who.admin()) return true;
  const std::vector<UserId> leads = LeadsOf(txn, who.tenant, department);
  return std::ranges::find(leads, who.user) != leads.end();
}

std::vector<UserId> ManagersOf(store::Txn& txn, TenantId tenant, std::int64_t department,
                               UserId booker) {
  for (const UserId lead : LeadsOf(txn, tenant, department)) {
    if (lead != booker) return {lead};
  }
  const auto manager = organization::AdministratorFirst(txn, tenant, booker);
  return manager ? std::vector<UserId>{*manager} : std::vector<UserId>{};
}

std::vector<UserId> PeopleOf(store::Txn& txn, TenantId tenant, const Booking& booking, UserId but) {
  const std::int64_t id = booking.id.value;
  std::vector<UserId> out;
  for (const Seat& seat : FindSeats(txn, tenant, {&id, 1})) {
    if (seat.user != but) out.push_back(seat.user);
  }
  return out;
}

void Tell(store::Txn& txn, TenantId tenant, const Booking& b, notification::LineKind kind,
          UserId actor, const std::vector<UserId>& users, const std::string& text) {
  if (users.empty()) return;
  notification::Line line;
  line.kind = kind;
  if (actor) line.actor = access::FindPerson(txn, tenant, actor).name;
  const auto room = FindRoom(txn, tenant, b.room);
  if (room) line.place = room->name;
  line.topic = b.what.title;
  line.from_ms = b.what.span.begin;
  line.to_ms = b.what.span.end;
  line.text = text;
  notification::Notify(
      txn, tenant, actor, users,
      notification::ContentOf(notification::kMeeting, line, kRelatedType, b.id.value));
}

}  // namespace koine::room
