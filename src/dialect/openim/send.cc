#include "dialect/openim/send.h"

#include <algorithm>
#include <utility>

#include "core/access/behalf.h"
#include "core/conversation/direct.h"
#include "core/conversation/named.h"
#include "core/identity/handle.h"
#include "core/message/read.h"
#include "core/message/send.h"
#include "dialect/openim/content.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/options.h"

namespace koine::openim {

using store::Txn;

// The line of an OA message for people of other dialects.
struct OaLine {
  std::string detail;
};
KOINE_DESCRIBE(OaLine, (detail))
struct OaText {
  std::string notificationName, text;
};
KOINE_DESCRIBE(OaText, (notificationName, text))

namespace {

constexpr int kTrustedKind = 2;  // of users: and above
constexpr std::size_t kIdBytes = 16;

Result<ConversationId> GroupIn(Txn& txn, const access::Principal& who, const MsgData& in) {
  const auto group = conversation::FindGroup(txn, who, in.groupID);
  if (!group) return FieldError(Code::kGroupNotFound, "groupID");
  return *group;
}

// The place to which a message goes.
Result<access::Member> PlaceOf(Txn& txn, const access::Principal& who, const MsgData& in) {
  const bool known = in.sessionType == kSingle || in.sessionType == kGroupSession ||
                     in.sessionType == kSystemSession;
  if (!known) return FieldError(Code::kBadArgument, "sessionType");
  if ((in.sessionType == kSystemSession) != (in.contentType == kOa)) {
    return FieldError(Code::kBadArgument, "sessionType");  // openim 5.4
  }
  if (in.sessionType != kGroupSession) {
    // As a rule the two have a conversation: nothing else needs to be looked at.
    if (auto listed = conversation::OpenListedDirect(txn, who, in.recvID)) {
      return *std::move(listed);
    }
    KOINE_TRY(const identity::User peer, identity::GetUser(txn, who.tenant, in.recvID, "recvID"));
    return conversation::DirectPlace(txn, who, peer.id);
  }
  KOINE_TRY(const ConversationId group, GroupIn(txn, who, in));
  auto place = access::GroupMember::Open(txn, who, group);
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

template <class T>
Result<T> AsSent(Result<T> result) {
  if (result.ok()) return result;
  return AsSent(std::move(result).error());
}

// Into a group in which the administrator is not.
Result<message::Sent> SendFromOutside(Txn& txn, const access::Principal& who, const MsgData& in,
                                      const message::SendIn& message) {
  KOINE_TRY(const ConversationId group, GroupIn(txn, who, in));
  KOINE_TRY(const access::AnyGroup place, access::AnyGroup::Open(txn, who, group));
  return message::SendAsAdmin(txn, place, message);
}

Result<access::Principal> FindSender(Txn& txn, const Openim& dialect, const access::Principal& who,
                                     const std::string& handle) {
  KOINE_TRY(access::Principal sender, identity::ActFor(txn, who, handle));
  if (dialect.IsAdmin(sender.user)) return access::AdministratorOf(sender);
  KOINE_TRY(const identity::User user, identity::GetUser(txn, who.tenant, handle, "sendID"));
  return user.kind >= kTrustedKind ? access::AccountOf(sender) : access::Untrusted(sender);
}

Result<Draft> DraftOf(const MsgData& in) {
  if (in.contentType != kOa || in.msgFrom != kFromSystem) return ReadDraft(in);
  const auto elem = json::Parse<OaLine>(in.content.data);
  std::string line = "[通知]";
  if (elem.ok()) {
    if (const auto oa = json::Parse<OaText>(elem->detail); oa.ok()) {
      line = oa->notificationName + "：" + oa->text;
    }
  }
  return ReadServerDraft(in, line);
}

}  // namespace

Result<access::Principal> SenderOf(Txn& txn, const Openim& dialect, const access::Principal& who,
                                   const MsgData& in) {
  auto sender = FindSender(txn, dialect, who, in.sendID);
  if (in.contentType != kOa) return sender;
  if (!sender.ok()) {
    Error error = std::move(sender).error();
    if (error.Is(Code::kUserNotFound)) error.detail = "given";
    return error;
  }
  if (!sender->trusted) return FieldError(Code::kForbidden, "sendID");
  return sender;
}

Result<SentData> SendData(Txn& txn, const Openim& dialect, Random& random,
                          const access::Principal& sender, const MsgData& in) {
  const access::Principal who = access::WithoutSession(sender);
  SentData out;
  out.sent_at = txn.now_ms();
  if (in.contentType == kTyping) {
    KOINE_TRY(const bool on, ReadTyping(in));
    KOINE_TRY(const access::Member place, PlaceOf(txn, who, in));
    message::TellTyping(txn, place, on, in.senderPlatformID);
    out.transient = random.Hex(kIdBytes);
    return out;
  }
  KOINE_TRY(Draft draft, DraftOf(in));
  ResolveNames(txn, who.tenant, &draft);
  auto place = PlaceOf(txn, who, in);
  if (!place.ok()) {
    if (!who.admin() || !place.error().Is(Code::kNotMember)) return std::move(place).error();
    KOINE_TRY(const message::Sent sent, AsSent(SendFromOutside(txn, who, in, draft.in)));
    return SentData{sent.id, "", sent.sent_at};
  }
  if (!IsOn(in.options, "history")) {
    KOINE_CHECK(AsSent(message::SendTransient(txn, *place, draft.in)));
    out.transient = random.Hex(kIdBytes);
    return out;
  }
  if (const auto quoted = dialect.OpenMessage(draft.quoted)) draft.in.reply_to = *quoted;
  auto sent = message::Send(txn, *place, std::move(draft.in));
  if (!sent.ok() && sent.error().Is(Code::kMessageNotFound) && draft.in.reply_to) {
    // What a quote shows is in it: that its source is gone or elsewhere does not matter.
    draft.in.reply_to = MessageId();
    sent = message::Send(txn, *place, std::move(draft.in));
  }
  if (!sent.ok() && sent.error().Is(Code::kClientIdReused)) {
    draft.in.raw = WholeRaw(in, draft);
    sent = message::Send(txn, *place, std::move(draft.in));
  }
  if (!sent.ok()) return AsSent(std::move(sent).error());
  return SentData{sent->id, "", sent->sent_at};
}

Result<SentData> TellBusiness(Txn& txn, Random& random, const access::Principal& who,
                              const MsgData& in, const message::BusinessIn& told, bool shown) {
  SentData out{MessageId(), random.Hex(kIdBytes), txn.now_ms()};
  KOINE_TRY(const Draft draft, ReadServerDraft(in));
  auto place = PlaceOf(txn, who, in);
  if (place.ok()) {
    if (shown) {
      KOINE_TRY(const message::Sent sent, AsSent(message::Send(txn, *place, draft.in)));
      out = {sent.id, "", sent.sent_at};
    }
    message::TellBusiness(txn, *place, told);
    return out;
  }
  if (!who.admin() || !place.error().Is(Code::kNotMember)) return std::move(place).error();
  KOINE_TRY(const ConversationId group, GroupIn(txn, who, in));
  KOINE_TRY(const access::AnyGroup any, access::AnyGroup::Open(txn, who, group));
  if (shown) {
    KOINE_TRY(const message::Sent sent, AsSent(message::SendAsAdmin(txn, any, draft.in)));
    out = {sent.id, "", sent.sent_at};
  }
  message::TellBusiness(txn, any, told);
  return out;
}

}  // namespace koine::openim
