// Conversations for the clients in JavaScript (openim 4.10).

#include "dialect/openim/jssdk.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/contact/book.h"
#include "core/group/view.h"
#include "core/identity/people.h"
#include "dialect/openim/pull.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

namespace {

constexpr std::int64_t kCountDefault = 100;
constexpr std::int64_t kCountMax = 500;

// --- two forms of one request

// Whether a body is protobuf; the type that names none means JSON. kBadArgument for others.
Result<bool> IsProto(const Call& call) {
  const std::string type = text::LowerAscii(call.request->Header("content-type"));
  if (type.empty() || type.find("application/json") != type.npos) return false;
  if (type.find("application/protobuf") != type.npos ||
      type.find("application/x-protobuf") != type.npos) {
    return true;
  }
  return FieldError(Code::kBadArgument, "Content-Type");
}

template <class Req>
Result<Req> ReadBody(const Call& call, bool proto) {
  const std::string_view body = call.request->body;
  if (!proto) return json::Parse<Req>(body, call.dialect->profile());
  Req out;
  if (!FromProto(body, &out)) return Error{Code::kBadArgument, "proto"};
  return out;
}

// The answer in the form of the request; protobuf as base64 in a string.
json::Raw InForm(const ConversationMsgs& answer, bool proto, const json::Profile& profile) {
  if (!proto) return {json::ToText(answer, profile)};
  json::Raw out;
  json::Quote(text::Base64(ToProto(answer)), &out.text);
  return out;
}

// --- what is known of the other side

class Others {
 public:
  // One statement for people, one for contacts, one for groups.
  Others(Txn& txn, const access::Principal& who, const std::string& handle,
         const std::vector<const OwnConversation*>& all)
      : owner_(handle) {
    std::vector<std::int64_t> people;
    std::vector<std::string> groups;
    for (const OwnConversation* one : all) {
      if (one->seat.peer) {
        people.push_back(one->seat.peer.value);
      } else {
        groups.push_back(one->seat.handle);
      }
    }
    for (identity::User& user : identity::FindUsers(txn, who, people)) {
      users_[user.id] = ToUserInfo(user);
    }
    for (contact::Contact& one : contact::ContactsAmong(txn, who, people)) {
      const UserId id = one.peer.id;
      friends_[id] = ToFriendOnly(one);
    }
    for (const group::Profile& one : group::FindShown(txn, who, groups)) {
      GroupInfo info = ToGroup(one);
      std::string id = info.groupID;
      groups_[std::move(id)] = std::move(info);
    }
  }

  void Fill(const history::SyncSeat& seat, ConversationMsg* out) const {
    if (!seat.peer) {
      const auto it = groups_.find(seat.handle);
      if (it != groups_.end()) out->group = it->second;
      return;
    }
    const auto user = users_.find(seat.peer);
    if (user != users_.end()) out->user = user->second;
    const auto contact = friends_.find(seat.peer);
    if (contact != friends_.end()) out->friend_ = contact->second;
  }

 private:
  FriendInfoOnly ToFriendOnly(const contact::Contact& one) const {
    FriendInfoOnly out;
    out.ownerUserID = owner_;
    out.friendUserID = one.peer.handle;
    out.remark = one.remark;
    out.createTime = one.created_at;
    out.addSource = static_cast<int>(one.source);
    out.operatorUserID = one.operator_handle;
    out.ex = one.ex;
    out.isPinned = one.pinned_at > 0;
    return out;
  }

  const std::string& owner_;
  std::map<UserId, UserInfo> users_;
  std::map<UserId, FriendInfoOnly> friends_;
  std::map<std::string, GroupInfo> groups_;
};

// --- conversations

// With their last messages, which two statements bring; those without any are left out.
Result<std::vector<ConversationMsg>> WithLast(Txn& txn, Call& call, const std::string& handle,
                                              const std::vector<const OwnConversation*>& all) {
  GetLastMessageReq wanted;
  for (const OwnConversation* one : all) wanted.conversationIDs.push_back(one->name);
  std::vector<ConversationMsg> out;
  if (all.empty()) return out;
  KOINE_TRY(GetLastMessageResp last,
            LastMessages(txn, {DialectOf(call), call.who, handle}, wanted));
  const Others others(txn, call.who, handle, all);
  for (const OwnConversation* one : all) {
    const auto it = last.msgs.find(one->name);
    if (it == last.msgs.end()) continue;
    ConversationMsg& to = out.emplace_back();
    to.conversation = ToConversation(*one, handle);
    to.lastMsg = std::move(it->second);
    others.Fill(one->seat, &to);
    to.maxSeq = one->seat.visible().to;
    to.readSeq = std::max(one->seat.member.read_seq, one->seat.member.sent_seq);
  }
  return out;
}

Result<json::Raw> GetActive(Txn& txn, Call& call, GetActiveConversationsReq&) {
  KOINE_TRY(const bool proto, IsProto(call));
  KOINE_TRY(const auto in, ReadBody<GetActiveConversationsReq>(call, proto));
  const std::int64_t count = in.count >= 1 && in.count <= kCountMax ? in.count : kCountDefault;
  const std::string handle = HandleOf(txn, call.who);
  std::vector<history::SyncPlace> places = history::ListSyncPlaces(txn, call.who);
  std::erase_if(places, [](const history::SyncPlace& one) { return one.sent_at == 0; });
  ConversationMsgs out;
  for (const history::SyncPlace& one : places) out.unreadCount += one.unread;
  std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) {
    return std::pair(a.pinned, a.sent_at) > std::pair(b.pinned, b.sent_at);
  });
  if (std::ssize(places) > count) places.resize(static_cast<std::size_t>(count));
  std::vector<ConversationId> ids;
  for (const history::SyncPlace& one : places) ids.push_back(one.conversation);
  const std::vector<OwnConversation> all = ListInOrder(txn, call.who, handle, ids);
  std::vector<const OwnConversation*> active;
  for (const OwnConversation& one : all) active.push_back(&one);
  KOINE_TRY(out.conversations, WithLast(txn, call, handle, active));
  return InForm(out, proto, call.dialect->profile());
}

Result<json::Raw> GetNamed(Txn& txn, Call& call, GetConversationMsgsReq&) {
  KOINE_TRY(const bool proto, IsProto(call));
  KOINE_TRY(const auto in, ReadBody<GetConversationMsgsReq>(call, proto));
  if (static_cast<std::int64_t>(in.conversationIDs.size()) > kListMax) {
    return FieldError(Code::kTooLarge, "conversationIDs");
  }
  const std::string handle = HandleOf(txn, call.who);
  const std::vector<OwnConversation> all = ListNamed(txn, call.who, handle, in.conversationIDs);
  std::map<std::string_view, const OwnConversation*> by_name;
  for (const OwnConversation& one : all) by_name[one.name] = &one;
  ConversationMsgs out;
  std::vector<const OwnConversation*> wanted;
  for (const std::string& name : in.conversationIDs) {
    const auto it = by_name.find(name);
    if (it == by_name.end()) continue;
    out.unreadCount += it->second->unread();
    wanted.push_back(it->second);
    by_name.erase(it);
  }
  KOINE_TRY(out.conversations, WithLast(txn, call, handle, wanted));
  return InForm(out, proto, call.dialect->profile());
}

}  // namespace

void AddJsSdk(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  gateway::Options options{.mode = gateway::Mode::kScan, .ref = "4.10"};
  options.own_body = true;
  options.example = R"({"ownerUserID":"{user.me}","count":20})";
  rows->push_back(Ep<&GetActive>(net::Method::kPost, "/jssdk/get_active_conversations",
                                 "List the latest conversations with their last messages",
                                 gateway::Doorless(options, gateway::About::kCaller)));
  options.example = R"({"ownerUserID":"{user.me}","conversationIDs":[]})";
  rows->push_back(Ep<&GetNamed>(net::Method::kPost, "/jssdk/get_conversations",
                                "Get conversations by id with their last messages",
                                gateway::Doorless(options, gateway::About::kOwnList)));
}

}  // namespace koine::openim
