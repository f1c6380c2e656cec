#include "core/event/codec.h"

#include <array>
#include <optional>
#include <utility>

#include "base/json.h"

namespace koine::event {

namespace {

// What of an event is kept beside its payload.
struct Head {
  UserId actor;
  Place place;
  bool to_members = false;
  std::vector<UserId> users;
  std::vector<UserId> targets;
  std::vector<Membership> membership;
  std::int64_t change_seq = 0;
  bool own_stream = false;
};
KOINE_DESCRIBE(Head, (actor, place, to_members, users, targets, membership, change_seq, own_stream))

struct Whole {
  Head head;
  json::Raw data;
};
KOINE_DESCRIBE(Whole, (head, data))

struct SentQuote {
  std::int64_t id = 0;
  int kind = 0;
  std::string body, sender_name;
  std::int64_t sent_at = 0;
  bool recalled = false;
};
KOINE_DESCRIBE(SentQuote, (id, kind, body, sender_name, sent_at, recalled))

// A MessageCreated; ids and marks that a new message cannot have are left out.
struct SentMessage {
  ConversationId conversation;
  std::int64_t seq = 0, counted = 0;
  UserId author;
  int origin = 0, kind = 0;
  std::string body, raw, client_id;
  std::int64_t reply_seq = 0, forwarded_from = 0, options = 0, sent_at = 0;
  bool mention_all = false;
  Person sender;
  std::int64_t session = 0;
  LoginId login;
  std::vector<UserId> mentioned;
  std::optional<SentQuote> quote;
};
KOINE_DESCRIBE(SentMessage, (conversation, seq, counted, author, origin, kind, body, raw, client_id,
                             reply_seq, forwarded_from, options, sent_at, mention_all, sender,
                             session, login, mentioned, quote))

SentMessage ToSent(const MessageCreated& created) {
  const body::Message& m = created.message;
  SentMessage out;
  out.conversation = m.conversation;
  out.seq = m.seq;
  out.counted = m.counted;
  out.author = m.sender;
  out.origin = m.origin;
  out.kind = static_cast<int>(body::KindOf(m.body));
  out.body = body::Encode(m.body);
  out.raw = m.raw;
  out.client_id = m.client_id;
  out.reply_seq = m.reply_seq;
  out.forwarded_from = m.forwarded_from.value;
  out.options = m.options;
  out.sent_at = m.sent_at;
  out.mention_all = m.mention_all;
  out.sender = created.sender;
  out.session = static_cast<std::int64_t>(created.origin_session);
  out.login = created.origin_login;
  out.mentioned = created.mentioned;
  if (created.quote) {
    const body::Quote& quote = *created.quote;
    out.quote = SentQuote{quote.id.value,
                          static_cast<int>(body::KindOf(quote.body)),
                          body::Encode(quote.body),
                          quote.sender_name,
                          quote.sent_at,
                          quote.recalled};
  }
  return out;
}

MessageCreated FromSent(SentMessage sent) {
  MessageCreated out;
  body::Message& m = out.message;
  m.conversation = sent.conversation;
  m.seq = sent.seq;
  m.counted = sent.counted;
  m.sender = sent.author;
  m.origin = static_cast<std::uint8_t>(sent.origin);
  m.body = body::Decode(static_cast<body::Kind>(sent.kind), sent.body);
  m.raw = std::move(sent.raw);
  m.client_id = std::move(sent.client_id);
  m.reply_seq = sent.reply_seq;
  m.forwarded_from = MessageId(sent.forwarded_from);
  m.options = sent.options;
  m.sent_at = sent.sent_at;
  m.mention_all = sent.mention_all;
  out.sender = std::move(sent.sender);
  out.origin_session = static_cast<std::uint64_t>(sent.session);
  out.origin_login = sent.login;
  out.mentioned = std::move(sent.mentioned);
  if (sent.quote) {
    out.quote =
        body::Quote{MessageId(sent.quote->id),
                    body::Decode(static_cast<body::Kind>(sent.quote->kind), sent.quote->body),
                    std::move(sent.quote->sender_name), sent.quote->sent_at, sent.quote->recalled};
  }
  return out;
}

template <class T>
Status ReadPayload(const std::string& text, Payload* out) {
  if constexpr (std::is_same_v<T, MessageCreated>) {
    KOINE_TRY(SentMessage sent, json::Parse<SentMessage>(text));
    *out = FromSent(std::move(sent));
  } else {
    KOINE_TRY(T payload, json::Parse<T>(text));
    *out = std::move(payload);
  }
  return Ok();
}

using Reader = Status (*)(const std::string&, Payload*);

template <std::size_t... I>
constexpr std::array<Reader, sizeof...(I)> Readers(std::index_sequence<I...>) {
  return {&ReadPayload<std::variant_alternative_t<I, AnyPayload>>...};
}

constexpr std::size_t kKinds = std::variant_size_v<AnyPayload>;
constexpr auto kReaders = Readers(std::make_index_sequence<kKinds>());

}  // namespace

std::string Encode(const Event& event) {
  const Head head{event.actor,   event.place,      event.to_members, event.users,
                  event.targets, event.membership, event.change_seq, event.own_stream};
  std::string out = R"({"head":)";
  json::Write(head, {}, &out);
  out += R"(,"data":)";
  std::visit(
      [&out](const auto& payload) {
        using T = std::decay_t<decltype(payload)>;
        if constexpr (std::is_same_v<T, MessageCreated>) {
          json::Write(ToSent(payload), {}, &out);
        } else {
          json::Write(payload, {}, &out);
        }
      },
      event.payload);
  out += "}";
  return out;
}

Result<Event> Decode(int kind, std::string_view text) {
  if (kind < 0 || static_cast<std::size_t>(kind) >= kKinds) {
    return FieldError(Code::kBadArgument, "kind");
  }
  KOINE_TRY(Whole whole, json::Parse<Whole>(text));
  Event out;
  out.actor = whole.head.actor;
  out.place = whole.head.place;
  out.to_members = whole.head.to_members;
  out.users = std::move(whole.head.users);
  out.targets = std::move(whole.head.targets);
  out.membership = std::move(whole.head.membership);
  out.change_seq = whole.head.change_seq;
  out.own_stream = whole.head.own_stream;
  KOINE_CHECK(kReaders[static_cast<std::size_t>(kind)](whole.data.text, &out.payload));
  return out;
}

std::vector<UserId> TargetsOf(const MessageCreated& created) {
  std::vector<UserId> out = created.mentioned;
  if (const auto* notice = std::get_if<body::Notice>(&created.message.body)) {
    for (const body::Named& one : notice->targets) out.push_back(one.id);
  }
  return out;
}

}  // namespace koine::event
