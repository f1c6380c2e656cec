#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/job.h"
#include "store/txn.h"

// What those who run the server tell its users (im-chat 3.3.7): a notice is written first, and sent
// by a task, at once or later, to some users or to all. Who gets it is fixed when sending begins:
// then the task takes the next number of its tenant (`seq`), and its users find it there. After
// that they are told in slices, in the order of the numbers.
//
// What users hold stays as it is: a notice that was sent, or is being sent, can be neither changed
// nor removed, for two users would read different things under one number, and who opens it again
// would find nothing. A mistake is put right by another notice.
namespace koine::notice {

// Stored in notice.kind and notice_task.state: never renumber.
enum class Kind : std::uint8_t { kRichText = 0, kLink = 1 };
enum class State : std::uint8_t { kWaiting = 1, kSending = 2, kSent = 3, kCancelled = 4 };

// Code points, where nothing else is said.
inline constexpr int kTitleMax = 16;
inline constexpr int kIntroMax = 512;
inline constexpr int kCoverMax = 255;
inline constexpr int kTextMax = 10'000;
inline constexpr int kLinkMax = 512;
inline constexpr std::size_t kReceiversMax = 1000;  // whom a task names
inline constexpr std::size_t kRemovedMax = 100;     // notices at once
inline constexpr std::int64_t kAheadMaxMs = 366LL * 24 * 3600 * 1000;
inline constexpr int kPullMax = 100;  // notices at once
// Users who are told in one transaction, and the pause before the next.
inline constexpr int kSlice = 500;
inline constexpr std::int64_t kPauseMs = 50;

struct Content {
  std::string title, cover, intro;
  Kind kind = Kind::kRichText;
  std::string body;  // the rich text, or the link
};

struct Notice {
  std::int64_t id = 0;
  Content what;
  UserId creator;
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

struct Task {
  std::int64_t id = 0, notice = 0;
  State state = State::kWaiting;
  bool to_all = false;
  std::int64_t due_at = 0;  // ms
  std::int64_t seq = 0;     // 0 until sending begins
  std::int64_t told = 0;    // users, so far
  UserId reached;           // the last of them
  UserId creator;
  std::int64_t created_at = 0, started_at = 0, ended_at = 0;
};

// Every verb of the office is refused with kForbidden to those who are no administrators; auditors
// may look.

// kMissingArgument "richText", "externLink": what its kind needs; kBadArgument "externLink" for a
// link that is not of the web.
Result<std::int64_t> Add(store::Txn& txn, const access::Principal& who, Content what);
// What shall be different; absent = as it is. Of text and link that of its kind counts.
struct Changes {
  std::optional<std::string> title, cover, intro, text, link;
  std::optional<Kind> kind;
};
// kNotFound "notice"; as Add; kBadState "notice_sent".
Status Change(store::Txn& txn, const access::Principal& who, std::int64_t id,
              const Changes& changes);
// All of them or none. kNotFound "notice" when one is not there; kBadState "notice_sent";
// kBadState "notice_waits" while a task is to send one.
Status Remove(store::Txn& txn, const access::Principal& who, std::span<const std::int64_t> ids);
// kNotFound "notice".
Result<Notice> Get(store::Txn& txn, const access::Principal& who, std::int64_t id);

// Which; absent or empty = any.
struct Filter {
  std::string title;  // a part of it
  std::optional<Kind> kind;
};
struct Page {
  std::vector<Notice> items;
  std::int64_t total = 0;
};
// The newest first.
Result<Page> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                  std::int64_t limit, std::int64_t offset);

struct PushIn {
  std::int64_t notice = 0;
  std::optional<std::int64_t> at_ms;  // absent or past: at once
  bool to_all = false;
  std::vector<std::int64_t> receivers;  // else these; doubles count once
};
// Puts a task and returns its id. kMissingArgument "recvIds" when it is to nobody; kBadArgument
// "recvIds" when it is to all and to some, for one of both was not meant; kBadArgument "sendTime"
// beyond kAheadMaxMs; kTooLarge "recvIds"; kNotFound "notice"; kUserNotFound.
Result<std::int64_t> Push(store::Txn& txn, const access::Principal& who, const PushIn& in);
// kNotFound "push_task"; kBadState "push_task" unless it waits.
Status Cancel(store::Txn& txn, const access::Principal& who, std::int64_t id);

struct TaskFilter {
  std::int64_t notice = 0;
  std::optional<State> state;
};
struct ListedTask {
  Task task;
  std::string title;
  std::vector<std::int64_t> receivers;  // by id; empty: all
};
struct TaskPage {
  std::vector<ListedTask> items;
  std::int64_t total = 0;
};
// The newest first.
Result<TaskPage> ListTasks(store::Txn& txn, const access::Principal& who, const TaskFilter& filter,
                           std::int64_t limit, std::int64_t offset);

// A notice as a user got it.
struct Received {
  std::int64_t seq = 0, notice = 0;
  Content what;
  std::int64_t sent_at = 0;  // ms: when sending began
};
// What was sent to the principal after this number, ascending, at most `limit` (up to kPullMax).
// What was sent to all before he had an account is not his.
std::vector<Received> Pull(store::Txn& txn, const access::Principal& who, std::int64_t after_seq,
                           int limit);
// A notice that was sent to the principal, as he got it last. kNotFound "notice".
Result<Received> Read(store::Txn& txn, const access::Principal& who, std::int64_t notice);

// The job that sends, on whichever node: each slice in one transaction with its progress. Whoever
// signs in by a name gets a line in the list of notifications as well (core/notification).
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::notice
