#include "core/conversation/named.h"

#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "core/conversation/shared_places.h"

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

#define KOINE_LISTED_OF                                                                      \
  "join conversation c on c.tenant_id = u.tenant_id and c.pair_lo = {least}(u.id, a.owner) " \
  "and c.pair_hi = {greatest}(u.id, a.owner) join member m on m.conversation_id = c.id and " \
  "m.user_id = a.owner where u.state <> 3 and m.hidden_seq < c.last_seq"
// proof: each element brings the tenant of who asks, which the other must have
const Sql kListedByHandles{
    "select a.tenant, a.owner, a.name, c.id from {lists a(tenant INT, owner INT, name TEXT)} "
    "join users u on u.tenant_id = a.tenant and u.handle = a.name " KOINE_LISTED_OF};
// proof: as above
const Sql kListedByIds{
    "select a.tenant, a.owner, a.id, c.id from {lists a(tenant INT, owner INT, id INT)} "
    "join users u on u.id = a.id and u.tenant_id = a.tenant " KOINE_LISTED_OF};

// A group that was given no handle is called by its id.
const Sql kGroupByHandle{
    "select id from conversation where tenant_id = ? and handle = ? and kind <> 4"};
const Sql kGroupById{
    "select id from conversation where tenant_id = ? and id = ? and handle is null and pair_lo is "
    "null and kind <> 4"};
// proof: as above, of the group
const Sql kGroupsByHandles{
    "select a.tenant, a.name, a.id, c.id from {lists a(tenant INT, name TEXT, id INT)} "
    "join conversation c on c.tenant_id = a.tenant and c.handle = a.name where c.kind <> 4"};
// proof: as above
const Sql kGroupsByIds{
    "select a.tenant, a.name, a.id, c.id from {lists a(tenant INT, name TEXT, id INT)} "
    "join conversation c on c.id = a.id and c.tenant_id = a.tenant where c.handle is null and "
    "c.pair_lo is null and c.kind <> 4"};

ConversationId ReadId(const Row& row) {
  return row.Get<ConversationId>(0);
}

// What is asked for, in columns.
struct Columns {
  std::vector<std::int64_t> tenants, users, ids;
  std::vector<std::string> names;

  void Add(const NamedPlace& place) {
    tenants.push_back(place.tenant.value);
    users.push_back(place.user.value);
    ids.push_back(place.id);
    names.push_back(place.name);
  }
};

}  // namespace

std::optional<Result<access::Member>> OpenListedDirect(Txn& txn, const access::Principal& who,
                                                       const access::Peer& peer) {
  NamedPlace place{who.tenant, who.user, 0, ""};
  if (const auto* handle = std::get_if<std::string_view>(&peer)) {
    place.name = *handle;
  } else {
    place.id = std::get<UserId>(peer).value;
  }
  auto* shared = txn.Share<SharedPlaces>();
  if (shared != nullptr) {
    if (const auto known = shared->Find(place)) {
      if (!*known) return std::nullopt;
      return access::Member::Open(txn, who, **known);
    }
  }
  auto listed = access::Member::OpenListed(txn, who, peer);
  const bool refused = listed && !listed->ok();
  if (shared != nullptr && !refused && !txn.failed()) {
    shared->Keep(place, listed ? std::optional((*listed)->conversation().id) : std::nullopt);
  }
  return listed;
}

std::int64_t GroupIdIn(std::string_view handle) {
  const auto id = text::ParseInt(handle);
  return id && *id > 0 && std::to_string(*id) == handle ? *id : 0;
}

std::optional<ConversationId> FindGroup(Txn& txn, const access::Principal& who,
                                        std::string_view handle) {
  const std::int64_t id = GroupIdIn(handle);
  const NamedPlace place{who.tenant, UserId(), id, std::string(handle)};
  auto* shared = txn.Share<SharedPlaces>();
  if (shared != nullptr) {
    if (const auto known = shared->Find(place)) return *known;
  }
  auto found = txn.First(kGroupByHandle, ReadId, who.tenant, handle);
  if (!found && id != 0) found = txn.First(kGroupById, ReadId, who.tenant, id);
  if (shared != nullptr && !txn.failed()) shared->Keep(place, found);
  return found;
}

std::vector<std::pair<NamedPlace, ConversationId>> ListNamed(Txn& txn,
                                                             const std::set<NamedPlace>& places) {
  Columns handles, ids, groups, numbered;
  for (const NamedPlace& place : places) {
    if (!place.user) {
      groups.Add(place);
      if (place.id != 0) numbered.Add(place);
    } else {
      (place.name.empty() ? ids : handles).Add(place);
    }
  }
  std::vector<std::pair<NamedPlace, ConversationId>> out;
  const auto found = [&out](const Row& row, NamedPlace place) {
    place.tenant = row.Get<TenantId>(0);
    out.emplace_back(std::move(place), row.Get<ConversationId>(3));
  };
  if (!handles.names.empty()) {
    txn.Each(
        kListedByHandles,
        [&](const Row& row) {
          found(row, {TenantId(), row.Get<UserId>(1), 0, row.String(2)});
        },
        IntList{handles.tenants}, IntList{handles.users}, TextList{handles.names});
  }
  if (!ids.names.empty()) {
    txn.Each(
        kListedByIds,
        [&](const Row& row) {
          found(row, {TenantId(), row.Get<UserId>(1), row.Int(2), ""});
        },
        IntList{ids.tenants}, IntList{ids.users}, IntList{ids.ids});
  }
  const auto group = [&](const Row& row) {
    found(row, {TenantId(), UserId(), row.Int(2), row.String(1)});
  };
  if (!numbered.names.empty()) {
    txn.Each(kGroupsByIds, group, IntList{numbered.tenants}, TextList{numbered.names},
             IntList{numbered.ids});
  }
  if (!groups.names.empty()) {
    txn.Each(kGroupsByHandles, group, IntList{groups.tenants}, TextList{groups.names},
             IntList{groups.ids});
  }
  return out;
}

}  // namespace koine::conversation
