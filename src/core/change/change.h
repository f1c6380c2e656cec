#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "core/access/state.h"
#include "core/event/fwd.h"
#include "store/txn.h"

// What happens to a conversation besides new messages, as a stream of its own: numbered 1, 2, 3 …
// without holes, in the order of commits, for those who were away (design 7, mapping 8). A change
// takes no seq. Beside the conversations' there is one stream of each user, of what they did for
// themselves. Numbers whose change was replaced or is too old are empty: nothing else ever gets
// them.
namespace koine::change {

// Stored in change.kind: never renumber.
enum class Kind : std::uint8_t {
  kRecall = 1,
  kDelete = 2,
  kEdit = 3,
  kRead = 4,
  kTip = 5,
  kBusiness = 6,
};

// Kept at least so long.
inline constexpr std::int64_t kKeepMs = 90LL * 24 * 3600 * 1000;

struct Change {
  Kind kind = Kind::kRead;
  std::int64_t seq = 0, to_seq = 0;  // the messages that it is about, both inclusive
  UserId actor;
  UserId visible_to;  // 0: every member
  // kDelete: Deleted, if seq and to_seq do not say it; kTip: Tip; kBusiness: see Business
  std::string data;
};

// Messages that are gone, in `Change::data`; in the stream of a user, those of a recall or an edit.
struct Deleted {
  ConversationId conversation;  // in the stream of a user: where they were
  std::vector<std::int64_t> seqs;
};
KOINE_DESCRIBE(Deleted, (conversation, seqs))

// A line that `visible_to` alone reads, in `Change::data`; it stands behind the message `seq`.
struct Tip {
  event::TipKind kind = event::TipKind::kRaised;
  std::string of;  // kPacketTaken: what the packet's sender is called
};
KOINE_DESCRIBE(Tip, (kind, of))

// That `actor` made these messages go, which are in ascending order. REQUIRES: there are any
Change DeletionOf(ConversationId conversation, const std::vector<std::int64_t>& seqs, UserId actor);

// Appends a change to the stream of the conversation, whose row the transaction has locked, and
// publishes `event` to its members as that change: `at`, `place`, `to_members` and the number are
// filled in here. `conversation->change_seq` moves on. Of a conversation with oneself the stream is
// that of its user. Returns the position of the change, which may be provisional.
std::int64_t Append(store::Txn& txn, access::ConversationState* conversation, const Change& change,
                    event::Event event);

// Tells `user` a line of their own in the conversation (mapping 7.3), as Append: `event` has its
// tenant, actor and payload.
std::int64_t AppendTip(store::Txn& txn, access::ConversationState* conversation, UserId user,
                       const Tip& tip, event::Event event);

// That the actor of `event` has read from `change.seq` to `change.to_seq` in a direct conversation.
// If the last change tells the same of that user, this one takes its place and covers both; on
// PostgreSQL not if both are of one batch, since the last one cannot be read there yet.
void AppendRead(store::Txn& txn, access::ConversationState* conversation, Change change,
                event::Event event);

// Appends to the user's own stream. `event` keeps its place and audience.
std::int64_t AppendOwn(store::Txn& txn, UserId user, const Change& change, event::Event event);

}  // namespace koine::change
