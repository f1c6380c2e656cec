#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/access/doors.h"
#include "core/history/pull.h"
#include "dialect/imchat/message.h"

// What lists of private and of group messages share (im-chat 2.4, 2.5).
namespace koine::imchat {

struct PullQuery {
  std::optional<MessageId> minId;
  std::optional<std::int64_t> size;
};
KOINE_DESCRIBE(PullQuery, (minId, size))

// What came to the principal, without lines that are meant for others.
Result<std::vector<history::Pulled>> PullFor(store::Txn& txn, const access::Principal& who,
                                             bool groups, const PullQuery& in);

// What messages reply to, by conversation and number.
using Quoted = std::map<std::pair<ConversationId, std::int64_t>, MessageId>;
Quoted FindQuoted(store::Txn& txn, TenantId tenant,
                  const std::vector<const body::Message*>& messages);
std::optional<MessageId> QuoteOf(const Quoted& quoted, const body::Message& m);

// im-chat appendix A, as this reader sees it, who has read up to `own_receipt`.
int PrivateStatus(const body::Message& m, UserId reader, std::int64_t own_receipt,
                  const history::Reach& peer);

// A recall, or a line of the reader's own, as a message of its own: of two, and in a group.
PrivateOut PrivateMarker(const history::Marker& marker, UserId lo, UserId hi);
GroupMessageOut GroupMarker(const history::Marker& marker, UserId reader);

}  // namespace koine::imchat
