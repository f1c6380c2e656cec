#include "core/group/view_rows.h"

namespace koine::group {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

const Sql kJoinedHandles{
    "select c.handle from member m join conversation c on c.id = m.conversation_id where "
    "c.tenant_id = ? and c.kind in (2, 3) and c.status = 0 and m.user_id = ? and m.state = 1 "
    "order by m.role desc, m.joined_at, c.id"};
const Sql kMemberHandles{
    "select u.handle from member m join users u on u.id = m.user_id where m.tenant_id = ? and "
    "m.conversation_id = ? and m.state = 1 order by m.role desc, m.joined_at, u.id"};
const Sql kSeats{
    "select conversation_id, role from member where tenant_id = ? and user_id = ? and state = 1 "
    "and conversation_id {in ?}"};
const Sql kManaged{
    "select m.conversation_id from member m join conversation c on c.id = m.conversation_id where "
    "m.tenant_id = ? and m.user_id = ? and m.state = 1 and m.role >= 2 and c.kind in (2, 3) and "
    "c.status = 0 order by m.conversation_id"};
// Ids are small beside 64 bits; what is squared is made smaller.
const Sql kAbstracts{
    "select conversation_id, count(*), cast(sum(user_id % 4294967291) as bigint), "
    "cast(sum((user_id % 65521) * (user_id % 65521)) as bigint) from member where tenant_id = ? "
    "and state = 1 and conversation_id {in ?} group by conversation_id"};
#define KOINE_NAMED "from conversation where tenant_id = ? and kind in (2, 3) and status = 0 and "
const Sql kSearch{
    "select id " KOINE_NAMED
    "(? = '' or {instr}(name, ?) > 0) order by created_at desc, id desc limit ? offset ?"};
const Sql kCount{"select count(*) " KOINE_NAMED "(? = '' or {instr}(name, ?) > 0)"};

const Sql kCountAnnouncements{
    "select count(*) from announcement where tenant_id = ? and conversation_id = ? and (? = 0 or "
    "(state = 1 and (expires_at = 0 or expires_at > ?))) and pinned >= ?"};
#define KOINE_REQUEST                                                                              \
  "select r.id, r.conversation_id, r.user_id, r.inviter_id, r.source, r.message, r.ex, r.answer, " \
  "r.state, r.handler_id, r.created_at, r.handled_at, u.username, u.handle, u.nickname, "          \
  "u.avatar, u.ex, i.handle, h.handle from join_request r "
#define KOINE_PEOPLE                                                           \
  "join users u on u.id = r.user_id left join users i on i.id = r.inviter_id " \
  "left join users h on h.id = r.handler_id "
// Nobody brought the applicant in otherwise since they asked.
#define KOINE_OUT                                                                       \
  "not exists (select 1 from member m where m.conversation_id = r.conversation_id and " \
  "m.user_id = r.user_id and m.joined_at >= r.created_at)"
// Who came in otherwise waits no more; the bracket closes the condition on states.
#define KOINE_WAITS ") and (r.state <> 1 or " KOINE_OUT ") "
#define KOINE_TENANT "where r.tenant_id = ? "
#define KOINE_LISTED "{in ?} "
#define KOINE_PAGE "order by r.created_at desc, r.id desc limit ? offset ?"
#define KOINE_COUNT "select count(*) from join_request r "
const Sql kPageToGroups{KOINE_REQUEST KOINE_PEOPLE KOINE_TENANT
                        "and r.conversation_id " KOINE_LISTED
                        "and (? = 0 or r.user_id " KOINE_LISTED
                        ") and (? = 0 or r.state " KOINE_LISTED KOINE_WAITS KOINE_PAGE};
const Sql kPageOfUser{KOINE_REQUEST KOINE_PEOPLE KOINE_TENANT
                      "and r.user_id = ? and (? = 0 or r.conversation_id " KOINE_LISTED
                      ") and (? = 0 or r.state " KOINE_LISTED KOINE_WAITS KOINE_PAGE};
const Sql kCountToGroups{KOINE_COUNT KOINE_TENANT
                         "and r.conversation_id " KOINE_LISTED
                         "and (? = 0 or r.user_id " KOINE_LISTED
                         ") and (? = 0 or r.state " KOINE_LISTED KOINE_WAITS};
const Sql kCountOfUser{KOINE_COUNT KOINE_TENANT
                       "and r.user_id = ? and (? = 0 or r.conversation_id " KOINE_LISTED
                       ") and (? = 0 or r.state " KOINE_LISTED KOINE_WAITS};
const Sql kCountWaiting{
    "select count(*) from member g join join_request r on r.conversation_id = g.conversation_id "
    "where g.tenant_id = ? and g.user_id = ? and g.state = 1 and g.role >= 2 and r.state = 1 and "
    "r.created_at > ? and " KOINE_OUT};

std::string ReadHandle(const Row& row) {
  return row.String(0);
}
std::int64_t ReadInt(const Row& row) {
  return row.Int(0);
}

RequestRow ReadRequest(const Row& row) {
  RequestRow out;
  JoinRequest& r = out.request;
  r.id = row.Get<JoinRequestId>(0);
  r.conversation = row.Get<ConversationId>(1);
  r.inviter = row.Get<UserId>(3);
  r.source = static_cast<access::JoinSource>(row.Int(4));
  r.message = row.String(5);
  r.ex = row.String(6);
  r.answer = row.String(7);
  r.status = static_cast<JoinStatus>(row.Int(8));
  r.handler = row.Get<UserId>(9);
  r.created_at = row.Int(10);
  r.handled_at = row.Int(11);
  out.user.id = row.Get<UserId>(2);
  out.user.username = row.OptString(12);
  out.user.handle = row.String(13);
  out.user.nickname = row.String(14);
  out.user.avatar = row.String(15);
  out.user.ex = row.String(16);
  r.user = out.user.person();
  out.inviter = row.String(17);
  out.handler = row.String(18);
  return out;
}

int Wants(std::span<const std::int64_t> list) {
  return list.empty() ? 0 : 1;
}

}  // namespace

std::vector<std::string> JoinedHandles(Txn& txn, const access::Principal& who) {
  return txn.All(kJoinedHandles, ReadHandle, who.tenant, who.user);
}

std::vector<std::string> MemberHandles(Txn& txn, const Roster& group) {
  return txn.All(kMemberHandles, ReadHandle, group.tenant(), group.id());
}

std::vector<Seat> FindSeats(Txn& txn, TenantId tenant, UserId user,
                            std::span<const std::int64_t> groups) {
  if (groups.empty()) return {};
  auto read = [](const Row& row) {
    return Seat{row.Get<ConversationId>(0), static_cast<access::MemberRole>(row.Int(1))};
  };
  return txn.All(kSeats, read, tenant, user, IntList{groups});
}

std::vector<std::int64_t> ListManaged(Txn& txn, TenantId tenant, UserId user) {
  return txn.All(kManaged, ReadInt, tenant, user);
}

std::vector<Abstract> FindAbstracts(Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> groups) {
  if (groups.empty()) return {};
  auto read = [](const Row& row) {
    return Abstract{row.Get<ConversationId>(0), row.Int(1), row.Int(2), row.Int(3)};
  };
  return txn.All(kAbstracts, read, tenant, IntList{groups});
}

std::vector<std::int64_t> SearchGroups(Txn& txn, TenantId tenant, std::string_view name,
                                       std::int64_t limit, std::int64_t offset) {
  return txn.All(kSearch, ReadInt, tenant, name, name, limit, offset);
}

std::int64_t CountGroups(Txn& txn, TenantId tenant, std::string_view name) {
  return txn.First(kCount, ReadInt, tenant, name, name).value_or(0);
}

std::vector<RequestRow> PageRequests(Txn& txn, TenantId tenant, const RequestFilter& f,
                                     std::int64_t limit, std::int64_t offset) {
  const IntList groups{f.groups}, users{f.users}, states{f.states};
  if (f.applicant) {
    return txn.All(kPageOfUser, ReadRequest, tenant, f.applicant, Wants(f.groups), groups,
                   Wants(f.states), states, limit, offset);
  }
  return txn.All(kPageToGroups, ReadRequest, tenant, groups, Wants(f.users), users, Wants(f.states),
                 states, limit, offset);
}

std::int64_t CountRequests(Txn& txn, TenantId tenant, const RequestFilter& f) {
  const IntList groups{f.groups}, users{f.users}, states{f.states};
  if (f.applicant) {
    return txn
        .First(kCountOfUser, ReadInt, tenant, f.applicant, Wants(f.groups), groups, Wants(f.states),
               states)
        .value_or(0);
  }
  return txn
      .First(kCountToGroups, ReadInt, tenant, groups, Wants(f.users), users, Wants(f.states),
             states)
      .value_or(0);
}

std::int64_t CountAnnouncements(Txn& txn, const access::GroupMember& place, Which which) {
  const int valid = which == Which::kAll ? 0 : 1;
  const int pinned = which == Which::kPinned ? 1 : 0;
  auto read = [](const Row& row) { return row.Int(0); };
  return txn
      .First(kCountAnnouncements, read, place.who().tenant, place.conversation().id, valid,
             txn.now_ms(), pinned)
      .value_or(0);
}

std::int64_t CountWaiting(Txn& txn, TenantId tenant, UserId user, std::int64_t since_ms) {
  return txn.First(kCountWaiting, ReadInt, tenant, user, since_ms).value_or(0);
}

}  // namespace koine::group
