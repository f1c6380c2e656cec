#include "core/history/replay.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/log.h"
#include "core/event/codec.h"
#include "core/event/event.h"
#include "core/history/replay_rows.h"

namespace koine::history {

namespace {

void Put(std::int64_t position, event::Event event, std::vector<store::Entry>* out) {
  out->push_back({position, std::make_shared<const event::Event>(std::move(event))});
}

void PutEvents(store::Txn& txn, std::int64_t first, std::int64_t last,
               std::vector<store::Entry>* out) {
  for (const EventRow& row : ListEvents(txn, first, last)) {
    auto event = event::Decode(row.kind, row.payload);
    if (!event.ok()) {
      log::Warn("replay", "the event at position {} of kind {} cannot be read", row.position,
                row.kind);
      continue;
    }
    event->tenant = row.tenant;
    event->at = row.at;
    // A change was published as its own row, which stands right behind (core/change).
    const std::int64_t position = row.position + (event->change_seq != 0 ? 1 : 0);
    Put(position, std::move(*event), out);
  }
}

void PutMessages(store::Txn& txn, std::int64_t first, std::int64_t last,
                 std::vector<store::Entry>* out) {
  auto messages = ListMessages(txn, first, last);
  if (messages.empty()) return;
  auto mentions = ListMentions(txn, first, last);
  for (MessageRow& row : messages) {
    const auto named = mentions.find(row.position);
    if (named != mentions.end()) {
      std::get<event::MessageCreated>(row.event.payload).mentioned = std::move(named->second);
    }
    row.event.targets = event::TargetsOf(std::get<event::MessageCreated>(row.event.payload));
    Put(row.position, std::move(row.event), out);
  }
}

void PutReadings(store::Txn& txn, std::int64_t first, std::int64_t last,
                 std::vector<store::Entry>* out) {
  auto readings = ListReadings(txn, first, last);
  if (readings.empty()) return;
  const auto messages = ListReadMessages(txn, first, last);
  for (MessageRow& row : readings) {
    auto& read = std::get<event::ConversationRead>(row.event.payload);
    const auto found = messages.find(row.position);
    if (found != messages.end()) {
      for (const ReadMessage& message : found->second) {
        if (message.last) read.last_id = message.id;
        const bool room = read.message_ids.size() < static_cast<std::size_t>(event::kReadIdsMax);
        if (message.theirs && room) read.message_ids.push_back(message.id.value);
      }
    }
    Put(row.position, std::move(row.event), out);
  }
}

}  // namespace

std::vector<store::Entry> ReadLog(store::Txn& txn, std::int64_t first, std::int64_t last) {
  std::vector<store::Entry> out;
  PutEvents(txn, first, last, &out);
  PutMessages(txn, first, last, &out);
  PutReadings(txn, first, last, &out);
  std::stable_sort(out.begin(), out.end(), [](const store::Entry& a, const store::Entry& b) {
    return a.position < b.position;
  });
  return out;
}

}  // namespace koine::history
