#include "core/app/channel.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/json.h"
#include "base/name.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "core/access/system.h"
#include "core/app/channel_ban.h"
#include "core/app/channel_expire.h"
#include "core/app/channel_rows.h"
#include "core/app/room.h"
#include "core/conversation/direct.h"
#include "core/conversation/seat_settings.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "core/word/word.h"

namespace koine::app {

namespace {

using access::AnyGroup;
using access::Principal;

constexpr std::size_t kNameChars = 50;

// What other dialects call a group: conv_name, else name, else title, where that is a text.
std::optional<std::string> NameIn(std::string_view extend);

// What an application keeps with a conversation is shown to people, its name in all dialects.
Status CheckWords(store::Txn& txn, TenantId tenant, std::string_view extend) {
  KOINE_CHECK(word::CheckName(txn, tenant, extend, "conv_extend"));
  return word::CheckName(txn, tenant, NameIn(extend).value_or(""), "conv_extend");
}

std::optional<std::string> NameIn(std::string_view extend) {
  auto object = json::Parse<std::map<std::string, json::Raw>>(extend);
  if (!object.ok()) return std::nullopt;
  for (const char* member : {"conv_name", "name", "title"}) {
    const auto it = object->find(member);
    if (it == object->end() || it->second.text.substr(0, 1) != "\"") continue;
    auto list = json::Parse<std::vector<std::string>>("[" + it->second.text + "]");
    if (list.ok()) return std::string(text::Prefix(list->front(), kNameChars));
  }
  return std::nullopt;
}

bool IsGroup(const Channel& channel) {
  return channel.kind == ConversationKind::kGroup || channel.kind == ConversationKind::kTemporary;
}

Result<Channel> Present(store::Txn& txn, TenantId tenant, ConversationId id) {
  auto channel = FindChannel(txn, tenant, id);
  if (!channel) return Error{Code::kConversationNotFound};
  return *std::move(channel);
}

// Tells of a room or pair what only applications know of (gateway/rooms.h): those who are in it,
// or these of them.
void Tell(store::Txn& txn, TenantId tenant, const Channel& channel, event::GroupAction action,
          std::vector<UserId> users = {}) {
  event::Event event;
  event.tenant = tenant;
  event.actor = channel.creator;
  event.place = {channel.id, channel.kind, channel.pair_lo, channel.pair_hi};
  event.to_members = users.empty();
  event.users = std::move(users);
  event::GroupEvent told;
  told.action = action;
  event.payload = std::move(told);
  event::Emit(txn, std::move(event));
}

Result<Channel> CreateDirect(store::Txn& txn, const Principal& who, const ChannelIn& in) {
  if (in.others.size() != 1) return Error{Code::kWrongKind, "members"};
  const auto before =
      conversation::FindDirect(txn, access::OnBehalfOf(who, in.creator), in.others.front());
  if (before && FindChannel(txn, who.tenant, *before)) {
    return Present(txn, who.tenant, *before);
  }
  KOINE_TRY(const ConversationId id,
            conversation::OpenDirect(txn, access::OnBehalfOf(who, in.creator), in.others.front()));
  // Whoever asks for the same pair at the same time may have been first.
  LockChannels(txn, who.tenant, std::array{id.value});
  const auto found = FindChannel(txn, who.tenant, id);
  if (found && (before || !found->extend.empty())) return *found;
  SetNew(txn, who.tenant, id, ConversationKind::kDirect, in.extend, 0);
  KOINE_TRY(Channel made, Present(txn, who.tenant, id));
  made.creator = in.creator;
  Tell(txn, who.tenant, made, event::GroupAction::kCreated, {in.others.front()});
  return made;
}

// Where the owner is among those who go, another gets the group: applications know no owners.
// kForbidden "owner" when nobody else is left.
Status FindNewOwner(store::Txn& txn, const Managed& place, const std::vector<UserId>& going) {
  const auto& state = place.place().conversation();
  if (std::find(going.begin(), going.end(), state.owner) == going.end()) return Ok();
  const int enough = static_cast<int>(going.size()) + 1;
  for (const auto& row : group::ListMembers(txn, place.place(), enough, 0)) {
    if (std::find(going.begin(), going.end(), row.user.id) != going.end()) continue;
    KOINE_TRY(const AnyGroup group, AnyGroup::Open(txn, place.who(), state.id));
    return group::Transfer(txn, group, row.user.id);
  }
  // Nobody would be left.
  return Error{Code::kWrongKind, "owner"};
}

}  // namespace

Result<Managed> Managed::Open(store::Txn& txn, const Principal& who, ConversationId id) {
  // What is read below must not change before this ends.
  if (txn.writable()) KOINE_CHECK(access::AnyConversation::Open(txn, who, id));
  KOINE_TRY(Channel channel, Present(txn, who.tenant, id));
  KOINE_TRY(access::AnyConversation place,
            access::AnyConversation::Open(txn, access::InNameOf(who, channel.creator), id));
  return Managed(std::move(place), std::move(channel));
}

Result<Managed> Managed::OpenForClient(store::Txn& txn, const Principal& who, ConversationId id) {
  return Open(txn, access::ServerOf(who), id);
}

Result<Channel> CreateChannel(store::Txn& txn, const Principal& who, const ChannelIn& in) {
  if (in.extend && in.extend->size() > kChannelExtendBytesMax) {
    return FieldError(Code::kTooLarge, "conv_extend");
  }
  if (in.extend) KOINE_CHECK(CheckWords(txn, who.tenant, *in.extend));
  if (in.kind == ConversationKind::kDirect) return CreateDirect(txn, who, in);
  if (in.kind == ConversationKind::kRoom) return CreateRoom(txn, who, in);
  const bool temporary = in.kind == ConversationKind::kTemporary;
  const std::size_t most = temporary ? kTemporaryMembersMax : kGroupMembersMax;
  if (in.others.empty() || in.others.size() + 1 > most) return Error{Code::kWrongKind, "members"};
  group::GroupIn group;
  group.name = in.extend ? NameIn(*in.extend).value_or("") : "";
  group.max_members = static_cast<std::int64_t>(most);
  group.join_mode = access::JoinMode::kOpen;
  group.members = Numbers(in.others);
  KOINE_TRY(const ConversationId id,
            group::CreateGroup(txn, access::OnBehalfOf(who, in.creator), group));
  const std::int64_t end = temporary ? txn.now_ms() + in.ttl_ms : 0;
  SetNew(txn, who.tenant, id, in.kind, in.extend, end);
  if (temporary) PutExpiry(txn, who.tenant, id, end);
  return Present(txn, who.tenant, id);
}

Result<bool> UpdateChannel(store::Txn& txn, const Principal& who, ChannelFilter filter,
                           const std::string& extend) {
  if (extend.size() > kChannelExtendBytesMax) return FieldError(Code::kTooLarge, "conv_extend");
  KOINE_CHECK(CheckWords(txn, who.tenant, extend));
  constexpr auto kMost = static_cast<std::int64_t>(kUpdatedMax);
  KOINE_TRY(FoundChannel found, ListChannels(txn, who, filter, 0, kMost));
  if (found.total > kMost) return FieldError(Code::kTooLarge, "where");
  std::vector<std::int64_t> ids;
  for (const Channel& one : found.page) ids.push_back(one.id.value);
  LockChannels(txn, who.tenant, ids);
  // Only now nothing of what was asked for changes any more.
  filter.ids = std::move(ids);
  KOINE_TRY(found, ListChannels(txn, who, filter, 0, kMost));
  const std::vector<Channel>& channels = found.page;
  if (channels.empty()) return false;
  std::vector<std::int64_t> changing;
  for (const Channel& one : channels) changing.push_back(one.id.value);
  auto name = NameIn(extend);
  if (name) name = name::Shown(*name);
  SetChannelExtend(txn, who.tenant, changing, extend, name);
  std::vector<version::Element> renamed;
  for (const Channel& one : channels) {
    if (!IsGroup(one)) continue;
    renamed.push_back({one.id.value, version::kItself});
  }
  const auto heads = version::BumpEach(txn, who.tenant, version::Collection::kMembers, renamed,
                                       version::Op::kUpdate);
  for (const Channel& one : channels) {
    if (!IsGroup(one)) {
      Tell(txn, who.tenant, one, event::GroupAction::kUpdated);
      continue;
    }
    event::Event event;
    event.tenant = who.tenant;
    event.actor = one.creator;
    event.place.id = one.id;
    event.place.kind = one.kind;
    event.to_members = true;
    event::GroupEvent changed;
    changed.action = event::GroupAction::kUpdated;
    changed.name = name.value_or("");
    changed.operator_.id = one.creator;
    changed.operator_.name = one.creator_handle;
    changed.info = true;
    for (const version::Head& head : heads) {
      if (head.owner == one.id.value) changed.members = head.version;
    }
    event.payload = std::move(changed);
    event::Emit(txn, std::move(event));
  }
  return true;
}

Status DeleteChannel(store::Txn& txn, const Managed& place) {
  const Principal& who = place.who();
  if (place.room()) {
    group::EndRoom(txn, place.place());
    Tell(txn, who.tenant, place.channel(), event::GroupAction::kDissolved);
    return Ok();
  }
  if (!place.direct()) {
    KOINE_TRY(const AnyGroup group, AnyGroup::Open(txn, who, place.channel().id));
    return group::Dissolve(txn, group);
  }
  // What was said is gone for both; a later message shows the conversation again.
  KOINE_TRY(const access::Seated seat,
            access::Seated::Open(txn, access::OnBehalfOf(who, place.channel().creator),
                                 place.channel().id));
  const access::ConversationState& state = seat.conversation();
  // Nobody hears that nothing was cleared.
  if (state.last_seq == 0 || state.last_seq < state.min_seq) {
    Tell(txn, who.tenant, place.channel(), event::GroupAction::kDissolved);
  }
  conversation::ClearForAll(txn, {&seat, 1});
  const std::int64_t end = std::max(txn.now_ms(), place.channel().last_sent_at);
  SetEnd(txn, who.tenant, place.channel().id, end);
  return Ok();
}

Status AddChannelMembers(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  if (place.direct()) return Error{Code::kWrongKind};
  KOINE_CHECK(CheckBans(txn, place, users));
  KOINE_TRY(const AnyGroup group, AnyGroup::Open(txn, place.who(), place.channel().id));
  auto added = group::AddMembers(txn, group, Numbers(users));
  if (!added.ok() && added.error().Is(Code::kGroupFull)) return Error{Code::kWrongKind, "members"};
  if (!added.ok()) return std::move(added).error();
  return Ok();
}

Status RemoveChannelMembers(store::Txn& txn, const Managed& place,
                            const std::vector<UserId>& users) {
  if (place.direct()) return Error{Code::kWrongKind};
  KOINE_CHECK(FindNewOwner(txn, place, users));
  KOINE_TRY(const AnyGroup group, AnyGroup::Open(txn, place.who(), place.channel().id));
  KOINE_CHECK(group::RemoveMembers(txn, group, Numbers(users)));
  return Ok();
}

void RaiseDelivered(store::Txn& txn, const access::Member& seat, std::int64_t seq) {
  const access::ConversationState& state = seat.conversation();
  if (state.direct()) SetDelivered(txn, seat.who().tenant, state.id, seat.who().user, seq);
}

std::optional<Channel> ChannelOf(store::Txn& txn, const event::Event& event) {
  return FindChannel(txn, event.tenant, event.place.id);
}

}  // namespace koine::app
