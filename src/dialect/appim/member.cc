// Members (app-im 2.6).

#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct MembersIn {
  std::string conv_id;
  std::vector<std::string> client_ids;
};
KOINE_DESCRIBE(MembersIn, (conv_id, client_ids))
KOINE_RULES(MembersIn, json::Rule("client_ids").Required().MaxItems(100))
struct ListMembersIn {
  std::string conv_id;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(ListMembersIn, (conv_id, page, size))

namespace {

template <bool adds>
Status ChangePlace(Txn& txn, const Call& call, const app::Managed& place,
                   const std::vector<UserId>& users) {
  if constexpr (adds) {
    return place.room() ? AddToRoom(txn, call, place, users)
                        : app::AddChannelMembers(txn, place, users);
  }
  if (!place.room()) return app::RemoveChannelMembers(txn, place, users);
  RemoveFromRoom(txn, call, place, users);
  return Ok();
}

template <bool adds>
Result<bool> ChangeMembers(Txn& txn, Call& call, const ChannelDoor& door, MembersIn& in) {
  const app::Managed& place = door.place();
  if (place.direct()) return Error{Code::kWrongKind};
  KOINE_TRY(const auto users, NamedClients(txn, call, in.client_ids));
  KOINE_CHECK(ChangePlace<adds>(txn, call, place, users));
  return true;
}

Result<std::vector<std::string>> ListMembers(Txn& txn, Call& call, const ChannelDoor& door,
                                             ListMembersIn& in) {
  const app::Managed& place = door.place();
  KOINE_TRY([[maybe_unused]] const auto visible, MayRead(txn, call, place));
  if (place.room()) return ListRoom(txn, call, place);
  int limit = static_cast<int>(app::kGroupMembersMax);
  int offset = 0;
  if (in.page || in.size) {
    KOINE_TRY(const Paging paging, ReadPaging(in.page, in.size, kPageSizeMax));
    limit = static_cast<int>(paging.size);
    offset = static_cast<int>(paging.offset());
  }
  return app::ListMemberHandles(txn, place, limit, offset);
}

constexpr char kPath[] = "/im/conversations/{conv_id}/members";
constexpr char kBob[] = R"({"conv_id":"{conv.id}","client_ids":["{client.bob}"]})";

}  // namespace

void AddMembers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  const auto changes = InChannel(Mode::kWrite, true, kBob, "2.6");
  rows->push_back(
      Ep<&ChangeMembers<true>>(Method::kPost, kPath, "Add members to a conversation", changes));
  rows->push_back(
      Ep<&ListMembers>(Method::kGet, kPath, "List the members of a conversation",
                       InChannel(Mode::kScan, false, R"({"conv_id":"{conv.id}"})", "2.6")));
  rows->push_back(Ep<&ChangeMembers<false>>(Method::kDelete, kPath,
                                            "Remove members from a conversation", changes));
}

}  // namespace koine::appim
