#pragma once

#include <string>

#include "core/access/principal.h"
#include "core/notification/said.h"
#include "core/office/report/door.h"
#include "store/txn.h"

namespace koine::report {

// A notification of a thing to do about the report, unless its receiver is the principal.
void Tell(store::Txn& txn, const access::Principal& who, const Report& report, UserId receiver,
          notification::LineKind kind, const std::string& text);

}  // namespace koine::report
