#include "core/message/shared_readings.h"

#include <memory>
#include <vector>

namespace koine::message {

const store::SharedKind SharedReadings::kKind{
    {"message", "member", "read_mark"},
    []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedReadings>(); }};

std::optional<ReadMessages> SharedReadings::Ask(const Reading& reading) {
  const auto it = known_.find(reading);
  if (it != known_.end()) return it->second;
  if (read_ahead()) wanted_.insert(reading);
  return std::nullopt;
}

bool SharedReadings::Load(store::Txn& txn) {
  const std::vector<Reading> wanted(wanted_.begin(), wanted_.end());
  wanted_.clear();
  if (wanted.empty()) return false;
  auto found = ListReadings(txn, wanted);
  if (txn.failed()) return true;
  for (auto& [reading, messages] : found) known_[reading] = std::move(messages);
  return true;
}

void SharedReadings::Flush(store::Txn& txn) {
  SetReadCursors(txn, std::exchange(cursors_, {}));
  InsertReadMarks(txn, std::exchange(marks_, {}));
}

}  // namespace koine::message
