// When people have time.

#include <algorithm>
#include <map>

#include "core/contact/pair.h"
#include "core/office/organization/organization.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"

namespace koine::schedule {

namespace {

using access::Principal;

// Without those that the principal may not read: what is for the owner's department is for who sits
// with the owner. One statement, however many owners.
void KeepVisible(store::Txn& txn, const Principal& who, std::vector<Taken>* rows) {
  std::vector<std::int64_t> owners;
  const auto asks = [](const Taken& row) {
    return !row.seated && row.visibility == Visibility::kDepartment;
  };
  for (const Taken& row : *rows) {
    if (asks(row)) owners.push_back(row.owner.value);
  }
  const auto near = organization::SitWith(txn, who.tenant, who.user, owners);
  std::erase_if(*rows, [&](const Taken& row) {
    return asks(row) && !std::binary_search(near.begin(), near.end(), row.owner.value);
  });
}

// By start, those that touch each other as one, and nothing outside of the range.
std::vector<Span> Merged(std::vector<Span> spans, std::int64_t from_ms, std::int64_t to_ms) {
  std::sort(spans.begin(), spans.end(),
            [](const Span& a, const Span& b) { return a.start_at < b.start_at; });
  std::vector<Span> out;
  for (const Span& one : spans) {
    const Span cut{std::max(one.start_at, from_ms), std::min(one.end_at, to_ms)};
    if (!out.empty() && cut.start_at <= out.back().end_at) {
      out.back().end_at = std::max(out.back().end_at, cut.end_at);
    } else {
      out.push_back(cut);
    }
  }
  return out;
}

}  // namespace

Result<std::vector<Busy>> ListBusy(store::Txn& txn, const Principal& who,
                                   std::span<const std::int64_t> people, std::int64_t from_ms,
                                   std::int64_t to_ms) {
  if (to_ms < from_ms || to_ms - from_ms > kRangeMaxMs) {
    return Error{Code::kBadArgument, "schedule_range"};
  }
  if (people.size() > kBusyPeopleMax) return Error{Code::kBadArgument, "participants_many"};
  std::vector<std::int64_t> asked(people.begin(), people.end());
  for (const std::int64_t blocker : contact::BlockersAmong(txn, who, asked)) {
    std::erase(asked, blocker);
  }
  constexpr auto kMax = static_cast<std::int64_t>(kOccurrencesMax);
  std::vector<Taken> rows;
  if (!asked.empty()) rows = ListTaken(txn, who, asked, from_ms, to_ms, kMax + 1);
  const Error many{Code::kBadArgument, "schedule_many"};
  if (std::ssize(rows) > kMax) return many;
  KeepVisible(txn, who, &rows);
  std::map<std::int64_t, std::vector<Span>> spans;
  std::size_t room = kOccurrencesMax + 1;
  for (const Taken& row : rows) {
    const std::vector<Span> found = Between(row.when, from_ms, to_ms, room);
    if (found.size() == room) return many;
    room -= found.size();
    std::vector<Span>& of = spans[row.user.value];
    of.insert(of.end(), found.begin(), found.end());
  }
  std::vector<Busy> out;
  for (const std::int64_t user : people) {
    out.push_back({UserId(user), Merged(spans[user], from_ms, to_ms)});
  }
  return out;
}

}  // namespace koine::schedule
