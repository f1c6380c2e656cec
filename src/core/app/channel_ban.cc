#include "core/app/channel_ban.h"

#include <utility>

#include "core/app/channel_rows.h"
#include "core/group/manage.h"

namespace koine::app {

Status BanFromChannel(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  if (place.direct()) return Error{Code::kWrongKind};
  const TenantId tenant = place.who().tenant;
  const ConversationId id = place.channel().id;
  const auto ids = Numbers(users);
  const auto known = static_cast<std::int64_t>(BannedAmong(txn, tenant, id, ids).size());
  const auto more = static_cast<std::int64_t>(ids.size()) - known;
  if (CountBans(txn, tenant, id) + more > kBlacklistMax) return Error{Code::kBadState, "blacklist"};
  if (!place.room()) {
    std::vector<UserId> members;
    for (const std::int64_t user : MembersAmong(txn, tenant, id, ids)) {
      members.emplace_back(user);
    }
    if (!members.empty()) KOINE_CHECK(RemoveChannelMembers(txn, place, members));
  }
  InsertBans(txn, tenant, id, place.who().user, ids);
  return Ok();
}

Status UnbanFromChannel(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  if (place.direct()) return Error{Code::kWrongKind};
  DeleteBans(txn, place.who().tenant, place.channel().id, Numbers(users));
  return Ok();
}

Result<std::vector<std::string>> ListBanned(store::Txn& txn, const Managed& place) {
  if (place.direct()) return Error{Code::kWrongKind};
  return ListBanHandles(txn, place.who().tenant, place.channel().id, kBlacklistMax);
}

std::vector<std::int64_t> BannedAmong(store::Txn& txn, TenantId tenant, ConversationId id,
                                      std::span<const std::int64_t> users) {
  return FindBans(txn, tenant, id, users);
}

Status CheckBans(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  const auto banned = BannedAmong(txn, place.who().tenant, place.channel().id, Numbers(users));
  return banned.empty() ? Ok() : Status(Error{Code::kBlockedByPeer});
}

Status Silence(store::Txn& txn, const Managed& place, UserId user, std::int64_t ms) {
  if (place.direct()) return Error{Code::kWrongKind};
  const std::int64_t until = ms > 0 ? txn.now_ms() + ms : 0;
  if (place.room()) {
    SetSilence(txn, place.who().tenant, place.channel().id, user, until);
    return Ok();
  }
  KOINE_TRY(const access::AnyGroup group,
            access::AnyGroup::Open(txn, place.who(), place.channel().id));
  auto done = group::MuteMembers(txn, group, {user.value}, until);
  if (!done.ok() && done.error().Is(Code::kNotMember)) return Error{Code::kNotMember};
  if (!done.ok()) return std::move(done).error();
  return Ok();
}

bool IsSilenced(store::Txn& txn, TenantId tenant, ConversationId id, UserId user) {
  return FindSilence(txn, tenant, id, user) > txn.now_ms();
}

}  // namespace koine::app
