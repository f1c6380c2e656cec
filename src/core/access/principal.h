#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "base/boxed.h"
#include "base/ids.h"

namespace koine::gateway {
class Identified;
}
namespace koine::core {
class World;
}

namespace koine::access {

// Stored in login.dialect and message.origin: never renumber.
enum class Dialect : std::uint8_t { kNone = 0, kRuoyi = 1, kImchat = 2, kAppim = 3, kOpenim = 4 };

// Stored in users.role: never renumber. The last two work in IM Chat's back office (im-chat 3):
// they look at everything there, or decide on orders of money, and are users everywhere else.
enum class Role : std::uint8_t {
  kUser = 0,
  kAdmin = 1,
  kSuperAdmin = 2,
  kAuditor = 3,
  kFinance = 4,
};

// Which administrators are above which; staff is not.
constexpr int Rank(Role role) {
  return role == Role::kSuperAdmin ? 2 : role == Role::kAdmin ? 1 : 0;
}
// For sets of roles.
constexpr unsigned Bit(Role role) {
  return 1U << static_cast<unsigned>(role);
}

// How people may enter a group. Stored: never renumber (mapping 5.1).
enum class JoinMode : std::uint8_t { kApply = 0, kApplyOrInvite = 1, kOpen = 2 };

// Whether owner and administrators of a group may recall what lower members wrote.
enum class RecallOthers : std::uint8_t { kNever, kIfSet, kAlways };

// How people of a dialect call each other (mapping 9.4).
struct CallRules {
  std::int64_t ring_ms = 0;   // how long a call of theirs rings; 0: they cannot be called
  std::int64_t grace_ms = 0;  // how long one of them may be without a connection in a call
  bool friends_only = false;
  bool needs_peer = false;       // nobody can be called who is not connected
  bool login_is_device = false;  // where one answered, other logins stop ringing
  bool keeps_record = false;     // a line of it is left in the conversation
  int participants_max = 9;      // of a group
};

// How often a user may do what bothers others (core/access). 0: as often as they like.
struct Allowances {
  int groups_per_day = 0;
  int contacts_per_day = 0;
  int joins_per_day = 0;
  int complaints_per_hour = 0;
  int orders_per_hour = 0;
};

// What the dialect that acts allows (mapping P2). Constants of the dialect; a verb never asks
// which dialect acts.
struct Policy {
  Dialect dialect = Dialect::kNone;
  bool friends_only = false;  // direct messages need friendship
  // With friends_only: who was written to by somebody who is no friend may answer (mapping 4.3).
  bool strangers_answered = true;
  // Direct messages reach only who has the sender among their contacts, friendship or not.
  bool listed_only = false;
  bool anyone_mentions_all = false;  // else owner and administrators of a group
  int group_members_max = 500;       // of groups made through it
  JoinMode join_mode = JoinMode::kApplyOrInvite;
  bool history_for_new = true;    // newcomers of its groups see what was before
  int pending_requests_max = 20;  // contact requests waiting, each way
  // Asking again replaces the request that waits, and two requests that meet make no friends yet
  // (mapping 4.2).
  bool asks_again = false;
  bool requests_meet = true;      // two requests that meet make friends at once
  bool removes_one_side = false;  // ending a contact leaves that of the other (mapping 4.1)
  bool self_chats = false;        // users write to themselves, as into a notebook
  bool members_invite = false;    // else owner and administrators of a group (mapping 5.2)
  bool friends_invite = false;    // only friends are brought into groups
  bool vips_found = false;        // only who is a VIP makes groups, and so many (core/group)
  bool groups_known = false;      // anybody may learn which groups there are
  // An owner who gives a group away gets the role of the member who takes it, and becomes no
  // administrator.
  bool swaps_roles = false;
  // How long after sending a message may be recalled and edited (mapping 8); 0 = without limit.
  // The tenant may set another time than this for recalling (core/message).
  std::int64_t recall_ms = 120'000;
  std::int64_t edit_ms = 900'000;
  RecallOthers recall_others = RecallOthers::kIfSet;
  CallRules call = {};
  // After a new password the user's logins of this dialect last so long, in ms, and cannot be
  // renewed; 0: they end at once, but for the one that acts.
  std::int64_t old_logins_ms = 0;
  Allowances allowances = {};  // as the server is set up
};

// Who acts, as proven by a token. Only the gateway and core/access make one, and nobody changes
// one: who acts for others gets another (core/access/behalf.h), the server itself one of
// core/access/system.h.
class Principal {
 public:
  // What one is made of, which proves nothing.
  struct Parts {
    TenantId tenant = {};
    UserId user = {};
    LoginId login = {};
    Role role = Role::kUser;
    const Policy* policy = nullptr;
    std::uint64_t session = 0;
    bool trusted = false;
    std::string address = {};
  };

  // Nobody, in no tenant: all doors are shut.
  Principal() noexcept : Principal(Parts()) {}
  Principal(const Principal&) = default;
  Principal(Principal&&) noexcept = default;
  ~Principal() = default;
  // Another takes its place.
  Principal& operator=(Principal other) noexcept {
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
  }

  const TenantId tenant;
  const UserId user;
  const LoginId login;
  const Policy* const policy;
  const std::uint64_t session;  // the WebSocket that acts, 0 for a call over HTTP
  const Role role;
  // An administrator or an account of the server: neither blocks nor friendship nor mutes stop what
  // they send (openim 5.4).
  const bool trusted;
  // Where an administrator calls from, for the audit.
  const std::string& address() const { return address_.get(); }

  bool admin() const { return Rank(role) > 0; }
  // Sees what administrators see of what others do.
  bool oversees() const { return admin() || role == Role::kAuditor; }
  // Whoever runs the server, at the machine itself (access::OfOperator): above every account.
  bool operates() const { return user == UserId() && role == Role::kSuperAdmin; }
  // Decides on orders of money.
  bool decides_on_money() const { return admin() || role == Role::kFinance; }

 private:
  friend class PrincipalMaker;       // of core/access
  friend class gateway::Identified;  // gateway/identified.h
  friend class core::World;          // of tests
  explicit Principal(Parts parts) noexcept
      : tenant(parts.tenant),
        user(parts.user),
        login(parts.login),
        policy(parts.policy),
        session(parts.session),
        role(parts.role),
        trusted(parts.trusted),
        address_(parts.address.empty() ? Boxed<std::string>()
                                       : Boxed<std::string>(std::move(parts.address))) {}

  Boxed<std::string> address_;  // each session keeps who acts, and has none
};

}  // namespace koine::access
