#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/access/state.h"
#include "core/body/message.h"
#include "core/message/columns.h"
#include "core/message/read.h"
#include "core/message/row.h"
#include "core/message/system.h"
#include "store/txn.h"

// All SQL on message, mention, read_mark and on the counters of conversation and member.
namespace koine::message {

// The message that this sender gave this key, if any.
std::optional<body::Message> FindByClientKey(store::Txn& txn, TenantId tenant, UserId sender,
                                             std::int64_t client_key);
// The greatest seq among these ids that lie in the conversation; 0 = none does.
std::int64_t GreatestSeqOf(store::Txn& txn, TenantId tenant, ConversationId conversation,
                           std::span<const std::int64_t> ids);

// Messages with from <= seq <= to, the newest `limit` of them, in that order; without
// those deleted for all or for the reader.
std::vector<Row> ListNewest(store::Txn& txn, TenantId tenant, ConversationId conversation,
                            UserId reader, std::int64_t from, std::int64_t to, int limit);
// Position and counters of the message at `seq`.
struct Mark {
  MessageId id;
  std::int64_t counted = 0;
};
std::optional<Mark> MarkAt(store::Txn& txn, TenantId tenant, ConversationId conversation,
                           std::int64_t seq);
// How many countable messages of `sender` lie in from <= seq <= to.
std::int64_t CountSent(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId sender,
                       std::int64_t from, std::int64_t to);

MessageId Insert(store::Txn& txn, TenantId tenant, const body::Message& message,
                 std::optional<std::int64_t> client_key, std::shared_ptr<const void> object);
void AdvanceConversation(store::Txn& txn, TenantId tenant, const access::ConversationState& state);
void AdvanceSender(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                   std::int64_t sent_seq, std::int64_t sent_at, std::int64_t counted);
void SetAllMention(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq);
void SetReceiptSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq);
// Users whom messages of these seqs name, ordered by seq.
struct Mention {
  std::int64_t seq = 0;
  UserId user;
};
std::vector<Mention> ListMentions(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                  std::int64_t from, std::int64_t to);
// Rows for those of `users` who are active members; returns them.
std::vector<UserId> InsertMentions(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                   std::int64_t seq, UserId by,
                                   std::span<const std::int64_t> users);

// How the other side of a direct conversation stands to the sender.
struct PeerState {
  bool active = false;  // exists and is not deregistered
  bool blocks = false;
  access::Notify notify = access::Notify::kOn;
  bool reply_open = false;
  bool friends = false;            // both edges
  bool lists_sender = false;       // theirs
  bool refuses_strangers = false;  // their setting
  // The client key asked about is known to stand for no message of the sender.
  bool key_free = false;
  bool operator==(const PeerState&) const = default;
};
PeerState FindPeerState(store::Txn& txn, TenantId tenant, ConversationId conversation,
                        UserId sender, UserId peer, std::optional<std::int64_t> client_key);
// Many at once: of who sends where, to whom. Without those whose peer there is not.
std::vector<std::pair<access::SeatOf, PeerState>> ListPeerStates(
    store::Txn& txn, std::span<const std::pair<access::SeatOf, UserId>> senders);

// A key that a sender gave a message, or would.
struct KeyOfSender {
  TenantId tenant;
  UserId sender;
  std::int64_t number = 0;

  friend auto operator<=>(const KeyOfSender&, const KeyOfSender&) = default;
};
// Those of `keys` that stand for a message.
std::vector<KeyOfSender> ListKeysTaken(store::Txn& txn, std::span<const KeyOfSender> keys);

// What messages of one batch change of a conversation, and of a sender's seat; `counted` is added.
struct PlaceStep {
  TenantId tenant;
  std::int64_t last_seq = 0, last_counted = 0, last_sent_at = 0;
};
struct SenderStep {
  std::int64_t sent_seq = 0, day = 0, counted = 0;
};
void AdvanceMany(store::Txn& txn, const std::map<ConversationId, PlaceStep>& places,
                 const std::map<access::SeatOf, SenderStep>& senders);

// Whether the user may answer a stranger there (mapping 4.3).
bool MayReply(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user);
void SetReplyOpen(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user);

// How far each other active member has read (receipts), at most `limit` of them.
std::vector<std::int64_t> ReceiptsOfOthers(store::Txn& txn, TenantId tenant,
                                           ConversationId conversation, UserId user, int limit);

// Standing messages in from <= seq <= to whose senders are told of their readers, without those of
// `reader`, the newest first.
struct Receipted {
  std::int64_t seq = 0;
  MessageId id;
  UserId sender;
};
std::vector<Receipted> ListReceipted(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                     UserId reader, std::int64_t from, std::int64_t to, int limit);
// From where the active members of these conversations may read, and how far others were shown that
// they did; of none that has more than `members_max`.
struct Shown {
  ConversationId conversation;
  UserId user;
  std::int64_t from = 0, to = 0;
};
std::vector<Shown> ListShown(store::Txn& txn, TenantId tenant,
                             std::span<const std::int64_t> conversations, std::int64_t members_max);

// Who of the other active members may read the message at `seq` (min_seq), and who did; at most
// `limit`, readers first.
std::vector<Reader> ListReaders(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                UserId sender, std::int64_t seq, int limit);
// A conversation of the user that has something after a position: its readable end and where the
// user's cursor stands.
struct Behind {
  ConversationId conversation;
  std::int64_t from = 0, to = 0;  // seqs that the user may read and has not read
  MessageId last;                 // of the conversation
  bool operator==(const Behind&) const = default;
};
// What the reader sees of several such runs, in no order; without what ListNewest tells of marks
// and reactions.
std::vector<Row> ListRuns(store::Txn& txn, TenantId tenant, UserId reader,
                          std::span<const Behind> runs);

}  // namespace koine::message
