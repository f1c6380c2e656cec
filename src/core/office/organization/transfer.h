#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/organization/sheet.h"
#include "store/txn.h"

// The tree of departments and its people, from and to a table. For administrators; the audit notes
// each import.
namespace koine::organization {

inline constexpr std::int64_t kExportMembersMax = 200'000;

struct Imported {
  // A department that is new, or of which something changed.
  struct Touched {
    std::int64_t line = 0;
    std::string department;
    bool created = false;
  };
  std::vector<Touched> departments;
  std::int64_t members_added = 0, members_updated = 0;
  std::int64_t unchanged = 0;        // lines that were so already
  std::vector<RefusedLine> refused;  // in the order of the lines, with those of the sheet
};
// Takes each line over, or refuses it as RefusedLine says; the others are taken over nevertheless.
// Departments that a path names and that are not there are made. What a line says is so afterwards;
// what it does not say stays, and nobody and nothing is taken away. With `dry_run` nothing is
// changed. kForbidden; kBadState "departments_full", and then nothing is taken over.
Result<Imported> Import(store::Txn& txn, const access::Principal& who, const Sheet& sheet,
                        bool dry_run);

// Everything as Import takes it: departments from the top down, then who is in them. kForbidden;
// kBadState "export_full" beyond kExportMembersMax.
Result<std::string> Export(store::Txn& txn, const access::Principal& who);

}  // namespace koine::organization
