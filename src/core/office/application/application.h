#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/application/door.h"
#include "store/txn.h"

// What people open from their workbench (ruoyi 16): the parts of this product, and what
// administrators add to them, for everybody, for departments or for single users. What an
// administrator does is in the audit.
namespace koine::application {

// Code points.
inline constexpr std::int64_t kNameChars = 50, kCodeChars = 50, kCategoryChars = 20;
inline constexpr std::int64_t kIconChars = 200, kDescriptionChars = 200, kUrlChars = 500;
inline constexpr std::int64_t kKeywordChars = 50;
inline constexpr std::int64_t kSortMax = 1'000'000;
inline constexpr std::int64_t kApplicationsMax = 500;  // of a tenant
inline constexpr std::size_t kScopeMax = 500;          // departments or users that one is for
inline constexpr std::int64_t kRecentMax = 10;         // that Recent returns
inline constexpr std::int64_t kRecentKept = 30;        // of a user; older ones are forgotten

// For administrators: kForbidden. Texts are within their limits, no name, code or category is
// empty. The address as CheckAddress; kBadArgument "application_code" for a code of other than
// letters, digits, `_`, `-` and `.`; kConflict "application_code" when one has it; kBadState
// "applications_full" beyond kApplicationsMax; of the name as word::TakeName. Without `sort` it is
// the last.
struct Draft {
  std::string code, name, icon, category, description, url;
  ApplicationType type = ApplicationType::kRoute;
  std::optional<std::int64_t> sort;
};
Result<ApplicationId> Create(store::Txn& txn, const access::Principal& who, const Draft& draft);

// Absent = unchanged. Refused as Create.
struct ApplicationChange {
  std::optional<std::string> name, icon, category, description, url;
  std::optional<std::int64_t> sort;
};
Status Change(store::Txn& txn, const Managed& place, const ApplicationChange& change);

// kBadState "application_system" for what came with the server: it can be hidden.
Status Remove(store::Txn& txn, const Managed& place);

// Shows or hides it; with a scope, for whom. kMissingArgument "application_scope" for a scope of
// nobody, kBadArgument "application_scope" for more than kScopeMax; kNotFound "department";
// kUserNotFound.
struct Visibility {
  bool visible = true;
  std::optional<ApplicationScope> scope;
  std::vector<std::int64_t> ids;
};
Status SetVisibility(store::Txn& txn, const Managed& place, const Visibility& wanted);

// Empty = any.
struct Filter {
  bool all = false;  // also those that the principal does not see; for administrators alone
  std::string category;
  std::string keyword;  // a part of the name, the code or the description
};
// By sort and id; to administrators, with `all`, with scope_ids.
std::vector<Application> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                              std::int64_t limit, std::int64_t offset);
std::int64_t Count(store::Txn& txn, const access::Principal& who, const Filter& filter);
// To administrators with scope_ids.
Application Get(store::Txn& txn, const Seen& place);

// That the principal opened it.
void NoteUse(store::Txn& txn, const Seen& place);
// Those that the principal sees, opened last first; at most kRecentMax.
std::vector<Application> Recent(store::Txn& txn, const access::Principal& who);

}  // namespace koine::application
