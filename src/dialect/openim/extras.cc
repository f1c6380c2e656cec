#include "dialect/openim/extras.h"

#include <variant>

#include "dialect/openim/dialect.h"
#include "dialect/openim/friend.h"
#include "dialect/openim/msg_struct.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/render.h"

namespace koine::openim {

struct ConversationSetPrivateTips {
  std::string recvID, sendID;
  bool isPrivate = false;
  std::string conversationID;
};
KOINE_DESCRIBE(ConversationSetPrivateTips, (recvID, sendID, isPrivate, conversationID))

namespace {

constexpr char kNoContent[] = "{}";

bool WrittenHere(const body::Message& message) {
  return message.origin == static_cast<std::uint8_t>(access::Dialect::kOpenim) &&
         !message.raw.empty();
}

bool IsGone(const body::Message& message) {
  return message.recalled() || message.deleted_at > 0;
}

}  // namespace

Extras::Extras(store::Txn& txn, const Openim& dialect, TenantId tenant,
               std::span<const body::Message* const> messages, bool names,
               const access::Principal* reader)
    : dialect_(dialect) {
  ReadQuotes(txn, tenant, messages);
  std::vector<std::int64_t> cards;
  std::vector<const body::Message*> named;
  auto note_card = [&cards](const body::Message& message) {
    const auto* card = std::get_if<body::Card>(&message.body);
    if (card != nullptr && card->user) cards.push_back(card->user.value);
  };
  for (const auto& [place, entry] : quotes_) note_card(entry.message);
  bool lines = false;
  for (const body::Message* message : messages) {
    note_card(*message);
    if (message->seq == 0) continue;
    if (const auto* line = std::get_if<body::Notice>(&message->body)) {
      const auto act = ActOf(*line, message->conversation, message->sent_at);
      if (act) act->WantFrom(&cast_);
      lines = lines || act.has_value();
    }
    if (!names || !std::holds_alternative<body::Text>(message->body)) continue;
    if (WrittenHere(*message)) continue;
    named.push_back(message);
  }
  for (history::Handle& one : history::FindHandles(txn, tenant, cards)) {
    cards_[one.user] = std::move(one.handle);
  }
  for (history::Mentioned& one : history::ListMentioned(txn, tenant, named)) {
    mentions_[{one.conversation.value, one.seq}].push_back(std::move(one.who));
  }
  if (lines) cast_.Load(txn, dialect, tenant, reader);
}

void Extras::ReadQuotes(store::Txn& txn, TenantId tenant,
                        std::span<const body::Message* const> messages) {
  for (history::SyncEntry& entry : history::ListQuoted(txn, tenant, messages)) {
    const Place place{entry.message.conversation.value, entry.message.seq};
    quotes_.emplace(place, std::move(entry));
  }
}

void Extras::Fill(const body::Message& message, Parties* parties) const {
  if (const auto* card = std::get_if<body::Card>(&message.body)) {
    const auto it = cards_.find(card->user);
    if (it != cards_.end()) parties->card = it->second;
  }
  if (message.seq == 0) return;
  const std::int64_t place = message.conversation.value;
  if (const auto* line = std::get_if<body::Notice>(&message.body)) {
    if (line->kind == body::NoticeKind::kFriendsNow) {
      // Who accepted speaks.
      parties->line_type = kFriendApproved;
      parties->line_tips = ApprovedTips(parties->receiver, parties->sender);
    } else if (line->kind == body::NoticeKind::kPrivateOn ||
               line->kind == body::NoticeKind::kPrivateOff) {
      parties->line_type = kPrivateSet;
      parties->line_tips = json::ToText(ConversationSetPrivateTips{
          parties->receiver, parties->sender, line->kind == body::NoticeKind::kPrivateOn,
          SingleName(parties->receiver, parties->sender)});
    } else if (const auto act = ActOf(*line, message.conversation, message.sent_at)) {
      parties->line_type = act->type;
      parties->line_tips = TipsOf(*act, cast_);
    }
  }
  if (const auto it = mentions_.find({place, message.seq}); it != mentions_.end()) {
    parties->mentioned = it->second;
  }
  if (message.reply_seq == 0) return;
  const auto quoted = quotes_.find({place, message.reply_seq});
  if (quoted == quotes_.end()) return;
  // Its writer's own form stands as long as what it quotes does.
  if (WrittenHere(message) && !IsGone(quoted->second.message)) return;
  parties->quote = QuoteOf(quoted->second, *parties);
}

std::string Extras::QuoteOf(const history::SyncEntry& quoted, const Parties& around) const {
  const body::Message& message = quoted.message;
  Parties parties;
  parties.sender = message.sender ? quoted.sender.handle : dialect_.SystemHandle();
  parties.nickname = quoted.sender.nickname;
  parties.face = quoted.sender.avatar;
  parties.group = around.group;
  parties.session_type = around.session_type;
  const bool same = parties.sender == around.sender;
  if (around.group.empty()) parties.receiver = same ? around.receiver : around.sender;
  if (const auto* card = std::get_if<body::Card>(&message.body)) {
    const auto it = cards_.find(card->user);
    if (it != cards_.end()) parties.card = it->second;
  }
  MsgData data = ToMsgData(message, parties);
  FillIds(dialect_, message.id, &data);
  if (message.deleted_at > 0) {
    data.contentType = kRevoked;
    data.content.data = kNoContent;
  } else if (message.recalled()) {
    data.content.data = RevokedContent(quoted, data, parties);
  }
  return MsgStructText(data);
}

void AddPrivateTips(std::vector<gateway::EventRow>* rows) {
  rows->push_back(gateway::EventOf<ConversationSetPrivateTips>(
      std::to_string(kPrivateSet), "Notification: disappearing messages were turned on or off"));
}

}  // namespace koine::openim
