#include "core/file/rows.h"

#include "base/text.h"

namespace koine::file {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kFileIds{"file", 1001};
constexpr std::size_t kKeyBytes = 16;

// ---------------------------------------------------------------------------------- space, blobs

const Sql kEnsureSpace{
    "insert into storage_use (user_id, tenant_id, bytes, files) values (?, ?, 0, 0) "
    "on conflict do nothing"};
const Sql kCharge{
    "update storage_use set bytes = bytes + ?, files = files + 1 "
    "where tenant_id = ? and user_id = ? and bytes + ? <= ?"};
const Sql kDischarge{
    "update storage_use set bytes = bytes - ?, files = files - 1 "
    "where tenant_id = ? and user_id = ?"};
const Sql kSpace{"select bytes, files from storage_use where tenant_id = ? and user_id = ?"};

const Sql kRefBlob{
    "insert into blob (tenant_id, sha256, md5, size, mime, refs, created_at) "
    "values (?, ?, ?, ?, ?, 1, ?) on conflict (tenant_id, sha256) do update set "
    "refs = blob.refs + 1"};
const Sql kUnrefBlob{"update blob set refs = refs - 1 where tenant_id = ? and sha256 = ?"};
const Sql kDeleteBlob{"delete from blob where tenant_id = ? and sha256 = ? and refs <= 0"};
const Sql kBlobs{
    "select sha256 from blob where tenant_id = ? and sha256 >= ? and sha256 < ? and refs > 0"};

// ------------------------------------------------------------------------------------------ files

#define KOINE_INSERT_FILE                                                                  \
  "insert into file (id, tenant_id, key, owner_id, name, search_text, extension, sha256, " \
  "md5, size, mime, kind, width, height, duration_ms, purpose, conversation_id, "          \
  "downloads, expires_at, deleted_at, created_at, object, hash, cause) "                   \
  "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, 0, 0, 0, ?, ?, ?, ?)"
const Sql kInsertFile{KOINE_INSERT_FILE};
// Two may give the same name at once.
const Sql kInsertObject{KOINE_INSERT_FILE " on conflict do nothing"};
const Sql kExpireAvatars{
    "update file set expires_at = ? where tenant_id = ? and owner_id = ? and purpose = 1 "
    "and id <> ? and expires_at = 0"};

// What goes, and what it counts with: small forms of a picture, too.
#define KOINE_COUNTED \
  "select f.id, f.tenant_id, f.owner_id, f.sha256, f.size + f.derived from file f where "

#define KOINE_FILE                                                                             \
  "select f.id, f.key, f.owner_id, u.nickname, f.name, f.extension, f.sha256, f.md5, f.size, " \
  "f.mime, f.kind, f.width, f.height, f.purpose, f.conversation_id, f.downloads, "             \
  "f.created_at, f.object, f.hash, f.cause "                                                   \
  "from file f left join users u on u.id = f.owner_id where "

// A message holds it that still stands.
#define KOINE_IN_USE                                                                          \
  "exists (select 1 from file_use x join message m on m.conversation_id = x.conversation_id " \
  "and m.seq = x.seq where x.file_id = f.id and m.recalled_at = 0 and m.deleted_at = 0)"

// Administrator (1), owner, reader of a message that holds it, member of a group that keeps it, who
// has a mail that it came with (home 3: a draft gives nobody a right).
// Parameters: 1 for an administrator, then four times the user.
#define KOINE_MAY_READ                                                                        \
  "(? = 1 or f.owner_id = ? or exists (select 1 from file_use x "                             \
  "join message m on m.conversation_id = x.conversation_id and m.seq = x.seq "                \
  "join conversation c on c.id = x.conversation_id "                                          \
  "join member s on s.conversation_id = x.conversation_id "                                   \
  "where x.file_id = f.id and s.user_id = ? and s.state = 1 and c.status = 0 "                \
  "and m.recalled_at = 0 and m.deleted_at = 0 and x.seq >= s.min_seq and x.seq >= c.min_seq " \
  "and (s.max_seq = 0 or x.seq <= s.max_seq)) "                                               \
  "or exists (select 1 from group_file g join conversation c on c.id = g.conversation_id "    \
  "join member s on s.conversation_id = g.conversation_id "                                   \
  "where g.file_id = f.id and g.deleted_at = 0 and s.user_id = ? and s.state = 1 "            \
  "and c.status = 0 and (g.permission = 'ALL' or (g.permission = 'ADMIN' and s.role >= 2) "   \
  "or s.role >= 3)) "                                                                         \
  "or exists (select 1 from mail_file x join mail_box b on b.mail_id = x.mail_id "            \
  "where x.file_id = f.id and b.owner_id = ? and b.home <> 3))"

// Of accounts that were not closed, state 3 of a user.
#define KOINE_OWNED " and (u.state is null or u.state <> 3)"
const Sql kReadable{
    KOINE_FILE "f.tenant_id = ? and f.id = ? and f.deleted_at = 0 and " KOINE_MAY_READ KOINE_OWNED};
const Sql kReadableOf{
    KOINE_FILE
    "{+}f.tenant_id = ? and f.id {in ?} and f.deleted_at = 0 and " KOINE_MAY_READ KOINE_OWNED
    " order by f.id"};
// proof: the key of 128 random bits is the right
const Sql kByKey{KOINE_FILE "f.key = ? and (f.deleted_at = 0 or " KOINE_IN_USE ")" KOINE_OWNED};
// proof: the signed link that names the id is the right
const Sql kLinked{KOINE_FILE "f.id = ? and (f.deleted_at = 0 or " KOINE_IN_USE ")" KOINE_OWNED};
// proof: the signed link that names the message is the right
// That a state is 3 does not tell SQLite that it is above 1, which the index of former seats asks.
const Sql kHoldsStill{
    "select 1 from file_use x join message m on m.conversation_id = x.conversation_id "
    "and m.seq = x.seq join conversation c on c.id = x.conversation_id "
    "where x.file_id = ? and x.conversation_id = ? and x.seq = ? and m.recalled_at = 0 "
    "and m.deleted_at = 0 and c.status = 0 and x.seq >= c.min_seq and not exists (select 1 from "
    "member s where s.conversation_id = c.id and s.state > 1 and s.state = 3 and s.left_at >= ?)"};
// proof: the signed link that names the id is the right
const Sql kTakenBack{
    "select 1 from file f where f.id = ? and not " KOINE_IN_USE
    " and ((f.taken_at > 0 and f.taken_at >= ?) or exists (select 1 from file_use x join message m "
    "on m.conversation_id = x.conversation_id and m.seq = x.seq where x.file_id = f.id and "
    "(m.recalled_at >= ? or m.deleted_at >= ?) and (m.recalled_at > 0 or m.deleted_at > 0)))"};
// proof: the signed link that names the user is the right
const Sql kReadableBy{"select 1 from file f where f.id = ? and (f.deleted_at = 0 or " KOINE_IN_USE
                      ") and " KOINE_MAY_READ};
// Pictures of people and groups, which whoever sees these may see; and what IM Chat keeps.
// proof: the key of 128 random bits is the right
#define KOINE_PICTURE                                                                            \
  "(exists (select 1 from users u where u.id = f.owner_id and {instr}(u.avatar, f.key) > 0) or " \
  "exists (select 1 from member s join conversation c on c.id = s.conversation_id where "        \
  "s.user_id = f.owner_id and s.state = 1 and {instr}(c.avatar, f.key) > 0))"
const Sql kShown{
    "select 1 from file f where f.id = ? and f.deleted_at = 0 and ((f.cause = 'imchat' and "
    "f.expires_at = 0) or " KOINE_PICTURE ")"};
const Sql kObject{KOINE_FILE "f.tenant_id = ? and f.object = ? and f.deleted_at = 0"};
const Sql kObjectReadable{
    KOINE_FILE "f.tenant_id = ? and f.object = ? and f.deleted_at = 0 and " KOINE_MAY_READ};
// Locked, so that nobody takes the content away before the row that uses it again is there.
const Sql kOwnObject{
    KOINE_FILE
    "f.tenant_id = ? and f.owner_id = ? and f.hash = ? and f.size = ? and f.extension = ? and "
    "f.deleted_at = 0 order by (case when f.object = ? then 0 else 1 end), f.id desc limit 1 "
    "{for update of f}"};
// proof: the key of 128 random bits is the right
const Sql kOwnerOfKey{
    "select f.tenant_id from file f left join app a on a.tenant_id = f.tenant_id where f.key = ? "
    "and (f.cause = 'imchat' or (f.purpose = 3 and a.tenant_id is not null))"};
const Sql kMarkChat{
    "update file set cause = 'imchat', expires_at = ? where tenant_id = ? and id = ?"};
const Sql kKeepChat{
    "update file set expires_at = 0 where tenant_id = ? and owner_id = ? and cause = 'imchat' "
    "and key {in ?}"};
const Sql kOfOwner{KOINE_COUNTED
                   "f.tenant_id = ? "
                   "and f.owner_id = ? order by f.id limit ?"};
const Sql kOfEndedApp{
    KOINE_COUNTED
    "f.tenant_id = ? "
    "and f.purpose = 3 and f.created_at <= ? order by f.created_at, f.id limit ?"};
// Locked, so that nobody takes the content away before the row that uses it again is there.
const Sql kLock{"select id from file where {+}tenant_id = ? and id = ? {for update}"};
const Sql kIntoDrive{
    "update file set purpose = 4 where {+}tenant_id = ? and {+}owner_id = ? and id = ? "
    "and purpose = 0 and deleted_at = 0"};
const Sql kOwnByMd5{KOINE_FILE
                    "f.tenant_id = ? and f.owner_id = ? and f.deleted_at = 0 and f.purpose = 0 "
                    "and f.md5 = ? and f.size = ? order by f.id desc limit 1"};

// Everything but pictures of the user, and what their drive lists.
#define KOINE_OWN                                                               \
  "f.tenant_id = ? and f.owner_id = ? and f.deleted_at = 0 and f.purpose <> 1 " \
  "and f.purpose <> 4 and (? = 0 or f.kind = ?) and (? = '' or "
const Sql kListOwn{
    KOINE_FILE KOINE_OWN
    "{instr}(f.search_text, ?) > 0) order by f.created_at desc, f.id desc limit ? offset ?"};
const Sql kCountOwn{"select count(*) from file f where " KOINE_OWN
                    "{instr}(f.search_text, ?) > 0)"};
const Sql kStatistics{
    "select count(*), coalesce(sum(case when created_at >= ? then 1 else 0 end), 0){::bigint}, "
    "coalesce(sum(size), 0){::bigint}, coalesce(sum(downloads), 0){::bigint}, "
    "coalesce(sum(case when kind = 1 then 1 else 0 end), 0){::bigint}, "
    "coalesce(sum(case when kind = 2 then 1 else 0 end), 0){::bigint}, "
    "coalesce(sum(case when kind = 3 then 1 else 0 end), 0){::bigint}, "
    "coalesce(sum(case when kind = 4 then 1 else 0 end), 0){::bigint}, "
    "coalesce(sum(case when kind = 5 then 1 else 0 end), 0){::bigint} from file where tenant_id = "
    "? and (? = 0 or owner_id = ?) and deleted_at = 0 and purpose <> 1"};
const Sql kCountForm{
    "update file set derived = derived + ?, forms = forms | ? where tenant_id = ? and id = ? "
    "and (forms & ?) = 0"};
const Sql kChargeForm{
    "update storage_use set bytes = bytes + ? where tenant_id = ? and user_id = "
    "(select owner_id from file where id = ?)"};
const Sql kCountDownload{
    "update file set downloads = downloads + 1 where tenant_id = ? and id = ?"};

// ------------------------------------------------------------------------------- uses and the end

const Sql kInsertUse{
    "insert into file_use (file_id, conversation_id, tenant_id, seq, created_at) "
    "select f.id, ?, f.tenant_id, ?, ? from file f where f.tenant_id = ? "
    "and (f.id = ? or f.key = ?) and f.deleted_at = 0 and " KOINE_MAY_READ
    " on conflict do nothing"};
const Sql kMarkDeleted{
    "update file set deleted_at = ? where {+}tenant_id = ? and deleted_at = 0 and id {in ?}"};
// proof: the sweep of the whole store, of all tenants
const Sql kMarkExpired{
    "update file set deleted_at = ?, expires_at = 0 where id in "
    "(select id from file where expires_at > 0 and expires_at < ? order by expires_at, id limit "
    "?)"};
#define KOINE_UNUSED KOINE_COUNTED "f.deleted_at > 0 "
const Sql kUnusedOf{KOINE_UNUSED "and {+}f.tenant_id = ? and f.id {in ?} and not " KOINE_IN_USE
                                 " order by f.id {for update of f}"};
// proof: the sweep of the whole store, of all tenants
const Sql kUnused{KOINE_UNUSED "and not " KOINE_IN_USE
                               " order by f.deleted_at, f.id limit ? {for update of f}"};
#define KOINE_OLD(causes)                                                                 \
  KOINE_COUNTED "f.cause " causes                                                         \
                " and f.created_at < ? and not exists (select 1 from group_file g where " \
                "g.file_id = f.id and g.deleted_at = 0) limit ?"
// proof: the sweep of the whole store, of all tenants
const Sql kOld{KOINE_OLD("{in ?}") " {for update of f}"};
// What people sent to others (purpose 0), that no younger message holds, and nothing beside
// messages. proof: as above
const Sql kOldSent{
    KOINE_COUNTED
    "f.id > ? and f.id <= ? and f.created_at < ? and f.purpose = 0 and exists (select 1 from "
    "file_use x where x.file_id = f.id) and not exists (select 1 from file_use y join message m on "
    "m.conversation_id = y.conversation_id and m.seq = y.seq where y.file_id = f.id and "
    "m.sent_at >= ? and m.deleted_at = 0 and m.recalled_at = 0) and not exists (select 1 from "
    "group_file g where g.file_id = f.id and g.deleted_at = 0) and not exists (select 1 from "
    "mail_file l where l.file_id = f.id) and not " KOINE_PICTURE
    " order by f.id limit ? {for update of f}"};
// proof: as above
const Sql kEndOfSlice{
    "select max(s.id) from (select id from file where id > ? order by id limit ?) s"};
const Sql kCounted{KOINE_COUNTED "f.tenant_id = ? and f.id {in ?} {for update of f}"};
const Sql kDeleteUses{"delete from file_use where tenant_id = ? and file_id = ?"};
const Sql kDeleteFile{"delete from file where tenant_id = ? and id = ?"};

File ReadFile(const Row& row) {
  File file;
  file.id = row.Get<FileId>(0);
  file.key = row.String(1);
  file.owner = row.Get<UserId>(2);
  file.owner_name = row.String(3);
  file.name = row.String(4);
  file.extension = row.String(5);
  file.sha256 = row.String(6);
  file.md5 = row.String(7);
  file.size = row.Int(8);
  file.mime = row.String(9);
  file.kind = static_cast<Kind>(row.Int(10));
  file.width = row.Int(11);
  file.height = row.Int(12);
  file.purpose = static_cast<Purpose>(row.Int(13));
  file.conversation = row.Get<ConversationId>(14);
  file.downloads = row.Int(15);
  file.created_at = row.Int(16);
  file.object = row.String(17);
  file.hash = row.String(18);
  file.cause = row.String(19);
  return file;
}

Unused ReadUnused(const Row& row) {
  return {row.Get<FileId>(0), row.Get<TenantId>(1), row.Get<UserId>(2), row.String(3), row.Int(4)};
}

int AdminFlag(const access::Principal& who) {
  return who.admin() ? 1 : 0;
}
int KindOf(const Filter& filter) {
  return filter.kind ? static_cast<int>(*filter.kind) : 0;
}

}  // namespace

bool Charge(Txn& txn, TenantId tenant, UserId user, std::int64_t bytes, std::int64_t quota) {
  txn.ExecSoon(kEnsureSpace, user, tenant);
  return txn.Exec(kCharge, bytes, tenant, user, bytes, quota) == 1;
}

Space FindSpace(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) { return Space{0, row.Int(0), row.Int(1)}; };
  return txn.First(kSpace, read, tenant, user).value_or(Space{});
}

void RefBlob(Txn& txn, TenantId tenant, const Received& content) {
  txn.ExecSoon(kRefBlob, tenant, content.sha256, content.md5, content.size, content.mime,
               txn.now_ms());
}

bool InsertFile(Txn& txn, TenantId tenant, File* file) {
  file->id = FileId(txn.NextId(kFileIds));
  file->key = txn.random().Hex(kKeyBytes);
  file->created_at = txn.now_ms();
  auto or_null = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  auto insert = [&](auto run) {
    return run(file->id, tenant, file->key, file->owner, file->name, text::Fold(file->name),
               file->extension, file->sha256, file->md5, file->size, file->mime, file->kind,
               file->width, file->height, file->purpose, file->conversation, file->created_at,
               or_null(file->object), or_null(file->hash), or_null(file->cause));
  };
  if (file->object.empty()) {
    insert([&](const auto&... args) { txn.ExecSoon(kInsertFile, args...); });
    return true;
  }
  return insert([&](const auto&... args) { return txn.Exec(kInsertObject, args...) == 1; });
}

void ExpireAvatars(Txn& txn, TenantId tenant, UserId owner, FileId but, std::int64_t until_ms) {
  txn.ExecSoon(kExpireAvatars, until_ms, tenant, owner, but);
}

std::optional<File> FindReadable(Txn& txn, const access::Principal& who, FileId id) {
  return txn.First(kReadable, ReadFile, who.tenant, id, AdminFlag(who), who.user, who.user,
                   who.user, who.user);
}

std::vector<File> FindReadable(Txn& txn, const access::Principal& who,
                               std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kReadableOf, ReadFile, who.tenant, IntList{ids}, AdminFlag(who), who.user,
                 who.user, who.user, who.user);
}

std::optional<File> FindByKey(Txn& txn, std::string_view key) {
  return txn.First(kByKey, ReadFile, key);
}

namespace {
bool One(const Row&) {
  return true;
}
}  // namespace

bool HoldsStill(Txn& txn, FileId id, ConversationId conversation, std::int64_t seq,
                std::int64_t since_ms) {
  return txn.First(kHoldsStill, One, id, conversation, seq, since_ms).has_value();
}

bool IsTakenBack(Txn& txn, FileId id, std::int64_t since_ms) {
  return txn.First(kTakenBack, One, id, since_ms, since_ms, since_ms).has_value();
}

bool IsReadableBy(Txn& txn, FileId id, UserId user) {
  return txn.First(kReadableBy, One, id, 0, user, user, user, user).has_value();
}

bool IsShown(Txn& txn, FileId id) {
  return txn.First(kShown, One, id).has_value();
}

void MarkChat(Txn& txn, TenantId tenant, FileId id, std::int64_t until_ms) {
  txn.ExecSoon(kMarkChat, until_ms, tenant, id);
}

void KeepChat(Txn& txn, const access::Principal& who, std::span<const std::string> keys) {
  txn.ExecSoon(kKeepChat, who.tenant, who.user, store::TextList{keys});
}

std::optional<TenantId> FindOwnerOfKey(Txn& txn, std::string_view key) {
  return txn.First(
      kOwnerOfKey, [](const Row& row) { return row.Get<TenantId>(0); }, key);
}

std::vector<Unused> ListOfOwner(Txn& txn, TenantId tenant, UserId owner, int limit) {
  return txn.All(kOfOwner, ReadUnused, tenant, owner, limit);
}

std::vector<Unused> ListOfEndedApp(Txn& txn, TenantId tenant, std::int64_t until_ms, int limit) {
  return txn.All(kOfEndedApp, ReadUnused, tenant, until_ms, limit);
}

std::optional<File> FindLinked(Txn& txn, FileId id) {
  return txn.First(kLinked, ReadFile, id);
}

std::optional<File> FindObject(Txn& txn, const access::Principal& who, std::string_view name) {
  return txn.First(kObject, ReadFile, who.tenant, name);
}

std::optional<File> FindReadableObject(Txn& txn, const access::Principal& who,
                                       std::string_view name) {
  return txn.First(kObjectReadable, ReadFile, who.tenant, name, AdminFlag(who), who.user, who.user,
                   who.user, who.user);
}

std::optional<File> FindOwnObject(Txn& txn, const access::Principal& who, std::string_view hash,
                                  std::int64_t size, std::string_view extension,
                                  std::string_view name) {
  return txn.First(kOwnObject, ReadFile, who.tenant, who.user, hash, size, extension, name);
}

bool MarkOfDrive(Txn& txn, const access::Principal& who, FileId id) {
  return txn.Exec(kIntoDrive, who.tenant, who.user, id) > 0;
}

bool LockFile(Txn& txn, TenantId tenant, FileId id) {
  return txn.First(kLock, One, tenant, id).has_value();
}

std::optional<File> FindOwnByMd5(Txn& txn, const access::Principal& who, std::string_view md5,
                                 std::int64_t size) {
  return txn.First(kOwnByMd5, ReadFile, who.tenant, who.user, md5, size);
}

std::vector<File> ListOwn(Txn& txn, const access::Principal& who, const Filter& filter) {
  const int kind = KindOf(filter);
  return txn.All(kListOwn, ReadFile, who.tenant, who.user, kind, kind, filter.keyword,
                 filter.keyword, filter.limit, filter.offset);
}

std::int64_t CountOwn(Txn& txn, const access::Principal& who, const Filter& filter) {
  const int kind = KindOf(filter);
  auto read = [](const Row& row) { return row.Int(0); };
  return txn
      .First(kCountOwn, read, who.tenant, who.user, kind, kind, filter.keyword, filter.keyword)
      .value_or(0);
}

Statistics FindStatistics(Txn& txn, TenantId tenant, UserId owner, std::int64_t today_ms) {
  auto read = [](const Row& row) {
    return Statistics{row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4),
                      row.Int(5), row.Int(6), row.Int(7), row.Int(8)};
  };
  return txn.First(kStatistics, read, today_ms, tenant, owner, owner).value_or(Statistics{});
}

void CountDownload(Txn& txn, TenantId tenant, FileId id) {
  txn.ExecSoon(kCountDownload, tenant, id);
}

void CountSmallForm(Txn& txn, TenantId tenant, FileId id, std::int64_t step, std::int64_t bytes) {
  // Steps are powers of two. Not of a file that went in the meantime, and of each step once.
  if (txn.Exec(kCountForm, bytes, step, tenant, id, step) == 0) return;
  txn.Exec(kChargeForm, bytes, tenant, id);
}

void InsertUse(Txn& txn, const access::Principal& who, ConversationId conversation,
               std::int64_t seq, FileId id, std::string_view key) {
  txn.ExecSoon(kInsertUse, conversation, seq, txn.now_ms(), who.tenant, id, key, AdminFlag(who),
               who.user, who.user, who.user, who.user);
}

void MarkDeleted(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  txn.ExecSoon(kMarkDeleted, txn.now_ms(), tenant, IntList{ids});
}

std::int64_t MarkExpired(Txn& txn, int limit) {
  return txn.Exec(kMarkExpired, txn.now_ms(), txn.now_ms(), limit);
}

std::vector<Unused> FindUnused(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  return txn.All(kUnusedOf, ReadUnused, tenant, IntList{ids});
}

std::vector<Unused> FindCounted(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  return txn.All(kCounted, ReadUnused, tenant, IntList{ids});
}

std::vector<Unused> FindUnused(Txn& txn, int limit) {
  return txn.All(kUnused, ReadUnused, limit);
}

std::vector<Unused> FindOld(Txn& txn, std::span<const std::string> causes, std::int64_t before_ms,
                            int limit) {
  return txn.All(kOld, ReadUnused, store::TextList{causes}, before_ms, limit);
}

std::optional<std::int64_t> EndOfSlice(Txn& txn, std::int64_t after, std::int64_t limit) {
  auto read = [](const Row& row) {
    return row.Null(0) ? std::nullopt : std::optional<std::int64_t>(row.Int(0));
  };
  return txn.First(kEndOfSlice, read, after, limit).value_or(std::nullopt);
}

std::vector<Unused> FindOldSent(Txn& txn, std::int64_t after, std::int64_t to,
                                std::int64_t before_ms, int limit) {
  return txn.All(kOldSent, ReadUnused, after, to, before_ms, before_ms, limit);
}

void Purge(Txn& txn, const Unused& file) {
  txn.ExecSoon(kDeleteUses, file.tenant, file.id);
  if (txn.Exec(kDeleteFile, file.tenant, file.id) == 0) return;  // another did it
  txn.ExecSoon(kDischarge, file.size, file.tenant, file.owner);
  txn.ExecSoon(kUnrefBlob, file.tenant, file.sha256);
  txn.ExecSoon(kDeleteBlob, file.tenant, file.sha256);
}

std::vector<std::string> ListBlobs(Txn& txn, TenantId tenant, std::string_view prefix) {
  // Behind the last digit.
  const std::string end = std::string(prefix) + "g";
  return txn.All(
      kBlobs, [](const Row& row) { return row.String(0); }, tenant, prefix, end);
}

}  // namespace koine::file
