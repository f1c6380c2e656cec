#include "core/file/upload_rows.h"

namespace koine::file {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kUploadIds{"upload", 1};
constexpr std::size_t kKeyBytes = 16;

const Sql kInsert{
    "insert into upload (id, tenant_id, user_id, key, name, md5, size, part_size, part_count, "
    "state, conversation_id, file_id, expires_at, created_at, kind, cause) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?, ?, ?)"};
#define KOINE_UPLOAD_FIELDS                                                                   \
  "select id, key, name, md5, size, part_size, part_count, state, conversation_id, file_id, " \
  "expires_at, kind, user_id, tenant_id, cause from upload where "
#define KOINE_UPLOAD  \
  KOINE_UPLOAD_FIELDS \
  "tenant_id = ? and user_id = ? and expires_at > ? and kind = ? and "
const Sql kFind{KOINE_UPLOAD "key = ?"};
const Sql kFindLocked{KOINE_UPLOAD "key = ? {for update}"};
const Sql kFindLike{KOINE_UPLOAD
                    "md5 = ? and size = ? and name = ? and part_size = ? and state <= 1 "
                    "order by id desc limit 1"};
// proof: the signed link that names the key is the right
const Sql kLinked{KOINE_UPLOAD_FIELDS "key = ? and kind = ? and expires_at > ?"};
const Sql kWaiting{
    "select count(*), coalesce(sum(size), 0){::bigint} from upload where tenant_id = ? and "
    "user_id = ? and expires_at > ? and state <= 1"};
const Sql kSetState{
    "update upload set state = ?, file_id = ?, expires_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from upload where tenant_id = ? and id = ?"};
const Sql kDeletePartsOf{"delete from upload_part where tenant_id = ? and upload_id = ?"};
const Sql kInsertPart{
    "insert into upload_part (upload_id, number, tenant_id, size) values (?, ?, ?, ?) "
    "on conflict (upload_id, number) do update set size = excluded.size"};
const Sql kParts{
    "select number from upload_part where tenant_id = ? and upload_id = ? order by number"};

// proof: the sweep of the whole store, of all tenants
const Sql kExpired{"select id from upload where expires_at <= ? order by expires_at, id limit ?"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteExpired{"delete from upload where id {in ?}"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteExpiredParts{"delete from upload_part where upload_id {in ?}"};
// proof: the sweep of the whole store, of all tenants
const Sql kOpenKeys{"select key from upload where state <= 1"};

Upload ReadUpload(const Row& row) {
  Upload upload;
  upload.id = row.Int(0);
  upload.key = row.String(1);
  upload.name = row.String(2);
  upload.md5 = row.String(3);
  upload.size = row.Int(4);
  upload.part_size = row.Int(5);
  upload.part_count = row.Int(6);
  upload.state = static_cast<UploadState>(row.Int(7));
  upload.conversation = row.Get<ConversationId>(8);
  upload.file = row.Get<FileId>(9);
  upload.expires_at = row.Int(10);
  upload.kind = static_cast<UploadKind>(row.Int(11));
  upload.user = row.Get<UserId>(12);
  upload.cause = row.String(14);
  return upload;
}

}  // namespace

void InsertUpload(Txn& txn, const access::Principal& who, Upload* upload) {
  upload->id = txn.NextId(kUploadIds);
  upload->key = txn.random().Hex(kKeyBytes);
  txn.ExecSoon(kInsert, upload->id, who.tenant, who.user, upload->key, upload->name, upload->md5,
               upload->size, upload->part_size, upload->part_count, upload->conversation,
               upload->expires_at, txn.now_ms(), upload->kind, upload->cause);
}

std::optional<Upload> FindUpload(Txn& txn, const access::Principal& who, UploadKind kind,
                                 std::string_view key) {
  return txn.First(txn.writable() ? kFindLocked : kFind, ReadUpload, who.tenant, who.user,
                   txn.now_ms(), kind, key);
}

std::optional<LinkedUpload> FindLinkedUpload(Txn& txn, UploadKind kind, std::string_view key) {
  auto read = [](const Row& row) { return LinkedUpload{ReadUpload(row), row.Get<TenantId>(13)}; };
  return txn.First(kLinked, read, key, kind, txn.now_ms());
}

std::optional<Upload> FindUploadLike(Txn& txn, const access::Principal& who, UploadKind kind,
                                     const UploadIn& in) {
  return txn.First(kFindLike, ReadUpload, who.tenant, who.user, txn.now_ms(), kind, in.md5, in.size,
                   in.name, in.part_size);
}

WaitingUpload FindWaitingUpload(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return WaitingUpload{row.Int(0), row.Int(1)}; };
  return txn.First(kWaiting, read, who.tenant, who.user, txn.now_ms()).value_or(WaitingUpload{});
}

void SetUploadState(Txn& txn, const access::Principal& who, const Upload& upload, UploadState state,
                    FileId file, std::int64_t expires_at) {
  txn.ExecSoon(kSetState, state, file, expires_at, who.tenant, upload.id);
}

void DeleteUpload(Txn& txn, const access::Principal& who, std::int64_t id) {
  txn.ExecSoon(kDeletePartsOf, who.tenant, id);
  txn.ExecSoon(kDelete, who.tenant, id);
}

void InsertPart(Txn& txn, const access::Principal& who, std::int64_t upload, std::int64_t number,
                std::int64_t bytes) {
  txn.ExecSoon(kInsertPart, upload, number, who.tenant, bytes);
}

std::vector<std::int64_t> ListParts(Txn& txn, const access::Principal& who, std::int64_t upload) {
  return txn.All(
      kParts, [](const Row& row) { return row.Int(0); }, who.tenant, upload);
}

std::int64_t DeleteExpiredUploads(Txn& txn, int limit) {
  const std::vector<std::int64_t> ids = txn.All(
      kExpired, [](const Row& row) { return row.Int(0); }, txn.now_ms(), limit);
  if (ids.empty()) return 0;
  txn.ExecSoon(kDeleteExpiredParts, IntList{ids});
  txn.ExecSoon(kDeleteExpired, IntList{ids});
  return static_cast<std::int64_t>(ids.size());
}

std::vector<std::string> ListOpenKeys(Txn& txn) {
  return txn.All(kOpenKeys, [](const Row& row) { return row.String(0); });
}

}  // namespace koine::file
