#pragma once

#include <cstdint>

#include "core/access/state.h"
#include "store/sql.h"

// How rows of `conversation` and `member` are read, by the doors and where they change.
namespace koine::access {

// A column that is taken over as it is; these change most often.
template <class State>
struct Counter {
  int column;
  std::int64_t State::*field;
};

inline constexpr int kConversationColumns = 19;  // id to last_sent_at, as KOINE_STATE has them
inline constexpr Counter<ConversationState> kConversationCounters[] = {
    {13, &ConversationState::member_count}, {14, &ConversationState::min_seq},
    {15, &ConversationState::last_seq},     {16, &ConversationState::last_counted},
    {17, &ConversationState::change_seq},   {18, &ConversationState::last_sent_at},
};
// Sets what these columns, the first ones, say.
void ReadConversationState(const store::Row& row, ConversationState* out);
inline constexpr int kMemberColumns = 13;  // state to notify
inline constexpr Counter<MemberState> kMemberCounters[] = {
    {2, &MemberState::min_seq},     {3, &MemberState::max_seq},
    {4, &MemberState::read_seq},    {5, &MemberState::read_counted},
    {6, &MemberState::read_sent},   {7, &MemberState::receipt_seq},
    {8, &MemberState::sent_seq},    {9, &MemberState::sent_counted},
    {10, &MemberState::hidden_seq}, {11, &MemberState::muted_until},
};
// Sets what these columns say, from `first` on.
void ReadMemberState(const store::Row& row, int first, MemberState* out);

}  // namespace koine::access
