#include "core/office/schedule/exchange.h"

#include "core/identity/people.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"

namespace koine::schedule {

namespace {

bool Same(const Details& a, const Details& b) {
  return a.title == b.title && a.description == b.description && a.location == b.location &&
         a.when == b.when && a.reminder == b.reminder;
}

Result<office::Fate> Take(store::Txn& txn, const access::Principal& who, const Entry& entry,
                          bool dry_run) {
  const auto known = FindByUid(txn, who.tenant, who.user, entry.uid);
  if (!known) {
    if (dry_run) return office::Fate::kCreated;
    Draft draft;
    draft.what = entry.what;
    draft.uid = entry.uid;
    KOINE_CHECK(Create(txn, who, draft));
    return office::Fate::kCreated;
  }
  if (known->cancelled || Same(known->what, entry.what)) return office::Fate::kUnchanged;
  if (dry_run) return office::Fate::kUpdated;
  KOINE_TRY(const Owned place, Owned::Open(txn, who, known->id));
  const Details& what = entry.what;
  Changes changes;
  changes.title = what.title;
  changes.description = what.description;
  changes.location = what.location;
  changes.zone = what.when.zone;
  changes.start_at = what.when.start_at;
  changes.end_at = what.when.end_at;
  changes.all_day = what.when.all_day;
  changes.repeat = what.repeat;
  changes.except = what.when.except;
  changes.reminder = what.reminder;
  KOINE_CHECK(Change(txn, place, changes));
  return office::Fate::kUpdated;
}

}  // namespace

Result<std::string> Export(store::Txn& txn, const access::Principal& who, std::int64_t from_ms,
                           std::int64_t to_ms) {
  std::vector<Event> events;
  for (Listed& one : ListWithin(txn, who, from_ms, to_ms, kExportMax + 1)) {
    events.push_back(std::move(one.event));
  }
  if (events.size() > kExportMax) return Error{Code::kBadArgument, "schedule_many"};
  return WriteCalendar(events, txn.now_ms());
}

Result<std::vector<office::Fate>> Import(store::Txn& txn, const access::Principal& who,
                                         const File& file, bool dry_run) {
  // Two imports of one person come one after the other, so that neither makes what the other did.
  identity::LockSelf(txn, who);
  std::vector<office::Fate> out;
  for (const Entry& entry : file.entries) {
    KOINE_TRY(const office::Fate fate, Take(txn, who, entry, dry_run));
    out.push_back(fate);
  }
  return out;
}

}  // namespace koine::schedule
