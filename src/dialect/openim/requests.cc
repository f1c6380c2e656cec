// The requests of the message gateway (openim-ws 5, 6).

#include <algorithm>
#include <map>
#include <utility>

#include "core/conversation/direct.h"
#include "core/identity/handle.h"
#include "core/message/read.h"
#include "core/message/send.h"
#include "core/sync/rows.h"
#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/names.h"
#include "dialect/openim/render.h"
#include "dialect/openim/socket.h"
#include "gateway/watchers.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// The answer to a message: its id, or one of its own where it is not stored.
struct SendFrameOut {
  MessageId serverMsgID;
  std::string clientMsgID;
  std::int64_t sendTime = 0;
  std::string transient;
};
KOINE_DESCRIBE(SendFrameOut, (serverMsgID, clientMsgID, sendTime))

namespace {

constexpr int kSeatsMax = 20'000;
// What one pull may ask for, and what one answer holds; the rest is asked for again.
constexpr std::size_t kRangesMax = 1000;
constexpr std::size_t kPulledMax = 3000;
constexpr std::size_t kAnswerBytesMax = 900 * 1024;  // mapping 7.2
constexpr int kDescending = 1;

// --- who and where

// Requests name their user; a session speaks for its own only (openim-http 2.4 "S").
Status CheckSelf(const Call& call, const std::string& user) {
  if (user.empty() || user == StateOf(call).handle) return Ok();
  return Error{Code::kForbidden, "user"};
}

std::vector<sync::Seat> SeatsOf(Txn& txn, const Call& call, const std::vector<std::string>& names) {
  if (!names.empty()) {
    return FindSeats(txn, call.who.tenant, call.who.user, StateOf(call).handle, names);
  }
  return sync::ListSeats(txn, call.who.tenant, call.who.user, kSeatsMax);
}

// --- 1001, 1006

Result<GetMaxSeqResp> NewestSeqs(Txn& txn, Call& call, GetMaxSeqReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  GetMaxSeqResp out;
  for (const sync::Seat& seat : SeatsOf(txn, call, {})) {
    const std::int64_t max = seat.visible().to;
    if (max > 0) out.maxSeqs[NameOf(seat, StateOf(call).handle)] = max;
  }
  return out;
}

Result<GetConversationsHasReadAndMaxSeqResp> ReadAndMax(Txn& txn, Call& call,
                                                        GetConversationsHasReadAndMaxSeqReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  GetConversationsHasReadAndMaxSeqResp out;
  for (const sync::Seat& seat : SeatsOf(txn, call, in.conversationIDs)) {
    const std::string name = NameOf(seat, StateOf(call).handle);
    if (in.returnPinned && seat.pinned) out.pinnedConversationIDs.push_back(name);
    Seqs seqs;
    seqs.maxSeq = seat.visible().to;
    if (seqs.maxSeq <= 0) continue;
    // Own messages never count as unread (mapping 6).
    seqs.hasReadSeq = std::max(seat.member.read_seq, seat.member.sent_seq);
    const bool whole = seqs.maxSeq == seat.conversation.last_seq;
    seqs.maxSeqTime = whole ? seat.conversation.last_sent_at : 0;
    out.seqs[name] = seqs;
  }
  return out;
}

// --- pulls

// Messages of some conversations, read in one statement.
class Pull {
 public:
  Pull(Txn& txn, Call& call) : txn_(txn), call_(call) {}

  // Finds the seats of these names.
  void Resolve(const std::vector<std::string>& names) {
    if (names.empty()) return;
    for (sync::Seat& seat : SeatsOf(txn_, call_, names)) {
      std::string name = NameOf(seat, StateOf(call_).handle);
      seats_.emplace(std::move(name), std::move(seat));
    }
  }
  const sync::Seat* Find(const std::string& name) const {
    const auto it = seats_.find(name);
    return it == seats_.end() ? nullptr : &it->second;
  }
  // Whether there is room for so many more.
  bool Want(const std::string& name, const sync::Seat& seat, std::vector<std::int64_t> seqs,
            bool is_end) {
    if (seqs_.size() + seqs.size() > kPulledMax) return false;
    for (const std::int64_t seq : seqs) {
      conversations_.push_back(seat.conversation.id.value);
      seqs_.push_back(seq);
    }
    wanted_.push_back({name, &seat, std::move(seqs), is_end});
    return true;
  }
  // Reads them. A conversation for which there is no more room is cut off, and is not at its end.
  std::map<std::string, PullMsgs> Take() {
    auto entries = sync::ListEntries(txn_, call_.who.tenant, call_.who.user, conversations_, seqs_);
    std::map<std::pair<std::int64_t, std::int64_t>, sync::Entry*> found;
    for (sync::Entry& entry : entries) {
      found[{entry.message.conversation.value, entry.message.seq}] = &entry;
    }
    const Renderer renderer(txn_, DialectOf(call_), call_.who, StateOf(call_).handle, entries);
    std::map<std::string, PullMsgs> out;
    std::size_t bytes = 0;
    for (const Wanted& wanted : wanted_) {
      PullMsgs& pull = out[wanted.name];
      pull.isEnd = wanted.is_end;
      for (const std::int64_t seq : wanted.seqs) {
        const auto it = found.find({wanted.seat->conversation.id.value, seq});
        MsgData message =
            it == found.end() ? Placeholder(seq) : renderer.Message(*it->second, *wanted.seat);
        bytes += BytesOf(message);
        if (bytes > kAnswerBytesMax) {
          pull.isEnd = false;
          break;
        }
        pull.Msgs.push_back(std::move(message));
      }
      if (pull.Msgs.empty()) out.erase(wanted.name);
    }
    return out;
  }

 private:
  struct Wanted {
    std::string name;
    const sync::Seat* seat;
    std::vector<std::int64_t> seqs;
    bool is_end;
  };
  // About what it takes on the wire.
  static std::size_t BytesOf(const MsgData& message) {
    constexpr std::size_t kRest = 400;
    return kRest + message.content.data.size() + message.ex.size() + message.attachedInfo.size();
  }

  Txn& txn_;
  Call& call_;
  std::map<std::string, sync::Seat> seats_;
  std::vector<Wanted> wanted_;
  std::vector<std::int64_t> conversations_, seqs_;
};

// The seqs of a range that may be read, the newest `num` of them.
std::vector<std::int64_t> SeqsIn(const sync::Seat& seat, const SeqRange& range) {
  const access::VisibleRange visible = seat.visible();
  std::int64_t from = std::max(range.begin, visible.from);
  const std::int64_t to = std::min(range.end, visible.to);
  const std::int64_t most =
      std::clamp(range.num, std::int64_t{0}, static_cast<std::int64_t>(kPulledMax));
  if (to - from + 1 > most) from = to - most + 1;
  std::vector<std::int64_t> out;
  for (std::int64_t seq = from; seq <= to; ++seq) out.push_back(seq);
  return out;
}

Result<MessagesByConversation> PullRanges(Txn& txn, Call& call, PullMessageBySeqsReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  if (in.seqRanges.size() > kRangesMax) return FieldError(Code::kTooLarge, "seqRanges");
  std::vector<std::string> names;
  for (const SeqRange& range : in.seqRanges) names.push_back(range.conversationID);
  Pull pull(txn, call);
  pull.Resolve(names);
  for (const SeqRange& range : in.seqRanges) {
    const sync::Seat* seat = pull.Find(range.conversationID);
    if (seat == nullptr) continue;
    std::vector<std::int64_t> seqs = SeqsIn(*seat, range);
    const bool is_end = in.order == kDescending ? range.begin <= seat->visible().from
                                                : seat->visible().to <= range.end;
    if (!seqs.empty() && !pull.Want(range.conversationID, *seat, std::move(seqs), is_end)) break;
  }
  MessagesByConversation out;
  out.msgs = pull.Take();
  return out;
}

Result<MessagesByConversation> PullSeqs(Txn& txn, Call& call, GetSeqMessageReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  if (in.conversations.size() > kRangesMax) return FieldError(Code::kTooLarge, "conversations");
  std::vector<std::string> names;
  for (const ConversationSeqs& one : in.conversations) names.push_back(one.conversationID);
  Pull pull(txn, call);
  pull.Resolve(names);
  for (ConversationSeqs& one : in.conversations) {
    const sync::Seat* seat = pull.Find(one.conversationID);
    if (seat == nullptr) continue;
    const access::VisibleRange visible = seat->visible();
    std::vector<std::int64_t>& seqs = one.seqs;
    std::erase_if(seqs, [&](std::int64_t seq) { return !visible.Has(seq); });
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    if (seqs.empty()) continue;
    const bool is_end =
        in.order == kDescending ? seqs.front() <= visible.from : seqs.back() >= visible.to;
    if (!pull.Want(one.conversationID, *seat, std::move(seqs), is_end)) break;
  }
  MessagesByConversation out;
  out.msgs = pull.Take();
  return out;
}

// The last message of each that stands for its reader; only the newest kLookBack are looked at.
Result<GetLastMessageResp> LastMessages(Txn& txn, Call& call, GetLastMessageReq& in) {
  constexpr std::int64_t kLookBack = 20;
  KOINE_CHECK(CheckSelf(call, in.userID));
  if (in.conversationIDs.size() > kRangesMax) return FieldError(Code::kTooLarge, "conversationIDs");
  Pull pull(txn, call);
  pull.Resolve(in.conversationIDs);
  for (const std::string& name : in.conversationIDs) {
    const sync::Seat* seat = pull.Find(name);
    if (seat == nullptr) continue;
    std::vector<std::int64_t> seqs = SeqsIn(*seat, {name, 0, seat->visible().to, kLookBack});
    if (!seqs.empty() && !pull.Want(name, *seat, std::move(seqs), false)) break;
  }
  GetLastMessageResp out;
  for (auto& [name, messages] : pull.Take()) {
    for (MsgData& message : messages.Msgs) {
      if (message.status != kStatusDeleted) out.msgs[name] = std::move(message);
    }
  }
  return out;
}

// --- 1003

// The place to which a message goes.
Result<access::Member> PlaceOf(Txn& txn, const access::Principal& who, const MsgData& in) {
  if (in.sessionType == kSingle) {
    KOINE_TRY(const identity::User peer, identity::GetUser(txn, who.tenant, in.recvID, "recvID"));
    return conversation::DirectPlace(txn, who, peer.id);
  }
  if (in.sessionType != kGroupSession) return FieldError(Code::kBadArgument, "sessionType");
  const auto group = sync::FindGroup(txn, who.tenant, in.groupID);
  if (!group) return FieldError(Code::kGroupNotFound, "groupID");
  auto place = access::GroupMember::Open(txn, who, *group);
  if (place.ok()) return access::Member(*std::move(place));
  // Groups can be looked up by anybody: that this one is there is no secret.
  Error error = std::move(place).error();
  if (!error.Is(Code::kGroupDissolved)) error = Error{Code::kNotMember, "send"};
  return error;
}

// Fills in what handles stand for.
void ResolveNames(Txn& txn, TenantId tenant, Draft* draft) {
  std::vector<std::string> handles = draft->mentions;
  if (!draft->card.empty()) handles.push_back(draft->card);
  if (handles.empty()) return;
  for (const identity::User& user : identity::FindNamed(txn, tenant, handles)) {
    auto* card = std::get_if<body::Card>(&draft->in.body);
    if (card != nullptr && user.handle == draft->card) card->user = user.id;
    const auto& named = draft->mentions;
    if (std::find(named.begin(), named.end(), user.handle) != named.end()) {
      draft->in.mentions.push_back(user.id.value);
    }
  }
}

Error AsSent(Error error) {
  const bool with_detail = error.Is(Code::kNotFriends) || error.Is(Code::kGroupBanned);
  if (with_detail) error.detail = "send";
  return error;
}

Result<SendFrameOut> SendMessage(Txn& txn, Call& call, MsgData& in) {
  if (in.sendID != StateOf(call).handle) return Error{Code::kForbidden, "sender"};
  if (in.clientMsgID.empty()) return FieldError(Code::kMissingArgument, "clientMsgID");
  access::Principal who = call.who;
  who.session = 0;  // the sender's own session hears of it too: so it learns the seq
  SendFrameOut out;
  out.clientMsgID = in.clientMsgID;
  out.sendTime = txn.now_ms();
  if (in.contentType == kTyping) {
    KOINE_TRY(const bool on, ReadTyping(in));
    KOINE_TRY(const access::Member place, PlaceOf(txn, who, in));
    message::TellTyping(txn, place, on);
    out.transient = call.services->random->Hex(16);
    return out;
  }
  KOINE_TRY(Draft draft, ReadDraft(in));
  KOINE_TRY(const access::Member place, PlaceOf(txn, who, in));
  ResolveNames(txn, who.tenant, &draft);
  if (!IsOn(in.options, "history")) {
    Status told = message::SendTransient(txn, place, draft.in);
    if (!told.ok()) return AsSent(std::move(told).error());
    out.transient = call.services->random->Hex(16);
    return out;
  }
  auto sent = message::Send(txn, place, draft.in);
  if (!sent.ok()) return AsSent(std::move(sent).error());
  out.serverMsgID = sent->id;
  out.sendTime = sent->sent_at;
  return out;
}

// --- the session itself

Result<Nothing> Logout(Call& call, DelUserPushTokenReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  return Nothing{};
}

Result<Nothing> SetBackground(Call& call, SetAppBackgroundStatusReq& in) {
  KOINE_CHECK(CheckSelf(call, in.userID));
  return Nothing{};
}

// --- 2005

Result<Subscription> FindSubscribed(Txn& txn, Call& call, SubUserOnlineStatus& in) {
  std::vector<std::string> handles = in.subscribeUserID;
  handles.insert(handles.end(), in.unsubscribeUserID.begin(), in.unsubscribeUserID.end());
  if (handles.size() > gateway::Watchers::kPerSessionMax) {
    return FieldError(Code::kTooLarge, "subscribeUserID");
  }
  std::map<std::string, UserId> users;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, handles)) {
    users[user.handle] = user.id;
  }
  auto named = [&users](const std::vector<std::string>& names) {
    std::vector<SubscribedUser> out;
    for (const std::string& name : names) {
      const auto it = users.find(name);
      out.push_back({name, it == users.end() ? UserId() : it->second});
    }
    return out;
  };
  return Subscription{named(in.subscribeUserID), named(in.unsubscribeUserID)};
}

// --- to and from protobuf

template <class T>
bool ReadAs(std::string_view data, void* request) {
  return FromProto(data, static_cast<T*>(request));
}

template <class T>
std::string WriteAs(const Openim&, const void* result, json::Numbers) {
  return ToProto(*static_cast<const T*>(result));
}

std::string WriteSent(const Openim& dialect, const void* result, json::Numbers numbers) {
  const auto& sent = *static_cast<const SendFrameOut*>(result);
  SendMsgResp out{sent.transient, sent.clientMsgID, sent.sendTime};
  if (out.serverMsgID.empty()) {
    std::int64_t id = sent.serverMsgID.value;
    // A provisional id -(k + 1) stands for element k.
    if (id < 0) id = static_cast<std::size_t>(-(id + 1)) < numbers.size() ? numbers[-(id + 1)] : 0;
    out.serverMsgID = dialect.SealMessage(MessageId(id));
  }
  return ToProto(out);
}

std::string WriteNothing(const Openim&, const void*, json::Numbers) {
  return {};
}

constexpr Request kRequests[] = {
    {kReqNewestSeq, &ReadAs<GetMaxSeqReq>, &WriteAs<GetMaxSeqResp>},
    {kReqPullRanges, &ReadAs<PullMessageBySeqsReq>, &WriteAs<MessagesByConversation>},
    {kReqSend, &ReadAs<MsgData>, &WriteSent},
    {kReqPullSeqs, &ReadAs<GetSeqMessageReq>, &WriteAs<MessagesByConversation>},
    {kReqReadAndMax, &ReadAs<GetConversationsHasReadAndMaxSeqReq>,
     &WriteAs<GetConversationsHasReadAndMaxSeqResp>},
    {kReqLastMessage, &ReadAs<GetLastMessageReq>, &WriteAs<GetLastMessageResp>},
    {kReqLogout, &ReadAs<DelUserPushTokenReq>, &WriteNothing},
    {kReqBackground, &ReadAs<SetAppBackgroundStatusReq>, nullptr},
    {kReqOnline, &ReadAs<SubUserOnlineStatus>, nullptr},
};

}  // namespace

const Request* FindRequest(std::int64_t number) {
  for (const Request& request : kRequests) {
    if (request.number == number) return &request;
  }
  return nullptr;
}

void AddRequests(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  const char* self = R"({"userID":"{user.me}"})";
  rows->push_back(Fr<&NewestSeqs>("1001", "Greatest numbers of all conversations",
                                  {.example = self, .ref = "ws 5.2"}, nullptr));
  rows->push_back(
      Fr<&PullRanges>("1002", "Messages in ranges of numbers",
                      {.example = R"({"userID":"{user.me}","seqRanges":[{"conversationID":)"
                                  R"("{chat.mine}","begin":0,"end":10,"num":10}]})",
                       .ref = "ws 5.2"},
                      nullptr));
  rows->push_back(Fr<&SendMessage>(
      "1003", "Send a message",
      {.mode = Mode::kWrite,
       .repeatable = true,
       .opens = "member recvID, group_member groupID",
       .example = R"({"sendID":"{user.me}","recvID":"{user.peer}","clientMsgID":"{unique}",)"
                  R"("sessionType":1,"msgFrom":100,"contentType":101,)"
                  R"("content":"eyJjb250ZW50IjoiaGkifQ=="})",
       .ref = "ws 6"},
      nullptr));
  rows->push_back(Fr<&PullSeqs>("1005", "Messages by their numbers",
                                {.example = R"({"userID":"{user.me}","conversations":[{)"
                                            R"("conversationID":"{chat.mine}","seqs":[1]}]})",
                                 .ref = "ws 5.2"},
                                nullptr));
  rows->push_back(Fr<&ReadAndMax>("1006", "How far conversations go and how far one has read",
                                  {.example = self, .ref = "ws 5.2"}, nullptr));
  rows->push_back(Fr<&LastMessages>(
      "1007", "The last message of each conversation",
      {.example = R"({"userID":"{user.me}","conversationIDs":["{chat.mine}"]})", .ref = "ws 5.2"},
      nullptr));
  rows->push_back(Fr<&Logout>("2003", "End the session",
                              {.mode = Mode::kPlain,
                               .example = R"({"userID":"{user.me}","platformID":3})",
                               .ref = "ws 5.2"},
                              nullptr));
  rows->push_back(Fr<&SetBackground>("2004", "Say whether the program is in the background",
                                     {.mode = Mode::kPlain,
                                      .example = R"({"userID":"{user.me}","isBackground":true})",
                                      .ref = "ws 5.2"},
                                     nullptr));
  rows->push_back(Fr<&FindSubscribed>(
      "2005", "Watch on which platforms users are",
      {.example = R"({"subscribeUserID":["{user.peer}"],"unsubscribeUserID":[]})", .ref = "ws 8"},
      nullptr));
}

}  // namespace koine::openim
