#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Numbers over a whole tenant (openim 4.9), for its administrators: kForbidden, but where a
// function says otherwise. All of them read many rows: for Mode::kScan.
namespace koine::backoffice {

// From `start` to before `end`, in milliseconds.
struct Span {
  std::int64_t start = 0, end = 0;
};

// How many there are, were before the span, and came on each of its days (days since 1970, UTC;
// those without any are not there).
struct Growth {
  std::int64_t total = 0, before = 0;
  std::map<std::int64_t, std::int64_t> days;
};
// How many there are is no secret: any user may ask (openim 4.9).
Growth CountUsers(store::Txn& txn, const access::Principal& who, const Span& span);
// Dissolved ones too.
Result<Growth> CountGroups(store::Txn& txn, const access::Principal& who, const Span& span);

struct ActivityQuery {
  Span span;
  bool ascending = false;
  bool groups = true;  // of users: whether what they wrote in groups counts, too
  std::int64_t limit = 0, offset = 0;
};
struct Active {
  std::int64_t id = 0;  // of a user or group
  std::string handle;   // of a group; its id where it has no other
  std::int64_t messages = 0;
};
// What people wrote in the span: messages, who wrote or where, on which day, and a page of those by
// their number of messages. System lines do not count.
struct Activity {
  std::int64_t messages = 0, active = 0;
  std::map<std::int64_t, std::int64_t> days;
  std::vector<Active> page;
};
Result<Activity> CountSenders(store::Txn& txn, const access::Principal& who,
                              const ActivityQuery& query);
Result<Activity> CountActiveGroups(store::Txn& txn, const access::Principal& who,
                                   const ActivityQuery& query);

}  // namespace koine::backoffice
