#include "core/office/external/rows.h"

#include <algorithm>

#include "base/text.h"

namespace koine::external {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kContactIds{"external_contact", 1};
constexpr store::IdSequence kGroupIds{"external_group", 1};

const Sql kTake{
    "insert into external_book (user_id, tenant_id, contact_count, group_count) "
    "values (?, ?, 0, 0) on conflict (user_id) do update set "
    "contact_count = external_book.contact_count "
    "where external_book.tenant_id = excluded.tenant_id returning contact_count, group_count"};
const Sql kCountMore{
    "update external_book set contact_count = contact_count + ?, group_count = group_count + ? "
    "where tenant_id = ? and user_id = ?"};

#define KOINE_COLUMNS                                                                   \
  "c.id, c.owner_id, c.group_id, coalesce(g.name, ''), c.name, c.company, c.position, " \
  "c.mobile, c.email, c.wechat, c.address, c.remark, c.tags, c.avatar, c.starred, "     \
  "c.source, c.created_at, c.updated_at "
const Sql kFind{"select " KOINE_COLUMNS
                "from external_contact c left join external_group g on g.id = c.group_id "
                "where c.tenant_id = ? and c.id = ?"};
const Sql kInsert{
    "insert into external_contact (id, tenant_id, owner_id, group_id, name, company, position, "
    "mobile, email, wechat, address, remark, tags, avatar, starred, source, searched, created_at, "
    "updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update external_contact set group_id = ?, name = ?, company = ?, position = ?, mobile = ?, "
    "email = ?, wechat = ?, address = ?, remark = ?, tags = ?, avatar = ?, starred = ?, "
    "searched = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kStar{
    "update external_contact set starred = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from external_contact where tenant_id = ? and id = ?"};

// Everything that a list asks for is in the index of its order (external_contact_list,
// external_contact_group); the rest is read of its page alone.
#define KOINE_OWN "from external_contact c where c.tenant_id = ? and c.owner_id = ? "
#define KOINE_GROUP "and c.group_id = ? "
#define KOINE_STARRED "and c.starred >= ? "
#define KOINE_CHOSEN                            \
  "and (? = '' or {instr}(c.searched, ?) > 0) " \
  "and (? = '' or {instr}(',' || c.tags || ',', ?) > 0) "
#define KOINE_PAGE(which)                                                                         \
  "select " KOINE_COLUMNS "from (select c.id as found, c.starred as s, c.created_at as at " which \
  "order by c.starred desc, c.created_at desc, c.id desc limit ? offset ?) f "                    \
  "join external_contact c on c.id = f.found left join external_group g on g.id = c.group_id "    \
  "order by f.s desc, f.at desc, f.found desc"
const Sql kSelect{KOINE_PAGE(KOINE_OWN KOINE_STARRED)};
const Sql kSelectChosen{KOINE_PAGE(KOINE_OWN KOINE_STARRED KOINE_CHOSEN)};
const Sql kSelectGroup{KOINE_PAGE(KOINE_OWN KOINE_GROUP KOINE_STARRED)};
const Sql kSelectGroupChosen{KOINE_PAGE(KOINE_OWN KOINE_GROUP KOINE_STARRED KOINE_CHOSEN)};
const Sql kCount{"select count(*) " KOINE_OWN KOINE_STARRED};
const Sql kCountChosen{"select count(*) " KOINE_OWN KOINE_STARRED KOINE_CHOSEN};
const Sql kCountGroup{"select count(*) " KOINE_OWN KOINE_GROUP KOINE_STARRED};
const Sql kCountGroupChosen{"select count(*) " KOINE_OWN KOINE_GROUP KOINE_STARRED KOINE_CHOSEN};
const Sql kTags{"select c.tags " KOINE_OWN "and c.tags <> ''"};

#define KOINE_GROUPS                                                                \
  "select g.id, g.owner_id, g.name, g.sort_order, g.created_at, g.updated_at from " \
  "external_group g where g.tenant_id = ? and g.owner_id = ? "
const Sql kFindGroup{KOINE_GROUPS "and g.id = ?"};
const Sql kFindGroupNamed{
    "select id from external_group where tenant_id = ? and owner_id = ? and name = ?"};
const Sql kInsertGroup{
    "insert into external_group (id, tenant_id, owner_id, name, sort_order, created_at, "
    "updated_at) values (?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdateGroup{
    "update external_group set name = ?, sort_order = ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kDeleteGroup{"delete from external_group where tenant_id = ? and id = ?"};
const Sql kSelectGroups{KOINE_GROUPS "order by g.sort_order, g.id"};
const Sql kGroupSizes{"select c.group_id, count(*) " KOINE_OWN "group by c.group_id"};

Contact ReadContact(const Row& row) {
  Contact c;
  c.id = row.Get<ContactId>(0);
  c.owner = row.Get<UserId>(1);
  c.group = row.Get<GroupId>(2);
  c.group_name = row.String(3);
  c.what.name = row.String(4);
  c.what.company = row.String(5);
  c.what.position = row.String(6);
  c.what.mobile = row.String(7);
  c.what.email = row.String(8);
  c.what.wechat = row.String(9);
  c.what.address = row.String(10);
  c.what.remark = row.String(11);
  c.what.tags = row.String(12);
  c.what.avatar = row.String(13);
  c.starred = row.Int(14) != 0;
  c.source = static_cast<Source>(row.Int(15));
  c.created_at = row.Int(16);
  c.updated_at = row.Int(17);
  return c;
}

Group ReadGroup(const Row& row) {
  Group g;
  g.id = row.Get<GroupId>(0);
  g.owner = row.Get<UserId>(1);
  g.name = row.String(2);
  g.sort_order = row.Int(3);
  g.created_at = row.Int(4);
  g.updated_at = row.Int(5);
  return g;
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

// What a keyword is looked for in: a line each, and the digits of a number that has more.
std::string SearchedOf(const Details& what) {
  std::string digits;
  for (const char c : what.mobile) {
    if (c >= '0' && c <= '9') digits += c;
  }
  std::string out = what.name + '\n' + what.company + '\n' + what.mobile + '\n' + what.email;
  if (!digits.empty() && digits != what.mobile) out += '\n' + digits;
  return text::Fold(out);
}

// What the SQL compares with.
struct Asked {
  explicit Asked(const Filter& filter)
      : starred(filter.starred ? 1 : 0),
        keyword(text::Fold(text::Trim(filter.keyword))),
        tag(filter.tag.empty() ? std::string() : ',' + filter.tag + ',') {}
  bool chosen() const { return !keyword.empty() || !tag.empty(); }
  std::int64_t starred;
  std::string keyword, tag;
};

}  // namespace

Book TakeBook(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return Book{row.Int(0), row.Int(1)}; };
  return txn.First(kTake, read, who.user, who.tenant).value_or(Book{});
}

void CountMore(Txn& txn, const access::Principal& who, std::int64_t contacts, std::int64_t groups) {
  txn.Exec(kCountMore, contacts, groups, who.tenant, who.user);
}

std::optional<Contact> FindContact(Txn& txn, TenantId tenant, ContactId id) {
  return txn.First(kFind, ReadContact, tenant, id);
}

void InsertContact(Txn& txn, TenantId tenant, Contact* c) {
  c->id = ContactId(txn.NextId(kContactIds));
  const Details& w = c->what;
  txn.ExecSoon(kInsert, c->id, tenant, c->owner, c->group, w.name, w.company, w.position, w.mobile,
               w.email, w.wechat, w.address, w.remark, w.tags, w.avatar, c->starred, c->source,
               SearchedOf(w), c->created_at, c->updated_at);
}

void UpdateContact(Txn& txn, TenantId tenant, const Contact& c) {
  const Details& w = c.what;
  txn.ExecSoon(kUpdate, c.group, w.name, w.company, w.position, w.mobile, w.email, w.wechat,
               w.address, w.remark, w.tags, w.avatar, c.starred, SearchedOf(w), c.updated_at,
               tenant, c.id);
}

void SetStarred(Txn& txn, TenantId tenant, ContactId id, bool starred) {
  txn.Exec(kStar, starred, txn.now_ms(), tenant, id);
}

bool DeleteContact(Txn& txn, TenantId tenant, ContactId id) {
  return txn.Exec(kDelete, tenant, id) > 0;
}

std::vector<Contact> SelectContacts(Txn& txn, const access::Principal& who, const Filter& filter,
                                    std::int64_t limit, std::int64_t offset) {
  const Asked a(filter);
  if (filter.group && a.chosen()) {
    return txn.All(kSelectGroupChosen, ReadContact, who.tenant, who.user, *filter.group, a.starred,
                   a.keyword, a.keyword, a.tag, a.tag, limit, offset);
  }
  if (filter.group) {
    return txn.All(kSelectGroup, ReadContact, who.tenant, who.user, *filter.group, a.starred, limit,
                   offset);
  }
  if (a.chosen()) {
    return txn.All(kSelectChosen, ReadContact, who.tenant, who.user, a.starred, a.keyword,
                   a.keyword, a.tag, a.tag, limit, offset);
  }
  return txn.All(kSelect, ReadContact, who.tenant, who.user, a.starred, limit, offset);
}

std::int64_t CountSelected(Txn& txn, const access::Principal& who, const Filter& filter) {
  const Asked a(filter);
  std::optional<std::int64_t> count;
  if (filter.group && a.chosen()) {
    count = txn.First(kCountGroupChosen, ReadCount, who.tenant, who.user, *filter.group, a.starred,
                      a.keyword, a.keyword, a.tag, a.tag);
  } else if (filter.group) {
    count = txn.First(kCountGroup, ReadCount, who.tenant, who.user, *filter.group, a.starred);
  } else if (a.chosen()) {
    count = txn.First(kCountChosen, ReadCount, who.tenant, who.user, a.starred, a.keyword,
                      a.keyword, a.tag, a.tag);
  } else {
    count = txn.First(kCount, ReadCount, who.tenant, who.user, a.starred);
  }
  return count.value_or(0);
}

std::vector<std::string> SelectTags(Txn& txn, const access::Principal& who) {
  return txn.All(
      kTags, [](const Row& row) { return row.String(0); }, who.tenant, who.user);
}

std::optional<Group> FindGroup(Txn& txn, const access::Principal& who, GroupId id) {
  return txn.First(kFindGroup, ReadGroup, who.tenant, who.user, id);
}

std::optional<GroupId> FindGroupNamed(Txn& txn, const access::Principal& who,
                                      std::string_view name) {
  auto read = [](const Row& row) { return row.Get<GroupId>(0); };
  return txn.First(kFindGroupNamed, read, who.tenant, who.user, name);
}

void InsertGroup(Txn& txn, TenantId tenant, Group* group) {
  group->id = GroupId(txn.NextId(kGroupIds));
  txn.Exec(kInsertGroup, group->id, tenant, group->owner, group->name, group->sort_order,
           group->created_at, group->updated_at);
}

void UpdateGroup(Txn& txn, TenantId tenant, const Group& group) {
  txn.Exec(kUpdateGroup, group.name, group.sort_order, group.updated_at, tenant, group.id);
}

bool DeleteGroup(Txn& txn, TenantId tenant, GroupId id) {
  return txn.Exec(kDeleteGroup, tenant, id) > 0;
}

std::vector<Group> SelectGroups(Txn& txn, const access::Principal& who) {
  return txn.All(kSelectGroups, ReadGroup, who.tenant, who.user);
}

std::unordered_map<std::int64_t, std::int64_t> SelectGroupSizes(Txn& txn,
                                                                const access::Principal& who) {
  std::unordered_map<std::int64_t, std::int64_t> out;
  auto take = [&](const Row& row) { out[row.Int(0)] = row.Int(1); };
  txn.Each(kGroupSizes, take, who.tenant, who.user);
  return out;
}

}  // namespace koine::external
