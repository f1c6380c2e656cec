#include "core/access/doors.h"

#include <algorithm>
#include <utility>

namespace koine::access {

VisibleRange VisibleTo(const ConversationState& conversation, const MemberState& member) {
  VisibleRange range;
  range.from = std::max({std::int64_t{1}, conversation.min_seq, member.min_seq});
  range.to = conversation.last_seq;
  if (member.max_seq > 0) range.to = std::min(range.to, member.max_seq);
  return range;
}

Result<Member> Member::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  return OpenAs(txn, who, id, txn.writable());
}

Result<Member> Member::OpenAs(store::Txn& txn, const Principal& who, ConversationId id,
                              bool lock) {
  auto seat = FindSeat(txn, who.tenant, id, who.user, lock);
  // A stranger must not learn which conversations exist (mapping P9): both look alike, and only
  // somebody whose seat is still there is told that he is out.
  if (!seat) return Error{Code::kConversationNotFound};
  if (seat->conversation.status == ConversationStatus::kDissolved) {
    return Error{Code::kGroupDissolved};
  }
  if (seat->member.status != MemberStatus::kActive) return Error{Code::kNotMember};
  return Member(who, *std::move(seat));
}

Result<Message> Message::OpenAs(store::Txn& txn, const Principal& who, MessageId id, bool lock) {
  auto where = FindStanding(txn, who.tenant, who.user, id);
  if (!where) return Error{Code::kMessageNotFound};
  auto member = Member::OpenAs(txn, who, where->first, lock);
  if (!member.ok() || !member->visible().Has(where->second)) return Error{Code::kMessageNotFound};
  return Message(std::move(member).value(), id, where->second);
}

Result<Message> Message::Open(store::Txn& txn, const Principal& who, MessageId id) {
  return OpenAs(txn, who, id, txn.writable());
}

Result<Message> Message::Peek(store::Txn& txn, const Principal& who, MessageId id) {
  return OpenAs(txn, who, id, false);
}

Result<GroupMember> GroupMember::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  auto member = Member::Open(txn, who, id);
  if (!member.ok()) {
    if (member.error().Is(Code::kConversationNotFound)) return Error{Code::kGroupNotFound};
    if (member.error().Is(Code::kNotMember)) return Error{Code::kNotMember, "group"};
    return std::move(member).error();
  }
  if (!member->conversation().group()) return Error{Code::kGroupNotFound};
  return GroupMember(std::move(member).value());
}

Result<GroupAdmin> GroupAdmin::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  KOINE_TRY(GroupMember member, GroupMember::Open(txn, who, id));
  if (member.member().role < MemberRole::kAdmin) return Error{Code::kRoleTooLow, "admin"};
  return GroupAdmin(std::move(member));
}

Result<GroupOwner> GroupOwner::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  KOINE_TRY(GroupMember member, GroupMember::Open(txn, who, id));
  if (member.member().role < MemberRole::kOwner) return Error{Code::kRoleTooLow, "owner"};
  return GroupOwner(std::move(member));
}

Result<AnyGroup> AnyGroup::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto state = FindConversation(txn, who.tenant, id, txn.writable());
  if (!state || !state->group()) return Error{Code::kGroupNotFound};
  if (state->status == ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  event::Person person = FindPerson(txn, who.tenant, who.user);
  return AnyGroup(who, *std::move(state), std::move(person));
}

}  // namespace koine::access
