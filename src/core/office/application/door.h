#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/application/states.h"
#include "store/txn.h"

// The doors to an application of the workbench (ruoyi 16).
namespace koine::application {

using ApplicationId = Id<struct ApplicationTag>;

struct Application {
  ApplicationId id;
  std::string code;  // one of its kind in the tenant
  std::string name, icon, category, description;
  ApplicationType type = ApplicationType::kRoute;
  std::string url;
  bool system = false;  // came with the server
  bool visible = true;
  ApplicationScope scope = ApplicationScope::kAll;
  std::vector<std::int64_t> scope_ids;  // of departments or users; for administrators alone
  std::int64_t sort = 0;
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

// One that the principal sees; administrators see all. kNotFound "application" for any other.
class Seen {
 public:
  static constexpr const char* kDoor = "office_app";
  using Key = ApplicationId;
  static Result<Seen> Open(store::Txn& txn, const access::Principal& who, ApplicationId id);

  const access::Principal& who() const { return who_; }
  // Without scope_ids.
  const Application& application() const { return application_; }

 private:
  Seen(const access::Principal& who, Application found)
      : who_(who), application_(std::move(found)) {}
  access::Principal who_;
  Application application_;
};

// The same to be changed, which is the administrators' work; locked. kForbidden for anybody else;
// kNotFound "application".
class Managed {
 public:
  static constexpr const char* kDoor = "managed_office_app";
  using Key = ApplicationId;
  static Result<Managed> Open(store::Txn& txn, const access::Principal& who, ApplicationId id);

  const access::Principal& who() const { return who_; }
  // Without scope_ids.
  const Application& application() const { return application_; }

 private:
  Managed(const access::Principal& who, Application found)
      : who_(who), application_(std::move(found)) {}
  access::Principal who_;
  Application application_;
};

}  // namespace koine::application
