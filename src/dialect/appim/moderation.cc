// Mutes in a conversation, and who is excluded from it (app-im 2.7).

#include <algorithm>

#include "core/app/channel_ban.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

namespace {

constexpr std::int64_t kMsPerSecond = 1000;

}  // namespace

struct SilenceIn {
  std::string conv_id, client_id;
  std::optional<std::int64_t> ttl;
  Status Check(store::Txn&, const Call&) const {
    const std::int64_t wanted = ttl.value_or(0);
    if (wanted >= 1 && wanted <= app::kSilenceMaxMs / kMsPerSecond) return Ok();
    return FieldError(Code::kBadArgument, "ttl");
  }
};
KOINE_DESCRIBE(SilenceIn, (conv_id, client_id, ttl))
KOINE_RULES(SilenceIn, json::Rule("client_id").Required(), json::Rule("ttl").Required())
struct EndSilenceIn {
  std::string conv_id, client_id;
};
KOINE_DESCRIBE(EndSilenceIn, (conv_id, client_id))
KOINE_RULES(EndSilenceIn, json::Rule("client_id").Required())
struct BlacklistIn {
  std::string conv_id;
  std::vector<std::string> client_ids;
};
KOINE_DESCRIBE(BlacklistIn, (conv_id, client_ids))
KOINE_RULES(BlacklistIn, json::Rule("client_ids").Required().MaxItems(100))
struct ListBlacklistIn {
  std::string conv_id;
};
KOINE_DESCRIBE(ListBlacklistIn, (conv_id))

namespace {

Status SetSilenced(Txn& txn, Call& call, const ChannelDoor& door, const std::string& client_id,
                   std::int64_t ms) {
  const app::Managed& place = door.place();
  if (place.direct()) return Error{Code::kWrongKind};
  KOINE_TRY(const app::Client found, app::GetClient(txn, call.who.tenant, client_id));
  return app::Silence(txn, place, found.user.id, ms);
}

Result<bool> SilenceClient(Txn& txn, Call& call, const ChannelDoor& door, SilenceIn& in) {
  KOINE_CHECK(SetSilenced(txn, call, door, in.client_id, in.ttl.value_or(0) * kMsPerSecond));
  return true;
}

Result<bool> EndSilence(Txn& txn, Call& call, const ChannelDoor& door, EndSilenceIn& in) {
  KOINE_CHECK(SetSilenced(txn, call, door, in.client_id, 0));
  return true;
}

using Change = Status (*)(Txn&, const app::Managed&, const std::vector<UserId>&);
template <Change change, bool out>
Result<bool> ChangeBlacklist(Txn& txn, Call& call, const ChannelDoor& door, BlacklistIn& in) {
  const app::Managed& place = door.place();
  if (place.direct()) return Error{Code::kWrongKind};
  KOINE_TRY(const auto users, NamedClients(txn, call, in.client_ids));
  KOINE_CHECK(change(txn, place, users));
  if (out && place.room()) RemoveFromRoom(txn, call, place, users);
  return true;
}

Result<std::vector<std::string>> ListBlacklist(Txn& txn, Call&, const ChannelDoor& door,
                                               ListBlacklistIn&) {
  return app::ListBanned(txn, door.place());
}

constexpr char kSilences[] = "/im/conversations/{conv_id}/temporary-silenceds";
constexpr char kBlacklists[] = "/im/conversations/{conv_id}/blacklists";
constexpr char kBob[] = R"({"conv_id":"{conv.id}","client_ids":["{client.bob}"]})";

}  // namespace

void AddModeration(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  const auto changes = InChannel(Mode::kWrite, true, kBob, "2.7");
  rows->push_back(Ep<&SilenceClient>(
      Method::kPost, kSilences, "Mute a member",
      InChannel(Mode::kWrite, true,
                R"({"conv_id":"{conv.id}","client_id":"{client.bob}","ttl":60})", "2.7")));
  rows->push_back(
      Ep<&EndSilence>(Method::kDelete, kSilences, "Unmute a member",
                      InChannel(Mode::kWrite, true,
                                R"({"conv_id":"{conv.id}","client_id":"{client.bob}"})", "2.7")));
  rows->push_back(Ep<&ChangeBlacklist<&app::BanFromChannel, true>>(
      Method::kPost, kBlacklists, "Remove clients from a conversation and keep them out", changes));
  rows->push_back(Ep<&ChangeBlacklist<&app::UnbanFromChannel, false>>(
      Method::kDelete, kBlacklists, "Let excluded clients back into a conversation", changes));
  rows->push_back(
      Ep<&ListBlacklist>(Method::kGet, kBlacklists, "List the clients excluded from a conversation",
                         InChannel(Mode::kScan, false, R"({"conv_id":"{conv.id}"})", "2.7")));
}

}  // namespace koine::appim
