#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "core/contact/pair.h"
#include "core/contact/request.h"
#include "store/txn.h"

// All SQL on contact, block and contact_request.
namespace koine::contact {

// Locks the two users' rows in id order: what is decided about the pair stands.
void LockPair(store::Txn& txn, TenantId tenant, UserId a, UserId b);
bool Blocks(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
// False when it was so already.
bool PutBlock(store::Txn& txn, TenantId tenant, UserId owner, UserId peer,
              std::string_view ex = {});
bool DeleteBlock(store::Txn& txn, TenantId tenant, UserId owner, UserId peer);
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
                                  std::int64_t limit, std::int64_t offset,
                                  std::string_view group_name);
std::int64_t CountContacts(store::Txn& txn, TenantId tenant, UserId owner);
// Of `ids`, those who have as many contacts or more, without `peer` among them.
std::vector<UserId> FullAmong(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                              UserId peer, int contacts);
// Changes what is given of those of `peers` who are contacts; who they are.
std::vector<UserId> ChangeEdges(store::Txn& txn, TenantId tenant, UserId owner,
                                std::span<const std::int64_t> peers, const EdgeChange& change);
// Puts all contacts of one group into another; returns them.
std::vector<std::int64_t> RenameGroupOf(store::Txn& txn, TenantId tenant, UserId owner,
                                        std::string_view from, std::string_view to);
// Puts those of `peers` who are contacts into a group; returns them.
std::vector<std::int64_t> PutIntoGroup(store::Txn& txn, TenantId tenant, UserId owner,
                                       std::span<const std::int64_t> peers,
                                       std::string_view group_name);
// Removes all edges from and to the user; returns who had them as a contact.
std::vector<UserId> DeleteEdgesOf(store::Txn& txn, TenantId tenant, UserId user);
// Whom else a change of the user's profile concerns: who has them as a contact or talks with them
// directly.
std::vector<UserId> ListKnowers(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Who has the user as a contact; by id, at most `limit`.
std::vector<std::int64_t> ListOwners(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Groups in which the user has no name or no picture of their own; by id, at most `limit`.
std::vector<std::int64_t> GroupsShowing(store::Txn& txn, TenantId tenant, UserId user, int limit);
std::optional<Request> FindRequest(store::Txn& txn, TenantId tenant, RequestId id);
std::optional<Request> FindRequestOfPair(store::Txn& txn, TenantId tenant, UserId from, UserId to);
// Replaces an older one of the same pair; gives it its id.
RequestId PutRequest(store::Txn& txn, TenantId tenant, const Request& request);
void SetRequestStatus(store::Txn& txn, TenantId tenant, RequestId id, RequestStatus status,
                      UserId handler, std::string_view answer = {});
std::int64_t CountPending(store::Txn& txn, TenantId tenant, UserId from, UserId to,
                          std::int64_t since_ms);
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
