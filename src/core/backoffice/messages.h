#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/message/row.h"
#include "core/place.h"
#include "store/txn.h"

// Messages as administrators see them: of every conversation, recalled ones with their content.
namespace koine::backoffice {

struct MessageItem {
  message::Row row;
  ConversationKind kind = ConversationKind::kDirect;
  std::string conversation_name;  // of a group
  UserId lo, hi;                  // of a direct conversation
};
// What a dialect shows as one type of message: bodies of two kinds, and of a third some.
struct ShownType {
  std::optional<body::Kind> kind, other;
  std::optional<body::Kind> split;
  std::uint8_t origin = 0;  // of `split` those that came over this dialect,
  bool own = false;         // or over another,
  std::string part;         // and whose encoded body has this part, a pattern of LIKE,
  bool has = true;          // or has it not
};
enum class Places : std::uint8_t { kAll, kPrivate, kGroups };
struct MessageFilter {
  std::string keyword;  // part of the text, in any case; "" = all
  std::optional<body::Kind> kind;
  UserId sender;
  ConversationId conversation;
  std::int64_t from_ms = 0, to_ms = 0;  // of sending, both inclusive; 0 = open
  Places places = Places::kAll;
  UserId receiver;  // of private ones; 0 = any
  std::optional<ShownType> type;
  // The text of one in which the keyword is looked for; null: what a list of conversations shows.
  std::function<std::string(const MessageItem&)> text;
  std::function<bool(const MessageItem&)> fits;  // what else must hold; null = nothing
};
struct MessagePage {
  std::vector<MessageItem> items;
  std::int64_t total = 0;  // at most kCountMax
};

inline constexpr std::int64_t kCountMax = 100'000;
// A keyword, and what `fits`, is looked for in the newest messages that fit the rest of the filter,
// so many, and the total is of those. All else is asked of the store.
inline constexpr int kScanMax = 10'000;

// The newest first. kForbidden for those who are no administrators.
Result<MessagePage> FindMessages(store::Txn& txn, const access::Principal& who,
                                 const MessageFilter& filter, int limit, std::int64_t offset);
// kMessageNotFound.
Result<MessageItem> FindMessage(store::Txn& txn, const access::Principal& who, MessageId id);

struct KindCount {
  body::Kind kind = body::Kind::kText;
  std::int64_t count = 0, recalled = 0, edited = 0, deleted = 0;
};
// kForbidden for those who are no administrators.
Result<std::vector<KindCount>> CountMessages(store::Txn& txn, const access::Principal& who,
                                             std::int64_t from_ms, std::int64_t to_ms);

struct ActiveGroup {
  ConversationId id;
  std::string name, avatar;
  std::int64_t members = 0, messages = 0, last_sent_at = 0;
};
// The groups in which most was written since then, without system lines and deleted messages.
// kForbidden for those who are no administrators.
Result<std::vector<ActiveGroup>> MostActiveGroups(store::Txn& txn, const access::Principal& who,
                                                  std::int64_t since_ms, int limit);

}  // namespace koine::backoffice
