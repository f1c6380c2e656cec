#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/history/sync.h"
#include "store/txn.h"

// The names of users and conversations (openim-ws 7.1, mapping 1.3). Those of conversations are
// made of handles, in which underscores may stand too, so a name alone does not tell where it is to
// be cut: the handle of its owner does.
namespace koine::openim {

// Session types of the wire.
inline constexpr int kSingle = 1;
inline constexpr int kGroupSession = 3;
inline constexpr int kSystemSession = 4;
inline constexpr int kNotificationAccount = 3;  // kind of a user

// What the principal is called.
std::string HandleOf(store::Txn& txn, const access::Principal& who);

std::string SingleName(std::string_view a, std::string_view b);
// Of a notification account and a user.
std::string SystemName(std::string_view a, std::string_view b);
std::string GroupName(std::string_view group);
// The stream of changes of a chat conversation: `n` instead of the prefix.
std::string NotificationName(std::string_view chat);
bool IsNotificationName(std::string_view name);

// What the conversation of a seat is called for its user.
std::string NameOf(const history::SyncSeat& seat, std::string_view own_handle);
int SessionTypeOf(const history::SyncSeat& seat);

// The peers that `si_…` may mean for the owner of this handle, at most two; none for other names.
std::vector<std::string> PeersOf(std::string_view name, std::string_view own_handle);

// The chats that `n_…` may be the stream of changes of, the likelier first.
std::vector<std::string> ChatNames(std::string_view stream);

// The seats of a user among these names of chats and of their streams, in no order; unknown names
// are passed over. At most two statements.
std::vector<history::SyncSeat> FindSeats(store::Txn& txn, const access::Principal& who,
                                         std::string_view own_handle,
                                         std::span<const std::string> names);

// A conversation by its name, for an administrator, who has no handle in it (mapping 1.3).
// kConversationNotFound with the field.
Result<ConversationId> AnyConversationOf(store::Txn& txn, const access::Principal& who,
                                         std::string_view name);
// Those that there are of these names, by id, in three statements for any number of them.
std::vector<std::int64_t> AnyConversationsOf(store::Txn& txn, const access::Principal& who,
                                             const std::vector<std::string>& names);

}  // namespace koine::openim
