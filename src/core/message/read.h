#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/event/event.h"
#include "core/message/row.h"
#include "core/message/send.h"
#include "store/txn.h"

namespace koine::message {

// Conversations with more members keep cursors only, no read marks (mapping 8).
inline constexpr std::int64_t kReadMarkMembersMax = 500;
inline constexpr int kPageMax = 100;

// Raises the member's read cursor to `to_seq` (beyond the end: to the end) and tells the others and
// the member's other sessions. Nothing happens when they have read that far.
Status MarkRead(store::Txn& txn, const access::Seated& place, std::int64_t to_seq);
// The same up to the greatest of `seqs`. kBadArgument "seqs" when that lies beyond the end, or none
// is named.
Status MarkSeqsRead(store::Txn& txn, const access::Seated& place,
                    std::span<const std::int64_t> seqs);

// Sets the member's cursor, up or down; others are shown nothing, and what they were shown stays
// (openim 5.5). Tells the member's other sessions. kBadArgument "hasReadSeq" beyond the end.
Status SetCursor(store::Txn& txn, const access::Seated& place, std::int64_t seq);

// Lowers the cursor so that the message at `seq` and what follows it are unread again; what others
// were shown as read stays so. Nothing happens when it is unread.
Status MarkUnread(store::Txn& txn, const access::Member& place, std::int64_t seq);

// What a message says. kAlreadyRecalled; kMessageNotFound.
Result<body::Body> BodyOf(store::Txn& txn, const access::Message& place);

// The message of this door with who may read it and who did (ruoyi 27 MessageRead).
struct ReadDetail {
  Row row;
  std::vector<Reader> readers;  // at most kReadersMax, those who did first
};
inline constexpr int kReadersMax = 5000;
// kNotYourMessage for messages of others; kMessageNotFound.
Result<ReadDetail> FindReaders(store::Txn& txn, const access::Message& place);
// The same of anybody's message, for dialects whose members all see it. kMessageNotFound.
Result<std::vector<Reader>> ReadersOf(store::Txn& txn, const access::Message& place);
// A message that may be sent on: its content without who it named, as a draft (ruoyi 3.5).
// kAlreadyRecalled; kBadArgument "message_type" for lines of the system
// and red packets; kMessageNotFound.
Result<SendIn> ForwardOf(store::Txn& txn, const access::Message& place);

// The greatest seq among these messages of the conversation; unknown ids and those of other
// conversations are passed over. 0 = none is left.
std::int64_t GreatestSeq(store::Txn& txn, const access::Member& place,
                         std::span<const std::int64_t> ids);

// Messages of the principal's conversations, as the greatest seq of each; other ids are passed
// over.
struct Reached {
  ConversationId conversation;
  std::int64_t seq = 0;
};
std::vector<Reached> GreatestSeqs(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> ids);

// The message of this number, for an administrator of the server: recalled and deleted ones too,
// the latter without their content.
std::optional<Row> FindAsAdmin(store::Txn& txn, const access::AnyConversation& place,
                               std::int64_t seq);
// The message that this event told, as it is now, for showing the event to its audience.
std::optional<Row> FindTold(store::Txn& txn, const event::Event& event,
                            const event::MessageEdited& edited);

// Tells the other members that this one types, or stopped, and on which platform (openim-http 2.1)
// if that is known. Never stored.
void TellTyping(store::Txn& txn, const access::Member& place, bool on, int platform = 0);

// A message as its reader sees it in a list.
struct Listed {
  Row row;
  std::optional<body::Quote> quote;
  // Of own messages in conversations of at most kReadMarkMembersMax members: how many of the
  // `readers` others have read it.
  std::int64_t read_by = 0;
  std::int64_t readers = -1;            // -1: not counted
  std::vector<std::int64_t> mentioned;  // users that it names
};

// Which page of a conversation: the newest before an id (0 = the end), the oldest after one, or
// half and half around one.
struct PageOf {
  enum class Kind : std::uint8_t { kBefore, kAfter, kAround };
  Kind kind = Kind::kBefore;
  MessageId id;
  int limit = 20;  // 1 … kPageMax
};

// A page in ascending order (ruoyi 3.2). Recalled messages are in it.
Result<std::vector<Listed>> ListMessages(store::Txn& txn, const access::Member& place,
                                         const PageOf& page);

}  // namespace koine::message
