#include "dialect/openim/render.h"

#include <utility>

#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/names.h"

namespace koine::openim {

// What is read instead of a recalled message (openim-http 5.4).
struct MessageRevokedContent {
  std::string revokerID;
  std::int32_t revokerRole = 0;
  std::string clientMsgID, revokerNickname;
  std::int64_t revokeTime = 0, sourceMessageSendTime = 0;
  std::string sourceMessageSendID, sourceMessageSenderNickname;
  std::int32_t sessionType = 0;
  std::int64_t seq = 0;
  std::string ex;
};
KOINE_DESCRIBE(MessageRevokedContent, (revokerID, revokerRole, clientMsgID, revokerNickname,
                                       revokeTime, sourceMessageSendTime, sourceMessageSendID,
                                       sourceMessageSenderNickname, sessionType, seq, ex))

int RoleNumber(access::MemberRole role) {
  switch (role) {
    case access::MemberRole::kOwner:
      return 100;
    case access::MemberRole::kAdmin:
      return 60;
    case access::MemberRole::kMember:
      break;
  }
  return 20;
}

MsgData Placeholder(std::int64_t seq) {
  MsgData out;
  out.seq = seq;
  out.status = kStatusDeleted;
  return out;
}

std::string InDetail(const std::string& tips) {
  return json::ToText(NotificationElem{tips});
}

void FillIds(const Openim& dialect, MessageId id, MsgData* out) {
  out->serverMsgID = dialect.SealMessage(id);
  if (out->clientMsgID.empty()) out->clientMsgID = out->serverMsgID;
}

std::string RevokedContent(const history::SyncEntry& entry, const MsgData& shown,
                           const Parties& parties) {
  MessageRevokedContent revoked;
  revoked.revokerID = entry.recaller.handle;
  revoked.revokerNickname = entry.recaller.nickname;
  revoked.revokerRole = parties.session_type == kGroupSession ? RoleNumber(entry.recaller_role) : 0;
  revoked.clientMsgID = shown.clientMsgID;
  revoked.revokeTime = entry.message.recalled_at;
  revoked.sourceMessageSendTime = entry.message.sent_at;
  revoked.sourceMessageSendID = parties.sender;
  revoked.sourceMessageSenderNickname = parties.nickname;
  revoked.sessionType = parties.session_type;
  revoked.seq = entry.message.seq;
  return InDetail(json::ToText(revoked));
}

namespace {

std::vector<const body::Message*> MessagesOf(const std::vector<history::SyncEntry>& entries) {
  std::vector<const body::Message*> out;
  for (const history::SyncEntry& entry : entries) out.push_back(&entry.message);
  return out;
}

}  // namespace

Renderer::Renderer(store::Txn& txn, const Openim& dialect, const access::Principal& who,
                   std::string_view own_handle, const std::vector<history::SyncEntry>& entries)
    : dialect_(dialect),
      user_(who.user),
      own_handle_(own_handle),
      extras_(txn, dialect, who.tenant, MessagesOf(entries), true, &who) {}

MsgData Renderer::Message(const history::SyncEntry& entry, const history::SyncSeat& seat) const {
  const body::Message& message = entry.message;
  if (entry.hidden || message.deleted_at > 0) return Placeholder(message.seq);
  Parties parties;
  parties.sender = message.sender ? entry.sender.handle : dialect_.SystemHandle();
  parties.nickname = entry.sender.nickname;
  parties.face = entry.sender.avatar;
  parties.session_type = SessionTypeOf(seat);
  const bool own = message.sender == user_;
  if (parties.session_type == kGroupSession) {
    parties.group = seat.handle;
  } else {
    parties.receiver = own ? seat.peer_handle : std::string(own_handle_);
  }
  extras_.Fill(message, &parties);
  MsgData out = ToMsgData(message, parties);
  FillIds(dialect_, message.id, &out);
  if (parties.session_type == kSingle) {
    out.isRead = message.seq <= (own ? seat.peer_receipt : seat.member.receipt_seq);
  }
  if (message.recalled()) out.content.data = RevokedContent(entry, out, parties);
  return out;
}

}  // namespace koine::openim
