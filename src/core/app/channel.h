#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/app/find.h"
#include "store/txn.h"

// What the server of an application does with its conversations (app-im 2). It needs no seat: the
// principal is an administrator of the tenant without a user.
namespace koine::app {

inline constexpr std::size_t kChannelExtendBytesMax = 8192;
inline constexpr std::int64_t kTemporaryMs = 86'400'000;  // the default, and the most
inline constexpr std::size_t kTemporaryMembersMax = 10;
inline constexpr std::size_t kGroupMembersMax = 5000;
inline constexpr std::size_t kUpdatedMax = 1000;  // by one call

// A conversation for whoever manages the application. Opened in a write, its row is locked.
class Managed {
 public:
  static constexpr const char* kDoor = "channel";
  using Key = ConversationId;
  // kConversationNotFound when there is none: unknown, of another tenant, deleted or over.
  static Result<Managed> Open(store::Txn& txn, const access::Principal& who, ConversationId id);
  // The same for a client of the application in a session of its own: what only members may is
  // judged by the verbs, with the client's seat.
  static Result<Managed> OpenForClient(store::Txn& txn, const access::Principal& who,
                                       ConversationId id);

  // Acts in the name of who made it.
  const access::Principal& who() const { return place_.who(); }
  const access::AnyConversation& place() const { return place_; }
  const Channel& channel() const { return channel_; }
  bool room() const { return channel_.kind == ConversationKind::kRoom; }
  bool direct() const {
    return channel_.kind == ConversationKind::kDirect || channel_.kind == ConversationKind::kSystem;
  }

 private:
  Managed(access::AnyConversation place, Channel channel)
      : place_(std::move(place)), channel_(std::move(channel)) {}
  access::AnyConversation place_;
  Channel channel_;
};

struct ChannelIn {
  UserId creator;
  std::vector<UserId> others;  // neither the creator nor anybody twice
  ConversationKind kind = ConversationKind::kGroup;
  std::optional<std::string> extend;   // JSON of an object or array
  std::int64_t ttl_ms = kTemporaryMs;  // of a temporary one
};
// Makes a conversation; of two, finds the one that they have, as it is. kWrongKind for a number of
// members that does not fit the kind; kTooLarge "conv_extend".
Result<Channel> CreateChannel(store::Txn& txn, const access::Principal& who, const ChannelIn& in);

// Replaces what is kept with the conversations that fit, all or none; false when none does.
// kTooLarge "conv_extend", and "where" for more than kUpdatedMax.
Result<bool> UpdateChannel(store::Txn& txn, const access::Principal& who, ChannelFilter filter,
                           const std::string& extend);

// Ends a conversation for everybody. One of two begins again, empty, when it is made again.
Status DeleteChannel(store::Txn& txn, const Managed& place);

// kWrongKind in one of two, and when there would be too many.
Status AddChannelMembers(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);
// Those who are none are passed over. kWrongKind in one of two.
Status RemoveChannelMembers(store::Txn& txn, const Managed& place,
                            const std::vector<UserId>& users);

// Handles of the active members, those who came first first.
std::vector<std::string> ListMemberHandles(store::Txn& txn, const Managed& place, int limit,
                                           int offset);

// A message arrived at the member, and all before it; of conversations of two alone it is kept.
void RaiseDelivered(store::Txn& txn, const access::Member& seat, std::int64_t seq);

}  // namespace koine::app
