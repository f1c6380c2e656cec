#include "core/access/kept_seats.h"

#include <algorithm>

#include "core/access/columns.h"

namespace koine::access {

namespace {

enum Table : std::size_t { kConversations, kMembers, kUsers, kTenants };
// Behind those of columns.h.
enum ConversationColumn : int {
  kPairLo = 2,
  kPairHi,
  kBanReason = kConversationColumns,
  kReceiptSeq,
  kHidden
};
constexpr int kNickname = kMemberColumns;

// Takes over the counters that were set. False: other columns below `columns` were set, too.
template <class State, std::size_t n>
bool TakeCounters(const store::RowChange& change, int columns, const Counter<State> (&counters)[n],
                  State* state) {
  std::uint64_t left = change.set & ((std::uint64_t{1} << columns) - 1);
  for (const auto& [column, field] : counters) {
    if (!change.Sets(column)) continue;
    state->*field = change.now->Int(column);
    left &= ~(std::uint64_t{1} << column);
  }
  return left == 0;
}

// Of one conversation: who wrote longest ago goes.
constexpr std::size_t kMembersMax = 32;

}  // namespace

const store::KeptKind KeptSeats::kKind{
    {{"conversation", {"id"}, {"id",           "kind",         "pair_lo",      "pair_hi",
                               "owner_id",     "name",         "avatar",       "status",
                               "mute_all",     "banned_at",    "join_mode",    "history_for_new",
                               "max_members",  "member_count", "min_seq",      "last_seq",
                               "last_counted", "change_seq",   "last_sent_at", "ban_reason",
                               "receipt_seq",  "hidden"}},
     {"member",
      {"conversation_id", "user_id"},
      {"state", "role", "min_seq", "max_seq", "read_seq", "read_counted", "read_sent",
       "receipt_seq", "sent_seq", "sent_counted", "hidden_seq", "muted_until", "notify",
       "nickname"}},
     {"users", {"id"}, {}},
     {"tenant", {"id"}, {}}},
    []() -> std::unique_ptr<store::Kept> { return std::make_unique<KeptSeats>(); }};

KeptSeats::Member* KeptSeats::Place::Find(std::int64_t user) {
  const auto it = std::find_if(members.begin(), members.end(),
                               [user](const Member& one) { return one.state.user.value == user; });
  return it == members.end() ? nullptr : &*it;
}

std::optional<Seat> KeptSeats::Find(const SeatOf& place) {
  Place* kept = places_.Find(place.conversation.value);
  if (kept == nullptr || kept->tenant != place.tenant) return std::nullopt;
  const Member* member = kept->Find(place.user.value);
  if (member == nullptr) return std::nullopt;
  return Seat{kept->state, member->state};
}

std::optional<Seat> KeptSeats::FindNamed(TenantId tenant, UserId user, std::string_view peer) {
  const auto it = named_.find({user.value, std::string(peer)});
  if (it == named_.end()) return std::nullopt;
  Place* kept = places_.Find(it->second);
  const Member* member = kept == nullptr ? nullptr : kept->Find(user.value);
  if (member == nullptr || member->peer != peer || kept->tenant != tenant) {
    named_.erase(it);
    return std::nullopt;
  }
  // What nobody wrote in since it was hidden is not listed.
  if (member->state.hidden_seq >= kept->state.last_seq) return std::nullopt;
  return Seat{kept->state, member->state};
}

void KeptSeats::Put(TenantId tenant, const Seat& seat) {
  PutNamed(tenant, seat, "");
}

void KeptSeats::PutNamed(TenantId tenant, const Seat& seat, std::string_view peer) {
  const ConversationState& state = seat.conversation;
  const std::int64_t user = seat.member.user.value;
  const std::int64_t other =
      state.pair_lo == seat.member.user ? state.pair_hi.value : state.pair_lo.value;
  Place& place = places_.Open(state.id.value, {user, other});
  place.tenant = tenant;
  place.state = state;
  DropMember({state.id.value, user});
  if (place.members.size() >= kMembersMax) place.members.erase(place.members.begin());
  place.members.push_back({seat.member, std::string(peer)});
  if (peer.empty()) return;
  if (named_.size() >= 2 * decltype(places_)::kMax) named_.clear();
  named_[{user, std::string(peer)}] = state.id.value;
}

void KeptSeats::Changed(const store::RowChange& change) {
  switch (change.table) {
    case kConversations:
      return ChangedConversation(change);
    case kMembers:
      return ChangedMember(change);
    case kUsers:
      if (change.before) places_.DropUser((*change.before)[0]);
      if (change.after) places_.DropUser((*change.after)[0]);
      return;
    default:
      return Clear();
  }
}

void KeptSeats::ChangedConversation(const store::RowChange& change) {
  if (change.before != change.after) {
    if (change.before) places_.Drop((*change.before)[0]);
    if (change.after) places_.Drop((*change.after)[0]);
    return;
  }
  Place* place = places_.Find((*change.after)[0]);
  if (place == nullptr) return;
  const store::Row& now = *change.now;
  ConversationState& state = place->state;
  if (TakeCounters(change, kHidden + 1, kConversationCounters, &state)) return;
  if (change.Sets(kPairLo) || change.Sets(kPairHi)) {
    places_.Drop((*change.after)[0]);
    return;
  }
  ReadConversationState(now, &state);
  state.ban_reason = state.banned ? now.String(kBanReason) : "";
  state.receipt_seq = now.Int(kReceiptSeq);
  state.hidden = now.Int(kHidden) == 1;
}

void KeptSeats::ChangedMember(const store::RowChange& change) {
  if (change.before != change.after) {
    if (change.before) DropMember(*change.before);
    if (change.after) DropMember(*change.after);
    return;
  }
  Place* place = places_.Find((*change.after)[0]);
  Member* member = place == nullptr ? nullptr : place->Find((*change.after)[1]);
  if (member == nullptr) return;
  // Who has no name there is called as elsewhere.
  if (change.Sets(kNickname)) {
    DropMember(*change.after);
  } else if (!TakeCounters(change, kMemberColumns, kMemberCounters, &member->state)) {
    ReadMemberState(*change.now, 0, &member->state);
  }
}

void KeptSeats::DropMember(const store::RowKey& key) {
  Place* place = places_.Find(key[0]);
  if (place == nullptr) return;
  std::erase_if(place->members,
                [user = key[1]](const Member& one) { return one.state.user.value == user; });
}

void KeptSeats::Clear() {
  places_.Clear();
  named_.clear();
}

}  // namespace koine::access
