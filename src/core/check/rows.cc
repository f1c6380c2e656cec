#include "core/check/rows.h"

namespace koine::check {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_RANGE_OF(table, key) \
  "select coalesce(min(" key "), 0), coalesce(max(" key "), -1) from " table
// Of an application that was deleted, people go and what they wrote stays without its words.
#define KOINE_LIVES(t) \
  "(" t ".tenant_id = 1 or exists (select 1 from app p where p.tenant_id = " t ".tenant_id)) "
#define KOINE_NO_USER(id) "not exists (select 1 from users u where u.id = " id ") limit ?"

// proof: these and all below are looked at for whoever runs the server, of all tenants
const Sql kMessages{KOINE_RANGE_OF("message", "id")};
// proof: as above
const Sql kMessageHome{
    "select cast(m.id as text) from message m where m.id > ? and m.id <= ? and not exists (select "
    "1 from conversation c where c.id = m.conversation_id and c.last_seq >= m.seq) limit ?"};
// proof: as above
const Sql kMessageSender{
    "select cast(m.id as text) from message m where m.id > ? and m.id <= ? "
    "and m.sender_id > 0 and " KOINE_LIVES("m") "and " KOINE_NO_USER("m.sender_id")};
// What nobody may read any more goes with holes (core/retention).
// proof: as above
const Sql kMessageBefore{
    "select cast(m.id as text) from message m where m.id > ? and m.id <= ? and m.seq > 1 and "
    "m.seq >= (select c.min_seq from conversation c where c.id = m.conversation_id) and not "
    "exists (select 1 from message b where b.conversation_id = m.conversation_id and b.seq = "
    "m.seq - 1) limit ?"};
// proof: as above
const Sql kMessageAhead{
    "select cast(m.id as text) from message m where m.id > ? and m.id <= ? and m.id > (select "
    "position from log_head where one = 1) limit ?"};

// proof: as above
const Sql kChanges{KOINE_RANGE_OF("change", "position")};
// proof: as above
const Sql kChangeAhead{
    "select cast(g.position as text) from change g where g.position > ? and g.position <= ? and "
    "g.position > (select position from log_head where one = 1) limit ?"};
// proof: as above
const Sql kChangeHome{
    "select cast(g.position as text) from change g where g.position > ? and g.position <= ? and "
    "g.conversation_id > 0 and not exists (select 1 from conversation c where c.id = "
    "g.conversation_id and c.change_seq >= g.change_seq) limit ?"};
// proof: as above
const Sql kEvents{KOINE_RANGE_OF("event", "position")};
// proof: as above
const Sql kEventAhead{
    "select cast(e.position as text) from event e where e.position > ? and e.position <= ? and "
    "e.position > (select position from log_head where one = 1) limit ?"};

// proof: as above
const Sql kConversations{KOINE_RANGE_OF("conversation", "id")};
// proof: as above
const Sql kHead{
    "select cast(c.id as text) from conversation c where c.id > ? and c.id <= ? and c.last_seq > 0 "
    "and not exists (select 1 from message m where m.conversation_id = c.id and m.seq = "
    "c.last_seq) limit ?"};
// proof: as above
const Sql kMemberCount{
    "select cast(c.id as text) from conversation c where c.id > ? and c.id <= ? and c.kind = 2 and "
    "c.status = 0 and " KOINE_LIVES("c") "and c.member_count <> (select count(*) from member m "
    "where m.conversation_id = c.id and m.state = 1) limit ?"};
// proof: as above
const Sql kPair{
    "select cast(c.id as text) from conversation c where c.id > ? and c.id <= ? and c.pair_lo is "
    "not null and " KOINE_LIVES("c") "and (not exists (select 1 from users u where u.id = "
    "c.pair_lo) or not exists (select 1 from users u where u.id = c.pair_hi)) limit ?"};

// proof: as above
const Sql kMembers{KOINE_RANGE_OF("member", "user_id")};
// proof: as above
const Sql kMemberUser{
    "select cast(m.conversation_id as text) || '/' || cast(m.user_id as text) from member m where "
    "m.user_id > ? and m.user_id <= ? and " KOINE_NO_USER("m.user_id")};
// proof: as above
const Sql kMemberHome{
    "select cast(m.conversation_id as text) || '/' || cast(m.user_id as text) from member m where "
    "m.user_id > ? and m.user_id <= ? and not exists (select 1 from conversation c where c.id = "
    "m.conversation_id and c.last_seq >= m.read_seq and c.last_seq >= m.sent_seq) limit ?"};

// proof: as above
const Sql kContacts{KOINE_RANGE_OF("contact", "owner_id")};
// proof: as above
const Sql kContactOwner{
    "select cast(k.owner_id as text) || '/' || cast(k.peer_id as text) from contact k where "
    "k.owner_id > ? and k.owner_id <= ? and " KOINE_NO_USER("k.owner_id")};
// proof: as above
const Sql kContactPeer{
    "select cast(k.owner_id as text) || '/' || cast(k.peer_id as text) from contact k where "
    "k.owner_id > ? and k.owner_id <= ? and " KOINE_LIVES("k") "and " KOINE_NO_USER("k.peer_id")};
// proof: as above
const Sql kPasswords{KOINE_RANGE_OF("password", "user_id")};
// proof: as above
const Sql kPasswordUser{
    "select cast(w.user_id as text) from password w where w.user_id > ? and w.user_id <= ? "
    "and " KOINE_NO_USER("w.user_id")};

// proof: as above
const Sql kFiles{KOINE_RANGE_OF("file", "id")};
// proof: as above
const Sql kFileBlob{
    "select cast(f.id as text) from file f where f.id > ? and f.id <= ? and not exists (select 1 "
    "from blob b where b.tenant_id = f.tenant_id and b.sha256 = f.sha256 and b.size = f.size) "
    "limit ?"};
// proof: as above
const Sql kFileRefs{
    "select cast(f.id as text) from file f where f.id > ? and f.id <= ? and exists (select 1 from "
    "blob b where b.tenant_id = f.tenant_id and b.sha256 = f.sha256 and b.refs <= 0) limit ?"};
// proof: as above
const Sql kGroupFiles{KOINE_RANGE_OF("group_file", "id")};
// proof: as above
const Sql kGroupFile{
    "select cast(g.id as text) from group_file g where g.id > ? and g.id <= ? and g.deleted_at = 0 "
    "and not exists (select 1 from file f where f.id = g.file_id) limit ?"};

// proof: as above
const Sql kUsers{KOINE_RANGE_OF("users", "id")};
// proof: as above
const Sql kUserIds{
    "select cast(u.id as text) from users u where u.id > ? and u.id <= ? and u.id >= (select next "
    "from id_block where name = 'users') limit ?"};
// proof: as above
const Sql kConversationIds{
    "select cast(c.id as text) from conversation c where c.id > ? and c.id <= ? and c.id >= "
    "(select next from id_block where name = 'conversation') limit ?"};
// proof: as above
const Sql kFileIds{
    "select cast(f.id as text) from file f where f.id > ? and f.id <= ? and f.id >= (select next "
    "from id_block where name = 'file') limit ?"};

constexpr std::int64_t kLogStep = 20'000, kRowStep = 5'000, kPeopleStep = 500;
const Rule kRules[] = {
    {"message", "its conversation is missing, or ends before it", &kMessages, &kMessageHome,
     kLogStep},
    {"message", "its sender is missing", &kMessages, &kMessageSender, kLogStep},
    {"message", "the message before it in its conversation is missing", &kMessages, &kMessageBefore,
     kLogStep},
    {"message", "is ahead of the log", &kMessages, &kMessageAhead, kLogStep},
    {"change", "its conversation is missing, or has fewer changes", &kChanges, &kChangeHome,
     kLogStep},
    {"change", "is ahead of the log", &kChanges, &kChangeAhead, kLogStep},
    {"event", "is ahead of the log", &kEvents, &kEventAhead, kLogStep},
    {"conversation", "its last message is missing", &kConversations, &kHead, kRowStep},
    {"conversation", "its number of members is wrong", &kConversations, &kMemberCount, kPeopleStep},
    {"conversation", "one of its two people is missing", &kConversations, &kPair, kRowStep},
    {"conversation", "its id will be given again", &kConversations, &kConversationIds, kRowStep},
    {"member", "their user is missing", &kMembers, &kMemberUser, kPeopleStep},
    {"member", "the conversation is missing, or they have read or sent more than it has", &kMembers,
     &kMemberHome, kPeopleStep},
    {"contact", "its owner is missing", &kContacts, &kContactOwner, kPeopleStep},
    {"contact", "the person in it is missing", &kContacts, &kContactPeer, kPeopleStep},
    {"password", "its user is missing", &kPasswords, &kPasswordUser, kRowStep},
    {"users", "their id will be given again", &kUsers, &kUserIds, kRowStep},
    {"file", "there is no content of its digest and size", &kFiles, &kFileBlob, kRowStep},
    {"file", "its content counts as unused, and will be deleted", &kFiles, &kFileRefs, kRowStep},
    {"file", "its id will be given again", &kFiles, &kFileIds, kRowStep},
    {"group_file", "its file is missing", &kGroupFiles, &kGroupFile, kRowStep},
};

const Sql kJobs{"select id, kind, key, dead from job where id > ? order by id limit ?"};

// proof: as above
const Sql kContents{
    "select tenant_id, sha256, size from blob where (tenant_id, sha256) > (?, ?) and refs > 0 "
    "order by tenant_id, sha256 limit ?"};
const Sql kContent{"select 1 from blob where tenant_id = ? and sha256 = ? and refs > 0"};

}  // namespace

std::span<const Rule> Rules() {
  return kRules;
}

Range FindRange(Txn& txn, const Rule& rule) {
  const auto range = [](const Row& row) { return Range{row.Int(0), row.Int(1)}; };
  return txn.First(*rule.range, range).value_or(Range{});
}

std::vector<std::string> FindBroken(Txn& txn, const Rule& rule, std::int64_t after, std::int64_t to,
                                    std::int64_t limit) {
  return txn.All(
      *rule.find, [](const Row& row) { return row.String(0); }, after, to, limit);
}

std::vector<JobRow> ListJobs(Txn& txn, std::int64_t after, int limit) {
  return txn.All(
      kJobs,
      [](const Row& row) {
        return JobRow{row.Int(0), row.String(1), row.String(2), row.Int(3) != 0};
      },
      after, limit);
}

std::vector<Content> ContentsAfter(Txn& txn, TenantId tenant, const std::string& sha256,
                                   int limit) {
  return txn.All(
      kContents,
      [](const Row& row) {
        return Content{row.Get<TenantId>(0), row.String(1), row.Int(2)};
      },
      tenant, sha256, limit);
}

bool HasContent(Txn& txn, const Content& content) {
  return txn
      .First(
          kContent, [](const Row&) { return true; }, content.tenant, content.sha256)
      .has_value();
}

}  // namespace koine::check
