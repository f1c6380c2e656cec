#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/identity/people.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"

namespace koine::schedule {

namespace {

using access::Principal;

// With those invited and everybody's name: two statements, however many events.
std::vector<Shown> Assemble(store::Txn& txn, const Principal& who, std::vector<Listed> events) {
  std::vector<std::int64_t> ids, users;
  for (const Listed& one : events) {
    ids.push_back(one.event.id.value);
    users.push_back(one.event.owner.value);
  }
  std::vector<Seat> seats = ListSeats(txn, who.tenant, ids);
  for (const Seat& seat : seats) users.push_back(seat.person.id.value);
  const auto people = identity::FindPeople(txn, who, std::move(users));
  std::vector<Shown> out;
  std::unordered_map<EventId, std::size_t> places;
  for (Listed& one : events) {
    places.emplace(one.event.id, out.size());
    Shown shown;
    shown.owner = people.Of(one.event.owner);
    if (one.mine != Answer::kOwner) shown.mine = one.mine;
    shown.event = std::move(one.event);
    out.push_back(std::move(shown));
  }
  for (Seat& seat : seats) {
    seat.person = people.Of(seat.person.id);
    out[places[seat.event]].participants.push_back(std::move(seat));
  }
  return out;
}

}  // namespace

Shown Show(store::Txn& txn, const Visible& place) {
  const Answer mine = place.seat().value_or(Answer::kOwner);
  return std::move(Assemble(txn, place.who(), {{place.event(), mine}}).front());
}

std::vector<Shown> List(store::Txn& txn, const Principal& who, const Filter& filter,
                        std::int64_t limit, std::int64_t offset) {
  return Assemble(txn, who, ListEvents(txn, who, filter, limit, offset));
}

std::int64_t Count(store::Txn& txn, const Principal& who, const Filter& filter) {
  return CountEvents(txn, who, filter);
}

Result<Calendar> Range(store::Txn& txn, const Principal& who, std::int64_t from_ms,
                       std::int64_t to_ms) {
  if (to_ms < from_ms || to_ms - from_ms > kRangeMaxMs) {
    return Error{Code::kBadArgument, "schedule_range"};
  }
  const Error many{Code::kBadArgument, "schedule_many"};
  constexpr auto kMax = static_cast<std::int64_t>(kOccurrencesMax);
  std::vector<Listed> found = ListWithin(txn, who, from_ms, to_ms, kMax + 1);
  if (std::ssize(found) > kMax) return many;
  Calendar out;
  std::vector<Listed> kept;
  for (Listed& one : found) {
    const std::size_t room = kOccurrencesMax + 1 - out.occurrences.size();
    const std::vector<Span> spans = Between(one.event.what.when, from_ms, to_ms, room);
    if (spans.size() == room) return many;
    if (spans.empty()) continue;
    for (const Span& span : spans) out.occurrences.push_back({kept.size(), span});
    kept.push_back(std::move(one));
  }
  out.events = Assemble(txn, who, std::move(kept));
  std::stable_sort(
      out.occurrences.begin(), out.occurrences.end(),
      [](const Occurrence& a, const Occurrence& b) { return a.span.start_at < b.span.start_at; });
  return out;
}

}  // namespace koine::schedule
