#include "core/identity/people.h"

#include <algorithm>
#include <utility>

#include "base/sorted.h"
#include "base/text.h"
#include "core/identity/rows.h"

namespace koine::identity {

std::optional<User> FindUser(store::Txn& txn, const access::Principal& who, UserId id) {
  return FindUser(txn, who.tenant, id);
}

People FindPeople(store::Txn& txn, TenantId tenant, std::vector<std::int64_t> ids) {
  SortOnce(&ids);
  std::unordered_map<UserId, Person> found;
  if (ids.empty()) return {};
  for (const User& user : FindUsers(txn, tenant, ids)) found.emplace(user.id, user.person());
  return People(std::move(found));
}

People FindPeople(store::Txn& txn, const access::Principal& who, std::vector<std::int64_t> ids) {
  return FindPeople(txn, who.tenant, std::move(ids));
}

std::vector<User> FindUsers(store::Txn& txn, const access::Principal& who,
                            std::span<const std::int64_t> ids) {
  return FindUsers(txn, who.tenant, ids);
}

Result<User> GetUser(store::Txn& txn, const access::Principal& who, UserId id) {
  auto user = FindUser(txn, who.tenant, id);
  if (!user || user->status == UserStatus::kDeregistered) return Error{Code::kUserNotFound};
  return *std::move(user);
}

std::vector<User> SearchUsers(store::Txn& txn, const access::Principal& who, const SearchFor& in) {
  const std::string_view text = text::Trim(in.text);
  if (text.empty()) return {};
  auto found = SearchUsers(txn, who.tenant, text::Fold(text), text, in.limit);
  if (!in.accounts) {
    std::erase_if(found, [](const User& user) { return user.kind >= 2 && !user.username; });
  }
  if (!in.addresses) return found;
  if (auto mailed = FindUserByEmail(txn, who.tenant, text::LowerAscii(text))) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&](const User& user) { return user.id == mailed->id; });
    if (!known) found.push_back(*std::move(mailed));
  }
  std::sort(found.begin(), found.end(), [](const User& a, const User& b) { return a.id < b.id; });
  if (found.size() > static_cast<std::size_t>(in.limit)) {
    found.resize(static_cast<std::size_t>(in.limit));
  }
  return found;
}

std::optional<User> LockSelf(store::Txn& txn, const access::Principal& who) {
  return LockUser(txn, who.tenant, who.user);
}

std::optional<LoginView> OwnLogin(store::Txn& txn, const access::Principal& who) {
  return FindLogin(txn, who.login);
}

}  // namespace koine::identity
