#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/message/row.h"
#include "store/txn.h"

// The one message that the members of a conversation keep in sight. Any member who may write there
// may set and unset it (mapping 5.2).
namespace koine::message {

// Puts the message on top, instead of another, with a system line; to all members; and returns it.
// Nothing happens if it is there already. kMessageNotFound when it is not one of this conversation
// that the member may read, kAlreadyRecalled; what MayWrite refuses.
Result<body::Message> SetTop(store::Txn& txn, const access::Member& place, MessageId message);
// Puts a text there that is no message, with a system line; the text as it is shown, for words that
// nobody is to read are masked. What MayWrite refuses.
Result<std::string> SetTopText(store::Txn& txn, const access::GroupAdmin& place,
                               const std::string& text);
// Takes it away, if there is one. Refusals as above.
Status UnsetTop(store::Txn& txn, const access::Member& place);
// A message was taken back: it is on top no more, and all hear of it, if it was.
void DropTop(store::Txn& txn, TenantId tenant, const access::ConversationState& conversation,
             std::int64_t seq, const Person& by);

// The message on top; nothing without one, and when this member does not see it: recalled, deleted
// by them, or from before their time.
std::optional<Row> FindTop(store::Txn& txn, const access::Member& place);

// What is on top, message or text, who put it there and when (ms).
struct Top {
  std::int64_t seq = 0;
  std::string text;
  UserId by;
  std::int64_t at = 0;
};
// Of those of these groups that have something on top, for who sees them whole (access::SightOf).
std::map<ConversationId, Top> ListTops(store::Txn& txn, const access::Principal& who,
                                       std::span<const std::int64_t> groups);

}  // namespace koine::message
