#include "core/identity/directory.h"

#include <utility>

#include "base/text.h"
#include "core/identity/rows.h"

namespace koine::identity {

namespace {

// Names that contain one are read up to here to find the one that is it.
constexpr std::int64_t kContainingMax = 1000;

UserFilter Choice(const std::string& folded) {
  UserFilter filter;
  filter.folded = folded;
  filter.status = UserStatus::kActive;
  filter.people = true;
  return filter;
}

}  // namespace

std::vector<User> ListDirectory(store::Txn& txn, const access::Principal& who,
                                const std::string& folded, std::int64_t limit,
                                std::int64_t offset) {
  return ListUsers(txn, who.tenant, Choice(folded), limit, offset);
}

std::int64_t CountDirectory(store::Txn& txn, const access::Principal& who,
                            const std::string& folded) {
  return CountUsers(txn, who.tenant, Choice(folded));
}

std::vector<User> FindWholeName(store::Txn& txn, const access::Principal& who,
                                const std::string& folded) {
  auto found = ListUsers(txn, who.tenant, Choice(folded), kContainingMax, 0);
  const bool cut = std::ssize(found) == kContainingMax;
  std::erase_if(found, [&folded](const User& user) {
    return text::Fold(user.username.value_or("")) != folded;
  });
  if (cut && found.empty()) {
    // So many names contain it that the one which is it was not among them.
    auto exact = FindUserByLoginName(txn, who.tenant, folded);
    const bool named = exact && exact->username == folded && exact->status == UserStatus::kActive;
    if (named) found.push_back(*std::move(exact));
  }
  return found;
}

Result<UserPage> PageUsers(store::Txn& txn, const access::Principal& who, const UserFilter& filter,
                           std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  UserPage out;
  out.total = CountUsers(txn, who.tenant, filter);
  out.users = ListUsers(txn, who.tenant, filter, limit, offset);
  return out;
}

Result<UserPage> PagePeople(store::Txn& txn, const access::Principal& who,
                            const PersonFilter& filter, std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  UserPage out;
  out.total = CountPeople(txn, who.tenant, filter);
  out.users = ListPeople(txn, who.tenant, filter, limit, offset);
  return out;
}

Result<std::vector<User>> FindByLoginName(store::Txn& txn, const access::Principal& who,
                                          std::string_view name, std::int64_t limit) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return ListByLoginName(txn, who.tenant, text::Fold(name), limit);
}

Result<UserPage> PageAccounts(store::Txn& txn, const access::Principal& who, std::string_view text,
                              std::optional<std::int64_t> kind, std::int64_t limit,
                              std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  UserPage out;
  out.total = CountAccounts(txn, who.tenant, text, kind);
  out.users = ListAccounts(txn, who.tenant, text, kind, limit, offset);
  return out;
}

Result<UserCounts> CountByState(store::Txn& txn, const access::Principal& who,
                                std::int64_t created_after_ms, std::int64_t seen_after_ms) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return CountByState(txn, who.tenant, created_after_ms, seen_after_ms);
}

Result<std::int64_t> CountRole(store::Txn& txn, const access::Principal& who, access::Role role) {
  if (!who.oversees()) return Error{Code::kForbidden};
  UserFilter filter;
  filter.role = role;
  filter.people = true;
  return CountUsers(txn, who.tenant, filter);
}

}  // namespace koine::identity
