#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/event/event.h"
#include "store/txn.h"

namespace koine::history {

// Rows of the log between two positions, both inclusive, in order.
struct EventRow {
  std::int64_t position = 0;
  TenantId tenant;
  int kind = 0;
  std::string payload;
  std::int64_t at = 0;
};
std::vector<EventRow> ListEvents(store::Txn& txn, std::int64_t first, std::int64_t last);

// Messages, each as the event that published it; without those it mentions.
struct MessageRow {
  std::int64_t position = 0;
  event::Event event;
};
std::vector<MessageRow> ListMessages(store::Txn& txn, std::int64_t first, std::int64_t last);
// Whom these messages mention, by position.
std::map<std::int64_t, std::vector<UserId>> ListMentions(store::Txn& txn, std::int64_t first,
                                                         std::int64_t last);

// Readings of direct conversations, which have no row among the events; without the messages read.
std::vector<MessageRow> ListReadings(store::Txn& txn, std::int64_t first, std::int64_t last);
// The newest messages that each of them is about, the newest first.
struct ReadMessage {
  MessageId id;
  bool last = false;    // the one that the reading ends at
  bool theirs = false;  // not by the reader, and standing
};
std::map<std::int64_t, std::vector<ReadMessage>> ListReadMessages(store::Txn& txn,
                                                                  std::int64_t first,
                                                                  std::int64_t last);

}  // namespace koine::history
