#pragma once

#include <cstdint>

#include "base/json.h"

// The kinds of an application (ruoyi 16). It has no states: administrators make, hide and remove
// it.
namespace koine::application {

// How it is opened: a page of the client, a page of a site within the client, a page of a site of
// its own, what a client knows by a name. Stored in application.kind: never renumber.
enum class ApplicationType : std::uint8_t { kRoute = 1, kIframe, kLink, kMini };
KOINE_ENUM(ApplicationType, (ApplicationType::kRoute, "ROUTE"),
           (ApplicationType::kIframe, "IFRAME"), (ApplicationType::kLink, "LINK"),
           (ApplicationType::kMini, "MINI"))

// Who sees it: everybody, those in some departments or under these, some users. Stored in
// application.scope and application_scope.kind, and named in their SQL: never renumber.
enum class ApplicationScope : std::uint8_t { kAll = 1, kDepartment, kUser };
KOINE_ENUM(ApplicationScope, (ApplicationScope::kAll, "ALL"),
           (ApplicationScope::kDepartment, "DEPARTMENT"), (ApplicationScope::kUser, "USER"))

}  // namespace koine::application
