#include "core/access/shared_seats.h"

#include <utility>

#include "core/access/rows.h"

namespace koine::access {

const store::SharedKind SharedSeats::kKind{
    {"conversation", "member", "users", "tenant"},
    []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedSeats>(); }};

std::optional<std::optional<Seat>> SharedSeats::Find(const SeatOf& place, bool lock) {
  const auto member = members_.find(place);
  if (member != members_.end()) {
    if (!member->second) return std::optional<Seat>();
    return std::optional(Seat{conversations_.at(place.conversation.value), *member->second});
  }
  if (lock && read_ahead() && wanted_set_.insert(place).second) wanted_.push_back(place);
  return std::nullopt;
}

void SharedSeats::Keep(TenantId tenant, const Seat& seat) {
  const ConversationId conversation = seat.conversation.id;
  conversations_[conversation.value] = seat.conversation;
  members_[{tenant, conversation, seat.member.user}] = seat.member;
}

void SharedSeats::Advance(const ConversationState& state) {
  const auto it = conversations_.find(state.id.value);
  if (it == conversations_.end()) return;
  it->second.last_seq = state.last_seq;
  it->second.last_counted = state.last_counted;
  it->second.last_sent_at = state.last_sent_at;
}

void SharedSeats::AdvanceSender(const SeatOf& place, std::int64_t sent_seq, std::int64_t counted) {
  const auto it = members_.find(place);
  if (it == members_.end() || !it->second) return;
  it->second->sent_seq = sent_seq;
  it->second->sent_counted += counted;
}

void SharedSeats::SetCursor(const SeatOf& place, const ReadCursor& cursor) {
  const auto it = members_.find(place);
  if (it == members_.end() || !it->second) return;
  it->second->read_seq = cursor.read_seq;
  it->second->read_counted = cursor.read_counted;
  it->second->read_sent = cursor.read_sent;
  it->second->receipt_seq = cursor.receipt_seq;
}

void SharedSeats::SetChangeSeq(ConversationId conversation, std::int64_t number) {
  const auto it = conversations_.find(conversation.value);
  if (it != conversations_.end()) it->second.change_seq = number;
}

bool SharedSeats::Load(store::Txn& txn) {
  wanted_set_.clear();
  const std::vector<SeatOf> wanted = std::exchange(wanted_, {});
  if (wanted.empty()) return false;
  const auto seats = LockSeats(txn, wanted);
  if (txn.failed()) return true;
  for (const SeatOf& place : wanted) members_.try_emplace(place);
  for (const auto& [tenant, seat] : seats) Keep(tenant, seat);
  return true;
}

void SharedSeats::Forget() {
  conversations_.clear();
  members_.clear();
}

}  // namespace koine::access
