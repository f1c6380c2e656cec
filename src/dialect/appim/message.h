#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "core/body/message.h"
#include "core/message/send.h"

// Messages as this dialect writes them (app-im 2.7, mapping 7.1).
namespace koine::appim {

inline constexpr std::size_t kTextBytesMax = 5 * 1024;
inline constexpr std::size_t kAttrBytesMax = 5 * 1024;
inline constexpr std::size_t kUrlBytesMax = 8 * 1024;
inline constexpr std::size_t kMentionsMax = 20;

// Bits of message.options of messages written here: never renumber.
inline constexpr std::int64_t kOptionSync = 1;    // the sender's own sockets hear it too
inline constexpr std::int64_t kOptionNumber = 2;  // its sender was named by a number

// What a message says; JSON as text, empty: null.
struct Content {
  int type = -1;
  std::optional<std::string> text;
  std::string attr, url, mentions;
  std::string id;  // of one that is not stored
};

// Of a call or a frame.
struct MessageFields {
  std::optional<std::int64_t> type;
  std::optional<std::string> text;
  json::Raw attr, url;
  std::optional<bool> transient, no_sync, mention_all;
  std::optional<std::vector<std::string>> mention_client_ids;
};
// kMissingArgument; kBadArgument with the field.
Result<Content> ReadContent(const MessageFields& in);
// Fills body, raw and mention_all; who is mentioned is looked up by the caller.
void ToDraft(const Content& content, message::SendIn* draft);
// Of a message of any dialect; nothing for lines of the system.
std::optional<Content> ToContent(const body::Message& message);

// Of POST message: `id` stands for msg_id until it is known.
struct SentOut {
  std::string msg_id;
  std::int64_t time = 0;
  MessageId id;
};
KOINE_DESCRIBE(SentOut, (msg_id, time))

// app-im 2.7, I6
struct MessageItem {
  std::string msg_id, conv_id;
  int type = -1;
  std::optional<std::string> text;
  json::Raw attr;
  std::optional<std::string> url;
  std::int64_t ctime = 0;
  int msg_status = 1;
  int no_sync = 0, mention_all = 0;
  std::string mention_client_ids;
  int transient = 0;
  std::optional<std::int64_t> mtime;
  std::string client_id;
};
KOINE_DESCRIBE(MessageItem, (msg_id, conv_id, type, text, attr, url, ctime, msg_status, no_sync,
                             mention_all, mention_client_ids, transient, mtime, client_id))

// app-im 2.7, the push
struct NewMessage {
  json::Raw from_client;
  std::string conv_id, msg_id;
  std::int64_t ctime = 0;
  int type = -1;
  std::optional<std::string> text;
  std::string attr, url, transient;
  int mention_all = 0;
  std::string mention_client_ids;
};
KOINE_DESCRIBE(NewMessage, (from_client, conv_id, msg_id, ctime, type, text, attr, url, transient,
                            mention_all, mention_client_ids))

inline std::string OrNull(const std::string& json) {
  return json.empty() ? "null" : json;
}

}  // namespace koine::appim
