// Sending and listing (app-im 2.7).

#include <algorithm>
#include <utility>

#include "core/access/behalf.h"
#include "core/app/room.h"
#include "core/app/said.h"
#include "core/identity/handle.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/send.h"
#include "dialect/appim/wire.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct SendMessageIn {
  std::string conv_id;
  json::Raw from_client;
  std::optional<std::int64_t> type;
  std::optional<std::string> text;
  json::Raw attr, url;
  std::optional<bool> transient, no_sync, mention_all;
  std::optional<std::vector<std::string>> mention_client_ids;
  MessageFields Fields() const {
    return {type, text, attr, url, transient, no_sync, mention_all, mention_client_ids};
  }
  Status Check(store::Txn&, const Call&) const {
    bool number = false;
    KOINE_CHECK(ReadClientId(from_client, "from_client", &number));
    KOINE_CHECK(ReadContent(Fields()));
    return Ok();
  }
};
KOINE_DESCRIBE(SendMessageIn, (conv_id, from_client, type, text, attr, url, transient, no_sync,
                               mention_all, mention_client_ids))
KOINE_RULES(SendMessageIn, json::Rule("from_client").Required(), json::Rule("type").Required())
struct ListMessagesIn {
  std::string conv_id;
  std::optional<std::int64_t> page, size, since, until;
  std::optional<std::string> from_client;
  std::optional<bool> reversed;
  Status Check(store::Txn&, const Call&) const;
};
KOINE_DESCRIBE(ListMessagesIn, (conv_id, page, size, since, until, from_client, reversed))

namespace {

constexpr std::size_t kIdBytes = 16;

Result<access::Member> SeatOf(Txn& txn, const access::Principal& sender,
                              const app::Managed& place) {
  const access::Principal own = access::OnBehalfOf(sender, sender.user);
  auto seat = access::Member::Open(txn, own, place.channel().id);
  if (!seat.ok()) return Error{Code::kNotMember};
  return seat;
}

Result<message::Sent> SendAs(Txn& txn, const access::Principal& sender, const app::Managed& place,
                             const message::SendIn& draft) {
  auto seat = SeatOf(txn, sender, place);
  if (seat.ok()) return message::Send(txn, *seat, draft);
  if (!sender.trusted || place.direct()) return Error{Code::kNotMember};
  KOINE_TRY(const access::AnyGroup group, access::AnyGroup::Open(txn, sender, place.channel().id));
  return message::SendAsAdmin(txn, group, draft);
}

// The same for what is never stored.
Status TellAs(Txn& txn, const access::Principal& sender, const app::Managed& place,
              const message::SendIn& draft) {
  auto seat = SeatOf(txn, sender, place);
  if (seat.ok()) return message::SendTransient(txn, *seat, draft);
  if (!sender.trusted || place.direct()) return Error{Code::kNotMember};
  KOINE_TRY(const access::AnyGroup group, access::AnyGroup::Open(txn, sender, place.channel().id));
  return message::TellAsAdmin(txn, group, draft);
}

}  // namespace

Result<SentOut> Say(Txn& txn, const access::Principal& sender, const app::Managed& place,
                    const MessageFields& fields, bool number, std::string_view client_id,
                    const gateway::Presence& presence) {
  KOINE_TRY(Content content, ReadContent(fields));
  message::SendIn draft;
  draft.client_id = client_id;
  draft.mention_all = fields.mention_all.value_or(false);
  if (fields.no_sync.value_or(false)) draft.options |= kOptionSync;
  if (number) draft.options |= kOptionNumber;
  if (fields.mention_client_ids && !fields.mention_client_ids->empty()) {
    for (const identity::User& user :
         identity::FindNamed(txn, sender.tenant, *fields.mention_client_ids)) {
      draft.mentions.push_back(user.id.value);
    }
  }
  const bool transient = fields.transient.value_or(false);
  if (transient) content.id = txn.random().Hex(kIdBytes);
  ToDraft(content, &draft);
  if (place.room() && !sender.trusted && !presence.InRoom(sender.user, place.channel().id)) {
    return Error{Code::kNotMember};
  }
  if (!transient) {
    KOINE_TRY(const message::Sent sent, place.room() ? app::SayInRoom(txn, sender, place, draft)
                                                     : SendAs(txn, sender, place, draft));
    return SentOut{"", std::max(txn.now_ms(), sent.sent_at), sent.id};
  }
  KOINE_CHECK(place.room() ? app::TellInRoom(txn, sender, place, draft)
                           : TellAs(txn, sender, place, draft));
  return SentOut{content.id, txn.now_ms(), MessageId()};
}

MessagePage PageOf(const Paging& paging, std::int64_t total) {
  MessagePage out;
  out.current_page = paging.page;
  out.per_page = paging.size;
  out.total = total;
  out.last_page = paging.last(total);
  return out;
}

MessageItem ToItem(const Appim& dialect, TenantId tenant, ConversationId conversation,
                   const app::Said& said) {
  const body::Message& m = said.message;
  const Content content = ToContent(m).value_or(Content());
  MessageItem out;
  out.msg_id = dialect.SealMessage(tenant, m.id);
  out.conv_id = dialect.SealConversation(tenant, conversation);
  out.type = content.type;
  out.ctime = m.sent_at;
  const bool ours = m.origin == static_cast<std::uint8_t>(access::Dialect::kAppim);
  out.no_sync = ours && (m.options & kOptionSync) != 0 ? 1 : 0;
  out.mention_all = m.mention_all ? 1 : 0;
  out.mention_client_ids = OrNull(content.mentions);
  out.client_id = said.sender;
  if (m.edited_at > 0) out.mtime = m.edited_at;
  if (m.recalled()) {
    out.msg_status = 3;
    out.mtime = m.recalled_at;
    return out;
  }
  out.text = content.text;
  out.attr.text = content.attr;
  out.url = OrNull(content.url);
  return out;
}

namespace {

Result<SentOut> SendMessage(Txn& txn, Call& call, const ChannelDoor& door, SendMessageIn& in) {
  bool number = false;
  KOINE_TRY(const std::string from, ReadClientId(in.from_client, "from_client", &number));
  KOINE_TRY(const identity::User user, ActingClient(txn, call, from));
  return Say(txn, access::InNameOf(call.who, user.id), door.place(), in.Fields(), number, "",
             *call.services->presence);
}

Result<MessagePage> ListMessages(Txn& txn, Call& call, const ChannelDoor& door,
                                 ListMessagesIn& in) {
  KOINE_TRY(const Paging paging, ReadPaging(in.page, in.size, kListSize));
  const app::Managed& place = door.place();
  app::SaidPage page;
  KOINE_TRY(page.seqs, MayRead(txn, call, place));
  const TenantId tenant = call.who.tenant;
  page.since = in.since.value_or(0);
  page.until = in.until.value_or(0);
  page.oldest_first = in.reversed.value_or(false);
  page.offset = paging.offset();
  page.limit = paging.size;
  if (in.from_client && !in.from_client->empty()) {
    KOINE_TRY(const app::Client from, app::GetClient(txn, tenant, *in.from_client));
    page.from = from.user.id;
  }
  const ConversationId id = place.channel().id;
  MessagePage out = PageOf(paging, app::CountSaid(txn, place, page));
  for (const app::Said& said : app::ListSaid(txn, place, page)) {
    out.data.push_back(ToItem(DialectOf(call), tenant, id, said));
  }
  return out;
}

constexpr char kPath[] = "/im/conversations/{conv_id}/message";

}  // namespace

Status ListMessagesIn::Check(Txn&, const Call&) const {
  KOINE_CHECK(ReadPaging(page, size, kListSize));
  return Ok();
}

void AddMessages(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  gateway::Options send = InChannel(
      Mode::kWrite, false,
      R"({"conv_id":"{conv.id}","from_client":"{client.ann}","type":-1,"text":"HELLO !"})", "2.7");
  send.sends = send.chains = true;
  rows->push_back(Ep<&SendMessage>(Method::kPost, kPath, "Send a message", send));
  rows->push_back(Ep<&ListMessages>(
      Method::kGet, kPath, "List the messages of a conversation",
      InChannel(Mode::kScan, false, R"({"conv_id":"{conv.id}","page":1,"size":10})", "2.7")));
}

}  // namespace koine::appim
