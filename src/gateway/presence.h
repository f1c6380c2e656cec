#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/boxed.h"
#include "base/ids.h"

namespace koine::gateway {

// The sessions of each user, here and at other nodes of a cluster, on which kinds of devices they
// are, and who does not show it. Thread safe; touched only when a session begins or ends, when
// another node tells of one, and when a list shows who is online.
class Presence {
 public:
  // As others see it: never of a user who hides it.
  bool Online(UserId user) const;
  // Of `users`, in the same order.
  std::vector<bool> Online(const std::vector<UserId>& users) const;
  // All of these tenants who are online anywhere, as others see it. Looks at every user.
  struct Present {
    TenantId tenant;
    UserId user;
  };
  std::vector<Present> OnlineOf(const std::set<TenantId>& tenants) const;
  // Has a session, hidden or not: for the user alone.
  bool Connected(UserId user) const;
  // Has a session on which the user can be called, hidden or not: of a dialect that has calls,
  // which adds kRings to the platform of each.
  static constexpr int kRings = 64;
  // In a byte of a session that says that nobody is looking.
  static constexpr int kAway = 128;
  bool Rings(UserId user) const;
  // The platforms of the user's sessions (Dialect::PlatformOf), each once, those here first and the
  // oldest session first; none of a user who hides it.
  std::vector<int> Platforms(UserId user) const;
  // The same, with whether the user looks at none of their sessions of that platform.
  struct Place {
    int platform = 0;
    bool away = false;
  };
  std::vector<Place> Places(UserId user) const;
  // True if this is the user's first session here. `hidden` holds for all sessions of the user;
  // `platform` is below 128. `begun_ms` tells the older sessions from the younger ones.
  bool Add(UserId user, bool hidden = false, int platform = 0, TenantId tenant = kDefaultTenant,
           std::int64_t begun_ms = 0);
  // No effect without a session: the next one brings it along. True if others see a difference.
  bool SetHidden(UserId user, bool hidden);
  // Ends a session of that platform and time. True if it was the user's last one here.
  bool Remove(UserId user, int platform = 0, std::int64_t begun_ms = 0);
  // A session of that platform and time is being closed: from now on it has the time kLeaving, and
  // does not count in Surplus.
  static constexpr std::int64_t kLeaving = INT64_MAX;
  void Leave(UserId user, int platform, std::int64_t begun_ms);
  // The time of the session here that must give way, for the user has more than `max` over all
  // nodes and this is the oldest; nothing if none must, or one at another node.
  std::optional<std::int64_t> Surplus(UserId user, std::size_t max) const;
  // --- rooms, whose members are those who are there (gateway/rooms.h)

  // A session of the user here enters or leaves a room. REQUIRES: the user has a session here
  void EnterRoom(UserId user, ConversationId room);
  void LeaveRoom(UserId user, ConversationId room);
  bool InRoom(UserId user, ConversationId room) const;
  std::size_t RoomSize(ConversationId room) const;  // users
  // At most `max` of them, in no order.
  std::vector<UserId> RoomUsers(ConversationId room, std::size_t max) const;
  std::vector<ConversationId> RoomsOf(UserId user) const;

  // Users with sessions anywhere; and here.
  std::size_t users() const;
  std::size_t local_users() const;

  // A session of that platform and time says that its user is not looking. True if others see the
  // user differently by that: a user is away when all their sessions say so.
  bool SetAway(UserId user, int platform, std::int64_t begun_ms, bool away);
  // Online, and away: as others see it.
  bool Away(UserId user) const;

  // Whether others see the user in another way than they were told last; if so, it counts as told
  // from now on.
  struct Change {
    TenantId tenant;
    bool online = false;
    bool away = false;
    // What of it is different: whether the user is online; whether they are away, of users who are
    // and were online; the kinds of devices that they have come to or gone from.
    bool whole = false, turned = false;
    std::vector<std::pair<int, bool>> devices;
  };
  std::optional<Change> TakeChange(UserId user);

  // --- between nodes

  // The sessions of a user at one node.
  struct State {
    UserId user;
    TenantId tenant;
    bool hidden = false;
    std::string platforms;       // a byte for each session, with kRings and kAway; empty: none
    std::int64_t oldest_ms = 0;  // when the oldest of them began
    std::vector<ConversationId> rooms = {};  // in which one of them is
  };
  // From now on TakeDirty says whose sessions here changed; `wake` is called, in the thread that
  // changed them, when there is the first. Must not call back. Before anything else.
  void Track(std::function<void()> wake);
  // The users whose sessions here changed since the last call, as they are now.
  std::vector<State> TakeDirty();
  // All sessions here; nobody is dirty then.
  std::vector<State> TakeAll();
  // The sessions of a user at another node, instead of what was known of them there. True if that
  // is something else.
  bool SetRemote(std::uint32_t node, const State& state);
  // Nothing is known of that node any more. Whom it concerns.
  std::vector<State> DropNode(std::uint32_t node);
  // Users known to have sessions there.
  std::vector<UserId> UsersAt(std::uint32_t node) const;

 private:
  struct Remote {
    std::uint32_t node;
    std::string platforms;
    std::int64_t oldest_ms;
    std::vector<ConversationId> rooms;
  };
  // A session here. One number, for most users have one of them and there are many users.
  class Here {
   public:
    Here(int platform, std::int64_t begun_ms);
    int platform() const { return static_cast<int>(bits_ & 0xff); }  // with kRings and kAway
    std::int64_t begun_ms() const;
    bool Is(int platform, std::int64_t begun_ms) const;  // whatever it says of kAway
    void set_platform(int platform) { *this = Here(platform, begun_ms()); }
    void Leave() { *this = Here(platform(), kLeaving); }

   private:
    std::uint64_t bits_;
  };
  // What few users have.
  struct Rest {
    std::vector<Remote> remotes;
    std::vector<std::pair<ConversationId, int>> rooms;  // with the user's sessions here in them
  };
  struct User {
    TenantId tenant;
    std::vector<Here> here;
    Boxed<Rest> rest;
    std::uint64_t told_platforms = 0;  // bits by their numbers
    bool hidden = false;
    bool told = false;  // others believe that the user is online
    bool told_away = false;
    const std::vector<Remote>& remotes() const { return rest.get().remotes; }
    const std::vector<std::pair<ConversationId, int>>& rooms() const { return rest.get().rooms; }
    bool connected() const { return !here.empty() || !remotes().empty(); }
    // Gives back the memory of what is not there any more.
    void Pack() {
      if (remotes().empty() && rooms().empty()) rest.Reset();
    }
  };
  using Users = std::unordered_map<UserId, User>;
  // REQUIRES for all: mutex_ is held
  bool Shown(UserId user) const;
  // The platforms of all sessions, with kRings and kAway.
  template <class Take>
  static void EachPlatform(const User& user, Take take);
  static bool IsAway(const User& user);
  // Bits by the numbers of the platforms.
  static std::uint64_t PlatformsOf(const User& user);
  void NoteDirty(UserId user);
  void Count(const User& user, bool was_here, bool was_connected);
  State StateOf(UserId id) const;
  void Tidy(Users::iterator it);
  // The user is in these rooms at one node more, or fewer.
  void CountRooms(UserId user, const std::vector<ConversationId>& rooms, int by);
  // A session here; here.end() without one.
  static std::vector<Here>::iterator Find(User& user, int platform, std::int64_t begun_ms);
  static std::int64_t OldestOf(const std::vector<Here>& sessions);

  mutable std::mutex mutex_;
  Users users_;
  // Of each room, who is in it and at how many nodes.
  std::unordered_map<ConversationId, std::unordered_map<UserId, int>> rooms_;
  std::size_t connected_ = 0, here_ = 0;
  std::function<void()> wake_;
  std::unordered_set<UserId> dirty_;
};

}  // namespace koine::gateway
