// What changed in a user's list of conversations, and its end on top (openim 4.6, 10).

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/group/view.h"
#include "dialect/openim/content.h"
#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/render.h"
#include "dialect/openim/sync.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct IncrementalConversations {
  std::int64_t version = 0;
  std::string versionID;
  bool full = false;
  std::vector<std::string> delete_;
  std::vector<Conversation> insert, update;
};
KOINE_DESCRIBE(IncrementalConversations, (version, versionID, full, delete_, insert, update))
KOINE_RULES(IncrementalConversations, json::Rule("delete_").Name("delete"))
struct FullConversationIDs {
  std::int64_t version = 0;
  std::string versionID;
  bool equal = false;
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(FullConversationIDs, (version, versionID, equal, conversationIDs))
struct SortedIn {
  std::string userID;
  std::vector<std::string> conversationIDs;
  Pagination pagination;
};
KOINE_DESCRIBE(SortedIn, (userID, conversationIDs, pagination))
KOINE_RULES(SortedIn, json::Rule("userID").Required(),
            json::Rule("conversationIDs").MaxItems(kListMax), json::Rule("pagination").Required())
// The last message of a conversation in a sorted list.
struct MsgInfo {
  std::string serverMsgID, clientMsgID;
  int sessionType = 0;
  std::string sendID, recvID, senderName, faceURL, groupID, groupName, groupFaceURL;
  int groupType = 0;
  std::int64_t groupMemberCount = 0, LatestMsgRecvTime = 0;
  int msgFrom = 0, contentType = 0;
  std::string content, ex;
};
KOINE_DESCRIBE(MsgInfo, (serverMsgID, clientMsgID, sessionType, sendID, recvID, senderName, faceURL,
                         groupID, groupName, groupFaceURL, groupType, groupMemberCount,
                         LatestMsgRecvTime, msgFrom, contentType, content, ex))
struct ConversationElem {
  std::string conversationID;
  int recvMsgOpt = 0;
  std::int64_t unreadCount = 0;
  bool IsPinned = false;  // so on the wire
  std::optional<MsgInfo> msgInfo;
};
KOINE_DESCRIBE(ConversationElem, (conversationID, recvMsgOpt, unreadCount, IsPinned, msgInfo))
struct SortedOut {
  std::int64_t conversationTotal = 0, unreadTotal = 0;
  std::vector<ConversationElem> conversationElems;
};
KOINE_DESCRIBE(SortedOut, (conversationTotal, unreadTotal, conversationElems))

namespace {

Result<IncrementalConversations> GetIncremental(Txn& txn, Call&, const Self& self,
                                                IncrementalIn& in) {
  const access::Principal& who = self.who();
  const version::Delta delta = version::Since(txn, who.tenant, version::Collection::kConversations,
                                              who.user.value, in.seen());
  IncrementalConversations out;
  out.version = delta.now.number;
  out.versionID = delta.now.log;
  out.full = delta.full;
  if (delta.full) return out;
  const std::set<std::int64_t> inserted(delta.inserted.begin(), delta.inserted.end());
  for (OwnConversation& one :
       WithOwn(txn, who, in.userID, history::ListSeatsOf(txn, who, delta.changed()))) {
    if (!one.listed()) {
      out.delete_.push_back(std::move(one.name));
      continue;
    }
    auto& list = inserted.count(one.own.conversation.value) > 0 ? out.insert : out.update;
    list.push_back(ToConversation(one, in.userID));
  }
  return out;
}

Result<FullConversationIDs> GetFullIDs(Txn& txn, Call&, const Self& self, FullIDsIn& in) {
  const access::Principal& who = self.who();
  std::vector<std::string> ids = ListNames(txn, who, in.userID, history::Listed::kAll);
  const version::Version now =
      version::Current(txn, who.tenant, version::Collection::kConversations, who.user.value);
  FullConversationIDs out{now.number, now.log, false, {}};
  KOINE_TRY(out.equal, SameHash(in.idHash, ids));
  if (!out.equal) out.conversationIDs = std::move(ids);
  return out;
}

// Pinned ones, then the last touched; of the same millisecond the newer conversation.
auto RankOf(const history::SyncPlace& one) {
  return std::tuple(one.pinned, one.sent_at > 0 ? one.sent_at : one.created_at, one.conversation);
}

history::SyncPlace PlaceOf(const OwnConversation& one) {
  return {one.own.conversation, one.seat.pinned, one.seat.conversation.last_sent_at,
          one.own.created_at, one.unread()};
}

// What the last messages of one page show, read in a few statements.
class LastMessages {
 public:
  LastMessages(Txn& txn, Call& call, const access::Principal& who, const std::string& handle,
               const std::vector<OwnConversation>& page)
      : entries_(Read(txn, who, page)), renderer_(txn, DialectOf(call), who, handle, entries_) {
    std::vector<std::string> groups;
    std::vector<std::int64_t> peers;
    for (const OwnConversation& one : page) {
      if (one.seat.peer) peers.push_back(one.seat.peer.value);
      if (!one.seat.handle.empty()) groups.push_back(one.seat.handle);
    }
    for (history::Handle& peer : history::FindHandles(txn, who, peers)) {
      peers_[peer.user] = std::move(peer);
    }
    for (group::Profile& group : group::FindShown(txn, who, groups)) {
      groups_[group.id] = std::move(group);
    }
    for (const history::SyncEntry& entry : entries_)
      by_conversation_[entry.message.conversation] = &entry;
  }

  std::optional<MsgInfo> Of(const OwnConversation& one) const {
    const auto it = by_conversation_.find(one.own.conversation);
    if (it == by_conversation_.end()) return std::nullopt;
    const MsgData data = renderer_.Message(*it->second, one.seat);
    MsgInfo out;
    out.serverMsgID = data.serverMsgID;
    out.clientMsgID = data.clientMsgID;
    out.sessionType = SessionTypeOf(one.seat);
    out.sendID = data.sendID;
    out.recvID = data.recvID;
    out.senderName = data.senderNickname;
    out.faceURL = data.senderFaceURL;
    if (const auto peer = peers_.find(one.seat.peer); peer != peers_.end()) {
      out.senderName = peer->second.nickname;
      out.faceURL = peer->second.avatar;
    }
    if (const auto group = groups_.find(one.own.conversation); group != groups_.end()) {
      out.groupID = one.seat.handle;
      out.groupName = group->second.name;
      out.groupFaceURL = group->second.avatar;
      out.groupType = kWorkingGroup;
      out.groupMemberCount = group->second.member_count;
    }
    out.LatestMsgRecvTime = it->second->message.sent_at;
    out.msgFrom = data.msgFrom;
    out.contentType = data.contentType;
    out.content = data.content.data;
    out.ex = data.ex;
    return out;
  }

 private:
  static std::vector<history::SyncEntry> Read(Txn& txn, const access::Principal& who,
                                              const std::vector<OwnConversation>& page) {
    std::vector<const history::SyncSeat*> seats;
    std::map<ConversationId, const history::SyncSeat*> by_id;
    for (const OwnConversation& one : page) {
      seats.push_back(&one.seat);
      by_id[one.own.conversation] = &one.seat;
    }
    std::vector<history::Wanted> wanted;
    for (const history::Last& last : history::ListLast(txn, who, seats)) {
      wanted.push_back({by_id[last.conversation], last.seq});
    }
    return history::ListEntries(txn, who, wanted);
  }

  std::vector<history::SyncEntry> entries_;
  Renderer renderer_;
  std::map<UserId, history::Handle> peers_;
  std::map<ConversationId, group::Profile> groups_;
  std::map<ConversationId, const history::SyncEntry*> by_conversation_;
};

Result<SortedOut> GetSorted(Txn& txn, Call& call, const Self& self, SortedIn& in) {
  const access::Principal& who = self.who();
  std::vector<history::SyncPlace> all;
  if (in.conversationIDs.empty()) {
    all = history::ListSyncPlaces(txn, who);
  } else {
    for (const auto& one : ListNamed(txn, who, in.userID, in.conversationIDs)) {
      all.push_back(PlaceOf(one));
    }
  }
  if (all.empty()) return Error{Code::kConversationNotFound};
  std::sort(all.begin(), all.end(),
            [](const auto& a, const auto& b) { return RankOf(b) < RankOf(a); });
  SortedOut out;
  out.conversationTotal = static_cast<std::int64_t>(all.size());
  for (const history::SyncPlace& one : all) out.unreadTotal += one.unread;
  std::vector<ConversationId> ids;
  for (const auto& one : PageOf(std::move(all), in.pagination)) ids.push_back(one.conversation);
  const auto page = ListInOrder(txn, who, in.userID, ids);
  const LastMessages last(txn, call, who, in.userID, page);
  for (const OwnConversation& one : page) {
    const conversation::Settings& settings = one.own.settings;
    out.conversationElems.push_back({one.name, static_cast<int>(settings.notify), one.unread(),
                                     settings.pinned_at > 0, last.Of(one)});
  }
  return out;
}

}  // namespace

void AddConversationSync(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options self{.mode = Mode::kScan, .door = "userID", .ref = "4.6"};
  self.example = R"({"userID":"{user.mine}","versionID":"","version":0})";
  rows->push_back(Ep<&GetIncremental>(kPost, "/conversation/get_incremental_conversations",
                                      "Get changes of a user's conversations since a version",
                                      self));
  self.example = R"({"userID":"{user.mine}","idHash":0})";
  rows->push_back(Ep<&GetFullIDs>(kPost, "/conversation/get_full_conversation_ids",
                                  "List the ids of a user's conversations, unless unchanged",
                                  self));
  self.example = R"({"userID":"{user.mine}","conversationIDs":[],)"
                 R"("pagination":{"pageNumber":1,"showNumber":20}})";
  rows->push_back(Ep<&GetSorted>(kPost, "/conversation/get_sorted_conversation_list",
                                 "List conversations with last messages, newest first", self));
}

}  // namespace koine::openim
