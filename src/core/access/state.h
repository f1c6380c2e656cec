#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/ids.h"
#include "core/access/principal.h"
#include "core/person.h"
#include "core/place.h"

namespace koine::access {

// Stored in conversation.status: never renumber.
enum class ConversationStatus : std::uint8_t { kNormal = 0, kDissolved = 1 };
// Stored in member.state: never renumber.
enum class MemberStatus : std::uint8_t { kActive = 1, kLeft = 2, kRemoved = 3 };
// Stored in member.role: never renumber; greater may more.
enum class MemberRole : std::uint8_t { kMember = 1, kAdmin = 2, kOwner = 3 };
// How somebody came into a group. Stored in member.join_source and join_request.source, and the
// numbers are those of openim-http 3.2: never renumber.
enum class JoinSource : std::uint8_t {
  kNone = 0,  // without anybody's help into an open group
  kAdmin = 1,
  kInvitation = 2,
  kSearch = 3,
  kQrCode = 4,
};
// Stored in member.notify (mapping 6): never renumber.
enum class Notify : std::uint8_t { kOn = 0, kRefuse = 1, kSilent = 2 };

// A conversation as a door saw it.
struct ConversationState {
  ConversationId id;
  ConversationKind kind = ConversationKind::kDirect;
  UserId pair_lo, pair_hi;  // of a direct one
  UserId owner;
  std::string name, avatar;
  ConversationStatus status = ConversationStatus::kNormal;
  bool mute_all = false;
  bool banned = false;
  std::string ban_reason;  // while it is
  JoinMode join_mode = JoinMode::kApplyOrInvite;
  bool history_for_new = true;
  std::int64_t max_members = 0, member_count = 0;
  std::int64_t min_seq = 0, last_seq = 0, last_counted = 0, change_seq = 0, last_sent_at = 0;
  // Which list of words the tenant keeps out of what is written (core/word); 0: none.
  std::int64_t words = 0;
  // The last message whose sender is told of its readers (body::kReceiptOption); 0: none.
  std::int64_t receipt_seq = 0;
  // For those who are not in it there is no such group (core/access/sight).
  bool hidden = false;

  Place place() const { return {id, kind, pair_lo, pair_hi}; }
  // Of two, one of whom may be the account of the server.
  bool direct() const {
    return kind == ConversationKind::kDirect || kind == ConversationKind::kSystem;
  }
  // Of a user with themselves; what changes there is in that user's own stream.
  bool with_oneself() const { return direct() && pair_lo == pair_hi; }
  bool group() const {
    return kind == ConversationKind::kGroup || kind == ConversationKind::kTemporary;
  }
  bool operator==(const ConversationState&) const = default;
};

// A member as a door saw them.
struct MemberState {
  UserId user;
  MemberStatus status = MemberStatus::kActive;
  MemberRole role = MemberRole::kMember;
  std::int64_t min_seq = 0, max_seq = 0;  // what they may read; max_seq 0 = to the end
  std::int64_t read_seq = 0, read_counted = 0, read_sent = 0, receipt_seq = 0;
  std::int64_t sent_seq = 0, sent_counted = 0, hidden_seq = 0;
  std::int64_t muted_until = 0;
  Notify notify = Notify::kOn;
  Person person;  // how others see them here
  bool operator==(const MemberState&) const = default;
};

// How far a member has read: counters at their cursor, and what others are shown of it.
struct ReadCursor {
  std::int64_t read_seq = 0, read_counted = 0, read_sent = 0, receipt_seq = 0;
};

// A conversation and a member's seat in it.
struct Seat {
  ConversationState conversation;
  MemberState member;
  bool operator==(const Seat&) const = default;
};

// A user by their id or handle.
using Peer = std::variant<UserId, std::string_view>;

// Whose seat, and where.
struct SeatOf {
  TenantId tenant;
  ConversationId conversation;
  UserId user;

  friend auto operator<=>(const SeatOf&, const SeatOf&) = default;
};

// The seqs a member may read, both inclusive; from > to = none.
struct VisibleRange {
  std::int64_t from = 1;
  std::int64_t to = 0;
  bool Has(std::int64_t seq) const { return seq >= from && seq <= to; }
};
VisibleRange VisibleTo(const ConversationState& conversation, const MemberState& member);

}  // namespace koine::access
