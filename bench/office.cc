// Fills a store with what people of an office have, past the server, for the scenario `office`:
// `bench_office --store URL --caller ID --others FIRST_ID --room ID [--own 10000]
// [--foreign 1000000]`. Of every list the caller has --own rows, and a hundred others, whose ids
// begin at FIRST_ID, have --foreign among them, in turn with the caller's.
#include <algorithm>
#include <cstdio>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "bench/lib/process.h"
#include "bench/lib/report.h"
#include "core/schema/schema.h"
#include "store/store.h"

namespace koine::bench {
namespace {

using store::Sql;

constexpr std::int64_t kPerCommand = 1'000;
constexpr int kTries = 20;                  // of a command that was stopped, since it took too long
constexpr std::int64_t kSpaceMs = 600'000;  // between two rows: nineteen years of a million

// Row i, its owner, and when it is from. Its id is far above those that the server gives. Which of
// the rows are the caller's is another one for each shift.
#define KOINE_SHIFTED(shift)                                                                \
  "with recursive n(i) as (select ?{::bigint} union all select i + 1 from n where i < ?), " \
  "r(i, id, who, at) as (select i, 10000000 + i, case when (i + " shift                     \
  ") % ? = 0 then ? else "                                                                  \
  "? + i % 100 end, ? + i * ? from n) "
#define KOINE_ROWS KOINE_SHIFTED("0")
#define KOINE_NEXT KOINE_SHIFTED("1")
#define KOINE_THIRD KOINE_SHIFTED("2")
const Sql kTodos{
    KOINE_ROWS
    "insert into todo (id, tenant_id, user_id, title, description, kind, priority, state, "
    "due_day, related_id, completed_at, created_at, updated_at) select id, 1, who, 'entry ' || i, "
    "'', 1, 1 + i % 3, 1 + i % 2, '', 0, 0, at, at from r"};
const Sql kTasks{
    KOINE_ROWS
    "insert into task (id, tenant_id, parent_id, creator_id, assignee_id, title, description, "
    "kind, priority, state, start_day, due_day, percent, tags, remind_at, completed_at, "
    "created_at, updated_at) select id, 1, 0, who, who, 'task ' || i, '', 'PERSONAL', 1 + i % 4, "
    "1 + i % 4, '', '', 0, '', 0, 0, at, at from r"};
const Sql kDings{
    KOINE_ROWS
    "insert into ding (id, tenant_id, sender_id, content, audience, way, urgent, needs_receipt, "
    "attachment, state, scheduled_at, sent_at, told_to, total, read_count, confirmed_count, "
    "remind_minutes, remind_max, reminded, reminded_to, created_at, updated_at) select id, 1, "
    "who, 'come ' || i, 0, 0, 0, 1, '', 3, 0, at, 0, 1, 0, 0, 0, 3, 0, 0, at, at from r"};
const Sql kReceipts{
    KOINE_NEXT
    "insert into ding_receipt (ding_id, user_id, tenant_id, id, sent_at, read_at, confirmed_at, "
    "remark) select id, who, 1, id, at, case when i % 2 = 0 then at else 0 end, 0, '' from r"};
const Sql kApprovals{
    KOINE_ROWS
    "insert into approval (id, tenant_id, template_id, template_name, template_code, title, "
    "applicant_id, state, step_id, step_name, form, details, summary, search_text, attachments, "
    "remark, last_actor_id, last_comment, last_at, reminded, passes, created_at, updated_at, "
    "finished_at) select id, 1, 2, 'Expense', 'REIMBURSEMENT', 'taxi ' || i, who, 'PENDING', id, "
    "'one', '{\"reason\":\"to the client\"}', '{}', 'to the client', 'taxi ' || i, '', '', 0, '', "
    "0, 0, 0, at, at, 0 from r"};
const Sql kHands{
    KOINE_NEXT
    "insert into approval_hand (approval_id, user_id, step_id, tenant_id, origin_id, state, "
    "created_at) select id, who, id, 1, who, 'OPEN', at from r"};
const Sql kRecords{
    KOINE_THIRD
    "insert into approval_record (id, tenant_id, approval_id, step_id, actor_id, action, "
    "target_id, comment, listed, at) select id, 1, id, id, who, 'APPROVE', 0, 'fine', 1, at from "
    "r"};
const Sql kEvents{
    KOINE_ROWS
    "insert into schedule (id, tenant_id, owner_id, uid, title, description, location, category, "
    "color, search_text, start_at, end_at, all_day, zone, rule, except_at, frequency, step, days, "
    "last_day, visibility, reminder, reminded_at, cancelled_at, revision, created_at, updated_at) "
    "select id, 1, who, 'u' || i, 'talk ' || i, '', '', '', '', 'talk ' || i, at, at + 3600000, "
    "0, 'Asia/Shanghai', '', '', 0, 0, '', '', 0, null, 0, 0, 0, at, at from r"};
const Sql kSeats{
    KOINE_ROWS
    "insert into schedule_seat (event_id, user_id, tenant_id, id, answer, answered_at, remark, "
    "start_at, until_at) select id, who, 1, id, 0, 0, '', at, at + 3600000 from r"};
// Days follow each other; of the others each has one in a hundred rows.
const Sql kDays{
    KOINE_ROWS
    "insert into attendance (id, tenant_id, user_id, day, type, in_at, out_at, in_status, "
    "out_status, minutes, in_place, out_place, device, reasons, supplement, sides, decider_id, "
    "decided_at, comment, created_at, updated_at) select id, 1, who, 10000 + i / case when who "
    "= ? then ? else 100 end, 'WORK', at, at, 'NORMAL', 'NORMAL', 480, '', '', '', '[]', "
    "'NONE', 0, 0, 0, '', at, at from r"};
const Sql kBookings{
    KOINE_ROWS
    "insert into meeting_booking (id, tenant_id, room_id, user_id, title, type, starts_at, "
    "ends_at, people, agenda, resources, refreshments, recording, remark, status, reason, "
    "reminded, checked_in_at, checked_out_at, feedback, rating, created_at, updated_at) select "
    "id, 1, ?{::bigint}, who, 'meeting ' || i, 'REGULAR', at, at + 600000, 2, '', '[]', '', '', "
    "'', 'COMPLETED', '', 1, at, at, '', 0, at, at from r"};
const Sql kAttendees{
    KOINE_ROWS
    "insert into meeting_attendee (booking_id, user_id, tenant_id, starts_at, checked_in_at) "
    "select id, who, 1, at, at from r"};

const Sql kMails{
    KOINE_NEXT
    "insert into mail (id, tenant_id, sender_id, thread_id, answered_id, draft, boxes, bytes, "
    "files, subject, preview, created_at, sent_at) select id, 1, who, id, 0, 0, 1, 4, 0, "
    "'letter ' || i, 'text', at, at from r"};
// In the inbox (1); of two one is unread, of four one is starred.
const Sql kBoxes{
    KOINE_ROWS
    "insert into mail_box (mail_id, owner_id, sent, tenant_id, thread_id, folder, home, is_read, "
    "starred, at, trashed_at) select id, who, 0, 1, id, 1, 1, id / 11 % 2, "
    "case when id / 11 % 4 = 0 then 1 else 0 end, at, 0 from r"};
const Sql kDocuments{
    KOINE_ROWS
    "insert into document (id, tenant_id, owner_id, title, kind, state, folder_id, parent_id, "
    "version, unkept, bytes, kept_bytes, preview, shares, comments, changed_by, changed_at, "
    "trashed_at, created_at) select id, 1, who, 'document ' || i, 1, 1, 0, 0, 1, 0, 4, 0, 'text', "
    "0, 0, who, at, 0, at from r"};
const Sql kPlaces{
    KOINE_ROWS
    "insert into document_seat (document_id, user_id, tenant_id, owner_id, permission, place, "
    "may_copy, may_download, expires_at, starred, opened_at, changed_at) select id, who, 1, who, "
    "5, 1, 1, 1, 0, at, at, at from r"};
const Sql kContacts{
    KOINE_ROWS
    "insert into external_contact (id, tenant_id, owner_id, group_id, name, company, position, "
    "mobile, email, wechat, address, remark, tags, avatar, starred, source, searched, created_at, "
    "updated_at) select id, 1, who, 0, 'contact ' || i, 'company', '', '', '', '', '', '', '', "
    "'', case when id / 11 % 100 = 0 then 1 else 0 end, 1, 'contact ' || i, at, at from r"};
const Sql kDriveFiles{
    KOINE_ROWS
    "insert into drive_file (id, tenant_id, owner_id, folder_id, file_id, name, searched, state, "
    "starred, key, extension, mime, kind, bytes, stored_at, created_at, updated_at, trashed_at) "
    "select id, 1, who, 0, id, 'plan ' || i || '.txt', 'plan ' || i || '.txt', 1, 0, "
    "'bench/' || i || '.txt', 'txt', 'text/plain', 1, 4, at, at, at, 0 from r"};

// The numbers that the server keeps of these rows (schema/desk_rows.cc).
const Sql kDesks[] = {
    Sql{"insert into workbench (user_id, tenant_id, todos, todos_open) select user_id, tenant_id, "
        "count(*), sum(case when state < 3 then 1 else 0 end) from todo "
        "group by user_id, tenant_id"},
    Sql{"insert into ding_desk (user_id, tenant_id, unread) select user_id, tenant_id, count(*) "
        "from ding_receipt where sent_at > 0 and read_at = 0 group by user_id, tenant_id"},
    Sql{"insert into approval_desk (user_id, tenant_id, waiting) select user_id, tenant_id, "
        "count(distinct approval_id) from approval_hand where state = 'OPEN' "
        "group by user_id, tenant_id"},
};

struct Plan {
  std::int64_t caller = 0, others = 0, room = 0, rows = 0, every = 1, begin_ms = 0;
};

template <class F>
void Write(store::Store& store, F fill) {
  const auto command = [&](store::Txn& txn) -> Status {
    fill(txn);
    return Ok();
  };
  Status done = store.WriteAndWait({"seed"}, command);
  for (int i = 1; i < kTries && !done.ok() && done.error().Is(Code::kUnavailable); ++i) {
    done = store.WriteAndWait({"seed"}, command);
  }
  if (!done.ok()) Die("seed: " + done.error().text);
}

template <class... More>
void Fill(store::Store& store, const Plan& plan, const Sql& sql, More... more) {
  for (std::int64_t from = 1; from <= plan.rows; from += kPerCommand) {
    const std::int64_t to = std::min(plan.rows, from + kPerCommand - 1);
    Write(store, [&](store::Txn& txn) {
      txn.Exec(sql, from, to, plan.every, plan.caller, plan.others, plan.begin_ms, kSpaceMs,
               more...);
    });
  }
}

int Main(int argc, char** argv) {
  const Args args(argc, argv);
  log::SetLevel(log::Level::kError);  // its commands are large on purpose
  SystemClock clock;
  SystemRandom random;
  store::Options options;
  options.url = args.Text("store", "");
  options.clock = &clock;
  options.random = &random;
  auto store = store::Store::Open(options, core::Migrations());
  if (!store.ok()) Die("seed: " + store.error().text);
  Plan plan;
  plan.caller = args.Number("caller", 0);
  plan.others = args.Number("others", 0);
  plan.room = args.Number("room", 0);
  const std::int64_t own = args.Number("own", 10'000);
  plan.rows = own + args.Number("foreign", 1'000'000);
  plan.every = plan.rows / own;
  // Half of it lies ahead.
  plan.begin_ms = clock.NowMs() - plan.rows / 2 * kSpaceMs;
  for (const Sql* sql :
       {&kTodos, &kTasks, &kDings, &kReceipts, &kApprovals, &kHands, &kRecords, &kEvents, &kSeats,
        &kAttendees, &kMails, &kBoxes, &kDocuments, &kPlaces, &kContacts, &kDriveFiles}) {
    Fill(**store, plan, *sql);
  }
  Fill(**store, plan, kDays, plan.caller, plan.every);
  Fill(**store, plan, kBookings, plan.room);
  for (const Sql& sql : kDesks) Write(**store, [&](store::Txn& txn) { txn.Exec(sql); });
  std::printf("{\"rows\":%lld}\n", static_cast<long long>(plan.rows));
  return 0;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  return koine::bench::Main(argc, argv);
}
