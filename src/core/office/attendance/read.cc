// Records and what they add up to, for whoever may see them.

#include <algorithm>
#include <utility>

#include "core/identity/directory.h"
#include "core/identity/system.h"
#include "core/office/attendance/attendance.h"
#include "core/office/attendance/judge.h"
#include "core/office/attendance/rows.h"
#include "core/office/organization/organization.h"

namespace koine::attendance {

namespace {

void Name(store::Txn& txn, TenantId tenant, Record* record) {
  const auto user = identity::FindUser(txn, tenant, record->who.id);
  if (user) record->who = user->person();
}

}  // namespace

Record Get(store::Txn& txn, const SeenDay& door, const Hours& hours) {
  const TenantId tenant = door.who().tenant;
  auto row = FindRecord(txn, tenant, door.id(), false);
  if (!row) return {};
  Name(txn, tenant, &row->record);
  Judge(hours, txn.now_ms(), &row->record);
  return std::move(row->record);
}

Result<Reader> Reader::Open(store::Txn& txn, const access::Principal& who,
                            std::optional<UserId> user) {
  if (!user || *user == who.user) return Reader(who.tenant, who.user);
  if (organization::IsLeaderOver(txn, who.tenant, who.user, *user)) {
    return Reader(who.tenant, *user);
  }
  if (!who.admin()) return Error{Code::kRoleTooLow};
  if (!identity::FindUser(txn, who.tenant, *user)) return Error{Code::kUserNotFound};
  return Reader(who.tenant, *user);
}

std::vector<Record> List(store::Txn& txn, const Reader& of, const Hours& hours, Days days,
                         std::int64_t limit, std::int64_t offset) {
  const auto user = identity::FindUser(txn, of.tenant(), of.user());
  std::vector<Record> out;
  for (RecordRow& row : SelectRecords(txn, of.tenant(), of.user(), days, limit, offset)) {
    if (user) row.record.who = user->person();
    Judge(hours, txn.now_ms(), &row.record);
    out.push_back(std::move(row.record));
  }
  return out;
}

std::int64_t Count(store::Txn& txn, const Reader& of, Days days) {
  return CountRecords(txn, of.tenant(), of.user(), days);
}

Totals Sum(store::Txn& txn, const Reader& of, Days days) {
  const std::int64_t user = of.user().value;
  return SumRecords(txn, of.tenant(), {&user, 1}, days)[user];
}

Result<Team> SumTeam(store::Txn& txn, const access::Principal& who, Days days, std::int64_t limit,
                     std::int64_t offset) {
  Team out;
  std::vector<identity::User> users;
  limit = std::min(limit, kTeamMax);
  if (who.admin()) {
    identity::UserFilter filter;
    filter.people = true;
    KOINE_TRY(identity::UserPage page, identity::PageUsers(txn, who, filter, limit, offset));
    out.total = page.total;
    users = std::move(page.users);
  } else {
    out.total = organization::CountLed(txn, who);
    const auto led = organization::ListLed(txn, who, limit, offset);
    users = identity::FindUsers(txn, who.tenant, led);
  }
  std::ranges::sort(users, {}, [](const identity::User& user) { return user.id; });
  std::vector<std::int64_t> ids;
  for (const identity::User& user : users) ids.push_back(user.id.value);
  std::map<std::int64_t, Totals> totals = SumRecords(txn, who.tenant, ids, days);
  for (const identity::User& user : users) {
    out.members.push_back({user.person(), totals[user.id.value]});
  }
  return out;
}

bool Leads(store::Txn& txn, const access::Principal& who) {
  return who.admin() || !organization::ListLed(txn, who, 1, 0).empty();
}

std::int64_t FirstDayOf(store::Txn& txn, const access::Principal& who, const Hours& hours) {
  const auto user = identity::FindUser(txn, who.tenant, who.user);
  return LocalOf(user ? user->created_at : txn.now_ms(), *hours.zone).day;
}

Waiting ListWaiting(store::Txn& txn, const access::Principal& who, const Hours& hours,
                    std::int64_t limit, std::int64_t offset) {
  Waiting out;
  std::vector<std::int64_t> led;
  Users users;
  if (!who.admin()) {
    led = organization::ListLed(txn, who, kJudgedMax, 0);
    if (led.empty()) return out;
    users = led;
  }
  out.total = CountWaiting(txn, who, users);
  std::vector<std::int64_t> owners;
  for (RecordRow& row : SelectWaiting(txn, who, users, limit, offset)) {
    Judge(hours, txn.now_ms(), &row.record);
    owners.push_back(row.record.who.id.value);
    out.records.push_back(std::move(row.record));
  }
  const auto people = identity::FindPeople(txn, who.tenant, std::move(owners));
  for (Record& record : out.records) record.who = people.Of(record.who.id);
  return out;
}

}  // namespace koine::attendance
