#include "dialect/appim/wire.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/access/behalf.h"
#include "core/app/said.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"

namespace koine::appim {

int TypeNumber(ConversationKind kind) {
  if (kind == ConversationKind::kDirect || kind == ConversationKind::kSystem) return 1;
  if (kind == ConversationKind::kRoom) return 4;
  return kind == ConversationKind::kTemporary ? 2 : 3;
}

ConversationOut ToConversation(const Appim& dialect, TenantId tenant, const std::string& app_id,
                               const app::Channel& channel) {
  ConversationOut out;
  out.conv_id = dialect.SealConversation(tenant, channel.id);
  out.conv_type = TypeNumber(channel.kind);
  out.client_num = channel.clients;
  out.app_id = app_id;
  out.conv_extend.text = channel.extend;
  out.conv_creater_id = channel.creator_handle;
  out.ctime.ms = channel.created_at;
  if (channel.changed_at > 0) out.mtime = json::Time{channel.changed_at};
  return out;
}

Result<Paging> ReadPaging(std::optional<std::int64_t> page, std::optional<std::int64_t> size,
                          std::int64_t usual) {
  Paging out;
  out.page = std::max<std::int64_t>(1, page.value_or(1));
  const std::int64_t wanted = size.value_or(usual);
  out.size = wanted < 1 ? usual : std::min(wanted, kPageSizeMax);
  if (out.page > kOffsetMax || out.offset() > kOffsetMax) {
    return FieldError(Code::kBadArgument, "page");
  }
  return out;
}

Error Missing(const char* field) {
  return FieldError(Code::kMissingArgument, field);
}

bool IsContainer(const json::Raw& raw) {
  return !raw.text.empty() && (raw.text.front() == '{' || raw.text.front() == '[');
}

Result<std::string> ReadClientId(const json::Raw& raw, const char* field, bool* number) {
  const std::string& text = raw.text;
  if (text.empty() || text == "null" || text == "\"\"") return Missing(field);
  if (text.front() == '"') {
    auto list = json::Parse<std::vector<std::string>>("[" + text + "]");
    if (!list.ok()) return FieldError(Code::kBadArgument, field);
    *number = false;
    return std::move(list->front());
  }
  if (!text::ParseInt(text)) return FieldError(Code::kBadArgument, field);
  *number = true;
  return text;
}

Result<ChannelDoor> ChannelDoor::Open(store::Txn& txn, gateway::Call& call,
                                      const std::string& conv_id) {
  const auto id = DialectOf(call).OpenConversation(call.who.tenant, conv_id);
  if (!id) return Error{Code::kConversationNotFound};
  KOINE_TRY(app::Managed place, app::Managed::Open(txn, call.who, *id));
  return ChannelDoor(std::move(place));
}

Result<ChannelOrAll> ChannelOrAll::Open(store::Txn& txn, gateway::Call& call, const Key& conv_id) {
  if (conv_id.value_or("").empty()) return ChannelOrAll(std::nullopt);
  KOINE_TRY(const ChannelDoor door, ChannelDoor::Open(txn, call, *conv_id));
  return ChannelOrAll(door.place());
}

Result<identity::User> ActingClient(store::Txn& txn, const gateway::Call& call,
                                    std::string_view handle) {
  KOINE_TRY(app::Client found, app::GetClient(txn, call.who.tenant, handle));
  if (!found.user.active(txn.now_ms())) return Error{Code::kAccountBanned};
  KOINE_CHECK(MayActAs(call, handle));
  return std::move(found.user);
}

Result<access::VisibleRange> MayRead(store::Txn& txn, const gateway::Call& call,
                                     const app::Managed& place) {
  const auto& token = CallerOf(call).token;
  if (!token || token->unique_name.empty()) return app::SaidPage().seqs;
  KOINE_TRY(const app::Client own, app::GetClient(txn, call.who.tenant, token->unique_name));
  if (place.room() && IsIn(call, own.user.id, place)) return app::SaidPage().seqs;
  auto seat =
      access::Member::Open(txn, access::OnBehalfOf(call.who, own.user.id), place.channel().id);
  if (!seat.ok()) return Error{Code::kForbidden, "conversation"};
  return seat->visible();
}

Result<std::vector<UserId>> NamedClients(store::Txn& txn, const gateway::Call& call,
                                         const std::vector<std::string>& handles) {
  KOINE_TRY(const auto users, app::GetClients(txn, call.who.tenant, handles));
  KOINE_CHECK(MayName(call, handles));
  std::vector<UserId> out;
  for (const identity::User& user : users) {
    if (std::find(out.begin(), out.end(), user.id) == out.end()) out.push_back(user.id);
  }
  return out;
}

Result<FrameDoor> FrameDoor::Open(store::Txn& txn, gateway::Call& call,
                                  const std::string& conv_id) {
  if (conv_id.empty()) return Missing("conv_id");
  const auto id = DialectOf(call).OpenConversation(call.who.tenant, conv_id);
  if (!id) return Error{Code::kConversationNotFound};
  KOINE_TRY(app::Managed place, app::Managed::OpenForClient(txn, call.who, *id));
  return FrameDoor(std::move(place));
}

Result<ClientSeat> ClientSeat::Open(store::Txn& txn, gateway::Call& call,
                                    const std::string& conv_id) {
  KOINE_TRY(const FrameDoor door, FrameDoor::Open(txn, call, conv_id));
  // Nobody has a cursor in a room.
  if (door.place().room()) return Error{Code::kWrongKind};
  auto seat = access::Member::Open(txn, call.who, door.place().channel().id);
  if (!seat.ok()) return Error{Code::kNotMember};
  return ClientSeat(*std::move(seat));
}

}  // namespace koine::appim
