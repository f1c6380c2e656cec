#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/access/doors.h"
#include "store/txn.h"

// All SQL on what a user decides about a conversation for himself, and on what is gone of it.
namespace koine::conversation {

// What some clients keep with a conversation and nobody else shows. Stored as JSON: never rename.
struct Extra {
  bool is_private = false;  // messages are to vanish some time after they were read
  std::int64_t burn_s = 0;  // that time
  bool destructs = false;   // messages vanish for him at this age
  std::int64_t destruct_s = 0;
  std::int64_t destructed_at = 0;  // when that was last done, ms
  std::string attached, ex;
  // How he is mentioned, as his client set it by hand when the conversation was at `at_seq`;
  // mentions after that count anew.
  int at_kind = 0;
  std::int64_t at_seq = 0;

  // When messages are to vanish next, ms; 0: they do not.
  std::int64_t due_at() const {
    return destructs && destruct_s > 0 ? destructed_at + destruct_s * 1000 : 0;
  }

  friend bool operator==(const Extra&, const Extra&) = default;
};
KOINE_DESCRIBE(Extra, (is_private, burn_s, destructs, destruct_s, destructed_at, attached, ex,
                       at_kind, at_seq))

// What a member decided about the conversation for himself.
struct Settings {
  std::int64_t pinned_at = 0;  // 0: not pinned
  access::Notify notify = access::Notify::kOn;
  std::string draft, remark;  // empty: none
  Extra extra;

  bool muted() const { return notify == access::Notify::kSilent; }
  friend bool operator==(const Settings&, const Settings&) = default;
};
// Of (conversations[i], users[i]), in that order, which must be by conversation and user; each must
// have a seat.
std::vector<Settings> ListSettings(store::Txn& txn, TenantId tenant,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> users);
void SetSettings(store::Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                 const Settings& settings);
// Those of (conversations[i], users[i]) are `stored[i]` from now on, but for drafts and remarks.
struct Stored {
  Settings settings;
  std::int64_t hidden_seq = 0;
};
void SetManySettings(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations,
                     std::span<const std::int64_t> users, std::span<const Stored> stored);

// Off the user's list up to the present end, or cleared up to there; both leave nothing unread.
void HideFor(store::Txn& txn, TenantId tenant, UserId user,
             std::span<const std::int64_t> conversations);
void ClearFor(store::Txn& txn, TenantId tenant, UserId user,
              std::span<const std::int64_t> conversations);
// Cleared up to the present end for all that are or will be in it.
void ClearForAll(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations);

// A conversation as its user's list shows it, beside what history::SyncSeat tells.
struct Own {
  ConversationId conversation;
  Settings settings;
  std::int64_t hidden_seq = 0;  // listed while what he may read goes further
  std::int64_t created_at = 0;
  // The last unread messages in which he is named, and in which all are; 0 = none.
  std::int64_t named_seq = 0, all_seq = 0;
  std::int64_t notice_seq = 0;  // the last announcement, unread
};
// By conversation.
std::vector<Own> ListOwn(store::Txn& txn, TenantId tenant, UserId user,
                         std::span<const std::int64_t> conversations);

// With whom the user has direct conversations that notify him of nothing, by id.
std::vector<UserId> ListSilenced(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::conversation
