#include "core/file/group_file_rows.h"

#include "base/text.h"

namespace koine::file {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"group_file", 1};

// An entry with its file, as a member sees it. The file is there, and so is the group.
#define KOINE_ENTRY                                                                               \
  "select g.id, g.conversation_id, g.uploader_id, u.nickname, g.name, g.category, g.permission, " \
  "g.downloads, g.created_at, s.role, f.id, f.key, f.owner_id, f.name, f.extension, f.sha256, "   \
  "f.size, f.mime, f.kind, f.width, f.height, f.created_at, f.purpose "                           \
  "from group_file g join file f on f.id = g.file_id "                                            \
  "join conversation c on c.id = g.conversation_id "                                              \
  "join member s on s.conversation_id = g.conversation_id left join users u on "                  \
  "u.id = g.uploader_id where g.tenant_id = ? and s.user_id = ? and s.state = 1 "                 \
  "and c.status = 0 and g.deleted_at = 0 and f.deleted_at = 0 "
const Sql kFind{KOINE_ENTRY "and g.id = ?"};
const Sql kFindOf{KOINE_ENTRY "and g.id {in ?} order by g.id"};

#define KOINE_FILTER                                                                    \
  "and g.conversation_id = ? and (? = '' or g.category = ?) and (? = 0 or f.kind = ?) " \
  "and (? = 0 or g.uploader_id = ?) and (? = '' or "
const Sql kList{
    KOINE_ENTRY KOINE_FILTER
    "{instr}(g.search_text, ?) > 0) order by g.created_at desc, g.id desc limit ? offset ?"};
const Sql kCount{
    "select count(*) from group_file g join file f on f.id = g.file_id where g.tenant_id = ? and "
    "g.deleted_at = 0 and f.deleted_at = 0 " KOINE_FILTER "{instr}(g.search_text, ?) > 0)"};

const Sql kHasFile{
    "select 1 from group_file where tenant_id = ? and conversation_id = ? and file_id = ? "
    "and deleted_at = 0"};
const Sql kInsert{
    "insert into group_file (id, tenant_id, conversation_id, file_id, uploader_id, name, "
    "search_text, category, permission, downloads, deleted_at, created_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?)"};
const Sql kCategories{
    "select distinct g.category from group_file g join file f on f.id = g.file_id "
    "where g.tenant_id = ? and g.conversation_id = ? and g.deleted_at = 0 and f.deleted_at = 0"};
#define KOINE_KIND(n) ", coalesce(sum(case when f.kind = " n " then 1 else 0 end), 0){::bigint}"
#define KOINE_KINDS KOINE_KIND("1") KOINE_KIND("2") KOINE_KIND("3") KOINE_KIND("4") KOINE_KIND("5")
const Sql kStatistics{
    "select count(*), coalesce(sum(f.size), 0){::bigint}" KOINE_KINDS
    " from group_file g join file f on f.id = g.file_id where g.tenant_id = ? and "
    "g.conversation_id = ? and g.deleted_at = 0 and f.deleted_at = 0"};
const Sql kUpdate{
    "update group_file set name = ?, search_text = ?, category = ?, permission = ? "
    "where tenant_id = ? and id = ?"};
const Sql kDelete{
    "update group_file set deleted_at = ? where tenant_id = ? and deleted_at = 0 and id {in ?}"};
const Sql kCountDownload{
    "update group_file set downloads = downloads + 1 where tenant_id = ? and id = ?"};

GroupFilePermission ReadPermission(std::string_view text) {
  if (text == "ALL") return GroupFilePermission::kAll;
  return text == "ADMIN" ? GroupFilePermission::kAdmin : GroupFilePermission::kOwner;
}

const char* TextOf(GroupFilePermission permission) {
  switch (permission) {
    case GroupFilePermission::kAll:
      return "ALL";
    case GroupFilePermission::kAdmin:
      return "ADMIN";
    case GroupFilePermission::kOwner:
      break;
  }
  return "OWNER";
}

GroupFile ReadEntry(const Row& row) {
  GroupFile e;
  e.id = row.Get<GroupFileId>(0);
  e.group = row.Get<ConversationId>(1);
  e.uploader = row.Get<UserId>(2);
  e.uploader_name = row.String(3);
  e.name = row.String(4);
  e.category = row.String(5);
  e.permission = ReadPermission(row.Text(6));
  e.downloads = row.Int(7);
  e.created_at = row.Int(8);
  e.role = static_cast<access::MemberRole>(row.Int(9));
  e.file.id = row.Get<FileId>(10);
  e.file.key = row.String(11);
  e.file.owner = row.Get<UserId>(12);
  e.file.name = row.String(13);
  e.file.extension = row.String(14);
  e.file.sha256 = row.String(15);
  e.file.size = row.Int(16);
  e.file.mime = row.String(17);
  e.file.kind = static_cast<file::Kind>(row.Int(18));
  e.file.width = row.Int(19);
  e.file.height = row.Int(20);
  e.file.created_at = row.Int(21);
  e.file.purpose = static_cast<file::Purpose>(row.Int(22));
  return e;
}

int KindOf(const GroupFileFilter& filter) {
  return filter.kind ? static_cast<int>(*filter.kind) : 0;
}

}  // namespace

std::optional<GroupFile> FindGroupFile(Txn& txn, const access::Principal& who, GroupFileId id) {
  return txn.First(kFind, ReadEntry, who.tenant, who.user, id);
}

std::vector<GroupFile> FindGroupFiles(Txn& txn, const access::Principal& who,
                                      std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kFindOf, ReadEntry, who.tenant, who.user, IntList{ids});
}

bool HasGroupFile(Txn& txn, TenantId tenant, ConversationId group, FileId file) {
  return txn
      .First(
          kHasFile, [](const Row&) { return true; }, tenant, group, file)
      .has_value();
}

GroupFileId InsertGroupFile(Txn& txn, const access::Principal& who, ConversationId group,
                            const GroupFileIn& in) {
  const GroupFileId id(txn.NextId(kIds));
  txn.ExecSoon(kInsert, id, who.tenant, group, in.file, who.user, in.name, text::Fold(in.name),
               in.category, TextOf(in.permission), txn.now_ms());
  return id;
}

std::vector<GroupFile> SelectGroupFiles(Txn& txn, const access::Principal& who,
                                        ConversationId group, const GroupFileFilter& f) {
  const int kind = KindOf(f);
  return txn.All(kList, ReadEntry, who.tenant, who.user, group, f.category, f.category, kind, kind,
                 f.uploader, f.uploader, f.keyword, f.keyword, f.limit, f.offset);
}

std::int64_t CountGroupFiles(Txn& txn, TenantId tenant, ConversationId group,
                             const GroupFileFilter& f) {
  const int kind = KindOf(f);
  auto read = [](const Row& row) { return row.Int(0); };
  return txn
      .First(kCount, read, tenant, group, f.category, f.category, kind, kind, f.uploader,
             f.uploader, f.keyword, f.keyword)
      .value_or(0);
}

std::vector<std::string> SelectGroupFileCategories(Txn& txn, TenantId tenant,
                                                   ConversationId group) {
  return txn.All(
      kCategories, [](const Row& row) { return row.String(0); }, tenant, group);
}

GroupFileStatistics FindGroupFileStatistics(Txn& txn, TenantId tenant, ConversationId group) {
  auto read = [](const Row& row) {
    return GroupFileStatistics{row.Int(0), row.Int(1), row.Int(2), row.Int(3),
                               row.Int(4), row.Int(5), row.Int(6)};
  };
  return txn.First(kStatistics, read, tenant, group).value_or(GroupFileStatistics{});
}

void UpdateGroupFile(Txn& txn, TenantId tenant, const GroupFile& entry) {
  txn.ExecSoon(kUpdate, entry.name, text::Fold(entry.name), entry.category,
               TextOf(entry.permission), tenant, entry.id);
}

void DeleteGroupFiles(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  txn.ExecSoon(kDelete, txn.now_ms(), tenant, IntList{ids});
}

void CountGroupFileDownload(Txn& txn, TenantId tenant, GroupFileId id) {
  txn.ExecSoon(kCountDownload, tenant, id);
}

}  // namespace koine::file
