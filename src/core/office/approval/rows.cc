#include "core/office/approval/rows.h"

#include <utility>

#include "base/text.h"

namespace koine::approval {

namespace {

using office::ValueOf;
using office::WordOf;
using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kApprovalIds{"approval", 1};
constexpr store::IdSequence kStepIds{"approval_step", 1};
constexpr store::IdSequence kRecordIds{"approval_record", 1};
constexpr store::IdSequence kTemplateIds{"approval_template", 1};

#define KOINE_NAME(u)                      \
  "case when " u ".nickname <> '' then " u \
  ".nickname else "                        \
  "coalesce(" u ".username, " u ".handle, '') end"
// Name and picture of the joined user.
#define KOINE_WHO KOINE_NAME("u") ", u.avatar"
#define KOINE_APPROVAL_COLUMNS                                                                 \
  "a.id, a.template_id, a.template_name, a.template_code, a.title, a.applicant_id, " KOINE_WHO \
  ", a.state, a.step_id, a.step_name, a.form, a.details, a.summary, "                          \
  "a.attachments, a.remark, a.last_actor_id, a.last_comment, a.last_at, a.reminded, "          \
  "a.passes, a.created_at, a.updated_at, a.finished_at"
constexpr int kColumns = 24;
#define KOINE_APPLICANT " left join users u on u.id = a.applicant_id "
#define KOINE_LAST ", " KOINE_NAME("l") ", l.avatar"
#define KOINE_LAST_ACTOR "left join users l on l.id = a.last_actor_id "

const Sql kInsert{
    "insert into approval (id, tenant_id, template_id, template_name, template_code, title, "
    "applicant_id, state, step_id, step_name, form, details, summary, search_text, attachments, "
    "remark, last_actor_id, last_comment, last_at, reminded, passes, created_at, updated_at, "
    "finished_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
#define KOINE_FIND                                                    \
  "select " KOINE_APPROVAL_COLUMNS " from approval a" KOINE_APPLICANT \
  "where a.tenant_id = ? and a.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update of a}"};
const Sql kSave{
    "update approval set state = ?, step_id = ?, step_name = ?, last_actor_id = ?, "
    "last_comment = ?, last_at = ?, reminded = ?, passes = ?, updated_at = ?, finished_at = ? "
    "where tenant_id = ? and id = ?"};

const Sql kInsertStep{
    "insert into approval_step (id, tenant_id, approval_id, place, stage, lane, node_key, name, "
    "kind, needs, state, processor_id, processed_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kSteps{
    "select id, place, stage, lane, node_key, name, kind, needs, state, processor_id, "
    "processed_at from approval_step where tenant_id = ? and approval_id = ? order by place"};
const Sql kSaveStep{
    "update approval_step set state = ?, processor_id = ?, processed_at = ? "
    "where tenant_id = ? and id = ?"};

const Sql kInsertHand{
    "insert into approval_hand (approval_id, user_id, step_id, tenant_id, origin_id, state, "
    "created_at) values (?, ?, ?, ?, ?, ?, ?) on conflict (approval_id, user_id, step_id) "
    "do update set state = excluded.state, origin_id = excluded.origin_id"};
const Sql kHands{
    "select h.step_id, h.user_id, " KOINE_WHO
    ", h.origin_id, h.state from approval_hand h left join users u on u.id = h.user_id "
    "where {+}h.tenant_id = ? and h.approval_id = ? order by h.step_id, h.user_id"};
const Sql kSaveHand{
    "update approval_hand set state = ? "
    "where tenant_id = ? and approval_id = ? and user_id = ? and step_id = ?"};
const Sql kOpen{
    "select distinct h.approval_id, h.user_id, " KOINE_WHO
    " from approval_hand h left join users u on u.id = h.user_id where h.state = 'OPEN' and "
    "{+}h.tenant_id = ? and h.approval_id {in ?} order by h.approval_id, h.user_id"};

const Sql kUnlist{
    "update approval_record set listed = 0 "
    "where {+}tenant_id = ? and approval_id = ? and actor_id = ? and listed = 1"};
const Sql kInsertRecord{
    "insert into approval_record (id, tenant_id, approval_id, step_id, actor_id, action, "
    "target_id, comment, listed, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
#define KOINE_TARGET KOINE_NAME("t")
const Sql kRecords{
    "select r.id, r.step_id, r.actor_id, " KOINE_WHO
    ", r.action, r.target_id, r.comment, r.at, " KOINE_TARGET
    " from approval_record r left join users u on u.id = r.actor_id "
    "left join users t on t.id = r.target_id where {+}r.tenant_id = ? and r.approval_id = ? "
    "order by r.at, r.id"};

// What is held once each, though two steps beside each other may wait for one person: the index has
// these together.
#define KOINE_HELD(word) \
  "from approval_hand h where h.tenant_id = ? and h.user_id = ? and h.state = '" word "' "
#define KOINE_WAITS KOINE_HELD("OPEN")
#define KOINE_ONCE "group by h.created_at, h.approval_id "
// A page of approvals in the order of their keys, of which the first is when: those alone are
// looked at, so that what lies before the page costs little.
#define KOINE_SHOWN(page)                                                       \
  "select " KOINE_APPROVAL_COLUMNS KOINE_LAST ", p.action, p.done from (" page  \
  ") p {cross join} approval a on a.id = p.id" KOINE_APPLICANT KOINE_LAST_ACTOR \
  "order by p.at desc, p.nr desc"
#define KOINE_PAGE(keys) KOINE_SHOWN(keys " limit ? offset ?")
#define KOINE_WAITING                                                                   \
  "select h.approval_id as id, h.created_at as at, h.approval_id as nr, '' as action, " \
  "0 as done "
#define KOINE_WAITING_ORDER KOINE_ONCE "order by h.created_at desc, h.approval_id desc"
#define KOINE_WAITING_BACK KOINE_ONCE "order by h.created_at, h.approval_id"
#define KOINE_COUNT_HELD(word) \
  "select count(*) from (select distinct h.created_at, h.approval_id " KOINE_HELD(word) ") t"
const Sql kWaiting{KOINE_PAGE(KOINE_WAITING KOINE_WAITS KOINE_WAITING_ORDER)};
const Sql kWaitingBack{KOINE_PAGE(KOINE_WAITING KOINE_WAITS KOINE_WAITING_BACK)};
// A word is looked for in what waits, read once.
#define KOINE_WITH                                                                              \
  "and exists (select 1 from approval a" KOINE_APPLICANT                                        \
  "where a.id = h.approval_id and ({instr}(a.search_text, ?) > 0 or {instr}(u.search_text, ?) " \
  "> 0)) "
// proof: the hand binds it, which names the approval
const Sql kWaitingWith{KOINE_PAGE(KOINE_WAITING KOINE_WAITS KOINE_WITH KOINE_WAITING_ORDER)};
const Sql kCountWaiting{"select waiting from approval_desk where tenant_id = ? and user_id = ?"};
const Sql kMoreWaiting{
    "insert into approval_desk (user_id, tenant_id, waiting) values (?, ?, ?) "
    "on conflict (user_id) do update set waiting = approval_desk.waiting + excluded.waiting"};
const Sql kCopied{KOINE_PAGE(KOINE_WAITING KOINE_HELD("COPIED") KOINE_WAITING_ORDER)};
const Sql kCountCopied{KOINE_COUNT_HELD("COPIED")};
// proof: the hand binds it, which names the approval
const Sql kCountWaitingWith{
    "select count(*) from (select distinct h.created_at, h.approval_id " KOINE_WAITS KOINE_WITH
    ") t"};

#define KOINE_MINE                                                                \
  "select id, created_at as at, id as nr, '' as action, 0 as done from approval " \
  "where tenant_id = ? and applicant_id = ? "
#define KOINE_MINE_ORDER "order by created_at desc, id desc"
const Sql kMine{KOINE_PAGE(KOINE_MINE KOINE_MINE_ORDER)};
const Sql kMineIn{KOINE_PAGE(KOINE_MINE "and state = ? " KOINE_MINE_ORDER)};
const Sql kCountMine{"select count(*) from approval where tenant_id = ? and applicant_id = ?"};
const Sql kCountMineIn{
    "select count(*) from approval where tenant_id = ? and applicant_id = ? and state = ?"};

// What lies before the page is looked at in the index alone.
const Sql kDecided{KOINE_SHOWN(
    "select r.approval_id as id, k.at, k.id as nr, r.action, k.at as done from (select at, id "
    "from approval_record where tenant_id = ? and actor_id = ? and listed = 1 "
    "order by at desc, id desc limit ? offset ?) k {cross join} approval_record r on r.id = k.id")};
const Sql kCountDecided{
    "select count(*) from approval_record where tenant_id = ? and actor_id = ? and listed = 1"};

#define KOINE_TEMPLATE                                                                    \
  "select id, code, name, category, description, icon, form, flow, system, state, sort, " \
  "created_at, updated_at from approval_template where tenant_id = ? "
const Sql kInsertTemplate{
    "insert into approval_template (id, tenant_id, code, name, category, description, icon, form, "
    "flow, system, state, sort, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (tenant_id, code) do nothing"};
const Sql kUpdateTemplate{
    "update approval_template set name = ?, category = ?, description = ?, icon = ?, "
    "form = ?, flow = ?, state = ?, sort = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kFindTemplate{KOINE_TEMPLATE "and id = ?"};
const Sql kFindTemplateLocked{KOINE_TEMPLATE "and id = ? {for update}"};
const Sql kFindTemplateByCode{KOINE_TEMPLATE "and code = ?"};
// At most kTemplatesMax of a tenant. '' stands for any.
#define KOINE_TEMPLATES "and (? = '' or category = ?) and (? = '' or state = ?) "
const Sql kTemplates{KOINE_TEMPLATE KOINE_TEMPLATES "order by sort, id limit ? offset ?"};
const Sql kCountTemplates{
    "select count(*) from approval_template where tenant_id = ? " KOINE_TEMPLATES};

const Sql kActive{"select u.id, " KOINE_WHO
                  " from users u "
                  "where u.state = 1 and {+}u.tenant_id = ? and u.id {in ?} order by u.id"};

template <class Enum>
Enum Word(const Row& row, int column) {
  return ValueOf<Enum>(row.Text(column)).value_or(Enum{});
}

Person ReadPerson(const Row& row, int column) {
  return {row.Get<UserId>(column), row.String(column + 1), row.String(column + 2)};
}

Approval ReadApproval(const Row& row) {
  Approval a;
  a.id = row.Get<ApprovalId>(0);
  a.template_id = row.Get<TemplateId>(1);
  a.template_name = row.String(2);
  a.template_code = row.String(3);
  a.title = row.String(4);
  a.applicant = ReadPerson(row, 5);
  a.state = Word<ApprovalState>(row, 8);
  a.step = row.Get<StepId>(9);
  a.step_name = row.String(10);
  a.form = row.String(11);
  a.details = row.String(12);
  a.summary = row.String(13);
  a.attachments = row.String(14);
  a.remark = row.String(15);
  a.last_actor = row.Get<UserId>(16);
  a.last_comment = row.String(17);
  a.last_at = row.Int(18);
  a.reminded = row.Int(19);
  a.passes = row.Int(20);
  a.created_at = row.Int(21);
  a.updated_at = row.Int(22);
  a.finished_at = row.Int(23);
  return a;
}

Listed ReadListed(const Row& row) {
  Listed out;
  out.approval = ReadApproval(row);
  out.last_actor = {out.approval.last_actor, row.String(kColumns), row.String(kColumns + 1)};
  out.my_action = ValueOf<ApprovalAction>(row.Text(kColumns + 2));
  out.my_action_at = row.Int(kColumns + 3);
  return out;
}

Template ReadTemplate(const Row& row) {
  Template t;
  t.id = row.Get<TemplateId>(0);
  t.code = row.String(1);
  t.name = row.String(2);
  t.category = row.String(3);
  t.description = row.String(4);
  t.icon = row.String(5);
  t.form = row.String(6);
  t.flow = row.String(7);
  t.system = row.Int(8) != 0;
  t.state = Word<TemplateState>(row, 9);
  t.sort = row.Int(10);
  t.created_at = row.Int(11);
  t.updated_at = row.Int(12);
  return t;
}

std::int64_t Number(const Row& row) {
  return row.Int(0);
}

template <class Enum>
std::string_view WordOrAny(const std::optional<Enum>& value) {
  return value ? WordOf(*value) : std::string_view();
}

}  // namespace

ApprovalId NewApprovalId(Txn& txn) {
  return ApprovalId(txn.NextId(kApprovalIds));
}

void InsertApproval(Txn& txn, TenantId tenant, const Approval& a) {
  // Without the applicant's name, which is theirs to change and to take away.
  const std::string search = text::Fold(a.title + "\n" + a.template_name);
  txn.ExecSoon(kInsert, a.id, tenant, a.template_id, a.template_name, a.template_code, a.title,
               a.applicant.id, WordOf(a.state), a.step, a.step_name, a.form, a.details, a.summary,
               search, a.attachments, a.remark, a.last_actor, a.last_comment, a.last_at, a.reminded,
               a.passes, a.created_at, a.updated_at, a.finished_at);
}

std::optional<Approval> FindApproval(Txn& txn, TenantId tenant, ApprovalId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadApproval, tenant, id);
}

void SaveApproval(Txn& txn, TenantId tenant, const Approval& a) {
  txn.ExecSoon(kSave, WordOf(a.state), a.step, a.step_name, a.last_actor, a.last_comment, a.last_at,
               a.reminded, a.passes, txn.now_ms(), a.finished_at, tenant, a.id);
}

StepId NewStepId(Txn& txn) {
  return StepId(txn.NextId(kStepIds));
}

void InsertStep(Txn& txn, TenantId tenant, ApprovalId approval, const Step& s) {
  txn.ExecSoon(kInsertStep, s.id, tenant, approval, s.place, s.stage, s.lane, s.key, s.name,
               WordOf(s.kind), WordOf(s.needs), WordOf(s.state), s.processor, s.processed_at);
}

std::vector<Step> SelectSteps(Txn& txn, TenantId tenant, ApprovalId approval) {
  auto read = [](const Row& row) {
    Step s;
    s.id = row.Get<StepId>(0);
    s.place = static_cast<int>(row.Int(1));
    s.stage = static_cast<int>(row.Int(2));
    s.lane = static_cast<int>(row.Int(3));
    s.key = row.String(4);
    s.name = row.String(5);
    s.kind = Word<StepKind>(row, 6);
    s.needs = Word<Needs>(row, 7);
    s.state = Word<StepState>(row, 8);
    s.processor = row.Get<UserId>(9);
    s.processed_at = row.Int(10);
    return s;
  };
  return txn.All(kSteps, read, tenant, approval);
}

void SaveStep(Txn& txn, TenantId tenant, const Step& s) {
  txn.ExecSoon(kSaveStep, WordOf(s.state), s.processor, s.processed_at, tenant, s.id);
}

void InsertHand(Txn& txn, TenantId tenant, const Approval& a, const Hand& h) {
  txn.ExecSoon(kInsertHand, a.id, h.person.id, h.step, tenant, h.origin, WordOf(h.state),
               a.created_at);
}

std::vector<Hand> SelectHands(Txn& txn, TenantId tenant, ApprovalId approval) {
  auto read = [](const Row& row) {
    return Hand{row.Get<StepId>(0), ReadPerson(row, 1), row.Get<UserId>(4),
                Word<HandState>(row, 5)};
  };
  return txn.All(kHands, read, tenant, approval);
}

void SaveHand(Txn& txn, TenantId tenant, ApprovalId approval, const Hand& h) {
  txn.ExecSoon(kSaveHand, WordOf(h.state), tenant, approval, h.person.id, h.step);
}

void CountMoreWaiting(Txn& txn, TenantId tenant, UserId user, int more) {
  txn.ExecSoon(kMoreWaiting, user, tenant, more);
}

std::vector<WaitingHand> SelectOpen(Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> approvals) {
  if (approvals.empty()) return {};
  auto read = [](const Row& row) {
    return WaitingHand{row.Get<ApprovalId>(0), ReadPerson(row, 1)};
  };
  return txn.All(kOpen, read, tenant, IntList{approvals});
}

void InsertRecord(Txn& txn, TenantId tenant, ApprovalId approval, const Record& r) {
  const bool listed = r.action == ApprovalAction::kApprove || r.action == ApprovalAction::kReject;
  if (listed) txn.ExecSoon(kUnlist, tenant, approval, r.actor.id);
  txn.ExecSoon(kInsertRecord, txn.NextId(kRecordIds), tenant, approval, r.step, r.actor.id,
               WordOf(r.action), r.target, r.comment, listed ? 1 : 0, txn.now_ms());
}

std::vector<Record> SelectRecords(Txn& txn, TenantId tenant, ApprovalId approval) {
  auto read = [](const Row& row) {
    return Record{
        row.Int(0),         row.Get<StepId>(1), ReadPerson(row, 2), Word<ApprovalAction>(row, 5),
        row.Get<UserId>(6), row.String(7),      row.Int(8),         row.String(9)};
  };
  return txn.All(kRecords, read, tenant, approval);
}

std::vector<Listed> SelectWaiting(Txn& txn, TenantId tenant, UserId user, const std::string& folded,
                                  std::int64_t limit, std::int64_t offset) {
  if (folded.empty()) {
    // How many there are is kept, so that the page is read from the end that is nearer.
    const std::int64_t all = offset == 0 ? 0 : CountOpen(txn, tenant, user, folded);
    const std::int64_t behind = all - offset - limit;
    if (offset <= all / 2) return txn.All(kWaiting, ReadListed, tenant, user, limit, offset);
    if (all <= offset) return {};
    return txn.All(kWaitingBack, ReadListed, tenant, user, std::min(limit, all - offset),
                   std::max<std::int64_t>(behind, 0));
  }
  return txn.All(kWaitingWith, ReadListed, tenant, user, folded, folded, limit, offset);
}

std::int64_t CountOpen(Txn& txn, TenantId tenant, UserId user, const std::string& folded) {
  if (folded.empty()) return txn.First(kCountWaiting, Number, tenant, user).value_or(0);
  return txn.First(kCountWaitingWith, Number, tenant, user, folded, folded).value_or(0);
}

std::vector<Listed> SelectMine(Txn& txn, TenantId tenant, UserId user,
                               const std::optional<ApprovalState>& state, std::int64_t limit,
                               std::int64_t offset) {
  if (!state) return txn.All(kMine, ReadListed, tenant, user, limit, offset);
  return txn.All(kMineIn, ReadListed, tenant, user, WordOf(*state), limit, offset);
}

std::int64_t CountOwn(Txn& txn, TenantId tenant, UserId user,
                      const std::optional<ApprovalState>& state) {
  if (!state) return txn.First(kCountMine, Number, tenant, user).value_or(0);
  return txn.First(kCountMineIn, Number, tenant, user, WordOf(*state)).value_or(0);
}

std::vector<Listed> SelectDecided(Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                                  std::int64_t offset) {
  return txn.All(kDecided, ReadListed, tenant, user, limit, offset);
}

std::int64_t CountDone(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kCountDecided, Number, tenant, user).value_or(0);
}

std::vector<Listed> SelectCopied(Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                                 std::int64_t offset) {
  return txn.All(kCopied, ReadListed, tenant, user, limit, offset);
}

std::int64_t CountCopies(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kCountCopied, Number, tenant, user).value_or(0);
}

TemplateId NewTemplateId(Txn& txn) {
  return TemplateId(txn.NextId(kTemplateIds));
}

bool InsertTemplate(Txn& txn, TenantId tenant, const Template& t) {
  return txn.Exec(kInsertTemplate, t.id, tenant, t.code, t.name, t.category, t.description, t.icon,
                  t.form, t.flow, t.system ? 1 : 0, WordOf(t.state), t.sort, t.created_at,
                  t.updated_at) > 0;
}

void UpdateTemplate(Txn& txn, TenantId tenant, const Template& t) {
  txn.ExecSoon(kUpdateTemplate, t.name, t.category, t.description, t.icon, t.form, t.flow,
               WordOf(t.state), t.sort, txn.now_ms(), tenant, t.id);
}

std::optional<Template> FindTemplate(Txn& txn, TenantId tenant, TemplateId id, bool lock) {
  return txn.First(lock ? kFindTemplateLocked : kFindTemplate, ReadTemplate, tenant, id);
}

std::optional<Template> FindTemplateByCode(Txn& txn, TenantId tenant, const std::string& code) {
  return txn.First(kFindTemplateByCode, ReadTemplate, tenant, code);
}

std::vector<Template> SelectTemplates(Txn& txn, TenantId tenant, const TemplateFilter& filter,
                                      std::int64_t limit, std::int64_t offset) {
  const std::string_view state = WordOrAny(filter.state);
  return txn.All(kTemplates, ReadTemplate, tenant, filter.category, filter.category, state, state,
                 limit, offset);
}

std::int64_t CountAll(Txn& txn, TenantId tenant, const TemplateFilter& filter) {
  const std::string_view state = WordOrAny(filter.state);
  return txn.First(kCountTemplates, Number, tenant, filter.category, filter.category, state, state)
      .value_or(0);
}

std::vector<Person> SelectActive(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  auto read = [](const Row& row) { return ReadPerson(row, 0); };
  return txn.All(kActive, read, tenant, IntList{users});
}

}  // namespace koine::approval
