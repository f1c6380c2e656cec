#include "core/office/drive/rows.h"

#include "base/text.h"
#include "core/office/ids.h"

namespace koine::drive {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kFolderIds{"drive_folder", 1};

const Sql kTake{
    "insert into drive (user_id, tenant_id, folders, files) values (?, ?, 0, 0) "
    "on conflict (user_id) do update set folders = drive.folders "
    "where drive.tenant_id = excluded.tenant_id returning folders, files"};
const Sql kCountMore{
    "update drive set folders = folders + ?, files = files + ? "
    "where tenant_id = ? and user_id = ?"};

// ---------------------------------------------------------------------------------------- folders

#define KOINE_FOLDER                                                                            \
  "select o.id, o.owner_id, o.parent_id, o.name, o.state, o.root_id, o.starred, o.created_at, " \
  "o.updated_at, o.trashed_at from drive_folder o "
const Sql kFindFolder{KOINE_FOLDER "where {+}o.tenant_id = ? and {+}o.owner_id = ? and o.id = ?"};
const Sql kFindAnyFolder{KOINE_FOLDER "where {+}o.tenant_id = ? and o.id = ?"};
const Sql kInsertFolder{
    "insert into drive_folder (id, tenant_id, owner_id, parent_id, name, state, root_id, starred, "
    "created_at, updated_at, trashed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdateFolder{
    "update drive_folder set parent_id = ?, name = ?, starred = ?, updated_at = ?, trashed_at = ? "
    "where {+}tenant_id = ? and id = ?"};
const Sql kSetFolders{
    "update drive_folder set state = ?, root_id = ? where {+}tenant_id = ? and id {in ?}"};
const Sql kFolderNamed{
    "select 1 from drive_folder where tenant_id = ? and owner_id = ? and state = 1 and "
    "parent_id = ? and name = ? and id <> ?"};
const Sql kBranches{
    "select id, parent_id, state, root_id from drive_folder where tenant_id = ? and owner_id = ? "
    "and state < 3"};
const Sql kPath{
    "with recursive up (id, above, depth) as (select f.id, f.parent_id, 0 from drive_folder f "
    "where {+}f.tenant_id = ? and {+}f.owner_id = ? and f.id = ? union all "
    "select f.id, f.parent_id, up.depth + 1 from up join drive_folder f on f.id = up.above "
    "where up.depth < 100) "
    "select o.id, o.owner_id, o.parent_id, o.name, o.state, o.root_id, o.starred, o.created_at, "
    "o.updated_at, o.trashed_at from up join drive_folder o on o.id = up.id "
    "order by up.depth desc"};
#define KOINE_IN_FOLDER \
  "where o.tenant_id = ? and o.owner_id = ? and o.state = 1 and o.parent_id = ?"
const Sql kFolders{KOINE_FOLDER KOINE_IN_FOLDER " order by o.name, o.id limit ? offset ?"};
const Sql kCountFolders{"select count(*) from drive_folder o " KOINE_IN_FOLDER};
const Sql kFileCounts{
    "select folder_id, count(*) from drive_file where tenant_id = ? and owner_id = ? and state = 1 "
    "and folder_id {in ?} group by folder_id"};
const Sql kGone{
    "select id from drive_folder where tenant_id = ? and owner_id = ? and state = 3 "
    "and root_id = ?"};
const Sql kDeleteFolders{"delete from drive_folder where {+}tenant_id = ? and id {in ?}"};

// ------------------------------------------------------------------------------------------ files

// A file in a folder that is in the bin is there, too.
#define KOINE_ENTRY_OF(files)                                                                \
  "select d.id, d.owner_id, d.folder_id, d.name, "                                           \
  "case when d.state = 1 and o.state = 2 then 2 else d.state end, d.starred, d.created_at, " \
  "d.updated_at, d.trashed_at, d.file_id, d.key, d.extension, d.mime, d.kind, d.bytes, "     \
  "d.stored_at from " files " left join drive_folder o on o.id = d.folder_id "
#define KOINE_ENTRY KOINE_ENTRY_OF("drive_file d")
#define KOINE_STANDS "(d.state = 2 or d.folder_id = 0 or o.state < 3)"
const Sql kFindEntries{KOINE_ENTRY
                       "where {+}d.tenant_id = ? and {+}d.owner_id = ? and d.id {in ?} "
                       "and " KOINE_STANDS};
const Sql kFindAnyEntry{KOINE_ENTRY "where {+}d.tenant_id = ? and d.id = ? and " KOINE_STANDS};
const Sql kInsertEntry{
    "insert into drive_file (id, tenant_id, owner_id, folder_id, file_id, name, searched, state, "
    "starred, key, extension, mime, kind, bytes, stored_at, created_at, updated_at, trashed_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdateEntry{
    "update drive_file set folder_id = ?, name = ?, searched = ?, state = ?, starred = ?, "
    "updated_at = ?, trashed_at = ? where {+}tenant_id = ? and id = ?"};
const Sql kMoveEntries{"update drive_file set folder_id = ? where {+}tenant_id = ? and id {in ?}"};
const Sql kDeleteEntries{"delete from drive_file where {+}tenant_id = ? and id {in ?}"};
#define KOINE_IN_PLACE \
  "where d.tenant_id = ? and d.owner_id = ? and d.state = 1 and d.folder_id = ?"
// What lies before the page is looked at in the index alone.
const Sql kEntries{
    KOINE_ENTRY_OF("(select d.id as found from drive_file d " KOINE_IN_PLACE
                   " order by d.id desc limit ? offset ?) k {cross join} drive_file d "
                   "on d.id = k.found") "order by d.id desc"};
const Sql kCountEntries{"select count(*) from drive_file d " KOINE_IN_PLACE};
// What a search asks for is in the index of its order (drive_file_recent); the rest is read of what
// it finds alone.
const Sql kFound{
    KOINE_ENTRY
    "where {+}d.tenant_id = ? and d.id in (select f.id from drive_file f left join drive_folder p "
    "on p.id = f.folder_id where f.tenant_id = ? and f.owner_id = ? and f.state = 1 "
    "and (f.folder_id = 0 or p.state = 1) and (? = 0 or f.kind = ?) "
    "and (? = '' or {instr}(f.searched, ?) > 0) order by f.updated_at desc, f.id desc limit ?) "
    "order by d.updated_at desc, d.id desc"};
const Sql kTrashedEntries{KOINE_ENTRY
                          "where d.tenant_id = ? and d.owner_id = ? and d.trashed_at > 0 "
                          "order by d.trashed_at desc, d.id desc limit ?"};
const Sql kTrashedFolders{KOINE_FOLDER
                          "where o.tenant_id = ? and o.owner_id = ? and o.trashed_at > 0 "
                          "order by o.trashed_at desc, o.id desc limit ?"};
const Sql kCountTrashed{
    "select (select count(*) from drive_file where tenant_id = ? and owner_id = ? "
    "and trashed_at > 0) + (select count(*) from drive_folder where tenant_id = ? "
    "and owner_id = ? and trashed_at > 0)"};
const Sql kWithin{
    "select d.id, d.file_id, d.owner_id from drive_folder o join drive_file d "
    "on d.tenant_id = o.tenant_id and d.owner_id = o.owner_id and d.state = 1 "
    "and d.folder_id = o.id where o.tenant_id = ? and o.owner_id = ? and o.state = 3 "
    "and o.root_id = ? limit ?"};
const Sql kOwned{
    "select id, file_id, owner_id from drive_file where tenant_id = ? and owner_id = ? limit ?"};
// proof: an application that ended: all that is its own goes
const Sql kOwnedOfAll{
    "select id, file_id, owner_id from drive_file where tenant_id = ? and owner_id > 0 limit ?"};

Folder ReadFolder(const Row& row) {
  Folder f;
  f.id = row.Get<FolderId>(0);
  f.owner = row.Get<UserId>(1);
  f.parent = row.Get<FolderId>(2);
  f.name = row.String(3);
  f.state = static_cast<DriveState>(row.Int(4));
  f.root = row.Get<FolderId>(5);
  f.starred = row.Int(6) != 0;
  f.created_at = row.Int(7);
  f.updated_at = row.Int(8);
  f.trashed_at = row.Int(9);
  return f;
}

Entry ReadEntry(const Row& row) {
  Entry e;
  e.id = row.Get<EntryId>(0);
  e.owner = e.file.owner = row.Get<UserId>(1);
  e.folder = row.Get<FolderId>(2);
  e.name = e.file.name = row.String(3);
  e.state = static_cast<DriveState>(row.Int(4));
  e.starred = row.Int(5) != 0;
  e.created_at = row.Int(6);
  e.updated_at = row.Int(7);
  e.trashed_at = row.Int(8);
  e.file.id = row.Get<FileId>(9);
  e.file.key = row.String(10);
  e.file.extension = row.String(11);
  e.file.mime = row.String(12);
  e.file.kind = static_cast<file::Kind>(row.Int(13));
  e.file.size = row.Int(14);
  e.file.created_at = row.Int(15);
  e.file.purpose = file::Purpose::kDrive;
  return e;
}

Stored ReadStored(const Row& row) {
  return {row.Int(0), row.Get<FileId>(1), row.Get<UserId>(2)};
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

}  // namespace

Counts TakeDrive(Txn& txn, TenantId tenant, UserId owner) {
  auto read = [](const Row& row) { return Counts{row.Int(0), row.Int(1)}; };
  return txn.First(kTake, read, owner, tenant).value_or(Counts{});
}

void CountMore(Txn& txn, TenantId tenant, UserId owner, std::int64_t folders, std::int64_t files) {
  txn.Exec(kCountMore, folders, files, tenant, owner);
}

std::optional<Folder> FindFolder(Txn& txn, TenantId tenant, UserId owner, FolderId id) {
  return txn.First(kFindFolder, ReadFolder, tenant, owner, id);
}

std::optional<Folder> FindAnyFolder(Txn& txn, TenantId tenant, FolderId id) {
  return txn.First(kFindAnyFolder, ReadFolder, tenant, id);
}

void InsertFolder(Txn& txn, TenantId tenant, Folder* f) {
  f->id = FolderId(txn.NextId(kFolderIds));
  txn.Exec(kInsertFolder, f->id, tenant, f->owner, f->parent, f->name, f->state, f->root,
           f->starred, f->created_at, f->updated_at, f->trashed_at);
}

void UpdateFolder(Txn& txn, TenantId tenant, const Folder& f) {
  txn.Exec(kUpdateFolder, f.parent, f.name, f.starred, f.updated_at, f.trashed_at, tenant, f.id);
}

void SetFolders(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids, DriveState state,
                FolderId root) {
  if (!ids.empty()) txn.Exec(kSetFolders, state, root, tenant, IntList{ids});
}

bool HasFolderNamed(Txn& txn, TenantId tenant, UserId owner, FolderId parent, std::string_view name,
                    FolderId besides) {
  return txn.First(kFolderNamed, ReadCount, tenant, owner, parent, name, besides).has_value();
}

std::vector<Branch> SelectBranches(Txn& txn, TenantId tenant, UserId owner) {
  auto read = [](const Row& row) {
    return Branch{row.Int(0), row.Int(1), static_cast<DriveState>(row.Int(2)), row.Int(3)};
  };
  return txn.All(kBranches, read, tenant, owner);
}

std::vector<Folder> SelectPath(Txn& txn, TenantId tenant, UserId owner, FolderId id) {
  return txn.All(kPath, ReadFolder, tenant, owner, id);
}

std::vector<Folder> SelectFolders(Txn& txn, TenantId tenant, UserId owner, FolderId parent,
                                  std::int64_t limit, std::int64_t offset) {
  return txn.All(kFolders, ReadFolder, tenant, owner, parent, limit, offset);
}

std::int64_t CountFolders(Txn& txn, TenantId tenant, UserId owner, FolderId parent) {
  return txn.First(kCountFolders, ReadCount, tenant, owner, parent).value_or(0);
}

std::unordered_map<std::int64_t, std::int64_t> SelectFileCounts(
    Txn& txn, TenantId tenant, UserId owner, std::span<const std::int64_t> folders) {
  std::unordered_map<std::int64_t, std::int64_t> out;
  auto take = [&](const Row& row) { out[row.Int(0)] = row.Int(1); };
  if (!folders.empty()) txn.Each(kFileCounts, take, tenant, owner, IntList{folders});
  return out;
}

std::vector<Entry> FindEntries(Txn& txn, TenantId tenant, UserId owner,
                               std::span<const std::int64_t> ids) {
  return txn.All(kFindEntries, ReadEntry, tenant, owner, IntList{ids});
}

std::optional<Entry> FindAnyEntry(Txn& txn, TenantId tenant, EntryId id) {
  return txn.First(kFindAnyEntry, ReadEntry, tenant, id);
}

void InsertEntry(Txn& txn, TenantId tenant, Entry* e) {
  e->id = EntryId(txn.NextId(office::kDocumentIds));
  const file::File& f = e->file;
  txn.Exec(kInsertEntry, e->id, tenant, e->owner, e->folder, f.id, e->name, text::Fold(e->name),
           e->state, e->starred, f.key, f.extension, f.mime, f.kind, f.size, f.created_at,
           e->created_at, e->updated_at, e->trashed_at);
}

void UpdateEntry(Txn& txn, TenantId tenant, const Entry& e) {
  txn.Exec(kUpdateEntry, e.folder, e.name, text::Fold(e.name), e.state, e.starred, e.updated_at,
           e.trashed_at, tenant, e.id);
}

void MoveEntries(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids, FolderId folder) {
  if (!ids.empty()) txn.Exec(kMoveEntries, folder, tenant, IntList{ids});
}

void DeleteEntries(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (!ids.empty()) txn.Exec(kDeleteEntries, tenant, IntList{ids});
}

std::vector<Entry> SelectEntries(Txn& txn, TenantId tenant, UserId owner, FolderId folder,
                                 std::int64_t limit, std::int64_t offset) {
  return txn.All(kEntries, ReadEntry, tenant, owner, folder, limit, offset);
}

std::int64_t CountEntries(Txn& txn, TenantId tenant, UserId owner, FolderId folder) {
  return txn.First(kCountEntries, ReadCount, tenant, owner, folder).value_or(0);
}

std::vector<Entry> SelectFound(Txn& txn, TenantId tenant, UserId owner, std::string_view keyword,
                               std::optional<file::Kind> kind, std::int64_t limit) {
  const int number = kind ? static_cast<int>(*kind) : 0;
  return txn.All(kFound, ReadEntry, tenant, tenant, owner, number, number, keyword, keyword, limit);
}

std::vector<Entry> SelectTrashedEntries(Txn& txn, TenantId tenant, UserId owner,
                                        std::int64_t limit) {
  return txn.All(kTrashedEntries, ReadEntry, tenant, owner, limit);
}

std::vector<Folder> SelectTrashedFolders(Txn& txn, TenantId tenant, UserId owner,
                                         std::int64_t limit) {
  return txn.All(kTrashedFolders, ReadFolder, tenant, owner, limit);
}

std::int64_t CountTrashed(Txn& txn, TenantId tenant, UserId owner) {
  return txn.First(kCountTrashed, ReadCount, tenant, owner, tenant, owner).value_or(0);
}

std::vector<Stored> SelectWithin(Txn& txn, TenantId tenant, UserId owner, FolderId root,
                                 int limit) {
  return txn.All(kWithin, ReadStored, tenant, owner, root, limit);
}

std::vector<std::int64_t> SelectGone(Txn& txn, TenantId tenant, UserId owner, FolderId root) {
  return txn.All(kGone, ReadCount, tenant, owner, root);
}

void DeleteFolders(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (!ids.empty()) txn.Exec(kDeleteFolders, tenant, IntList{ids});
}

std::vector<Stored> SelectOwned(Txn& txn, TenantId tenant, UserId owner, int limit) {
  if (!owner) return txn.All(kOwnedOfAll, ReadStored, tenant, limit);
  return txn.All(kOwned, ReadStored, tenant, owner, limit);
}

}  // namespace koine::drive
