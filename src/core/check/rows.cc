#include "core/check/rows.h"

namespace koine::check {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// Each by itself, as SQLite finds only one of them at an end of an index.
#define KOINE_RANGE_OF(table, key)                   \
  "select coalesce((select min(" key ") from " table \
  "), 0), "                                          \
  "coalesce((select max(" key ") from " table "), -1)"
// Rows of a slice of keys with a fault, named by their key, or by two numbers.
#define KOINE_NAMED(name, table, key, fault) \
  "select " name " from " table " where " key " > ? and " key " <= ? and " fault " limit ?"
#define KOINE_FAULTY(table, key, fault) KOINE_NAMED("cast(" key " as text)", table, key, fault)
#define KOINE_FAULTY_PAIR(table, a, b, key, fault) \
  KOINE_NAMED("cast(" a " as text) || '/' || cast(" b " as text)", table, key, fault)
#define KOINE_AHEAD(table, key) \
  KOINE_FAULTY(table, key, key " > (select position from log_head where one = 1)")
#define KOINE_GIVEN_AGAIN(table, key, block) \
  KOINE_FAULTY(table, key, key " >= (select next from id_block where name = '" block "')")
// Of an application that was deleted, people go and what they wrote stays without its words.
#define KOINE_LIVES(t) \
  "(" t ".tenant_id = 1 or exists (select 1 from app p where p.tenant_id = " t ".tenant_id)) "
#define KOINE_NO_USER(id) "not exists (select 1 from users u where u.id = " id ")"

// proof: these and all below are looked at for whoever runs the server, of all tenants
const Sql kMessages{KOINE_RANGE_OF("message", "id")};
// proof: as above
const Sql kMessageHome{
    KOINE_FAULTY("message m", "m.id",
                 "not exists (select 1 from conversation c where c.id = m.conversation_id and "
                 "c.last_seq >= m.seq)")};
// proof: as above
const Sql kMessageSender{
    KOINE_FAULTY("message m", "m.id",
                 "m.sender_id > 0 and " KOINE_LIVES("m") "and " KOINE_NO_USER("m.sender_id"))};
// What nobody may read any more goes with holes (core/retention).
// proof: as above
const Sql kMessageBefore{
    KOINE_FAULTY("message m", "m.id",
                 "m.seq > 1 and m.seq >= (select c.min_seq from conversation c where "
                 "c.id = m.conversation_id) and not exists (select 1 from message b where "
                 "b.conversation_id = m.conversation_id and b.seq = m.seq - 1)")};
// proof: as above
const Sql kMessageAhead{KOINE_AHEAD("message m", "m.id")};
// engines: on SQLite a table of its own has them, those behind its floor are not in it yet
// proof: as above
const Sql kMessageKey{
    KOINE_FAULTY("message m", "m.id",
                 "m.client_key is not null and m.id <= (select cast(value as integer) from meta "
                 "where name = 'late.message_key') and not exists (select 1 from message_key k "
                 "where k.sender_id = m.sender_id and k.client_key = m.client_key and "
                 "k.message_id = m.id)"),
    KOINE_FAULTY("message m", "m.id", "1 = 0")};

// proof: as above
const Sql kChanges{KOINE_RANGE_OF("change", "position")};
// proof: as above
const Sql kChangeAhead{KOINE_AHEAD("change g", "g.position")};
// proof: as above
const Sql kChangeHome{
    KOINE_FAULTY("change g", "g.position",
                 "g.conversation_id > 0 and not exists (select 1 from conversation c where "
                 "c.id = g.conversation_id and c.change_seq >= g.change_seq)")};
// proof: as above
const Sql kEvents{KOINE_RANGE_OF("event", "position")};
// proof: as above
const Sql kEventAhead{KOINE_AHEAD("event e", "e.position")};

// proof: as above
const Sql kConversations{KOINE_RANGE_OF("conversation", "id")};
// proof: as above
const Sql kHead{KOINE_FAULTY("conversation c", "c.id",
                             "c.last_seq > 0 and not exists (select 1 from message m where "
                             "m.conversation_id = c.id and m.seq = c.last_seq)")};
// proof: as above
const Sql kMemberCount{KOINE_FAULTY(
    "conversation c", "c.id",
    "c.kind = 2 and c.status = 0 and " KOINE_LIVES(
        "c") "and c.member_count <> "
             "(select count(*) from member m where m.conversation_id = c.id and m.state = 1)")};
// proof: as above
const Sql kPair{KOINE_FAULTY("conversation c", "c.id",
                             "c.pair_lo is not null and " KOINE_LIVES("c") "and (" KOINE_NO_USER(
                                 "c.pair_lo") " or " KOINE_NO_USER("c.pair_hi") ")")};

// proof: as above
const Sql kMembers{KOINE_RANGE_OF("member", "user_id")};
// proof: as above
const Sql kMemberUser{KOINE_FAULTY_PAIR("member m", "m.conversation_id", "m.user_id", "m.user_id",
                                        KOINE_NO_USER("m.user_id"))};
// proof: as above
const Sql kMemberHome{
    KOINE_FAULTY_PAIR("member m", "m.conversation_id", "m.user_id", "m.user_id",
                      "not exists (select 1 from conversation c where c.id = m.conversation_id and "
                      "c.last_seq >= m.read_seq and c.last_seq >= m.sent_seq)")};

// proof: as above
const Sql kContacts{KOINE_RANGE_OF("contact", "owner_id")};
// proof: as above
const Sql kContactOwner{KOINE_FAULTY_PAIR("contact k", "k.owner_id", "k.peer_id", "k.owner_id",
                                          KOINE_NO_USER("k.owner_id"))};
// proof: as above
const Sql kContactPeer{KOINE_FAULTY_PAIR("contact k", "k.owner_id", "k.peer_id", "k.owner_id",
                                         KOINE_LIVES("k") "and " KOINE_NO_USER("k.peer_id"))};
// proof: as above
const Sql kPasswords{KOINE_RANGE_OF("password", "user_id")};
// proof: as above
const Sql kPasswordUser{KOINE_FAULTY("password w", "w.user_id", KOINE_NO_USER("w.user_id"))};

// proof: as above
const Sql kFiles{KOINE_RANGE_OF("file", "id")};
// proof: as above
const Sql kFileBlob{KOINE_FAULTY(
    "file f", "f.id",
    "not exists (select 1 from blob b where b.tenant_id = f.tenant_id and b.sha256 = f.sha256 and "
    "b.size = f.size)")};
// proof: as above
const Sql kFileRefs{KOINE_FAULTY(
    "file f", "f.id",
    "exists (select 1 from blob b where b.tenant_id = f.tenant_id and b.sha256 = f.sha256 and "
    "b.refs <= 0)")};
// proof: as above
const Sql kGroupFiles{KOINE_RANGE_OF("group_file", "id")};
// proof: as above
const Sql kGroupFile{
    KOINE_FAULTY("group_file g", "g.id",
                 "g.deleted_at = 0 and not exists (select 1 from file f where f.id = g.file_id)")};

// proof: as above
const Sql kUsers{KOINE_RANGE_OF("users", "id")};
// proof: as above
const Sql kUserIds{KOINE_GIVEN_AGAIN("users u", "u.id", "users")};
// proof: as above
const Sql kConversationIds{KOINE_GIVEN_AGAIN("conversation c", "c.id", "conversation")};
// proof: as above
const Sql kFileIds{KOINE_GIVEN_AGAIN("file f", "f.id", "file")};

constexpr std::int64_t kLogStep = 20'000, kRowStep = 5'000, kPeopleStep = 500;
const Rule kRules[] = {
    {"message", "its conversation is missing, or ends before it", &kMessages, &kMessageHome,
     kLogStep},
    {"message", "its sender is missing", &kMessages, &kMessageSender, kLogStep},
    {"message", "the message before it in its conversation is missing", &kMessages, &kMessageBefore,
     kLogStep},
    {"message", "is ahead of the log", &kMessages, &kMessageAhead, kLogStep},
    {"message", "is not found by its client id", &kMessages, &kMessageKey, kLogStep},
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

const Sql kJobs{"select id, kind, dead from job where id > ? order by id limit ?"};

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
        return JobRow{row.Int(0), row.String(1), row.Int(2) != 0};
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
