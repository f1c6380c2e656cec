#pragma once

#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/organization/organization.h"
#include "store/txn.h"

namespace koine::organization {

// A department, for whoever is in its tenant: the organization is everybody's to read. kNotFound
// "department".
class Place {
 public:
  static constexpr const char* kDoor = "department";
  using Key = DepartmentId;
  static Result<Place> Open(store::Txn& txn, const access::Principal& who, DepartmentId id);
  // What stands above the topmost departments: none itself, and there is one always.
  static Place Top(const access::Principal& who) { return {who, Department()}; }

  const Department& department() const { return department_; }
  const access::Principal& who() const { return who_; }

 private:
  Place(const access::Principal& who, Department found)
      : who_(who), department_(std::move(found)) {}
  access::Principal who_;
  Department department_;
};

// The same to be changed, which is the administrators' work; the tree is locked. kForbidden for
// anybody else; kNotFound "department".
class Managed {
 public:
  static constexpr const char* kDoor = "managed_department";
  using Key = DepartmentId;
  static Result<Managed> Open(store::Txn& txn, const access::Principal& who, DepartmentId id);

  const Department& department() const { return department_; }
  const access::Principal& who() const { return who_; }

 private:
  Managed(const access::Principal& who, Department found)
      : who_(who), department_(std::move(found)) {}
  access::Principal who_;
  Department department_;
};

}  // namespace koine::organization
