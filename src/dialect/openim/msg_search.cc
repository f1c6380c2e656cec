// Messages as administrators look for them (openim 4.5 search_msg).

#include <map>
#include <utility>

#include "base/time.h"
#include "core/backoffice/messages.h"
#include "core/conversation/direct.h"
#include "core/conversation/named.h"
#include "core/group/profile.h"
#include "core/history/sync.h"
#include "core/identity/handle.h"
#include "dialect/openim/content.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/render.h"
#include "dialect/openim/wire.h"
#include "gateway/note.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct SearchMsgIn {
  std::string sendID, recvID;
  std::int32_t contentType = 0;
  std::string sendTime;  // a day in UTC
  std::int32_t sessionType = 0;
  Pagination pagination;
};
KOINE_DESCRIBE(SearchMsgIn, (sendID, recvID, contentType, sendTime, sessionType, pagination))
KOINE_RULES(SearchMsgIn, json::Rule("pagination").Required())
struct ChatLog {
  std::string serverMsgID, clientMsgID, sendID, recvID, groupID, recvNickname;
  std::int32_t senderPlatformID = 0;
  std::string senderNickname, senderFaceURL, groupName;
  std::int32_t sessionType = 0, msgFrom = 0, contentType = 0;
  std::string content;
  std::int32_t status = 0;
  std::int64_t sendTime = 0, createTime = 0;
  std::string ex, groupFaceURL;
  std::int64_t groupMemberCount = 0, seq = 0;
  std::string groupOwner;
  std::int32_t groupType = 0;
};
KOINE_DESCRIBE(ChatLog, (serverMsgID, clientMsgID, sendID, recvID, groupID, recvNickname,
                         senderPlatformID, senderNickname, senderFaceURL, groupName, sessionType,
                         msgFrom, contentType, content, status, sendTime, createTime, ex,
                         groupFaceURL, groupMemberCount, seq, groupOwner, groupType))
struct ChatLogElem {
  ChatLog chatLog;
  bool isRevoked = false;
};
KOINE_DESCRIBE(ChatLogElem, (chatLog, isRevoked))
struct SearchMsgOut {
  std::vector<ChatLogElem> chatLogs;
  std::int64_t chatLogsNum = 0;
};
KOINE_DESCRIBE(SearchMsgOut, (chatLogs, chatLogsNum))

namespace {

using backoffice::MessageItem;

bool IsDirect(const MessageItem& item) {
  return item.kind == ConversationKind::kDirect;
}

UserId ReceiverOf(const MessageItem& item) {
  return item.lo == item.row.message.sender ? item.hi : item.lo;
}

// With what it held, recalled or not.
MsgData DataOf(const MessageItem& item, const Parties& parties) {
  body::Message message = item.row.message;
  message.recalled_at = 0;
  return ToMsgData(message, parties);
}

// What a request looks for; nothing where somebody it names is unknown.
Result<std::optional<backoffice::MessageFilter>> FilterOf(Txn& txn, const access::Principal& who,
                                                          const SearchMsgIn& in) {
  backoffice::MessageFilter filter;
  if (!in.sendTime.empty()) {
    const auto day = ParseDay(in.sendTime, Zone::Utc());
    if (!day) return FieldError(Code::kBadArgument, "sendTime");
    filter.from_ms = *day;
    filter.to_ms = *day + kDayMs - 1;
  }
  if (!in.sendID.empty()) {
    const auto sender = identity::FindNamed(txn, who.tenant, {&in.sendID, 1});
    if (sender.empty()) return std::optional<backoffice::MessageFilter>();
    filter.sender = sender.front().id;
  }
  UserId receiver;
  std::optional<ConversationId> group;
  if (!in.recvID.empty()) {
    if (in.sessionType != kSingle) group = conversation::FindGroup(txn, who, in.recvID);
    if (in.sessionType != kGroupSession) {
      const auto user = identity::FindNamed(txn, who.tenant, {&in.recvID, 1});
      if (!user.empty()) receiver = user.front().id;
    }
    if (!group && !receiver) return std::optional<backoffice::MessageFilter>();
    if (group && !receiver) filter.conversation = *group;
    if (receiver && !group && filter.sender) {
      const conversation::DirectOf pair{filter.sender, receiver, {}};
      const auto found = conversation::FindDirects(txn, who, {&pair, 1});
      if (found.empty()) return std::optional<backoffice::MessageFilter>();
      filter.conversation = found.front().id;
    }
  }
  filter.fits = [receiver, group, session = in.sessionType,
                 type = in.contentType](const MessageItem& item) {
    const body::Message& m = item.row.message;
    const bool of_group =
        item.kind == ConversationKind::kGroup || item.kind == ConversationKind::kTemporary;
    if (m.deleted_at > 0 || (!of_group && !IsDirect(item))) return false;
    if (session != 0 && session != (of_group ? kGroupSession : kSingle)) return false;
    if (receiver || group) {
      const bool to_user = receiver && IsDirect(item) && ReceiverOf(item) == receiver;
      const bool to_group = group && m.conversation == *group;
      if (!to_user && !to_group) return false;
    }
    return type == 0 || DataOf(item, {}).contentType == type;
  };
  return std::optional(std::move(filter));
}

// People and groups of a page, read in two statements.
class Names {
 public:
  Names(Txn& txn, const access::Principal& who, const std::vector<MessageItem>& page) {
    std::vector<std::int64_t> users, groups;
    for (const MessageItem& item : page) {
      const body::Message& m = item.row.message;
      users.push_back(m.sender.value);
      if (const auto* card = std::get_if<body::Card>(&m.body)) users.push_back(card->user.value);
      if (IsDirect(item)) {
        users.push_back(ReceiverOf(item).value);
      } else {
        groups.push_back(m.conversation.value);
      }
    }
    for (history::Handle& user : history::FindHandles(txn, who, users)) {
      users_[user.user] = std::move(user);
    }
    for (group::Profile& group : group::FindShownById(txn, who, groups)) {
      groups_[group.id] = std::move(group);
    }
  }
  const history::Handle& Of(UserId user) const {
    static const history::Handle kNobody;
    const auto it = users_.find(user);
    return it == users_.end() ? kNobody : it->second;
  }
  const group::Profile* GroupOf(ConversationId id) const {
    const auto it = groups_.find(id);
    return it == groups_.end() ? nullptr : &it->second;
  }

 private:
  std::map<UserId, history::Handle> users_;
  std::map<ConversationId, group::Profile> groups_;
};

ChatLogElem ToLog(const Openim& dialect, const MessageItem& item, const Names& names) {
  const body::Message& m = item.row.message;
  const history::Handle& sender = names.Of(m.sender);
  Parties parties;
  parties.sender = m.sender ? sender.handle : dialect.SystemHandle();
  parties.nickname = sender.nickname;
  parties.face = sender.avatar;
  parties.session_type = IsDirect(item) ? kSingle : kGroupSession;
  if (const auto* card = std::get_if<body::Card>(&m.body)) {
    parties.card = names.Of(card->user).handle;
  }
  MsgData data = DataOf(item, parties);
  FillIds(dialect, m.id, &data);
  ChatLogElem out;
  out.isRevoked = m.recalled();
  ChatLog& log = out.chatLog;
  log.serverMsgID = data.serverMsgID;
  log.clientMsgID = data.clientMsgID;
  log.sendID = data.sendID;
  log.senderPlatformID = data.senderPlatformID;
  log.senderNickname = data.senderNickname;
  log.senderFaceURL = data.senderFaceURL;
  log.sessionType = parties.session_type;
  log.msgFrom = data.msgFrom;
  log.contentType = data.contentType;
  log.content = data.content.data;
  log.status = data.status;
  log.sendTime = data.sendTime;
  log.createTime = data.createTime;
  log.ex = data.ex;
  log.seq = m.seq;
  if (IsDirect(item)) {
    const history::Handle& receiver = names.Of(ReceiverOf(item));
    log.recvID = receiver.handle;
    log.recvNickname = receiver.nickname;
  } else if (const group::Profile* group = names.GroupOf(m.conversation)) {
    log.recvID = log.groupID = group->handle;
    log.groupName = group->name;
    log.senderFaceURL = log.groupFaceURL = group->avatar;  // so in the contract
    log.groupMemberCount = group->member_count;
    log.groupOwner = group->owner;
    log.groupType = kWorkingGroup;
  }
  return out;
}

Result<SearchMsgOut> SearchMsg(Txn& txn, Call& call, SearchMsgIn& in) {
  gateway::NoteAfterwards(call, "message.read", "messages");
  KOINE_TRY(const auto filter, FilterOf(txn, call.who, in));
  SearchMsgOut out;
  if (!filter) return out;
  KOINE_TRY(
      const backoffice::MessagePage page,
      backoffice::FindMessages(txn, call.who, *filter, static_cast<int>(in.pagination.showNumber),
                               in.pagination.offset()));
  const Names names(txn, call.who, page.items);
  for (const MessageItem& item : page.items) {
    out.chatLogs.push_back(ToLog(DialectOf(call), item, names));
  }
  out.chatLogsNum = page.total;
  return out;
}

}  // namespace

void AddMessageSearch(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(gateway::Ep<&SearchMsg>(
      net::Method::kPost, "/msg/search_msg", "Search messages of all users",
      {.auth = gateway::Auth::kAdmin,
       .mode = gateway::Mode::kScan,
       .expensive = true,
       .example = R"({"sendID":"{user.peer}","pagination":{"pageNumber":1,"showNumber":10}})",
       .ref = "4.5"}));
}

}  // namespace koine::openim
