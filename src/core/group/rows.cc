#include "core/group/rows.h"

#include <utility>

#include "core/group/seat_page_rows.h"

namespace koine::group {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kAnnouncementIds{"announcement", 1};
constexpr store::IdSequence kJoinRequestIds{"join_request", 1};

struct NewJoin {
  JoinRequestId id;
  UserId user, inviter;
  int source = 0;
  std::string message, ex;
};
KOINE_DESCRIBE(NewJoin, (id, user, inviter, source, message, ex))

const Sql kSetInfo{
    "update conversation set name = coalesce(?, name), avatar = coalesce(?, avatar), "
    "description = coalesce(?, description), max_members = coalesce(?, max_members), "
    "join_mode = coalesce(?, join_mode), ex = coalesce(?, ex), "
    "settings = coalesce(?, settings), extend = coalesce(?, extend), "
    "hidden = coalesce(?, hidden), updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kFindSettings{"select settings from conversation where tenant_id = ? and id = ?"};
const Sql kFindExtend{"select extend from conversation where tenant_id = ? and id = ?"};
const Sql kSetNotice{
    "update conversation set notice = ?, notice_by = ?, notice_at = ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kSetOwner{
    "update conversation set owner_id = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kSetMuteAll{
    "update conversation set mute_all = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kSetDissolved{
    "update conversation set status = 1, member_count = 0, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kSetRole{
    "update member set role = ?, muted_until = case when role = 3 or ? = 3 then 0 else "
    "muted_until end where tenant_id = ? and conversation_id = ? and user_id = ? and state = 1"};
const Sql kCountAdmins{
    "select count(*) from member where tenant_id = ? and conversation_id = ? and state = 1 and "
    "role = 2"};
const Sql kManagers{
    "select user_id from member where tenant_id = ? and conversation_id = ? and state = 1 and "
    "role >= 2 order by role desc, user_id"};
// The sign keeps both engines from reading all members in the order of their list.
const Sql kSetMuted{
    "update member set muted_until = ? where tenant_id = ? and conversation_id = ? and "
    "+state = 1 and (? > 0 or muted_until > ?) and user_id {in ?} returning user_id"};
const Sql kSetNickname{
    "update member set nickname = ? where tenant_id = ? and conversation_id = ? and user_id = ?"};
// The changes as JSON: absent members of an object are null.
const Sql kSetMembers{
    "update member set nickname = coalesce({e.nickname TEXT}, nickname), avatar = "
    "coalesce({e.avatar TEXT}, avatar), ex = coalesce({e.ex TEXT}, ex), role = "
    "coalesce({e.role INT}, role) from {objects e} where tenant_id = ? and conversation_id = ? "
    "and +state = 1 and user_id = {e.user INT}"};
const Sql kSeated{
    "select user_id from member where tenant_id = ? and conversation_id = ? and state = 1 "
    "order by user_id limit ?"};
const Sql kEndSeats{
    "update member set state = 3, left_at = ?, operator_id = ?, max_seq = ? where tenant_id = ? "
    "and conversation_id = ? and user_id {in ?}"};

#define KOINE_ANNOUNCEMENT                                                                     \
  "select a.id, a.conversation_id, a.sender_id, case when u.nickname <> '' then u.nickname "   \
  "else coalesce(u.username, u.handle, '') end, u.avatar, a.content, a.attachment, a.pinned, " \
  "a.state, a.expires_at, a.created_at, a.updated_at from announcement a "                     \
  "left join users u on u.id = a.sender_id where a.tenant_id = ? "
const Sql kInsertAnnouncement{
    "insert into announcement (id, tenant_id, conversation_id, sender_id, content, attachment, "
    "pinned, state, expires_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)"};
const Sql kFindAnnouncement{KOINE_ANNOUNCEMENT "and a.id = ?"};
const Sql kSelectAnnouncements{
    KOINE_ANNOUNCEMENT
    "and a.conversation_id = ? and (? = 0 or (a.state = 1 and (a.expires_at = 0 or "
    "a.expires_at > ?))) and a.pinned >= ? order by a.pinned desc, a.created_at desc, a.id desc "
    "limit ? offset ?"};
const Sql kUpdateAnnouncement{
    "update announcement set content = ?, pinned = ?, state = ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kRecallAll{
    "update announcement set state = 0, updated_at = ? where tenant_id = ? and "
    "conversation_id = ? and state = 1"};
const Sql kDeleteAnnouncement{"delete from announcement where tenant_id = ? and id = ?"};
const Sql kDeleteExpired{
    "delete from announcement where tenant_id = ? and id in (select id from announcement where "
    "expires_at > 0 and expires_at <= ? order by id limit ?)"};

#define KOINE_JOIN                                                                              \
  "select r.id, r.conversation_id, r.user_id, case when u.nickname <> '' then u.nickname "      \
  "else coalesce(u.username, u.handle, '') end, u.avatar, r.message, r.answer, r.state, "       \
  "r.handler_id, r.created_at, r.handled_at, r.inviter_id, r.source, r.ex from join_request r " \
  "left join users u on u.id = r.user_id where r.tenant_id = ? "
// Somebody else brought the applicant in since they asked.
#define KOINE_JOINED                                                                \
  "exists (select 1 from member m where m.conversation_id = r.conversation_id and " \
  "m.user_id = r.user_id and m.joined_at >= r.created_at)"
const Sql kPutJoins{
    "insert into join_request (id, tenant_id, conversation_id, user_id, inviter_id, source, "
    "message, ex, state, handler_id, created_at, handled_at) select {e.id INT}, ?{::bigint}, "
    "?{::bigint}, {e.user INT}, {e.inviter INT}, {e.source INT}, {e.message TEXT}, {e.ex TEXT}, "
    "1, 0, ?{::bigint}, 0 from {objects e} where true on conflict (conversation_id, user_id) do "
    "update set id = excluded.id, inviter_id = excluded.inviter_id, source = excluded.source, "
    "message = excluded.message, ex = excluded.ex, state = 1, answer = null, handler_id = 0, "
    "created_at = excluded.created_at, handled_at = 0"};
const Sql kFindJoin{KOINE_JOIN "and r.id = ?"};
const Sql kFindJoinOf{KOINE_JOIN "and r.conversation_id = ? and r.user_id = ?"};
const Sql kHasPending{
    "select 1 from join_request r where r.tenant_id = ? and r.conversation_id = ? and "
    "r.user_id = ? and r.state = 1 and not " KOINE_JOINED};
const Sql kCountPending{
    "select count(*) from join_request r where r.tenant_id = ? and r.user_id = ? and "
    "r.state = 1 and not " KOINE_JOINED};
const Sql kSelectJoins{
    KOINE_JOIN
    "and r.conversation_id = ? and (? = 0 or r.state = ?) and (r.state <> 1 or not " KOINE_JOINED
    ") order by r.created_at desc, r.id desc limit ? offset ?"};
const Sql kSetJoin{
    "update join_request set state = ?, handler_id = ?, answer = ?, handled_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kCloseJoins{
    "update join_request set state = 4, handler_id = ?, handled_at = ? where tenant_id = ? and "
    "conversation_id = ? and state = 1"};

#define KOINE_PROFILE                                                                      \
  "select c.id, c.handle, c.name, c.avatar, c.description, c.notice, c.ex, c.settings, "   \
  "o.handle, r.handle, n.handle, c.created_at, c.notice_at, c.member_count, c.join_mode, " \
  "c.status, c.banned_at, c.mute_all, c.hidden from conversation c left join users o on "  \
  "o.id = c.owner_id left join users r on r.id = c.creator_id left join users n on "       \
  "n.id = c.notice_by "
#define KOINE_GROUPS_ONLY "where c.tenant_id = ? and c.kind in (2, 3) "
const Sql kByHandle{
    "select id from conversation where tenant_id = ? and kind in (2, 3) and handle = ?"};
const Sql kProfiles{KOINE_PROFILE KOINE_GROUPS_ONLY "and c.handle {in ?}"};
const Sql kProfilesById{KOINE_PROFILE KOINE_GROUPS_ONLY "and c.id {in ?}"};
const Sql kJoined{
    KOINE_PROFILE
    "join member m on m.conversation_id = c.id " KOINE_GROUPS_ONLY
    "and c.status = 0 and m.user_id = ? and m.state = 1 order by m.role desc, m.joined_at, c.id "
    "limit ? offset ?"};
const Sql kCountJoined{
    "select count(*) from member m join conversation c on c.id = "
    "m.conversation_id " KOINE_GROUPS_ONLY
    "and c.status = 0 and m.user_id = ? and m.state = 1 and m.role >= ?"};
#define KOINE_MEMBER_COLUMNS                                                              \
  "select u.id, u.username, u.handle, u.nickname, u.avatar, u.kind, m.role, m.nickname, " \
  "m.avatar, m.ex, m.joined_at, m.muted_until, m.join_source, i.handle, o.handle, "       \
  "m.conversation_id from "
#define KOINE_MEMBER_PEOPLE                                                                      \
  "join users u on u.id = m.user_id left join users i on i.id = m.inviter_id left join users o " \
  "on o.id = m.operator_id where m.tenant_id = ? "
#define KOINE_MEMBER_PROFILE(state)                                 \
  KOINE_MEMBER_COLUMNS "member m " KOINE_MEMBER_PEOPLE "and " state \
                       " = 1 and m.conversation_id = ? "
#define KOINE_MEMBER_ORDER " order by m.role desc, m.joined_at, u.id"
#define KOINE_MEMBERS_PAGE(seats)                \
  KOINE_MEMBER_COLUMNS seats                     \
      "cross join member m " KOINE_MEMBER_PEOPLE \
      "and m.user_id = x.user_id and m.conversation_id = ?" KOINE_MEMBER_ORDER
const Sql kPageMembers{KOINE_MEMBERS_PAGE(KOINE_SEATS_FROM_START)};
const Sql kPageMembersFromEnd{KOINE_MEMBERS_PAGE(KOINE_SEATS_FROM_END)};
const Sql kPageNamed{KOINE_MEMBER_PROFILE(
    "m.state") "and {instr}(m.nickname, ?) > 0" KOINE_MEMBER_ORDER " limit ? offset ?"};
const Sql kCountNamed{
    "select count(*) from member m where m.tenant_id = ? and m.conversation_id = ? and m.state = "
    "1 and {instr}(m.nickname, ?) > 0"};
const Sql kMembersAmong{KOINE_MEMBER_PROFILE("+m.state") "and u.id {in ?}"};
// By pairs [group, user] as JSON.
#define KOINE_SEATS                                                 \
  KOINE_MEMBER_COLUMNS                                              \
  "{objects p} join member m on m.conversation_id = {p.0 INT} and " \
  "m.user_id = {p.1 INT} " KOINE_MEMBER_PEOPLE
const Sql kSeatsOfMany{KOINE_SEATS};
const Sql kMembersOfMany{KOINE_SEATS "and +m.state = 1"};
#define KOINE_INFO                                                                           \
  "select c.id, c.kind, c.owner_id, c.name, c.avatar, c.status, c.mute_all, c.banned_at, "   \
  "c.join_mode, c.max_members, c.member_count, c.description, c.notice, c.created_at, "      \
  "case when u.nickname <> '' then u.nickname else coalesce(u.username, u.handle, '') end, " \
  "c.hidden from conversation c left join users u on u.id = c.owner_id "                     \
  "where c.tenant_id = ? and c.kind in (2, 3) "
const Sql kFindBanReason{
    "select ban_reason from conversation where tenant_id = ? and id = ? and banned_at > 0"};
const Sql kSetBan{
    "update conversation set banned_at = ?, ban_reason = ?, updated_at = ? where tenant_id = ? and "
    "id = ?"};
const Sql kFindInfo{KOINE_INFO "and c.id = ?"};
#define KOINE_INFO_FILTER                                                           \
  "and c.created_at between ? and ? and (? = -1 or ? = (case when c.banned_at > 0 " \
  "then 1 else 0 end)) and (? = '' or cast(c.id as text) = ? or "
const Sql kListInfos{
    KOINE_INFO KOINE_INFO_FILTER
    "{instr}(c.name, ?) > 0) order by c.created_at desc, c.id desc limit ? offset ?"};
const Sql kCountInfos{
    "select count(*) from conversation c where c.tenant_id = ? and c.kind in "
    "(2, 3) " KOINE_INFO_FILTER "{instr}(c.name, ?) > 0)"};
const Sql kStats{
    "select count(*), cast(coalesce(sum(case when status = 0 then 1 else 0 end), 0) as bigint), "
    "cast(coalesce(sum(case when status = 0 and join_mode = 2 then 1 else 0 end), 0) as bigint), "
    "cast(coalesce(sum(case when status = 0 and mute_all = 1 then 1 else 0 end), 0) as bigint), "
    "cast(coalesce(sum(member_count), 0) as bigint), "
    "cast(coalesce(sum(case when created_at >= ? then 1 else 0 end), 0) as bigint) "
    "from conversation where tenant_id = ? and kind in (2, 3)"};

Announcement ReadAnnouncement(const Row& row) {
  Announcement a;
  a.id = row.Get<AnnouncementId>(0);
  a.conversation = row.Get<ConversationId>(1);
  a.sender = {row.Get<UserId>(2), row.String(3), row.String(4)};
  a.content = row.String(5);
  a.attachment = row.String(6);
  a.pinned = row.Int(7) == 1;
  a.recalled = row.Int(8) == 0;
  a.expires_at = row.Int(9);
  a.created_at = row.Int(10);
  a.updated_at = row.Int(11);
  return a;
}

JoinRequest ReadJoin(const Row& row) {
  JoinRequest r;
  r.id = row.Get<JoinRequestId>(0);
  r.conversation = row.Get<ConversationId>(1);
  r.user = {row.Get<UserId>(2), row.String(3), row.String(4)};
  r.message = row.String(5);
  r.answer = row.String(6);
  r.status = static_cast<JoinStatus>(row.Int(7));
  r.handler = row.Get<UserId>(8);
  r.created_at = row.Int(9);
  r.handled_at = row.Int(10);
  r.inviter = row.Get<UserId>(11);
  r.source = static_cast<access::JoinSource>(row.Int(12));
  r.ex = row.String(13);
  return r;
}

Info ReadInfo(const Row& row) {
  Info out;
  auto& c = out.state;
  c.id = row.Get<ConversationId>(0);
  c.kind = static_cast<ConversationKind>(row.Int(1));
  c.owner = row.Get<UserId>(2);
  c.name = row.String(3);
  c.avatar = row.String(4);
  c.status = static_cast<access::ConversationStatus>(row.Int(5));
  c.mute_all = row.Int(6) == 1;
  c.banned = row.Int(7) > 0;
  c.join_mode = static_cast<access::JoinMode>(row.Int(8));
  c.max_members = row.Int(9);
  c.member_count = row.Int(10);
  out.description = row.String(11);
  out.notice = row.String(12);
  out.created_at = row.Int(13);
  out.owner_name = row.String(14);
  c.hidden = row.Int(15) == 1;
  return out;
}

UserId ReadUserId(const Row& row) {
  return row.Get<UserId>(0);
}
std::int64_t ReadInt(const Row& row) {
  return row.Int(0);
}

}  // namespace

void SetInfo(Txn& txn, TenantId tenant, ConversationId id, const InfoChange& c) {
  txn.ExecSoon(kSetInfo, c.name, c.avatar, c.description, c.max_members, c.join_mode, c.ex,
               c.settings, c.extend, c.hidden, txn.now_ms(), tenant, id);
}

std::string FindSettings(Txn& txn, TenantId tenant, ConversationId id) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.First(kFindSettings, read, tenant, id).value_or("");
}

std::string FindExtend(Txn& txn, TenantId tenant, ConversationId id) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.First(kFindExtend, read, tenant, id).value_or("");
}

void SetNotice(Txn& txn, TenantId tenant, ConversationId id, std::string_view notice, UserId by) {
  txn.ExecSoon(kSetNotice, notice, by, txn.now_ms(), txn.now_ms(), tenant, id);
}

void SetOwner(Txn& txn, TenantId tenant, ConversationId id, UserId owner) {
  txn.ExecSoon(kSetOwner, owner, txn.now_ms(), tenant, id);
}

void SetMuteAll(Txn& txn, TenantId tenant, ConversationId id, bool on) {
  txn.ExecSoon(kSetMuteAll, on ? 1 : 0, txn.now_ms(), tenant, id);
}

void SetDissolved(Txn& txn, TenantId tenant, ConversationId id) {
  txn.ExecSoon(kSetDissolved, txn.now_ms(), tenant, id);
}

void SetRole(Txn& txn, TenantId tenant, ConversationId id, UserId user, access::MemberRole role) {
  txn.ExecSoon(kSetRole, role, role, tenant, id, user);
}

std::int64_t CountAdmins(Txn& txn, TenantId tenant, ConversationId id) {
  return txn.First(kCountAdmins, ReadInt, tenant, id).value_or(0);
}

std::vector<UserId> ListManagers(Txn& txn, TenantId tenant, ConversationId id) {
  return txn.All(kManagers, ReadUserId, tenant, id);
}

std::vector<UserId> SetMuted(Txn& txn, TenantId tenant, ConversationId id, std::int64_t until_ms,
                             std::span<const std::int64_t> users) {
  return txn.All(kSetMuted, ReadUserId, until_ms, tenant, id, until_ms, txn.now_ms(),
                 IntList{users});
}

void SetNickname(Txn& txn, TenantId tenant, ConversationId id, UserId user,
                 std::string_view nickname) {
  txn.ExecSoon(kSetNickname, nickname, tenant, id, user);
}

void WriteMembers(Txn& txn, TenantId tenant, ConversationId id,
                  const std::vector<MemberChange>& changes) {
  txn.ExecSoon(kSetMembers, json::ToText(changes), tenant, id);
}

std::vector<UserId> EndSeats(Txn& txn, TenantId tenant, ConversationId id, UserId by,
                             std::int64_t max_seq, std::int64_t limit) {
  auto users = txn.All(kSeated, ReadUserId, tenant, id, limit);
  if (users.empty()) return users;
  const std::vector<std::int64_t> ids = Numbers(users);
  txn.ExecSoon(kEndSeats, txn.now_ms(), by, max_seq, tenant, id, IntList{ids});
  return users;
}

AnnouncementId NewAnnouncementId(Txn& txn) {
  return AnnouncementId(txn.NextId(kAnnouncementIds));
}

void InsertAnnouncement(Txn& txn, TenantId tenant, const Announcement& a) {
  txn.ExecSoon(kInsertAnnouncement, a.id, tenant, a.conversation, a.sender.id, a.content,
               a.attachment, a.pinned, a.expires_at, a.created_at, a.updated_at);
}

std::optional<Announcement> FindAnnouncement(Txn& txn, TenantId tenant, AnnouncementId id) {
  return txn.First(kFindAnnouncement, ReadAnnouncement, tenant, id);
}

std::vector<Announcement> SelectAnnouncements(Txn& txn, TenantId tenant, ConversationId id,
                                              Which which, std::int64_t limit,
                                              std::int64_t offset) {
  return txn.All(kSelectAnnouncements, ReadAnnouncement, tenant, id, which == Which::kAll ? 0 : 1,
                 txn.now_ms(), which == Which::kPinned ? 1 : 0, limit, offset);
}

void UpdateAnnouncement(Txn& txn, TenantId tenant, const Announcement& a) {
  txn.ExecSoon(kUpdateAnnouncement, a.content, a.pinned, a.recalled ? 0 : 1, txn.now_ms(), tenant,
               a.id);
}

void RecallAllAnnouncements(Txn& txn, TenantId tenant, ConversationId id) {
  txn.ExecSoon(kRecallAll, txn.now_ms(), tenant, id);
}

void DeleteAnnouncement(Txn& txn, TenantId tenant, AnnouncementId id) {
  txn.ExecSoon(kDeleteAnnouncement, tenant, id);
}

std::int64_t DeleteExpiredAnnouncements(Txn& txn, TenantId tenant, int limit) {
  return txn.Exec(kDeleteExpired, tenant, txn.now_ms(), limit);
}

void PutJoinRequests(Txn& txn, TenantId tenant, ConversationId id,
                     std::vector<JoinRequest>* requests) {
  std::vector<NewJoin> rows;
  for (JoinRequest& one : *requests) {
    one.id = JoinRequestId(txn.NextId(kJoinRequestIds));
    rows.push_back(
        {one.id, one.user.id, one.inviter, static_cast<int>(one.source), one.message, one.ex});
  }
  txn.ExecSoon(kPutJoins, tenant, id, txn.now_ms(), json::ToText(rows));
}

std::optional<JoinRequest> FindJoinRequest(Txn& txn, TenantId tenant, JoinRequestId id) {
  return txn.First(kFindJoin, ReadJoin, tenant, id);
}

std::optional<JoinRequest> FindJoinOf(Txn& txn, TenantId tenant, ConversationId id, UserId user) {
  return txn.First(kFindJoinOf, ReadJoin, tenant, id, user);
}

bool HasPendingJoin(Txn& txn, TenantId tenant, ConversationId id, UserId user) {
  return txn.First(kHasPending, ReadInt, tenant, id, user).has_value();
}

std::int64_t CountPendingJoins(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kCountPending, ReadInt, tenant, user).value_or(0);
}

std::vector<JoinRequest> SelectJoinRequests(Txn& txn, TenantId tenant, ConversationId id,
                                            std::optional<JoinStatus> status, std::int64_t limit,
                                            std::int64_t offset) {
  const int wanted = status ? static_cast<int>(*status) : 0;
  return txn.All(kSelectJoins, ReadJoin, tenant, id, wanted, wanted, limit, offset);
}

void SetJoinStatus(Txn& txn, TenantId tenant, JoinRequestId id, JoinStatus status, UserId handler,
                   std::string_view answer) {
  txn.ExecSoon(kSetJoin, status, handler, answer, txn.now_ms(), tenant, id);
}

void CloseJoinRequests(Txn& txn, TenantId tenant, ConversationId id, UserId by) {
  txn.ExecSoon(kCloseJoins, by, txn.now_ms(), tenant, id);
}

std::optional<Info> FindInfo(Txn& txn, TenantId tenant, ConversationId id) {
  return txn.First(kFindInfo, ReadInfo, tenant, id);
}

std::vector<Info> ListInfos(Txn& txn, TenantId tenant, const InfoFilter& f, std::int64_t limit,
                            std::int64_t offset) {
  const int banned = f.banned ? (*f.banned ? 1 : 0) : -1;
  return txn.All(kListInfos, ReadInfo, tenant, f.created_from, f.created_to, banned, banned,
                 f.keyword, f.keyword, f.keyword, limit, offset);
}

std::int64_t CountInfos(Txn& txn, TenantId tenant, const InfoFilter& f) {
  const int banned = f.banned ? (*f.banned ? 1 : 0) : -1;
  return txn
      .First(kCountInfos, ReadInt, tenant, f.created_from, f.created_to, banned, banned, f.keyword,
             f.keyword, f.keyword)
      .value_or(0);
}

std::string FindBanReason(Txn& txn, TenantId tenant, ConversationId id) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.First(kFindBanReason, read, tenant, id).value_or("");
}

void SetBan(Txn& txn, TenantId tenant, ConversationId id, bool banned, std::string_view reason) {
  const std::int64_t at = banned ? txn.now_ms() : 0;
  txn.ExecSoon(kSetBan, at, reason, txn.now_ms(), tenant, id);
}

Stats FindStats(Txn& txn, TenantId tenant, std::int64_t since_ms) {
  auto read = [](const Row& row) {
    return Stats{row.Int(0), row.Int(1), row.Int(0) - row.Int(1), row.Int(2), row.Int(3),
                 row.Int(4), row.Int(5)};
  };
  return txn.First(kStats, read, since_ms, tenant).value_or(Stats{});
}

namespace {

Profile ReadProfile(const Row& row) {
  Profile p;
  p.id = row.Get<ConversationId>(0);
  p.handle = row.String(1);
  p.name = row.String(2);
  p.avatar = row.String(3);
  p.description = row.String(4);
  p.notice = row.String(5);
  p.ex = row.String(6);
  p.settings = row.String(7);
  p.owner = row.String(8);
  p.creator = row.String(9);
  p.notice_by = row.String(10);
  p.created_at = row.Int(11);
  p.notice_at = row.Int(12);
  p.member_count = row.Int(13);
  p.join_mode = static_cast<access::JoinMode>(row.Int(14));
  p.dissolved = row.Int(15) == 1;
  p.banned = row.Int(16) > 0;
  p.mute_all = row.Int(17) == 1;
  p.hidden = row.Int(18) == 1;
  return p;
}

MemberProfile ReadMember(const Row& row) {
  MemberProfile m;
  m.user.id = row.Get<UserId>(0);
  m.user.username = row.OptString(1);
  m.user.handle = row.String(2);
  m.user.nickname = row.String(3);
  m.user.avatar = row.String(4);
  m.user.kind = static_cast<int>(row.Int(5));
  m.role = static_cast<access::MemberRole>(row.Int(6));
  m.nickname = row.String(7);
  m.avatar = row.String(8);
  m.ex = row.String(9);
  m.joined_at = row.Int(10);
  m.muted_until = row.Int(11);
  m.join_source = row.Int(12);
  m.inviter = row.String(13);
  m.operator_ = row.String(14);
  m.group = row.Get<ConversationId>(15);
  return m;
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

std::string PairsOf(std::span<const SeatKey> seats) {
  std::vector<std::vector<std::int64_t>> pairs;
  for (const SeatKey& seat : seats) pairs.push_back({seat.group.value, seat.user.value});
  return json::ToText(pairs);
}

}  // namespace

std::optional<ConversationId> FindByHandle(Txn& txn, TenantId tenant, std::string_view handle) {
  auto read = [](const Row& row) { return row.Get<ConversationId>(0); };
  return txn.First(kByHandle, read, tenant, handle);
}

std::vector<Profile> FindProfiles(Txn& txn, TenantId tenant, std::span<const std::string> handles) {
  if (handles.empty()) return {};
  return txn.All(kProfiles, ReadProfile, tenant, store::TextList{handles});
}

std::vector<Profile> FindProfilesById(Txn& txn, TenantId tenant,
                                      std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kProfilesById, ReadProfile, tenant, IntList{ids});
}

std::vector<Profile> ListJoined(Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset) {
  return txn.All(kJoined, ReadProfile, who.tenant, who.user, limit, offset);
}

std::int64_t CountJoined(Txn& txn, TenantId tenant, UserId user, access::MemberRole from) {
  return txn.First(kCountJoined, ReadCount, tenant, user, static_cast<int>(from)).value_or(0);
}

std::vector<MemberProfile> PageMembers(Txn& txn, const Roster& group, std::string_view nickname,
                                       std::int64_t limit, std::int64_t offset) {
  if (!nickname.empty()) {
    return txn.All(kPageNamed, ReadMember, group.tenant(), group.id(), nickname, limit, offset);
  }
  const SeatPage page = FindSeatPage(txn, group.tenant(), group.id(), limit, offset);
  return txn.All(page.from_end ? kPageMembersFromEnd : kPageMembers, ReadMember, group.id(),
                 access::MemberRole::kMember, access::MemberRole::kOwner, page.limit, page.offset,
                 group.tenant(), group.id());
}

std::int64_t CountMembers(Txn& txn, const Roster& group, std::string_view nickname) {
  if (nickname.empty()) return CountSeats(txn, group.tenant(), group.id());
  return txn.First(kCountNamed, ReadCount, group.tenant(), group.id(), nickname).value_or(0);
}

std::vector<MemberProfile> MembersAmong(Txn& txn, const Roster& group,
                                        std::span<const std::int64_t> users) {
  if (users.empty()) return {};
  return txn.All(kMembersAmong, ReadMember, group.tenant(), group.id(), IntList{users});
}

std::vector<MemberProfile> MembersAmong(Txn& txn, TenantId tenant, std::span<const SeatKey> seats) {
  if (seats.empty()) return {};
  return txn.All(kMembersOfMany, ReadMember, PairsOf(seats), tenant);
}

std::vector<MemberProfile> SeatsAmong(Txn& txn, TenantId tenant, std::span<const SeatKey> seats) {
  if (seats.empty()) return {};
  return txn.All(kSeatsOfMany, ReadMember, PairsOf(seats), tenant);
}

}  // namespace koine::group
