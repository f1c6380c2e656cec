#include "core/message/send.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/event/event.h"
#include "core/file/use.h"
#include "core/message/append.h"
#include "core/message/read.h"
#include "core/message/rights.h"
#include "core/message/rows.h"
#include "core/word/matcher.h"
#include "core/word/word.h"

namespace koine::message {

namespace {

using access::MemberRole;
using access::Notify;

Status MayWriteToGroup(store::Txn& txn, const access::Member& place, const SendIn& in) {
  const auto& conversation = place.conversation();
  const auto& member = place.member();
  if (conversation.banned) return Error{Code::kGroupBanned, "", conversation.ban_reason};
  if (in.receipt && conversation.member_count > kReadMarkMembersMax) {
    return Error{Code::kBadState, "receipt"};
  }
  if (place.who().trusted) return Ok();
  if (member.muted_until > txn.now_ms()) return Error{Code::kMemberMuted};
  if (conversation.mute_all && member.role == MemberRole::kMember) return Error{Code::kGroupMuted};
  const bool may_name_all =
      member.role != MemberRole::kMember || place.who().policy->anyone_mentions_all;
  if (in.mention_all && !may_name_all) {
    return Error{Code::kRoleTooLow, "mention_all"};
  }
  return Ok();
}

UserId PeerOf(const access::Member& place) {
  const auto& conversation = place.conversation();
  return conversation.pair_lo == place.who().user ? conversation.pair_hi : conversation.pair_lo;
}

Status CheckSizes(const SendIn& in) {
  if (in.mentions.size() > kMentionsMax) return FieldError(Code::kBadArgument, "mentionInfo");
  if (body::SentBytes(in.body) > body::kBodyBytesMax || in.raw.size() > body::kRawBytesMax) {
    return FieldError(Code::kTooLarge, "content");
  }
  return Ok();
}

Status MayWriteToSelf(const access::Principal& who) {
  return who.policy->self_chats ? Ok() : Status(Error{Code::kSelfTarget});
}

Status MayWriteToPeer(store::Txn& txn, const access::Member& place, const PeerState& state) {
  const auto& conversation = place.conversation();
  const access::Principal& who = place.who();
  if (!state.active) return Error{Code::kUserNotFound, "receiver"};
  // Nobody reads what is answered to the account of the server.
  if (conversation.kind == ConversationKind::kSystem && !who.trusted) {
    return Error{Code::kPeerRefuses};
  }
  if (who.policy->friends_only && !state.friends && !who.trusted &&
      !(who.policy->strangers_answered && MayReply(txn, who.tenant, conversation.id, who.user))) {
    return Error{Code::kNotFriends};
  }
  if (state.blocks && !who.trusted) return Error{Code::kBlockedByPeer};
  if (who.policy->listed_only && !state.lists_sender && !who.trusted) {
    return Error{Code::kNotFriends};
  }
  if (state.notify == Notify::kRefuse) return Error{Code::kPeerRefuses};
  if (!state.friends) {
    if (who.policy->friends_only) return Ok();
    if (state.refuses_strangers && !who.trusted) return Error{Code::kPeerRefuses};
    // So that the receiver may answer from a dialect that asks for friendship (mapping 4.3).
    if (!state.reply_open && !state.blocks && txn.writable()) {
      SetReplyOpen(txn, who.tenant, conversation.id, PeerOf(place));
    }
  }
  return Ok();
}

// What the receiver's own choice adds to the options of a message; that of whom the server trusts
// comes as it was sent (openim-http 5.4).
std::int64_t QuietBit(const access::Principal& who, const PeerState& state) {
  return state.notify == Notify::kSilent && !who.trusted ? kQuietOption : 0;
}

// Whether a text may have been stored so when other words were kept out than now.
bool MayBeMasked(std::string_view text, std::string_view stored) {
  const std::string_view mask = word::kMask;
  std::size_t at = stored.find(mask);
  if (at == std::string_view::npos) return text == stored;
  if (!text.starts_with(stored.substr(0, at))) return false;
  text.remove_prefix(at);
  for (stored.remove_prefix(at + mask.size());; stored.remove_prefix(at + mask.size())) {
    at = stored.find(mask);
    if (at == std::string_view::npos) return text.ends_with(stored);
    const std::string_view between = stored.substr(0, at);
    const std::size_t found = text.find(between);
    if (found == std::string_view::npos) return false;
    text.remove_prefix(found + between.size());
  }
}

// Whether two are made of the same messages. What their people are called may have changed, and
// words may be kept out now that were not then.
bool SameItems(const body::Merged& a, const body::Merged& b) {
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                    [](const body::MergedItem& x, const body::MergedItem& y) {
                      return x.sender == y.sender && x.handle == y.handle &&
                             x.sent_at == y.sent_at && x.kind == y.kind;
                    });
}

// Whether `old` is what somebody sends who sends `in`.
bool SameContent(const body::Message& old, ConversationId place, const SendIn& in) {
  if (old.conversation != place) return false;
  if (old.edited_at > 0 || old.deleted_at > 0) return true;  // no longer what was sent
  if (body::KindOf(old.body) != body::KindOf(in.body)) return false;
  if (body::Encode(old.body) == body::Encode(in.body) && old.raw == in.raw) return true;
  if (const auto* merged = std::get_if<body::Merged>(&in.body)) {
    return SameItems(*merged, std::get<body::Merged>(old.body));
  }
  const auto* text = std::get_if<body::Text>(&in.body);
  // What was masked has lost what else came with it.
  return text != nullptr && old.raw.empty() &&
         MayBeMasked(text->text, std::get<body::Text>(old.body).text);
}

// Whether anything was masked in the title or in the texts of a merged message.
Result<bool> MaskMerged(store::Txn& txn, TenantId tenant, std::int64_t words,
                        body::Merged* merged) {
  bool any = false;
  auto mask = [&](std::string* text) -> Status {
    KOINE_TRY(auto masked, word::Masked(txn, tenant, words, *text, "content"));
    if (!masked) return Ok();
    *text = *std::move(masked);
    any = true;
    return Ok();
  };
  KOINE_CHECK(mask(&merged->title));
  for (body::MergedItem& item : merged->items) {
    if (item.kind == static_cast<int>(body::Kind::kText)) KOINE_CHECK(mask(&item.body));
    if (item.kind != static_cast<int>(body::Kind::kMerged)) continue;
    body::Body inner = body::BodyOf(item);
    auto* inside = std::get_if<body::Merged>(&inner);
    if (inside == nullptr) continue;
    KOINE_TRY(const bool changed, MaskMerged(txn, tenant, words, inside));
    if (!changed) continue;
    item.body = body::Encode(inner);
    any = true;
  }
  return any;
}

// The draft without words that nobody is to read; nothing if it may stay as it is.
// kContentRejected where such texts are refused.
Result<std::optional<SendIn>> Cleaned(store::Txn& txn, TenantId tenant, std::int64_t words,
                                      const SendIn& in) {
  if (const auto* merged = std::get_if<body::Merged>(&in.body); merged != nullptr && words != 0) {
    body::Merged clean = *merged;
    KOINE_TRY(const bool changed, MaskMerged(txn, tenant, words, &clean));
    if (!changed) return std::optional<SendIn>();
    SendIn out = in;
    out.body = std::move(clean);
    out.raw.clear();
    return std::optional<SendIn>(std::move(out));
  }
  const auto* text = std::get_if<body::Text>(&in.body);
  if (text == nullptr || words == 0) return std::optional<SendIn>();
  KOINE_TRY(auto masked, word::Masked(txn, tenant, words, text->text, "content"));
  if (!masked) return std::optional<SendIn>();
  SendIn out = in;
  out.body = body::Text{*std::move(masked)};
  out.raw.clear();  // it holds them too
  return std::optional<SendIn>(std::move(out));
}

std::optional<std::string> TextOf(const std::optional<SendIn>& cleaned) {
  const auto* text = cleaned ? std::get_if<body::Text>(&cleaned->body) : nullptr;
  return text == nullptr ? std::nullopt : std::optional(text->text);
}

// The answer to who sends again what is there.
Sent Again(body::Message old, const SendIn& given) {
  Sent out{old.id, old.seq, old.sent_at, std::nullopt, std::nullopt};
  const auto* text = std::get_if<body::Text>(&old.body);
  const auto* sent = std::get_if<body::Text>(&given.body);
  if (text != nullptr && sent != nullptr && text->text != sent->text) out.masked = text->text;
  out.before = std::move(old);
  return out;
}

// The answer to who sends with a client id that was there.
Result<Sent> Repeated(body::Message old, ConversationId place, const SendIn& given) {
  if (!SameContent(old, place, given)) return FieldError(Code::kClientIdReused, "clientMsgId");
  return Again(std::move(old), given);
}

// The message that this client id stands for, or the free key for it.
struct Slot {
  std::optional<body::Message> taken;
  std::optional<std::int64_t> key;
};
Slot FindSlot(store::Txn& txn, const access::Principal& who, const SendIn& in) {
  Slot slot;
  if (in.client_id.empty()) return slot;
  const auto dialect = who.policy->dialect;
  const std::int64_t first = ClientKey(dialect, in.client_id);
  for (int i = 0; i < kKeyTriesMax; ++i) {
    auto found = FindByClientKey(txn, who.tenant, who.user, first + i);
    if (!found) {
      slot.key = first + i;
      return slot;
    }
    if (found->client_id == in.client_id && found->origin == static_cast<std::uint8_t>(dialect)) {
      slot.taken = std::move(found);
      return slot;
    }
  }
  return slot;
}

Result<std::optional<body::Quote>> FindQuote(store::Txn& txn, const access::Member& place,
                                             MessageId id, std::int64_t* seq) {
  if (!id) return std::optional<body::Quote>();
  const TenantId tenant = place.who().tenant;
  const auto where = access::SeqIn(txn, place, id);
  if (!where.ok() || !place.visible().Has(*where)) return Error{Code::kMessageNotFound, "reply"};
  auto row = FindBySeq(txn, tenant, place.conversation().id, *where);
  if (!row || row->message.deleted_at > 0) return Error{Code::kMessageNotFound, "reply"};
  *seq = *where;
  const bool recalled = row->message.recalled();
  return std::optional(body::Quote{id, std::move(row->message.body), row->sender.name,
                                   row->message.sent_at, recalled});
}

// Appends a message that may be sent, taking its texts; sender, quote and the server's own options
// of `created` are set.
Sent Put(store::Txn& txn, const access::Principal& who, access::ConversationState state,
         event::MessageCreated created, SendIn&& in, std::optional<std::int64_t> key) {
  const bool direct = state.direct();
  body::Message& m = created.message;
  m.conversation = state.id;
  m.sender = who.user;
  m.origin = static_cast<std::uint8_t>(who.policy->dialect);
  m.body = std::move(in.body);
  m.raw = std::move(in.raw);
  m.client_id = std::move(in.client_id);
  m.mention_all = in.mention_all && !direct;
  m.options |= in.options;
  if (in.receipt && state.group()) m.options |= body::kReceiptOption;
  m.forwarded_from = in.forwarded_from;
  created.origin_session = who.session;
  if (in.answered) created.origin_login = who.login;
  const std::int64_t seq = state.last_seq + 1;
  if (!in.mentions.empty()) {
    created.mentioned = InsertMentions(txn, who.tenant, state.id, seq, who.user, in.mentions);
  }
  if (m.mention_all) SetAllMention(txn, who.tenant, state.id, seq);
  if (m.wants_receipt()) SetReceiptSeq(txn, who.tenant, state.id, seq);
  file::NoteUse(txn, who, state.id, seq, m.body, m.raw);
  const MessageId id = AppendMessage(txn, who.tenant, &state, std::move(created), key);
  return Sent{id, seq, state.last_sent_at, std::nullopt, std::nullopt};
}

// Publishes a message that is not stored.
void Tell(store::Txn& txn, const access::Principal& who, const access::ConversationState& state,
          const Person& sender, const SendIn& in, std::int64_t own_options = 0) {
  event::MessageCreated created;
  body::Message& m = created.message;
  m.conversation = state.id;
  m.sender = who.user;
  m.origin = static_cast<std::uint8_t>(who.policy->dialect);
  m.body = in.body;
  m.raw = in.raw;
  m.client_id = in.client_id;
  m.options = in.options | own_options;
  m.sent_at = txn.now_ms();
  created.sender = sender;
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.at = m.sent_at;
  event.place = state.place();
  event.to_members = true;
  event.payload = std::move(created);
  event::EmitTransient(txn, std::move(event));
}

Status CheckRoom(const access::AnyConversation& place) {
  const access::ConversationState& state = place.conversation();
  if (state.kind != ConversationKind::kRoom) return Error{Code::kWrongKind};
  return state.banned ? Status(Error{Code::kGroupBanned}) : Ok();
}

}  // namespace

std::int64_t ClientKey(access::Dialect dialect, std::string_view client_id) {
  constexpr std::uint64_t kPrime = 0x100000001b3u;
  // The dialect takes a step of its own, or it would only change the first character.
  std::uint64_t hash = (0xcbf29ce484222325u ^ static_cast<std::uint64_t>(dialect)) * kPrime;
  for (const char c : client_id) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15u;
  // Room above for the tries, and positive on both engines.
  return static_cast<std::int64_t>((hash >> 2) & ~std::uint64_t{0xf});
}

Status MayWrite(store::Txn& txn, const access::Member& place) {
  if (!place.conversation().direct()) return MayWriteToGroup(txn, place, SendIn{});
  const access::Principal& who = place.who();
  if (place.conversation().with_oneself()) return MayWriteToSelf(who);
  const PeerState peer = FindPeerState(txn, who.tenant, place.conversation().id, who.user,
                                       PeerOf(place), std::nullopt);
  return MayWriteToPeer(txn, place, peer);
}

Result<Sent> Send(store::Txn& txn, const access::Member& place, const SendIn& in) {
  return Send(txn, place, SendIn(in));
}

Result<Sent> Send(store::Txn& txn, const access::Member& place, SendIn&& given) {
  const access::Principal& who = place.who();
  auto looked = Cleaned(txn, who.tenant, place.conversation().words, given);
  std::optional<SendIn> cleaned = looked.ok() ? std::move(looked).value() : std::nullopt;
  SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  // One statement tells of the peer and, as a rule, that the client id is new.
  const bool self = place.conversation().with_oneself();
  const bool direct = place.conversation().direct() && !self;
  if (self) KOINE_CHECK(MayWriteToSelf(who));
  Slot slot;
  if (!in.client_id.empty()) slot.key = ClientKey(who.policy->dialect, in.client_id);
  PeerState peer;
  if (direct) {
    peer =
        FindPeerState(txn, who.tenant, place.conversation().id, who.user, PeerOf(place), slot.key);
  }
  if (!peer.key_free) slot = FindSlot(txn, who, in);
  // A message that was sent stands, even if its sender may no longer write.
  const ConversationId id = place.conversation().id;
  if (slot.taken && SameContent(*slot.taken, id, given)) {
    return Again(*std::move(slot.taken), given);
  }
  if (!self) {
    KOINE_CHECK(direct ? MayWriteToPeer(txn, place, peer) : MayWriteToGroup(txn, place, in));
  }
  if (slot.taken) return FieldError(Code::kClientIdReused, "clientMsgId");
  if (!looked.ok()) return std::move(looked).error();

  event::MessageCreated created;
  KOINE_TRY(created.quote, FindQuote(txn, place, in.reply_to, &created.message.reply_seq));
  created.sender = place.member().person;
  created.message.options = QuietBit(who, peer);
  const int counts = body::Countable(in.body) ? 1 : 0;
  auto masked = TextOf(cleaned);
  Sent sent = Put(txn, who, place.conversation(), std::move(created), std::move(in), slot.key);
  sent.masked = std::move(masked);
  AdvanceSender(txn, who.tenant, place.conversation().id, who.user, sent.seq, sent.sent_at, counts);
  return sent;
}

std::optional<body::Message> FindOwn(store::Txn& txn, const access::Principal& who,
                                     const std::string& client_id) {
  SendIn named;
  named.client_id = client_id;
  return FindSlot(txn, who, named).taken;
}

std::optional<Sent> FindSent(store::Txn& txn, const access::Principal& who,
                             ConversationId conversation, const SendIn& in) {
  Slot slot = FindSlot(txn, who, in);
  if (!slot.taken || !SameContent(*slot.taken, conversation, in)) return std::nullopt;
  return Again(*std::move(slot.taken), in);
}

Result<Sent> SendAsAdmin(store::Txn& txn, const access::AnyGroup& place, SendIn given) {
  KOINE_TRY(auto cleaned, Cleaned(txn, place.who().tenant, place.conversation().words, given));
  SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  if (place.conversation().banned) return Error{Code::kGroupBanned};
  event::MessageCreated created;
  created.sender = place.person();
  return Put(txn, place.who(), place.conversation(), std::move(created), std::move(in),
             std::nullopt);
}

Status SendTransient(store::Txn& txn, const access::Member& place, const SendIn& given) {
  const access::Principal& who = place.who();
  KOINE_TRY(const auto cleaned, Cleaned(txn, who.tenant, place.conversation().words, given));
  const SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  const access::ConversationState& state = place.conversation();
  std::int64_t quiet = 0;
  if (!state.direct()) {
    KOINE_CHECK(MayWriteToGroup(txn, place, in));
  } else if (state.with_oneself()) {
    KOINE_CHECK(MayWriteToSelf(who));
  } else {
    const PeerState peer =
        FindPeerState(txn, who.tenant, state.id, who.user, PeerOf(place), std::nullopt);
    KOINE_CHECK(MayWriteToPeer(txn, place, peer));
    quiet = QuietBit(who, peer);
  }
  Tell(txn, who, state, place.member().person, in, quiet);
  return Ok();
}

Status TellAsAdmin(store::Txn& txn, const access::AnyGroup& place, const SendIn& given) {
  KOINE_TRY(const auto cleaned,
            Cleaned(txn, place.who().tenant, place.conversation().words, given));
  const SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  if (place.conversation().banned) return Error{Code::kGroupBanned};
  Tell(txn, place.who(), place.conversation(), place.person(), in);
  return Ok();
}

Result<Sent> SendToRoom(store::Txn& txn, const access::AnyConversation& place, SendIn given) {
  KOINE_TRY(auto cleaned, Cleaned(txn, place.who().tenant, place.conversation().words, given));
  SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  KOINE_CHECK(CheckRoom(place));
  Slot slot = FindSlot(txn, place.who(), in);
  if (slot.taken) return Repeated(*std::move(slot.taken), place.conversation().id, given);
  event::MessageCreated created;
  created.sender = place.person();
  auto masked = TextOf(cleaned);
  Sent sent =
      Put(txn, place.who(), place.conversation(), std::move(created), std::move(in), slot.key);
  sent.masked = std::move(masked);
  return sent;
}

Status TellRoom(store::Txn& txn, const access::AnyConversation& place, const SendIn& given) {
  KOINE_TRY(const auto cleaned,
            Cleaned(txn, place.who().tenant, place.conversation().words, given));
  const SendIn& in = cleaned ? *cleaned : given;
  KOINE_CHECK(CheckSizes(in));
  KOINE_CHECK(CheckRoom(place));
  Tell(txn, place.who(), place.conversation(), place.person(), in);
  return Ok();
}

}  // namespace koine::message
