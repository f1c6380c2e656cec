#include "core/office/schedule/door.h"

#include "core/office/organization/organization.h"
#include "core/office/schedule/rows.h"

namespace koine::schedule {

namespace {

Result<Event> Find(store::Txn& txn, const access::Principal& who, EventId id) {
  auto event = FindEvent(txn, who.tenant, id, txn.writable());
  if (!event) return Error{Code::kNotFound, "schedule"};
  return *std::move(event);
}

bool Shows(store::Txn& txn, const access::Principal& who, const Event& event) {
  switch (event.what.visibility) {
    case Visibility::kPrivate:
      return false;
    case Visibility::kDepartment:
      return organization::SameDepartment(txn, who.tenant, who.user, event.owner);
    case Visibility::kPublic:
      return true;
  }
  return false;
}

}  // namespace

Result<Visible> Visible::Open(store::Txn& txn, const access::Principal& who, EventId id) {
  KOINE_TRY(Event event, Find(txn, who, id));
  const auto seat = FindAnswer(txn, who.tenant, id, who.user);
  if (!seat && !Shows(txn, who, event)) return Error{Code::kForbidden};
  return Visible(who, std::move(event), seat);
}

Result<Owned> Owned::Open(store::Txn& txn, const access::Principal& who, EventId id) {
  KOINE_TRY(Event event, Find(txn, who, id));
  if (event.owner != who.user) return Error{Code::kForbidden};
  return Owned(who, std::move(event));
}

Result<Attended> Attended::Open(store::Txn& txn, const access::Principal& who, EventId id) {
  KOINE_TRY(Event event, Find(txn, who, id));
  const auto seat = FindAnswer(txn, who.tenant, id, who.user);
  if (!seat) return Error{Code::kForbidden};
  return Attended(who, std::move(event), *seat);
}

Result<Invited> Invited::Open(store::Txn& txn, const access::Principal& who, EventId id) {
  KOINE_TRY(Event event, Find(txn, who, id));
  const auto seat = FindAnswer(txn, who.tenant, id, who.user);
  if (!seat || *seat == Answer::kOwner) return Error{Code::kForbidden, "not_invited"};
  return Invited(who, std::move(event), *seat);
}

}  // namespace koine::schedule
