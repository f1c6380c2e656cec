#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/contact/doors.h"
#include "core/identity/account.h"
#include "core/identity/user.h"
#include "store/txn.h"

namespace koine::contact {

// The group a new contact lies in (ruoyi 26).
inline constexpr char kDefaultGroup[] = "默认分组";

// Groups of one owner that are looked at; more than anybody can tell apart.
inline constexpr int kGroupNamesMax = 1000;

// So that every list of contacts, and of those who are blocked, is whole.
inline constexpr int kContactsMax = 5000;
inline constexpr int kBlocksMax = 5000;
// Of one user's requests no more wait, each way, whatever a policy allows.
inline constexpr int kPendingMax = 1000;

struct RequestIn {
  UserId target;
  std::string message, group_name, remark, ex;
};
struct Requested {
  RequestId id;
  // They are friends now: the other had asked already, or accepts whoever asks.
  bool approved = false;
};
// Asks somebody to become a contact (ruoyi 5.2, mapping 4.2). kSelfTarget; kUserNotFound "target";
// kBlockedByPeer; kAlreadyFriends; kRequestPending, unless the dialect asks again; kBadState
// "requests_full"; kBadState "contacts_full", "peer_contacts_full" when one of the two has as many
// contacts as there may be.
Result<Requested> SendRequest(store::Txn& txn, const access::Principal& who, const RequestIn& in);

// Answers a request (ruoyi 5.7). kRequestHandled; kBadState "contacts_full", "peer_contacts_full".
Status AnswerRequest(store::Txn& txn, const ReceivedRequest& received, bool approve,
                     const std::string& remark, const std::string& answer = {});

// Takes back what the principal asked. kRequestHandled.
Status RecallRequest(store::Txn& txn, const SentRequest& sent);
// Ends requests that came before `before_ms` and that nobody answered, of all tenants, at most
// `limit`, and tells those who asked; returns how many.
std::int64_t ExpireRequests(store::Txn& txn, std::int64_t before_ms, int limit);

// Makes the principal and each of `peers` contacts of each other, without their doing; those who
// are already stay as they are. Their conversations begin with the first message. kSelfTarget
// "contact" when the principal is among them; kBadState "contacts_full", "peer_contacts_full".
inline constexpr std::size_t kImportMax = 1000;
Status Import(store::Txn& txn, const access::Principal& who, std::span<const std::int64_t> peers,
              UserId by);

// Ends it on both sides, or on that of the principal alone where the dialect wants it so; the
// conversation stays (ruoyi 5.3).
Status Remove(store::Txn& txn, const OwnContact& contact);

// Changes the principal's own edge (ruoyi 5.4); an empty group name is the usual group.
Status Change(store::Txn& txn, const OwnContact& contact, const std::optional<std::string>& remark,
              const std::optional<std::string>& group_name);

// Changes what is given of those of `peers` who are contacts of the principal, and tells the
// principal's other sessions.
struct EdgeChange {
  std::optional<bool> pinned;
  std::optional<std::string> remark, ex;
};
Status ChangeMany(store::Txn& txn, const access::Principal& who,
                  std::span<const std::int64_t> peers, const EdgeChange& change);

// Puts contacts into one of the principal's groups, which is made by that. kNotFriends when none is
// left.
Status MoveToGroup(store::Txn& txn, const OwnContacts& contacts, const std::string& group_name);

// Renames a contact group. kConflict "name" when there is one of the new name.
Status RenameGroup(store::Txn& txn, const OwnContactGroup& group, const std::string& to);
// Its contacts move to the usual group.
Status DeleteGroup(store::Txn& txn, const OwnContactGroup& group);

// Blocks somebody, contact or not, or ends that (mapping 4.3); told to the own sessions only.
// Idempotent. kSelfTarget "block"; kUserNotFound "target"; kBadState "blocks_full".
Status SetBlocked(store::Txn& txn, const access::Principal& who, UserId peer, bool blocked,
                  const std::string& ex = {});
// Blocks somebody as SetBlocked; false when that was so already.
Result<bool> Block(store::Txn& txn, const access::Principal& who, UserId peer,
                   const std::string& ex = {});
// Tells a user, their contacts and their direct peers the nickname and avatar that the user has
// now; at most kKnowersMax of them, for it is no state: lists show it.
inline constexpr int kKnowersMax = 5000;
// Groups that show something of the user's profile hear of it too, as many as this.
inline constexpr int kShowingMax = 500;
void TellProfile(store::Txn& txn, const access::Principal& who, const identity::User& user);
// The account of this user ended: what waits from them or for them is refused, they are nobody's
// contact any more, and who had them hears it. The caller has closed the account.
void EndAll(store::Txn& txn, const access::Principal& who, const identity::User& gone);
// Changes the principal's own profile and tells their other sessions, and those who know them if
// nickname or avatar changed. Refused as identity::ChangeProfile.
Status ChangeProfile(store::Txn& txn, const access::Principal& who,
                     const identity::ProfileChange& change);

}  // namespace koine::contact
