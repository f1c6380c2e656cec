// Listing, counting and searching users: the SQL of core/identity/rows.h that is about many of
// them.

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "base/text.h"
#include "core/identity/columns.h"
#include "core/identity/name_index.h"
#include "core/identity/rows.h"

namespace koine::identity {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_USER "select " KOINE_USER_COLUMNS " from users "

#define KOINE_SEARCHED \
  "tenant_id = ? and state = 1 and ({instr}(search_text, ?) > 0 or mobile = ?) "
const Sql kSearch{KOINE_USER "where " KOINE_SEARCHED "order by id limit ?"};
const Sql kPhone{"select id from users where tenant_id = ? and mobile = ?"};
// The same of those who may be meant (name_index.h).
const Sql kSearchAmong{KOINE_USER "where {+}" KOINE_SEARCHED "and id {in ?} order by id limit ?"};
// The last conditions are `banned`, at a time, and `people`.
#define KOINE_USER_FILTER                                                              \
  "tenant_id = ? and (? = -1 or role = ?) and ((? = -1 and state <> 3) or state = ?) " \
  "and (? = -1 or ? = (case when banned_until > ? then 1 else 0 end)) "                \
  "and (? = 0 or kind < 2 or username is not null) "
#define KOINE_USER_NAMED "and (? = '' or {instr}(search_text, ?) > 0) "
#define KOINE_USER_PAGE "order by id limit ? offset ?"
// Apart, so that those of a time are looked up by it, and others read in their order.
#define KOINE_USER_CREATED "and created_at between ? and ? "
const Sql kListUsers{KOINE_USER "where " KOINE_USER_FILTER KOINE_USER_NAMED
                                "and +created_at between ? and ? " KOINE_USER_PAGE};
const Sql kListAmong{KOINE_USER "where {+}" KOINE_USER_FILTER KOINE_USER_NAMED
                                "and id {in ?} order by id limit ?"};
const Sql kListCreated{
    KOINE_USER "where " KOINE_USER_FILTER KOINE_USER_NAMED KOINE_USER_CREATED KOINE_USER_PAGE};
// By an index of those who have a role at all.
const Sql kHighest{KOINE_USER
                   "where tenant_id = ? and role > 0 and role = ? and state <> 3 order by id "
                   "limit ?"};
const Sql kCountAmong{"select count(*) from users where {+}" KOINE_USER_FILTER KOINE_USER_NAMED
                      "and id {in ?}"};
const Sql kCountFiltered{
    "select count(*) from users where " KOINE_USER_FILTER KOINE_USER_NAMED KOINE_USER_CREATED};
#define KOINE_PERSON_FILTER                                                      \
  "tenant_id = ? and state <> 3 and kind in (0, 1) and ((? = '' and ? = '') or " \
  "(? <> '' and handle = ?) or "
#define KOINE_PERSON_MATCH                                                                     \
  "(? <> '' and {instr}(substr(search_text, 1, {instr}(search_text, {char}(10))), ?) > 0) or " \
  "(? <> '' and {instr}(substr(search_text, {instr}(search_text, {char}(10)) + 1), ?) > 0)) "
const Sql kListPeople{KOINE_USER "where " KOINE_PERSON_FILTER KOINE_PERSON_MATCH
                                 "order by id limit ? offset ?"};
const Sql kPeopleAmong{KOINE_USER "where {+}" KOINE_PERSON_FILTER KOINE_PERSON_MATCH
                                  "and id {in ?} order by id limit ?"};
const Sql kCountPeopleAmong{
    "select count(*) from users where {+}" KOINE_PERSON_FILTER KOINE_PERSON_MATCH "and id {in ?}"};
const Sql kCountPeople{"select count(*) from users where " KOINE_PERSON_FILTER KOINE_PERSON_MATCH};
// Login name and handle are the first line of what is searched (SearchText).
#define KOINE_LOGIN_NAMED                                                       \
  "tenant_id = ? and state <> 3 and (? = '' or {instr}(substr(search_text, 1, " \
  "{instr}(search_text, {char}(10))), ?) > 0) "
const Sql kListByLoginName{KOINE_USER "where " KOINE_LOGIN_NAMED "order by id limit ?"};
const Sql kLoginNamesAmong{KOINE_USER "where {+}" KOINE_LOGIN_NAMED
                                      "and id {in ?} order by id limit ?"};
#define KOINE_ACCOUNT_FILTER                                                               \
  "where tenant_id = ? and state <> 3 and kind >= 3 and (? = -1 or kind = ?) and (? = '' " \
  "or handle = ? or (nickname = ? and not exists (select 1 from users h where "            \
  "h.tenant_id = users.tenant_id and h.handle = ?))) "
const Sql kListAccounts{KOINE_USER KOINE_ACCOUNT_FILTER "order by id limit ? offset ?"};
const Sql kCountAccounts{"select count(*) from users " KOINE_ACCOUNT_FILTER};
const Sql kCountByState{
    "select count(*), coalesce(sum(case when state = 1 then 1 else 0 end), 0), "
    "coalesce(sum(case when state = 2 then 1 else 0 end), 0), "
    "coalesce(sum(case when role in (1, 2) then 1 else 0 end), 0), "
    "coalesce(sum(case when created_at >= ? then 1 else 0 end), 0), "
    "coalesce(sum(case when last_online_at >= ? then 1 else 0 end), 0) "
    "from users where tenant_id = ? and state <> 3 and (kind < 2 or username is not null)"};

// A page of those of some who fit: `read`(ids, limit) reads, in order, which of them do. Nothing
// when all users are to be read instead.
template <class Read>
std::optional<std::vector<User>> ReadPage(NamedMaybe& some, std::int64_t limit, std::int64_t offset,
                                          Read read) {
  std::vector<User> out;
  std::int64_t skip = offset;
  while (std::ssize(out) < limit) {
    const std::vector<std::int64_t> ids = some.Next();
    if (!some.helps()) return std::nullopt;
    if (ids.empty()) break;
    std::vector<User> fit = read(std::span(ids), skip + limit - std::ssize(out));
    const std::int64_t skipped = std::min(skip, static_cast<std::int64_t>(fit.size()));
    skip -= skipped;
    out.insert(out.end(), std::move_iterator(fit.begin() + skipped), std::move_iterator(fit.end()));
  }
  return out;
}

// How many of some fit: `count`(ids) counts. Nothing when all users are to be read instead.
template <class Count>
std::optional<std::int64_t> CountAmong(NamedMaybe& some, Count count) {
  std::int64_t out = 0;
  for (;;) {
    const std::vector<std::int64_t> ids = some.Next();
    if (!some.helps()) return std::nullopt;
    if (ids.empty()) return out;
    out += count(std::span(ids));
  }
}

// A filter as the statements take it; -1: any.
struct Wanted {
  explicit Wanted(const UserFilter& filter)
      : role(filter.role ? static_cast<int>(*filter.role) : -1),
        state(filter.status ? static_cast<int>(*filter.status) : -1),
        banned(filter.banned ? (*filter.banned ? 1 : 0) : -1),
        people(filter.people ? 1 : 0) {}
  int role, state, banned, people;
};

bool AnyTime(const UserFilter& filter) {
  return filter.created_from <= 0 && filter.created_to == std::numeric_limits<std::int64_t>::max();
}

// Whether the index of names may help more than that of times.
bool ByName(const UserFilter& filter) {
  return AnyTime(filter) && !filter.folded.empty();
}

// Who may have part of a handle or of a name; nothing when neither is asked for.
std::optional<NamedMaybe> PeopleMaybe(Txn& txn, TenantId tenant, std::string_view handle,
                                      const std::string& folded_handle, const std::string& name) {
  std::vector<std::string> texts;
  if (!folded_handle.empty()) texts.push_back(folded_handle);
  if (!name.empty()) texts.push_back(name);
  if (texts.empty()) return std::nullopt;
  return NamedMaybe(txn, tenant, std::move(texts), [&] {
    const auto user = FindUserByHandle(txn, tenant, handle);
    return user ? std::vector<std::int64_t>{user->id.value} : std::vector<std::int64_t>();
  });
}

}  // namespace

std::vector<User> SearchUsers(Txn& txn, TenantId tenant, std::string_view folded,
                              std::string_view text, int limit) {
  NamedMaybe some(txn, tenant, {std::string(folded)}, [&] {
    return txn.All(
        kPhone, [](const Row& row) { return row.Int(0); }, tenant, text);
  });
  auto out = ReadPage(some, limit, 0, [&](std::span<const std::int64_t> ids, std::int64_t most) {
    return txn.All(kSearchAmong, ReadUser, tenant, folded, text, IntList{ids}, most);
  });
  return out ? *std::move(out) : txn.All(kSearch, ReadUser, tenant, folded, text, limit);
}

std::vector<User> ListUsers(Txn& txn, TenantId tenant, const UserFilter& filter, std::int64_t limit,
                            std::int64_t offset) {
  const Wanted w(filter);
  if (ByName(filter)) {
    NamedMaybe some(txn, tenant, {filter.folded});
    auto out = ReadPage(some, limit, offset, [&](auto ids, std::int64_t most) {
      return txn.All(kListAmong, ReadUser, tenant, w.role, w.role, w.state, w.state, w.banned,
                     w.banned, txn.now_ms(), w.people, filter.folded, filter.folded, IntList{ids},
                     most);
    });
    if (out) return *std::move(out);
  }
  return txn.All(AnyTime(filter) ? kListUsers : kListCreated, ReadUser, tenant, w.role, w.role,
                 w.state, w.state, w.banned, w.banned, txn.now_ms(), w.people, filter.folded,
                 filter.folded, filter.created_from, filter.created_to, limit, offset);
}

std::vector<User> ListSuperAdmins(Txn& txn, TenantId tenant, std::int64_t limit) {
  return txn.All(kHighest, ReadUser, tenant, access::Role::kSuperAdmin, limit);
}

std::int64_t CountUsers(Txn& txn, TenantId tenant, const UserFilter& filter) {
  const Wanted w(filter);
  auto number = [](const Row& row) { return row.Int(0); };
  if (ByName(filter)) {
    NamedMaybe some(txn, tenant, {filter.folded});
    const auto counted = CountAmong(some, [&](auto ids) {
      return txn
          .First(kCountAmong, number, tenant, w.role, w.role, w.state, w.state, w.banned, w.banned,
                 txn.now_ms(), w.people, filter.folded, filter.folded, IntList{ids})
          .value_or(0);
    });
    if (counted) return *counted;
  }
  return txn
      .First(kCountFiltered, number, tenant, w.role, w.role, w.state, w.state, w.banned, w.banned,
             txn.now_ms(), w.people, filter.folded, filter.folded, filter.created_from,
             filter.created_to)
      .value_or(0);
}

std::vector<User> ListPeople(Txn& txn, TenantId tenant, const PersonFilter& filter,
                             std::int64_t limit, std::int64_t offset) {
  const std::string handle = text::Fold(filter.handle);
  const std::string name = text::Fold(filter.nickname);
  if (auto some = PeopleMaybe(txn, tenant, filter.handle, handle, name)) {
    auto out = ReadPage(*some, limit, offset, [&](auto ids, std::int64_t most) {
      return txn.All(kPeopleAmong, ReadUser, tenant, handle, name, handle, filter.handle, handle,
                     handle, name, name, IntList{ids}, most);
    });
    if (out) return *std::move(out);
  }
  return txn.All(kListPeople, ReadUser, tenant, handle, name, handle, filter.handle, handle, handle,
                 name, name, limit, offset);
}

std::int64_t CountPeople(Txn& txn, TenantId tenant, const PersonFilter& filter) {
  const std::string handle = text::Fold(filter.handle);
  const std::string name = text::Fold(filter.nickname);
  auto number = [](const Row& row) { return row.Int(0); };
  if (auto some = PeopleMaybe(txn, tenant, filter.handle, handle, name)) {
    const auto counted = CountAmong(*some, [&](auto ids) {
      return txn
          .First(kCountPeopleAmong, number, tenant, handle, name, handle, filter.handle, handle,
                 handle, name, name, IntList{ids})
          .value_or(0);
    });
    if (counted) return *counted;
  }
  return txn
      .First(kCountPeople, number, tenant, handle, name, handle, filter.handle, handle, handle,
             name, name)
      .value_or(0);
}

std::vector<User> ListByLoginName(Txn& txn, TenantId tenant, const std::string& folded,
                                  std::int64_t limit) {
  NamedMaybe some(txn, tenant, {folded});
  auto out = ReadPage(some, limit, 0, [&](auto ids, std::int64_t most) {
    return txn.All(kLoginNamesAmong, ReadUser, tenant, folded, folded, IntList{ids}, most);
  });
  return out ? *std::move(out) : txn.All(kListByLoginName, ReadUser, tenant, folded, folded, limit);
}

std::vector<User> ListAccounts(Txn& txn, TenantId tenant, std::string_view text,
                               std::optional<std::int64_t> kind, std::int64_t limit,
                               std::int64_t offset) {
  const std::int64_t wanted = kind.value_or(-1);
  return txn.All(kListAccounts, ReadUser, tenant, wanted, wanted, text, text, text, text, limit,
                 offset);
}

std::int64_t CountAccounts(Txn& txn, TenantId tenant, std::string_view text,
                           std::optional<std::int64_t> kind) {
  const std::int64_t wanted = kind.value_or(-1);
  auto number = [](const Row& row) { return row.Int(0); };
  return txn.First(kCountAccounts, number, tenant, wanted, wanted, text, text, text, text)
      .value_or(0);
}

UserCounts CountByState(Txn& txn, TenantId tenant, std::int64_t created_after_ms,
                        std::int64_t seen_after_ms) {
  auto read = [](const Row& row) {
    return UserCounts{row.Int(0), row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5)};
  };
  return txn.First(kCountByState, read, created_after_ms, seen_after_ms, tenant)
      .value_or(UserCounts{});
}

}  // namespace koine::identity
