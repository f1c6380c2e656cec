#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/ids.h"
#include "store/txn.h"

namespace koine::event {

// A row of the table `event`. `kind` is the index in event::Payload: never reorder that variant.
struct EventRow {
  TenantId tenant;
  int kind = 0;
  ConversationId conversation;
  UserId user;
  std::string payload;
  std::int64_t at = 0;
};

inline constexpr int kEventVersion = 1;

void AppendEvent(store::Txn& txn, const EventRow& row, std::shared_ptr<const void> object);

}  // namespace koine::event
