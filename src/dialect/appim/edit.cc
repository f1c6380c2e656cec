// A message says something else from now on (app-im 2.7).

#include <utility>

#include "core/message/read.h"
#include "core/message/revise.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/message.h"
#include "dialect/appim/operation.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct EditMessageIn {
  std::string conv_id, msg_id;
  std::optional<std::string> from_client;
  std::optional<std::string> text;
  json::Raw attr, url;
  Status Check(store::Txn&, const Call& call) const {
    if (!CallerOf(call).master && from_client.value_or("").empty()) return Missing("from_client");
    if (!text && attr.text.empty() && url.text.empty()) return Missing("text");
    return Ok();
  }
};
KOINE_DESCRIBE(EditMessageIn, (conv_id, msg_id, from_client, text, attr, url))

namespace {

// What the message says with what is given replaced.
MessageFields Merge(const EditMessageIn& in, Content old) {
  MessageFields out;
  out.type = old.type;
  out.text = in.text ? in.text : std::move(old.text);
  out.attr.text = in.attr.text.empty() ? std::move(old.attr) : in.attr.text;
  out.url.text = in.url.text.empty() ? std::move(old.url) : in.url.text;
  if (!old.mentions.empty()) {
    auto mentions = json::Parse<std::vector<std::string>>(old.mentions);
    if (mentions.ok()) out.mention_client_ids = *std::move(mentions);
  }
  return out;
}

Result<bool> EditMessage(Txn& txn, Call& call, const ChannelDoor& door, EditMessageIn& in) {
  const bool master = CallerOf(call).master;
  const bool named = !in.from_client.value_or("").empty();
  const app::Managed& place = door.place();
  std::optional<UserId> sender;
  if (named) {
    KOINE_TRY(const identity::User user, ActingClient(txn, call, *in.from_client));
    sender = user.id;
  }
  KOINE_TRY(const std::int64_t seq, SeqOf(txn, DialectOf(call), place, in.msg_id));
  const auto row = message::FindAsAdmin(txn, place.place(), seq);
  if (!row || row->message.deleted_at > 0) return Error{Code::kMessageNotFound};
  if (!master && row->message.sender != sender) return Error{Code::kNotYourMessage};
  auto old = ToContent(row->message);
  if (!old) return Error{Code::kMessageNotFound};
  KOINE_TRY(const Content content, ReadContent(Merge(in, *std::move(old))));
  message::SendIn draft;
  ToDraft(content, &draft);
  KOINE_CHECK(message::EditAsAdmin(txn, place.place(), seq, draft.body, draft.raw));
  return true;
}

}  // namespace

void AddEdits(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(gateway::Ep<&EditMessage>(
      net::Method::kPut, "/im/conversations/{conv_id}/message/{msg_id}", "Revise a message",
      InChannel(gateway::Mode::kWrite, true,
                R"({"conv_id":"{conv.id}","msg_id":"{msg.id}","from_client":"{client.ann}",)"
                R"("text":"other"})",
                "2.7")));
}

}  // namespace koine::appim
