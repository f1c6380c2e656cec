#include "core/office/application/application.h"

#include <algorithm>
#include <utility>

#include "base/enum_words.h"
#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "core/identity/user.h"
#include "core/office/application/address.h"
#include "core/office/application/rows.h"
#include "core/office/organization/organization.h"
#include "core/word/word.h"

namespace koine::application {

using store::Txn;

namespace {

std::string Target(ApplicationId id) {
  return "application " + std::to_string(id.value);
}

bool IsCode(std::string_view code) {
  return !code.empty() && std::ranges::all_of(code, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

// That each of these may be a scope's.
Status CheckScope(Txn& txn, const access::Principal& who, ApplicationScope scope,
                  const std::vector<std::int64_t>& ids) {
  if (scope == ApplicationScope::kDepartment) {
    const auto found = organization::FindDepartments(txn, who.tenant, ids);
    return found.size() == ids.size() ? Ok() : Status(Error{Code::kNotFound, "department"});
  }
  const auto found = identity::FindUsers(txn, who, ids);
  const auto open = std::ranges::count_if(found, [](const identity::User& user) {
    return user.status != identity::UserStatus::kDeregistered;
  });
  return open == std::ssize(ids) ? Ok() : Status(Error{Code::kUserNotFound});
}

}  // namespace

Result<ApplicationId> Create(Txn& txn, const access::Principal& who, const Draft& draft) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (!IsCode(draft.code)) return Error{Code::kBadArgument, "application_code"};
  KOINE_CHECK(CheckAddress(draft.type, draft.url));
  Application made;
  KOINE_TRY(made.name, word::TakeName(txn, who.tenant, draft.name, "name"));
  LockAll(txn, who.tenant);
  if (HasCode(txn, who.tenant, draft.code)) return Error{Code::kConflict, "application_code"};
  if (CountAll(txn, who.tenant) >= kApplicationsMax) {
    return Error{Code::kBadState, "applications_full"};
  }
  made.code = draft.code;
  made.icon = draft.icon;
  made.category = draft.category;
  made.description = draft.description;
  made.type = draft.type;
  made.url = draft.url;
  made.sort = draft.sort ? *draft.sort : NextSort(txn, who.tenant);
  Insert(txn, who.tenant, &made);
  audit::Note(txn, who, "application.create", Target(made.id), made.code);
  return made.id;
}

Status Change(Txn& txn, const Managed& place, const ApplicationChange& change) {
  const access::Principal& who = place.who();
  Application now = place.application();
  if (change.name) {
    KOINE_TRY(now.name, word::TakeName(txn, who.tenant, *change.name, "name"));
  }
  if (change.url) KOINE_CHECK(CheckAddress(now.type, *change.url));
  now.icon = change.icon.value_or(now.icon);
  now.category = change.category.value_or(now.category);
  now.description = change.description.value_or(now.description);
  now.url = change.url.value_or(now.url);
  now.sort = change.sort.value_or(now.sort);
  Update(txn, who.tenant, now);
  audit::Note(txn, who, "application.update", Target(now.id), now.code);
  return Ok();
}

Status Remove(Txn& txn, const Managed& place) {
  const Application& gone = place.application();
  if (gone.system) return Error{Code::kBadState, "application_system"};
  Delete(txn, place.who().tenant, gone.id);
  audit::Note(txn, place.who(), "application.delete", Target(gone.id), gone.code);
  return Ok();
}

Status SetVisibility(Txn& txn, const Managed& place, const Visibility& wanted) {
  const access::Principal& who = place.who();
  Application now = place.application();
  now.visible = wanted.visible;
  if (wanted.scope) {
    now.scope = *wanted.scope;
    if (now.scope != ApplicationScope::kAll) now.scope_ids = wanted.ids;
    std::ranges::sort(now.scope_ids);
    now.scope_ids.erase(std::unique(now.scope_ids.begin(), now.scope_ids.end()),
                        now.scope_ids.end());
    if (now.scope_ids.size() > kScopeMax) return Error{Code::kBadArgument, "application_scope"};
    if (now.scope != ApplicationScope::kAll) {
      if (now.scope_ids.empty()) return Error{Code::kMissingArgument, "application_scope"};
      KOINE_CHECK(CheckScope(txn, who, now.scope, now.scope_ids));
    }
    SetScope(txn, who.tenant, now);
  }
  Update(txn, who.tenant, now);
  audit::Note(txn, who, now.visible ? "application.show" : "application.hide", Target(now.id),
              json::WordOf(now.scope));
  return Ok();
}

std::vector<Application> List(Txn& txn, const access::Principal& who, const Filter& filter,
                              std::int64_t limit, std::int64_t offset) {
  Filter allowed = filter;
  allowed.all = filter.all && who.admin();
  auto found = Select(txn, who, allowed, limit, offset);
  if (allowed.all) FillScopes(txn, who.tenant, &found);
  return found;
}

std::int64_t Count(Txn& txn, const access::Principal& who, const Filter& filter) {
  Filter allowed = filter;
  allowed.all = filter.all && who.admin();
  return CountSelected(txn, who, allowed);
}

Application Get(Txn& txn, const Seen& place) {
  std::vector<Application> one = {place.application()};
  if (place.who().admin()) FillScopes(txn, place.who().tenant, &one);
  return std::move(one.front());
}

void NoteUse(Txn& txn, const Seen& place) {
  Use(txn, place.who(), place.application().id);
}

std::vector<Application> Recent(Txn& txn, const access::Principal& who) {
  return SelectUsed(txn, who, kRecentMax);
}

}  // namespace koine::application
