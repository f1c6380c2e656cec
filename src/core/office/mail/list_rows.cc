#include "core/office/mail/list_rows.h"

namespace koine::mail {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_BOXES(which) "from mail_box b where b.tenant_id = ? and b.owner_id = ?" which
#define KOINE_IDS(which)                                                \
  "select b.mail_id as found, b.sent as side, b.at as at " KOINE_BOXES( \
      which) " order by b.at desc, b.mail_id desc, b.sent desc limit ?"
// The ids of a page are in the index of its list; the rest is read of the page alone.
#define KOINE_PAGE(ids)                                                                          \
  "select " KOINE_LETTER_COLUMNS ", " KOINE_BOX_COLUMNS " from (" ids                            \
  ") f join mail m on m.id = f.found join mail_box b on b.mail_id = f.found and b.owner_id = ? " \
  "and b.sent = f.side order by f.at desc, f.found desc, f.side desc"
// Of the newest that are looked at. Names are looked for where they are, so that the name of an
// account that was closed is nowhere else.
#define KOINE_HITS(which) \
  "select k.found, k.side, k.at from (" KOINE_IDS(which)                              \
  ") k join mail_text t on t.mail_id = k.found join mail l on l.id = k.found "        \
  "left join users u on u.id = l.sender_id where ({instr}(t.search, ?) > 0 "          \
  "or {instr}(u.search_text, ?) > 0) order by k.at desc, k.found desc, k.side desc limit ?"

#define KOINE_FOLDER " and b.folder = ?"
#define KOINE_UNREAD " and b.folder = ? and b.is_read = 0"
#define KOINE_STARRED " and b.starred = 1"
const Sql kAll{KOINE_PAGE(KOINE_IDS("") " offset ?")};
const Sql kFolder{KOINE_PAGE(KOINE_IDS(KOINE_FOLDER) " offset ?")};
const Sql kUnread{KOINE_PAGE(KOINE_IDS(KOINE_UNREAD) " offset ?")};
const Sql kStarred{KOINE_PAGE(KOINE_IDS(KOINE_STARRED) " offset ?")};
const Sql kAllHits{KOINE_PAGE(KOINE_HITS("") " offset ?")};
const Sql kFolderHits{KOINE_PAGE(KOINE_HITS(KOINE_FOLDER) " offset ?")};
const Sql kUnreadHits{KOINE_PAGE(KOINE_HITS(KOINE_UNREAD) " offset ?")};
const Sql kStarredHits{KOINE_PAGE(KOINE_HITS(KOINE_STARRED) " offset ?")};

#define KOINE_COUNT(which) "select count(*) " KOINE_BOXES(which)
#define KOINE_COUNT_HITS(which) "select count(*) from (" KOINE_HITS(which) ") h"
const Sql kCountAll{KOINE_COUNT("")};
const Sql kCountFolder{KOINE_COUNT(KOINE_FOLDER)};
const Sql kCountUnread{KOINE_COUNT(KOINE_UNREAD)};
const Sql kCountStarred{KOINE_COUNT(KOINE_STARRED)};
const Sql kCountAllHits{KOINE_COUNT_HITS("")};
const Sql kCountFolderHits{KOINE_COUNT_HITS(KOINE_FOLDER)};
const Sql kCountUnreadHits{KOINE_COUNT_HITS(KOINE_UNREAD)};
const Sql kCountStarredHits{KOINE_COUNT_HITS(KOINE_STARRED)};

const Sql kThread{"select " KOINE_LETTER_COLUMNS ", " KOINE_BOX_COLUMNS
                  " from mail_box b join mail m on m.id = b.mail_id where b.tenant_id = ? and "
                  "b.owner_id = ? and b.thread_id = ? order by b.mail_id, b.sent limit ?"};

const Sql kRecipientsOf{
    "select r.mail_id, r.user_id, r.copy from mail_recipient r where {+}r.tenant_id = ? and "
    "r.mail_id {in ?} order by r.mail_id, r.position"};
const Sql kFilesOf{
    "select f.mail_id, f.file_id, f.name, f.bytes from mail_file f where {+}f.tenant_id = ? and "
    "f.mail_id {in ?} order by f.mail_id, f.position"};
const Sql kTextsOf{
    "select t.mail_id, substr(t.plain, 1, 10000) from mail_text t where {+}t.tenant_id = ? and "
    "t.mail_id {in ?}"};
static_assert(kListedChars == 10'000);

Kept ReadKept(const Row& row) {
  return {ReadLetter(row), ReadBox(row, kLetterColumns)};
}

// Which of four statements, and its parameters before those of the page.
enum class Kind : std::uint8_t { kAll, kFolder, kUnread, kStarred };
Kind KindOf(const Listing& listing) {
  if (listing.starred) return Kind::kStarred;
  if (!listing.folder) return Kind::kAll;
  return listing.unread ? Kind::kUnread : Kind::kFolder;
}
bool NamesFolder(Kind kind) {
  return kind == Kind::kFolder || kind == Kind::kUnread;
}
const Sql& OneOf(Kind kind, const Sql& all, const Sql& folder, const Sql& unread,
                 const Sql& starred) {
  switch (kind) {
    case Kind::kFolder:
      return folder;
    case Kind::kUnread:
      return unread;
    case Kind::kStarred:
      return starred;
    case Kind::kAll:
      break;
  }
  return all;
}

}  // namespace

std::vector<Kept> SelectListed(Txn& txn, const access::Principal& who, const Listing& listing,
                               std::string_view keyword, std::int64_t limit, std::int64_t offset) {
  const Kind kind = KindOf(listing);
  const Folder folder = listing.folder.value_or(Folder::kInbox);
  if (keyword.empty()) {
    const Sql& sql = OneOf(kind, kAll, kFolder, kUnread, kStarred);
    if (!NamesFolder(kind)) {
      return txn.All(sql, ReadKept, who.tenant, who.user, limit, offset, who.user);
    }
    return txn.All(sql, ReadKept, who.tenant, who.user, folder, limit, offset, who.user);
  }
  const Sql& sql = OneOf(kind, kAllHits, kFolderHits, kUnreadHits, kStarredHits);
  if (!NamesFolder(kind)) {
    return txn.All(sql, ReadKept, who.tenant, who.user, kLooksMax, keyword, keyword, limit, offset,
                   who.user);
  }
  return txn.All(sql, ReadKept, who.tenant, who.user, folder, kLooksMax, keyword, keyword, limit,
                 offset, who.user);
}

std::int64_t CountListed(Txn& txn, const access::Principal& who, const Listing& listing,
                         std::string_view keyword) {
  const Kind kind = KindOf(listing);
  const Folder folder = listing.folder.value_or(Folder::kInbox);
  auto read = [](const Row& row) { return row.Int(0); };
  auto count = [&]() -> std::optional<std::int64_t> {
    if (keyword.empty()) {
      const Sql& sql = OneOf(kind, kCountAll, kCountFolder, kCountUnread, kCountStarred);
      if (!NamesFolder(kind)) return txn.First(sql, read, who.tenant, who.user);
      return txn.First(sql, read, who.tenant, who.user, folder);
    }
    const Sql& sql =
        OneOf(kind, kCountAllHits, kCountFolderHits, kCountUnreadHits, kCountStarredHits);
    if (!NamesFolder(kind)) {
      return txn.First(sql, read, who.tenant, who.user, kLooksMax, keyword, keyword, kLooksMax);
    }
    return txn.First(sql, read, who.tenant, who.user, folder, kLooksMax, keyword, keyword,
                     kLooksMax);
  };
  return count().value_or(0);
}

std::vector<Kept> SelectThread(Txn& txn, const access::Principal& who, LetterId thread,
                               std::int64_t limit) {
  return txn.All(kThread, ReadKept, who.tenant, who.user, thread, limit);
}

std::vector<RecipientOf> SelectRecipients(Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> letters) {
  auto read = [](const Row& row) { return RecipientOf{row.Int(0), row.Int(1), row.Int(2) != 0}; };
  return txn.All(kRecipientsOf, read, tenant, IntList{letters});
}

std::vector<FileOf> SelectFiles(Txn& txn, TenantId tenant, std::span<const std::int64_t> letters) {
  auto read = [](const Row& row) {
    return FileOf{row.Int(0), {row.Get<FileId>(1), row.String(2), row.Int(3)}};
  };
  return txn.All(kFilesOf, read, tenant, IntList{letters});
}

std::vector<BeginningOf> SelectTexts(Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> letters) {
  auto read = [](const Row& row) { return BeginningOf{row.Int(0), row.String(1)}; };
  return txn.All(kTextsOf, read, tenant, IntList{letters});
}

}  // namespace koine::mail
