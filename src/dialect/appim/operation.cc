// Recalling, deleting, reading, counting (app-im 2.7).

#include <utility>

#include "core/access/behalf.h"
#include "core/app/said.h"
#include "core/conversation/summary.h"
#include "core/message/read.h"
#include "core/message/revise.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/operation.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct OwnMessageIn {
  std::string conv_id, msg_id;
  std::optional<std::string> from_client;
  // Only the master key needs no client.
  Status Check(store::Txn&, const Call& call) const {
    if (!CallerOf(call).master && from_client.value_or("").empty()) return Missing("from_client");
    return Ok();
  }
};
KOINE_DESCRIBE(OwnMessageIn, (conv_id, msg_id, from_client))
struct ReadConversationIn {
  std::string conv_id, client_id;
  std::optional<std::string> msg_id;
  std::optional<std::int64_t> time;
  Status Check(store::Txn&, const Call&) const {
    return msg_id || time ? Ok() : Status(Missing("msg_id"));
  }
};
KOINE_DESCRIBE(ReadConversationIn, (conv_id, client_id, msg_id, time))
KOINE_RULES(ReadConversationIn, json::Rule("client_id").Required())
struct UnreadCountIn {
  std::string client_id;
  std::optional<std::string> conv_id;
};
KOINE_DESCRIBE(UnreadCountIn, (client_id, conv_id))
struct UnreadCountOut {
  std::int64_t count = 0;
};
KOINE_DESCRIBE(UnreadCountOut, (count))

Result<std::int64_t> SeqOf(Txn& txn, const Appim& dialect, const access::Seated& place,
                           std::string_view msg_id) {
  const auto id = dialect.OpenMessage(place.who().tenant, msg_id);
  if (!id) return Error{Code::kMessageNotFound};
  return access::SeqIn(txn, place, *id);
}

Result<std::int64_t> SeqOf(Txn& txn, const Appim& dialect, const app::Managed& place,
                           std::string_view msg_id) {
  const auto id = dialect.OpenMessage(place.who().tenant, msg_id);
  if (!id) return Error{Code::kMessageNotFound};
  return access::SeqIn(txn, place.place(), *id);
}

namespace {

// The seat of a client, without more rights than it has itself.
access::Principal SeatOf(const Call& call, UserId user) {
  return access::OnBehalfOf(call.who, user);
}

// Whether nobody but the sender may, and who that is: the master key needs none.
Result<std::optional<identity::User>> Sender(Txn& txn, const Call& call, const OwnMessageIn& in) {
  if (CallerOf(call).master && in.from_client.value_or("").empty()) {
    return std::optional<identity::User>();
  }
  KOINE_TRY(identity::User user, ActingClient(txn, call, in.from_client.value_or("")));
  return std::optional(std::move(user));
}

Status CheckOwn(Txn& txn, const app::Managed& place, std::int64_t seq, UserId sender) {
  const auto row = message::FindAsAdmin(txn, place.place(), seq);
  if (row && row->message.sender == sender) return Ok();
  return Error{Code::kNotYourMessage};
}

Result<bool> RecallMessage(Txn& txn, Call& call, const ChannelDoor& door, OwnMessageIn& in) {
  const app::Managed& place = door.place();
  KOINE_TRY(const auto sender, Sender(txn, call, in));
  const ConversationId id = place.channel().id;
  KOINE_TRY(const std::int64_t seq, SeqOf(txn, DialectOf(call), place, in.msg_id));
  Status done = Ok();
  if (CallerOf(call).master) {
    done = message::RecallAsAdmin(txn, place.place(), seq, call.who);
  } else if (place.room()) {
    KOINE_CHECK(CheckOwn(txn, place, seq, sender->id));
    done = message::RecallAsAdmin(txn, place.place(), seq, call.who);
  } else {
    KOINE_TRY(const access::Message own,
              access::Message::At(txn, SeatOf(call, sender->id), id, seq));
    done = message::Recall(txn, own);
  }
  // Once more is the same (mapping 8).
  if (!done.ok() && !done.error().Is(Code::kAlreadyRecalled)) return std::move(done).error();
  return true;
}

Result<bool> DeleteMessage(Txn& txn, Call& call, const ChannelDoor& door, OwnMessageIn& in) {
  const app::Managed& place = door.place();
  KOINE_TRY(const auto sender, Sender(txn, call, in));
  KOINE_TRY(const std::int64_t seq, SeqOf(txn, DialectOf(call), place, in.msg_id));
  if (!CallerOf(call).master) {
    KOINE_CHECK(CheckOwn(txn, place, seq, sender->id));
  }
  const std::int64_t seqs[] = {seq};
  KOINE_TRY(const std::int64_t gone, message::EraseAsAdmin(txn, place.place(), seqs, call.address));
  if (gone == 0) return Error{Code::kMessageNotFound};
  return true;
}

Result<bool> ReadConversation(Txn& txn, Call& call, const ChannelDoor& door,
                              ReadConversationIn& in) {
  const app::Managed& place = door.place();
  // Nobody has a cursor in a room.
  if (place.room()) return Error{Code::kWrongKind};
  KOINE_TRY(const identity::User user, ActingClient(txn, call, in.client_id));
  const ConversationId id = place.channel().id;
  auto seat = access::Member::Open(txn, SeatOf(call, user.id), id);
  if (!seat.ok()) return Error{Code::kNotMember};
  std::int64_t seq = 0;
  if (in.msg_id) {
    KOINE_TRY(seq, SeqOf(txn, DialectOf(call), *seat, *in.msg_id));
  } else {
    if (*in.time <= 0) return true;
    app::SaidPage page;
    page.until = *in.time;
    page.limit = 1;
    const auto last = app::ListSaid(txn, place, page);
    if (last.empty()) return true;
    seq = last.front().message.seq;
  }
  KOINE_CHECK(message::MarkRead(txn, *seat, seq));
  return true;
}

Result<UnreadCountOut> CountUnread(Txn& txn, Call& call, const ChannelOrAll& door,
                                   UnreadCountIn& in) {
  const TenantId tenant = call.who.tenant;
  const app::Managed* place = door.one();
  if (place == nullptr) {
    KOINE_TRY(const app::Client found, app::GetClient(txn, tenant, in.client_id));
    KOINE_CHECK(MayActAs(call, in.client_id));
    return UnreadCountOut{conversation::TotalUnread(txn, SeatOf(call, found.user.id))};
  }
  KOINE_TRY(const app::Client found, app::GetClient(txn, tenant, in.client_id));
  KOINE_CHECK(MayActAs(call, in.client_id));
  if (place->room()) return UnreadCountOut{};
  const auto one = conversation::FindSummary(txn, SeatOf(call, found.user.id), place->channel().id);
  if (!one) return Error{Code::kNotMember};
  return UnreadCountOut{one->unread};
}

constexpr char kOwn[] =
    R"({"conv_id":"{conv.id}","msg_id":"{msg.id}","from_client":"{client.ann}"})";

}  // namespace

void AddMessageOperations(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&RecallMessage>(Method::kPut, "/im/conversations/{conv_id}/message/{msg_id}/recall",
                         "Recall a message", InChannel(Mode::kWrite, true, kOwn, "2.7")));
  rows->push_back(Ep<&DeleteMessage>(
      Method::kDelete, "/im/conversations/{conv_id}/message/{msg_id}",
      "Delete a message for everybody", InChannel(Mode::kWrite, false, kOwn, "2.7")));
  gateway::Options read =
      InChannel(Mode::kWrite, true,
                R"({"conv_id":"{conv.id}","client_id":"{client.bob}","msg_id":"{msg.id}"})", "2.7");
  read.chains = read.needs_rows = true;
  rows->push_back(Ep<&ReadConversation>(Method::kPost, "/im/conversations/{conv_id}/read",
                                        "Mark messages as read up to a message or a time", read));
  rows->push_back(Ep<&CountUnread>(
      Method::kGet, "/im/clients/{client_id}/unread-count", "Count the unread messages of a client",
      {.mode = Mode::kScan,
       .door = "conv_id",
       .example = R"({"client_id":"{client.bob}","conv_id":"{conv.id}"})",
       .ref = "2.7"}));
}

}  // namespace koine::appim
