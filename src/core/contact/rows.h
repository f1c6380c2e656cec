#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/user.h"
#include "store/txn.h"

// All SQL on contact, block and contact_request.
namespace koine::contact {

// Stored in contact_request.state: never renumber.
enum class RequestStatus : std::uint8_t {
  kPending = 1,
  kApproved = 2,
  kRejected = 3,
  kRecalled = 4,
  kExpired = 5,  // as mapping 4.2 numbers them
};

// A request nobody answered ends after this time (mapping 4.2).
inline constexpr std::int64_t kRequestExpiresMs = 30LL * 24 * 3600 * 1000;

struct Request {
  RequestId id;
  UserId from, to;
  std::string message, group_name, remark, answer, ex;
  RequestStatus status = RequestStatus::kPending;
  std::int64_t created_at = 0, handled_at = 0;
  UserId handler;

  bool pending(std::int64_t now_ms) const {
    return status == RequestStatus::kPending && now_ms - created_at < kRequestExpiresMs;
  }
};
struct RequestRow {
  Request request;
  identity::User other;  // who asked, or in the list of those sent, who was asked
};

// Stored in contact.add_source: never renumber.
enum class AddSource : std::uint8_t { kImported = 1, kApplied = 2 };

struct Contact {
  identity::User peer;
  std::string remark, group_name;
  std::int64_t created_at = 0;
  bool blocked = false;  // by the owner
  std::string ex;
  std::int64_t pinned_at = 0;  // 0: not
  AddSource source = AddSource::kApplied;
  std::string operator_handle;  // who made it; empty: the two themselves
};

// Locks the two users' rows in id order: what is decided about the pair stands.
void LockPair(store::Txn& txn, TenantId tenant, UserId a, UserId b);
// Whether each has the other in his contacts.
struct Edges {
  bool forth = false, back = false;
  bool friends() const { return forth && back; }
};
Edges FindEdges(store::Txn& txn, TenantId tenant, UserId a, UserId b);
bool Blocks(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
// False when it was so already.
bool PutBlock(store::Txn& txn, TenantId tenant, UserId owner, UserId peer,
              std::string_view ex = {});
bool DeleteBlock(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
struct BlockRow {
  identity::User peer;
  std::int64_t created_at = 0;
  std::string ex;
};
// Newest first.
std::vector<BlockRow> ListBlocks(store::Txn& txn, TenantId tenant, UserId owner, std::int64_t limit,
                                 std::int64_t offset = 0);
std::int64_t CountBlocks(store::Txn& txn, TenantId tenant, UserId owner);
// Of `ids`, those whom the owner blocks, in no order.
std::vector<BlockRow> BlocksAmong(store::Txn& txn, TenantId tenant, UserId owner,
                                  std::span<const std::int64_t> ids);
// In the pair's conversation nobody may answer a stranger any more (mapping 4.3).
void CloseReplies(store::Txn& txn, TenantId tenant, UserId a, UserId b);
void PutEdge(store::Txn& txn, TenantId tenant, UserId owner, UserId peer,
             std::string_view group_name, std::string_view remark,
             AddSource source = AddSource::kApplied, UserId by = {});
// Edges from the owner to each of `peers` and back, where there are none yet.
void PutEdges(store::Txn& txn, TenantId tenant, UserId owner, std::span<const std::int64_t> peers,
              std::string_view group_name, AddSource source, UserId by);
// Locks the rows of these users in the order of their ids.
void LockUsers(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
bool DeleteEdge(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
// Absent = unchanged. False without such a contact.
bool UpdateEdge(store::Txn& txn, TenantId tenant, UserId owner, UserId peer,
                const std::optional<std::string>& remark,
                const std::optional<std::string>& group_name);
// Oldest first; those of one of the owner's groups, or with an empty name all.
std::vector<Contact> ListContacts(store::Txn& txn, TenantId tenant, UserId owner,
                                  std::int64_t limit, std::int64_t offset = 0,
                                  std::string_view group_name = {});
std::int64_t CountInGroup(store::Txn& txn, TenantId tenant, UserId owner,
                          std::string_view group_name);
// Pinned ones first, then the oldest.
std::vector<Contact> PageContacts(store::Txn& txn, TenantId tenant, UserId owner,
                                  std::int64_t limit, std::int64_t offset);
std::int64_t CountContacts(store::Txn& txn, TenantId tenant, UserId owner);
// Of `ids`, those who have as many contacts or more, without `peer` among them.
std::vector<UserId> FullAmong(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                              UserId peer, int contacts);
// Of `ids`, the owner's contacts, in no order.
std::vector<Contact> ContactsAmong(store::Txn& txn, TenantId tenant, UserId owner,
                                   std::span<const std::int64_t> ids);
// Changes what is given of those of `peers` who are contacts; who they are.
struct EdgeChange {
  std::optional<bool> pinned;
  std::optional<std::string> remark, ex;
};
std::vector<UserId> ChangeEdges(store::Txn& txn, TenantId tenant, UserId owner,
                                std::span<const std::int64_t> peers, const EdgeChange& change);
std::optional<Contact> FindContact(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
// The owner's contact groups with how many lie in each, in the order of their oldest contact.
struct GroupCount {
  std::string name;
  std::int64_t contacts = 0;
};
std::vector<GroupCount> ListGroupNames(store::Txn& txn, TenantId tenant, UserId owner, int limit);
// Puts all contacts of one group into another; returns them.
std::vector<std::int64_t> RenameGroupOf(store::Txn& txn, TenantId tenant, UserId owner,
                                        std::string_view from, std::string_view to);
// Puts those of `peers` who are contacts into a group; returns them.
std::vector<std::int64_t> PutIntoGroup(store::Txn& txn, TenantId tenant, UserId owner,
                                       std::span<const std::int64_t> peers,
                                       std::string_view group_name);
// Removes all edges from and to the user; returns who had him as a contact.
std::vector<UserId> DeleteEdgesOf(store::Txn& txn, TenantId tenant, UserId user);
// Whom else a change of his profile concerns: who has him as a contact or talks with him directly.
std::vector<UserId> ListKnowers(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Who has him as a contact; by id, at most `limit`.
std::vector<std::int64_t> ListOwners(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Groups in which he has no name or no picture of his own; by id, at most `limit`.
std::vector<std::int64_t> GroupsShowing(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Of `ids`, those in the owner's contacts.
std::vector<UserId> FriendsAmong(store::Txn& txn, TenantId tenant, UserId owner,
                                 std::span<const std::int64_t> ids);

std::optional<Request> FindRequest(store::Txn& txn, TenantId tenant, RequestId id);
std::optional<Request> FindRequestOfPair(store::Txn& txn, TenantId tenant, UserId from, UserId to);
// Replaces an older one of the same pair; gives it its id.
RequestId PutRequest(store::Txn& txn, TenantId tenant, const Request& request);
void SetRequestStatus(store::Txn& txn, TenantId tenant, RequestId id, RequestStatus status,
                      UserId handler, std::string_view answer = {});
std::int64_t CountPending(store::Txn& txn, TenantId tenant, UserId from, UserId to,
                          std::int64_t since_ms);
// Requests to the user, or from him, newest first, of these states (as mapping 4.2 numbers them;
// what nobody answered in time counts as expired). Without states: all.
struct RequestFilter {
  UserId user;
  bool sent = false;
  std::span<const std::int64_t> states;
};
std::vector<RequestRow> PageRequests(store::Txn& txn, TenantId tenant, const RequestFilter& filter,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountRequests(store::Txn& txn, TenantId tenant, const RequestFilter& filter);
// Requests to the user that wait and came after `after_ms`.
std::int64_t CountWaiting(store::Txn& txn, TenantId tenant, UserId user, std::int64_t after_ms);
// Refuses what waits from or for the user.
void RejectRequestsOf(store::Txn& txn, TenantId tenant, UserId user);
// Ends requests that came before `before_ms` and still wait, of all tenants, at most `limit`;
// returns them.
struct Ended {
  TenantId tenant;
  Request request;
};
std::vector<Ended> EndRequests(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::contact
