#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/state.h"
#include "store/txn.h"

// The only way to a conversation, a message, a group. A door checks tenant, membership and right
// inside the transaction and hands out a proof; a verb takes the proof, not the raw id.
namespace koine::access {

// The principal has a seat in this conversation, whether they are still in it or not, and whether
// the group goes on or not: enough for what concerns them alone. In a write, both rows are locked.
class Seated {
 public:
  static constexpr const char* kDoor = "seat";
  using Key = ConversationId;
  // kConversationNotFound when they have none.
  static Result<Seated> Open(store::Txn& txn, const Principal& who, ConversationId id);
  // The same without locks, for a write that only reads here; nothing when they have none.
  static std::optional<Seated> Peek(store::Txn& txn, const Principal& who, ConversationId id);
  // The principal's seat where this message is, without locks. kMessageNotFound when there is no
  // such message, or it is where they have none.
  static Result<Seated> Around(store::Txn& txn, const Principal& who, MessageId message);
  // The principal's seats in these conversations, by conversation, in one statement; those where
  // they have none are left out.
  static std::vector<Seated> OpenMany(store::Txn& txn, const Principal& who,
                                      std::span<const std::int64_t> conversations);
  // The same without locks.
  static std::vector<Seated> PeekMany(store::Txn& txn, const Principal& who,
                                      std::span<const std::int64_t> conversations);
  // The seats of these users in one conversation, by user, in one statement; each is held by its
  // own user, without the rights of who asks. kForbidden unless that is an administrator, or the
  // only user that is named.
  static Result<std::vector<Seated>> OpenOf(store::Txn& txn, const Principal& who,
                                            ConversationId id, std::span<const std::int64_t> users);

  const Principal& who() const { return who_; }
  const ConversationState& conversation() const { return seat_.conversation; }
  const MemberState& member() const { return seat_.member; }
  VisibleRange visible() const { return VisibleTo(seat_.conversation, seat_.member); }
  // Whether the principal is in it and it goes on.
  bool active() const {
    return seat_.member.status == MemberStatus::kActive &&
           seat_.conversation.status == ConversationStatus::kNormal;
  }

 protected:
  Seated(const Principal& who, Seat seat) : who_(who), seat_(std::move(seat)) {}

 private:
  Principal who_;
  Seat seat_;
};

// The principal is an active member of this conversation. Opened in a write, both rows are locked.
class Member : public Seated {
 public:
  static constexpr const char* kDoor = "member";
  // kConversationNotFound: none, of another tenant, or a dissolved group (kGroupDissolved);
  // kNotMember: it exists, but the principal is not in it any more, or, where the policy makes
  // groups known, never was.
  static Result<Member> Open(store::Txn& txn, const Principal& who, ConversationId id);
  // That of the principal with this user, in one statement. Nothing unless it is there, their list
  // shows it, and the other has not left.
  static std::optional<Result<Member>> OpenListed(store::Txn& txn, const Principal& who,
                                                  const Peer& peer);

 protected:
  using Seated::Seated;
  static Result<Member> Admit(const Principal& who, Seat seat);
  static Result<Member> OpenAs(store::Txn& txn, const Principal& who, ConversationId id, bool lock);
};

// A message that the principal may read, with the conversation it is in. kMessageNotFound when
// there is none, the principal may not read it, or it was deleted for all or for them. Recalled
// ones pass: who shows them shows no content.
class Message : public Member {
 public:
  static constexpr const char* kDoor = "message";
  using Key = MessageId;
  static Result<Message> Open(store::Txn& txn, const Principal& who, MessageId id);
  // The same without locks, for a write that only reads from this conversation.
  static Result<Message> Peek(store::Txn& txn, const Principal& who, MessageId id);
  // One of a group; to who is not in it any more it is told: kNotMember, and kGroupDissolved.
  static Result<Message> InGroup(store::Txn& txn, const Principal& who, MessageId id);
  // The message of this number in a conversation.
  static Result<Message> At(store::Txn& txn, const Principal& who, ConversationId conversation,
                            std::int64_t seq);

  MessageId id() const { return id_; }
  std::int64_t seq() const { return seq_; }

 private:
  static Result<Message> OpenAs(store::Txn& txn, const Principal& who, MessageId id, bool lock);
  Message(Member member, MessageId id, std::int64_t seq)
      : Member(std::move(member)), id_(id), seq_(seq) {}
  MessageId id_;
  std::int64_t seq_;
};

// An active member of a group. kGroupNotFound when it is none, kNotMember when the principal is not
// in it.
class GroupMember : public Member {
 public:
  static constexpr const char* kDoor = "group_member";
  static Result<GroupMember> Open(store::Txn& txn, const Principal& who, ConversationId id);

 protected:
  explicit GroupMember(Member member) : Member(std::move(member)) {}
};

// Its owner or an administrator of it. kRoleTooLow otherwise.
class GroupAdmin : public GroupMember {
 public:
  static constexpr const char* kDoor = "group_admin";
  static Result<GroupAdmin> Open(store::Txn& txn, const Principal& who, ConversationId id);

 private:
  explicit GroupAdmin(GroupMember member) : GroupMember(std::move(member)) {}
};

// Its owner. kRoleTooLow otherwise.
class GroupOwner : public GroupMember {
 public:
  static constexpr const char* kDoor = "group_owner";
  static Result<GroupOwner> Open(store::Txn& txn, const Principal& who, ConversationId id);

 private:
  explicit GroupOwner(GroupMember member) : GroupMember(std::move(member)) {}
};

// A group, for an administrator of the server, who need not be in it, and in reads for an auditor.
// Opened in a write, its row is locked. kForbidden for anybody else; kGroupNotFound when it is
// none, kGroupDissolved.
class AnyGroup {
 public:
  static constexpr const char* kDoor = "any_group";
  using Key = ConversationId;
  static Result<AnyGroup> Open(store::Txn& txn, const Principal& who, ConversationId id);

  const Principal& who() const { return who_; }
  const ConversationState& conversation() const { return state_; }
  const Person& person() const { return person_; }

 private:
  AnyGroup(const Principal& who, ConversationState state, Person person)
      : who_(who), state_(std::move(state)), person_(std::move(person)) {}
  Principal who_;
  ConversationState state_;
  Person person_;
};

// A conversation of any kind, for an administrator of the server, who need not be in it. Opened in
// a write, its row is locked. kForbidden for anybody else; kConversationNotFound.
class AnyConversation {
 public:
  static constexpr const char* kDoor = "any_conversation";
  using Key = ConversationId;
  static Result<AnyConversation> Open(store::Txn& txn, const Principal& who, ConversationId id);

  const Principal& who() const { return who_; }
  const ConversationState& conversation() const { return state_; }
  const Person& person() const { return person_; }

 private:
  AnyConversation(const Principal& who, ConversationState state, Person person)
      : who_(who), state_(std::move(state)), person_(std::move(person)) {}
  Principal who_;
  ConversationState state_;
  Person person_;
};

// Somebody else in the same conversation. kNotMember "target" when they are not in it now.
Result<MemberState> FindOther(store::Txn& txn, const Member& place, UserId user);

// The number of a message in this conversation, which says nothing of whether the message may be
// read. kMessageNotFound when there is none, or it is in another one.
Result<std::int64_t> SeqIn(store::Txn& txn, const Seated& place, MessageId id);
Result<std::int64_t> SeqIn(store::Txn& txn, const AnyConversation& place, MessageId id);

// The principal as others see them.
Person PersonOf(store::Txn& txn, const Principal& who);

}  // namespace koine::access
