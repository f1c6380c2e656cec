#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/message/send.h"
#include "store/txn.h"

namespace koine::history {

struct MergeIn {
  std::vector<std::int64_t> messages;  // their order counts for nothing, each is taken once
  std::string title;                   // empty: one is made of who wrote
};

// Copies of messages that the caller may read, as one message to be sent on: a draft (mapping 7.1).
// Later changes of the originals change nothing in it. Refusals of each message as of ForwardOf;
// kBadArgument "merge_many" for none or more than body::kMergedItemsMax, "merge_depth" where merged
// messages would lie in each other more than body::kMergedDepthMax times.
Result<message::SendIn> DraftOf(store::Txn& txn, const access::Principal& who, const MergeIn& in);

}  // namespace koine::history
