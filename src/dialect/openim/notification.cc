#include "dialect/openim/notification.h"

#include <algorithm>
#include <utility>

#include "dialect/openim/dialect.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/options.h"
#include "dialect/openim/render.h"

namespace koine::openim {

namespace {

// Of a change that is about more, the newest are named.
constexpr std::int64_t kSeqsMax = 1000;
// What an edit is called; no notification of the contract tells one (mapping 9.3).
constexpr char kEditedKey[] = "koine.message.edited";

// openim-http 6.1
std::map<std::string, bool> OptionsOf(bool stored) {
  return {{"isNotNotification", false},
          {"isSendMsg", false},
          {"history", stored},
          {"persistent", stored},
          {"offlinePush", false},
          {"unreadCount", false},
          {"senderSync", true},
          {"conversationUpdate", false},
          {"senderConversationUpdate", false},
          {"notPrivate", false},
          {"reactionFromCache", false}};
}

// The id that its writer gave to the message of a change, else the sealed one.
std::string ClientIdOf(const Openim& dialect, const change::Entry& entry) {
  const bool own = entry.origin == static_cast<std::uint8_t>(access::Dialect::kOpenim);
  return own && !entry.client_id.empty() ? entry.client_id : dialect.SealMessage(entry.message);
}

std::vector<std::int64_t> SeqsOf(const change::Change& change) {
  std::vector<std::int64_t> out;
  for (std::int64_t seq = std::max(change.seq, change.to_seq - kSeqsMax + 1); seq <= change.to_seq;
       ++seq) {
    out.push_back(seq);
  }
  return out;
}

std::string DeletedText(const change::Entry& entry, const ChatOf& chat) {
  DeleteMsgsTips tips{entry.actor_handle, chat.name, {}};
  if (auto named = json::Parse<change::Deleted>(entry.change.data); named.ok()) {
    tips.seqs = std::move(named->seqs);
  } else {
    tips.seqs = SeqsOf(entry.change);
  }
  return json::ToText(tips);
}

}  // namespace

MsgData ToMsgData(const Notification& in) {
  MsgData out;
  out.sendID = in.from.handle;
  out.senderNickname = in.from.nickname;
  out.senderFaceURL = in.from.avatar;
  out.recvID = in.to;
  if (in.to_group) out.groupID = in.to;
  out.sessionType = in.to_group ? kGroupSession : kSingle;
  out.msgFrom = kFromSystem;
  out.contentType = in.type;
  out.content.data = InDetail(in.tips);
  out.seq = in.number;
  out.sendTime = out.createTime = in.at;
  out.status = kSent;
  out.clientMsgID = out.serverMsgID = in.id;
  out.options = OptionsOf(in.number > 0);
  return out;
}

std::string PlaceOf(const Notification& in) {
  return NotificationName(in.to_group ? GroupName(in.to) : SingleName(in.from.handle, in.to));
}

Notification ToNotification(const Openim& dialect, TenantId tenant, const change::Entry& entry,
                            const ChatOf& chat) {
  Notification out;
  out.from = {entry.change.actor, entry.actor_handle, entry.actor_name, entry.actor_avatar};
  out.to = chat.to;
  out.to_group = chat.group && entry.stream > 0;
  out.at = entry.at;
  out.id = dialect.NotificationId(tenant, entry.position);
  out.number = entry.number;
  switch (entry.change.kind) {
    case change::Kind::kRecall: {
      out.type = kRecalledTips;
      RevokeMsgTips tips{entry.actor_handle,
                         ClientIdOf(dialect, entry),
                         entry.at,
                         chat.group ? kGroupSession : kSingle,
                         entry.change.seq,
                         chat.name,
                         dialect.IsAdmin(entry.change.actor)};
      out.tips = json::ToText(tips);
      break;
    }
    case change::Kind::kDelete:
      out.type = kDeletedTips;
      out.tips = DeletedText(entry, chat);
      break;
    case change::Kind::kEdit: {
      out.type = kBusiness;
      const EditedData data{chat.name, ClientIdOf(dialect, entry), entry.change.seq};
      out.tips = json::ToText(BusinessTips{kEditedKey, json::ToText(data)});
      break;
    }
    case change::Kind::kRead: {
      out.type = kReadTips;
      out.tips = json::ToText(
          MarkAsReadTips{entry.actor_handle, chat.name, SeqsOf(entry.change), entry.change.to_seq});
      break;
    }
    case change::Kind::kTip:  // shown by none of this dialect's lists
      break;
    case change::Kind::kBusiness:
      out.type = kBusiness;
      out.tips = entry.change.data;
      break;
  }
  return out;
}

}  // namespace koine::openim
