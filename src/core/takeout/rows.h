#pragma once

#include <cstddef>
#include <functional>

#include "core/takeout/takeout.h"

// The SQL of what a person takes away (takeout.h).
namespace koine::takeout {

// Records behind `after`: two numbers that place each, then the columns of the section.
void EachRecord(store::Txn& txn, TenantId tenant, UserId user, std::size_t section, Place after,
                int limit, const std::function<void(const store::Row&)>& read);
inline constexpr int kPlaceColumns = 2;

}  // namespace koine::takeout
