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
namespace koine::notification {

// Stored in notice.kind and notice_task.state: never renumber.
enum class NoticeKind : std::uint8_t { kRichText = 0, kLink = 1 };
enum class NoticeState : std::uint8_t { kWaiting = 1, kSending = 2, kSent = 3, kCancelled = 4 };

// Code points, where nothing else is said.
inline constexpr int kNoticeTitleMax = 16;
inline constexpr int kNoticeIntroMax = 512;
inline constexpr int kNoticeCoverMax = 255;
inline constexpr int kNoticeTextMax = 10'000;
inline constexpr int kNoticeLinkMax = 512;
inline constexpr std::size_t kNoticeReceiversMax = 1000;  // whom a task names
inline constexpr std::size_t kNoticesRemovedMax = 100;    // notices at once
inline constexpr std::int64_t kNoticeAheadMaxMs = 366LL * 24 * 3600 * 1000;
inline constexpr int kNoticePullMax = 100;  // notices at once
// Users who are told in one transaction, and the pause before the next.
inline constexpr int kNoticeSlice = 500;
inline constexpr std::int64_t kNoticePauseMs = 50;

struct NoticeContent {
  std::string title, cover, intro;
  NoticeKind kind = NoticeKind::kRichText;
  std::string body;  // the rich text, or the link
};

struct Notice {
  std::int64_t id = 0;
  NoticeContent what;
  UserId creator;
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

struct NoticeTask {
  std::int64_t id = 0, notice = 0;
  NoticeState state = NoticeState::kWaiting;
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
Result<std::int64_t> AddNotice(store::Txn& txn, const access::Principal& who, NoticeContent what);
// What shall be different; absent = as it is. Of text and link that of its kind counts.
struct NoticeChanges {
  std::optional<std::string> title, cover, intro, text, link;
  std::optional<NoticeKind> kind;
};
// kNotFound "notice"; as Add; kBadState "notice_sent".
Status ChangeNotice(store::Txn& txn, const access::Principal& who, std::int64_t id,
                    const NoticeChanges& changes);
// All of them or none. kNotFound "notice" when one is not there; kBadState "notice_sent";
// kBadState "notice_waits" while a task is to send one.
Status RemoveNotice(store::Txn& txn, const access::Principal& who,
                    std::span<const std::int64_t> ids);
// kNotFound "notice".
Result<Notice> GetNotice(store::Txn& txn, const access::Principal& who, std::int64_t id);

// Which; absent or empty = any.
struct NoticeFilter {
  std::string title;  // a part of it
  std::optional<NoticeKind> kind;
};
struct NoticePage {
  std::vector<Notice> items;
  std::int64_t total = 0;
};
// The newest first.
Result<NoticePage> ListNotices(store::Txn& txn, const access::Principal& who,
                               const NoticeFilter& filter, std::int64_t limit, std::int64_t offset);

struct PushNoticeIn {
  std::int64_t notice = 0;
  std::optional<std::int64_t> at_ms;  // absent or past: at once
  bool to_all = false;
  std::vector<std::int64_t> receivers;  // else these; doubles count once
};
// Puts a task and returns its id. kMissingArgument "recvIds" when it is to nobody; kBadArgument
// "recvIds" when it is to all and to some, for one of both was not meant; kBadArgument "sendTime"
// beyond kAheadMaxMs; kTooLarge "recvIds"; kNotFound "notice"; kUserNotFound.
Result<std::int64_t> PushNotice(store::Txn& txn, const access::Principal& who,
                                const PushNoticeIn& in);
// kNotFound "push_task"; kBadState "push_task" unless it waits.
Status CancelNoticeTask(store::Txn& txn, const access::Principal& who, std::int64_t id);

struct NoticeTaskFilter {
  std::int64_t notice = 0;
  std::optional<NoticeState> state;
};
struct ListedNoticeTask {
  NoticeTask task;
  std::string title;
  std::vector<std::int64_t> receivers;  // by id; empty: all
};
struct NoticeTaskPage {
  std::vector<ListedNoticeTask> items;
  std::int64_t total = 0;
};
// The newest first.
Result<NoticeTaskPage> ListNoticeTasks(store::Txn& txn, const access::Principal& who,
                                       const NoticeTaskFilter& filter, std::int64_t limit,
                                       std::int64_t offset);

// A notice as a user got it.
struct ReceivedNotice {
  std::int64_t seq = 0, notice = 0;
  NoticeContent what;
  std::int64_t sent_at = 0;  // ms: when sending began
};
// What was sent to the principal after this number, ascending, at most `limit` (up to kPullMax).
// A notice that went to all before the principal had an account is not among them. Notifications of
// the office are (elsewhere.h).
std::vector<ReceivedNotice> PullNotices(store::Txn& txn, const access::Principal& who,
                                        std::int64_t after_seq, int limit);
// A notice that was sent to the principal, as they got it last. kNotFound "notice".
class OwnNotice {
 public:
  static constexpr const char* kDoor = "notice";
  using Key = std::int64_t;
  static Result<OwnNotice> Open(store::Txn& txn, const access::Principal& who, std::int64_t notice);
  const ReceivedNotice& notice() const { return notice_; }

 private:
  explicit OwnNotice(ReceivedNotice notice) : notice_(std::move(notice)) {}
  ReceivedNotice notice_;
};

// The job that sends, on whichever node: each slice in one transaction with its progress. Whoever
// signs in by a name gets a line in the list of notifications as well (core/notification).
void AddNoticeJobs(store::JobRunner& jobs);

}  // namespace koine::notification
