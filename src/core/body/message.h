#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "core/body/body.h"

namespace koine::body {

// Of Message::options, the bits below this one are of the dialect that wrote the message; this one
// means to all that its sender is told of each who reads it. Stored: never change it.
inline constexpr std::int64_t kReceiptOption = std::int64_t{1} << 32;

// A stored message. Inside the domain it is named by (conversation, seq); `id` is its position.
struct Message {
  MessageId id;
  ConversationId conversation;
  std::int64_t seq = 0;
  std::int64_t counted = 0;  // its number among those that count as unread; of a notice, the last's
  UserId sender;             // 0: the system
  std::uint8_t origin = 0;   // access::Dialect that wrote it
  Body body;
  std::string raw;        // the content as received, where Body alone would lose something
  std::string client_id;  // empty: none
  std::int64_t reply_seq = 0;
  MessageId forwarded_from;
  bool mention_all = false;
  std::int64_t options = 0;
  std::int64_t sent_at = 0;  // ms, strictly rising within a conversation
  std::int64_t edited_at = 0;
  std::int64_t recalled_at = 0;
  UserId recalled_by;
  std::int64_t deleted_at = 0;

  bool recalled() const { return recalled_at > 0; }
  bool wants_receipt() const { return (options & kReceiptOption) != 0; }
  bool operator==(const Message&) const = default;
};

// What a reply shows of the message it replies to.
struct Quote {
  MessageId id;
  Body body;
  std::string sender_name;
  std::int64_t sent_at = 0;
  bool recalled = false;
};

}  // namespace koine::body
