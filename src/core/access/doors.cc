#include "core/access/doors.h"

#include <algorithm>
#include <utility>

#include "core/access/maker.h"
#include "core/access/rows.h"

namespace koine::access {

namespace {

const Error kNoConversation{Code::kConversationNotFound};

// What somebody without a seat hears where groups are no secret.
Error Stranger(store::Txn& txn, const Principal& who, ConversationId id) {
  const auto state = FindConversation(txn, who.tenant, id, false);
  if (!state || !state->group() || state->hidden) return kNoConversation;
  const bool over = state->status == ConversationStatus::kDissolved;
  return Error{over ? Code::kGroupDissolved : Code::kNotMember};
}

}  // namespace

VisibleRange VisibleTo(const ConversationState& conversation, const MemberState& member) {
  VisibleRange range;
  range.from = std::max({std::int64_t{1}, conversation.min_seq, member.min_seq});
  range.to = conversation.last_seq;
  if (member.max_seq > 0) range.to = std::min(range.to, member.max_seq);
  return range;
}

Result<Seated> Seated::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  auto seat = FindSeat(txn, who.tenant, id, who.user, txn.writable());
  if (!seat) return Error{Code::kConversationNotFound};
  return Seated(who, *std::move(seat));
}

std::optional<Seated> Seated::Peek(store::Txn& txn, const Principal& who, ConversationId id) {
  auto seat = FindSeat(txn, who.tenant, id, who.user, false);
  if (!seat) return std::nullopt;
  return Seated(who, *std::move(seat));
}

Result<Seated> Seated::Around(store::Txn& txn, const Principal& who, MessageId message) {
  const auto where = FindMessage(txn, who.tenant, message);
  auto seat = where ? Peek(txn, who, where->first) : std::nullopt;
  if (!seat) return Error{Code::kMessageNotFound};
  return *std::move(seat);
}

std::vector<Seated> Seated::PeekMany(store::Txn& txn, const Principal& who,
                                     std::span<const std::int64_t> conversations) {
  std::vector<Seated> out;
  for (Seat& seat : ListSeats(txn, who.tenant, who.user, conversations, false)) {
    out.push_back(Seated(who, std::move(seat)));
  }
  return out;
}

std::vector<Seated> Seated::OpenMany(store::Txn& txn, const Principal& who,
                                     std::span<const std::int64_t> conversations) {
  std::vector<Seated> out;
  for (Seat& seat : ListSeats(txn, who.tenant, who.user, conversations, txn.writable())) {
    out.push_back(Seated(who, std::move(seat)));
  }
  return out;
}

Result<std::vector<Seated>> Seated::OpenOf(store::Txn& txn, const Principal& who, ConversationId id,
                                           std::span<const std::int64_t> users) {
  const bool himself = users.size() == 1 && users.front() == who.user.value;
  if (!himself && !who.admin()) return Error{Code::kForbidden};
  std::vector<Seated> out;
  for (Seat& seat : ListSeatsOf(txn, who.tenant, id, users, txn.writable())) {
    const Principal holder = But(who, [&seat](Principal::Parts* parts) {
      if (parts->user != seat.member.user) parts->session = 0;
      parts->user = seat.member.user;
      parts->role = Role::kUser;
    });
    out.push_back(Seated(holder, std::move(seat)));
  }
  return out;
}

Result<Member> Member::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  return OpenAs(txn, who, id, txn.writable());
}

Result<Member> Member::OpenAs(store::Txn& txn, const Principal& who, ConversationId id, bool lock) {
  auto seat = FindSeat(txn, who.tenant, id, who.user, lock);
  // A stranger must not learn which conversations exist (mapping P9): both look alike, and only a
  // user whose seat is still there is told that they are out.
  if (!seat) return who.policy->groups_known ? Stranger(txn, who, id) : kNoConversation;
  return Admit(who, *std::move(seat));
}

Result<Member> Member::Admit(const Principal& who, Seat seat) {
  if (seat.conversation.status == ConversationStatus::kDissolved) {
    return Error{Code::kGroupDissolved};
  }
  if (seat.member.status != MemberStatus::kActive) return Error{Code::kNotMember};
  return Member(who, std::move(seat));
}

std::optional<Result<Member>> Member::OpenListed(store::Txn& txn, const Principal& who,
                                                 const Peer& peer) {
  auto seat = FindListedSeat(txn, who.tenant, who.user, peer, txn.writable());
  if (!seat) return std::nullopt;
  return Admit(who, *std::move(seat));
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

Result<Message> Message::InGroup(store::Txn& txn, const Principal& who, MessageId id) {
  const auto where = FindMessage(txn, who.tenant, id);
  if (!where) return Error{Code::kMessageNotFound};
  auto member = GroupMember::Open(txn, who, where->first);
  if (!member.ok()) {
    if (member.error().Is(Code::kGroupNotFound)) return Error{Code::kMessageNotFound};
    return std::move(member).error();
  }
  return Open(txn, who, id);
}

Result<Message> Message::At(store::Txn& txn, const Principal& who, ConversationId conversation,
                            std::int64_t seq) {
  const auto id = FindStandingAt(txn, who.tenant, who.user, conversation, seq);
  if (!id) return Error{Code::kMessageNotFound};
  auto member = Member::Open(txn, who, conversation);
  if (!member.ok() || !member->visible().Has(seq)) return Error{Code::kMessageNotFound};
  return Message(std::move(member).value(), *id, seq);
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
  // An auditor looks, and touches nothing.
  if (!who.admin() && (txn.writable() || !who.oversees())) return Error{Code::kForbidden};
  auto state = FindConversation(txn, who.tenant, id, txn.writable());
  if (!state || !state->group()) return Error{Code::kGroupNotFound};
  if (state->status == ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  Person person = FindPerson(txn, who.tenant, who.user);
  return AnyGroup(who, *std::move(state), std::move(person));
}

Result<AnyConversation> AnyConversation::Open(store::Txn& txn, const Principal& who,
                                              ConversationId id) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto state = FindConversation(txn, who.tenant, id, txn.writable());
  if (!state) return Error{Code::kConversationNotFound};
  Person person = FindPerson(txn, who.tenant, who.user);
  return AnyConversation(who, *std::move(state), std::move(person));
}

Result<MemberState> FindOther(store::Txn& txn, const Member& place, UserId user) {
  auto seat = FindSeat(txn, place.who().tenant, place.conversation().id, user, false);
  if (!seat || seat->member.status != MemberStatus::kActive) {
    return Error{Code::kNotMember, "target"};
  }
  return std::move(seat->member);
}

namespace {

Result<std::int64_t> SeqAt(store::Txn& txn, TenantId tenant, ConversationId place, MessageId id) {
  const auto where = FindMessage(txn, tenant, id);
  if (!where || where->first != place) return Error{Code::kMessageNotFound};
  return where->second;
}

}  // namespace

Result<std::int64_t> SeqIn(store::Txn& txn, const Seated& place, MessageId id) {
  return SeqAt(txn, place.who().tenant, place.conversation().id, id);
}

Result<std::int64_t> SeqIn(store::Txn& txn, const AnyConversation& place, MessageId id) {
  return SeqAt(txn, place.who().tenant, place.conversation().id, id);
}

Person PersonOf(store::Txn& txn, const Principal& who) {
  return FindPerson(txn, who.tenant, who.user);
}

}  // namespace koine::access
