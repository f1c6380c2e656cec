#pragma once

#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/access/state.h"
#include "store/shared.h"

namespace koine::access {

// The conversations that a batch has locked, with the seats of those who write there: each is read
// once, however many commands of the batch are about it.
class SharedSeats final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  // The seat, or that there is none, if that is known. If it is not, and is to be locked, it will
  // be when the batch is read ahead.
  std::optional<std::optional<Seat>> Find(const SeatOf& place, bool lock);
  // A seat that was read and locked.
  void Keep(TenantId tenant, const Seat& seat);
  // What a message changes of its conversation, and of its sender's seat.
  void Advance(const ConversationState& state);
  void AdvanceSender(const SeatOf& place, std::int64_t sent_seq, std::int64_t counted);
  // How far somebody has read, and what the stream of changes of a conversation ends with.
  void SetCursor(const SeatOf& place, const ReadCursor& cursor);
  void SetChangeSeq(ConversationId conversation, std::int64_t number);

  bool Load(store::Txn& txn) override;
  void Forget() override;

 private:
  std::unordered_map<std::int64_t, ConversationState> conversations_;
  std::map<SeatOf, std::optional<MemberState>> members_;  // with nothing where there is no seat
  std::vector<SeatOf> wanted_;
  std::set<SeatOf> wanted_set_;
};

}  // namespace koine::access
