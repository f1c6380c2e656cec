#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/message/reading_rows.h"
#include "store/shared.h"

namespace koine::message {

// Who read what in a batch: what their commands need to know of the messages is read at once, and
// so are their cursors and marks written.
class SharedReadings final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  // What is read, if that is known; if not, it will be when the batch is read ahead, as far as it
  // can be read then.
  std::optional<ReadMessages> Ask(const Reading& reading);

  // After Txn::MayNote.
  void NoteCursor(const access::SeatOf& place, const CursorStep& step) { cursors_[place] = step; }
  void NoteMark(const access::SeatOf& place, std::int64_t seq, std::int64_t at) {
    marks_.try_emplace({place, seq}, at);
  }

  bool Load(store::Txn& txn) override;
  void Flush(store::Txn& txn) override;
  void Forget() override { known_.clear(); }

 private:
  std::map<Reading, ReadMessages> known_;
  std::set<Reading> wanted_;
  std::map<access::SeatOf, CursorStep> cursors_;  // still to be written, as marks_
  std::map<std::pair<access::SeatOf, std::int64_t>, std::int64_t> marks_;
};

}  // namespace koine::message
