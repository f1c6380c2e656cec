#include "server/trace.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/identity/system.h"
#include "core/message/system.h"
#include "core/tenant/system.h"
#include "core/webhook/feed.h"
#include "server/admin.h"
#include "server/operator.h"
#include "store/node.h"

namespace koine::server {

struct TraceSessionOut {
  UserId user;
  std::string node, dialect;
  std::int64_t platform = 0;
  std::string session, address;
  std::int64_t queued_at = 0;  // ms
  bool arrived = false;        // the system of the client acknowledged all of it
  std::int64_t ended_at = 0;   // of the session; 0: it is open, or nothing is known of it any more
};
KOINE_DESCRIBE(TraceSessionOut,
               (user, node, dialect, platform, session, address, queued_at, arrived, ended_at))
// What one node knows of a message.
struct TraceNodeOut {
  bool whole = false;  // nothing of it was forgotten
  bool more = false;   // sessions than these
  std::vector<TraceSessionOut> sessions;
};
KOINE_DESCRIBE(TraceNodeOut, (whole, more, sessions))
struct TraceMemberOut {
  UserId user;
  std::string name, state;  // read, unread, hidden (came later than the message), left
  std::int64_t read_at = 0;
  bool delivered = false;  // as IM Chat shows it
};
KOINE_DESCRIBE(TraceMemberOut, (user, name, state, read_at, delivered))
struct TracePushOut {
  std::int64_t webhook = 0;
  std::string type, state;  // waiting, dead
  std::int64_t attempts = 0, status = 0, created_at = 0;
  std::string error;
};
KOINE_DESCRIBE(TracePushOut, (webhook, type, state, attempts, status, created_at, error))
struct TraceOut {
  MessageId message;  // its position in the log
  TenantId tenant;
  ConversationId conversation;
  std::string kind, name;
  std::int64_t seq = 0;
  UserId sender;
  std::string sender_name, dialect, client_id;
  std::int64_t stored_at = 0, edited_at = 0, recalled_at = 0, deleted_at = 0;
  UserId recalled_by;
  // all: of the nodes that were asked, nothing is missing; some: a part may be over, as older than
  // what is kept; none: no server was asked.
  std::string sessions_known;
  std::vector<TraceSessionOut> sessions;
  bool more_sessions = false;
  // Nodes: those whose sessions these are, those that were asked and did not answer in time, and
  // those that this one has no way to ask.
  std::vector<std::string> asked, silent, not_asked;
  std::vector<TracePushOut> webhooks;  // deliveries that wait or were given up
  std::vector<TraceMemberOut> members;
  bool more_members = false;
};
KOINE_DESCRIBE(TraceOut, (message, tenant, conversation, kind, name, seq, sender, sender_name,
                          dialect, client_id, stored_at, edited_at, recalled_at, deleted_at,
                          recalled_by, sessions_known, sessions, more_sessions, asked, silent,
                          not_asked, webhooks, members, more_members))

namespace {

constexpr int kMembersMax = 1'000;
constexpr int kWebhooksMax = 100;
constexpr std::size_t kSessionsMax = 2'000;  // of one node; its answer must fit into a frame
constexpr std::int64_t kNodeAliveMs = 10'000;
constexpr std::size_t kWordMax = 256;     // bytes
constexpr std::uint8_t kSealMessage = 1;  // in OpenIM and App IM (mapping 1.2)
constexpr std::string_view kQuestion = "trace ";
constexpr char kUsage[] =
    "usage: koine trace MESSAGE [--json]; MESSAGE is the id of a message as a client has it, "
    "CONVERSATION:NUMBER, or with --from NAME the id that the client of that user gave it";

// The conversation and number of "7:12".
std::optional<std::pair<ConversationId, std::int64_t>> PlaceOf(std::string_view word) {
  const std::size_t colon = word.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto conversation = text::ParseInt(word.substr(0, colon));
  const auto seq = text::ParseInt(word.substr(colon + 1));
  if (!conversation || !seq) return std::nullopt;
  return std::pair(ConversationId(*conversation), *seq);
}

bool IsSeal(std::string_view word) {
  return word.size() == 32 && word.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::set<TenantId> Tenants(store::Txn& txn) {
  std::set<TenantId> out{kDefaultTenant};
  for (const tenant::App& app : tenant::ListApps(txn)) out.insert(app.tenant);
  return out;
}

Result<message::Traced> FindSent(store::Txn& txn, const std::string& word,
                                 const std::string& from) {
  std::optional<UserId> sender;
  if (const auto id = text::ParseInt(from.starts_with("id:") ? from.substr(3) : "")) {
    sender = UserId(*id);
  } else if (const auto user = identity::FindUserByLoginName(txn, kDefaultTenant, from)) {
    sender = user->id;
  }
  if (!sender) return NoUser("trace", from);
  const std::vector<MessageId> found = message::ListByClientId(txn, *sender, word);
  if (found.size() > 1) {
    std::string ids;
    for (const MessageId id : found) ids += " " + std::to_string(id.value);
    return FieldError(Code::kConflict, "trace", "several messages of " + from + ":" + ids);
  }
  if (!found.empty()) {
    if (auto message = message::FindTraced(txn, found.front())) return *std::move(message);
  }
  return FieldError(Code::kNotFound, "trace", from + " has sent no message " + word);
}

Result<message::Traced> Find(store::Txn& txn, const Tracing& on, const std::string& word) {
  std::optional<message::Traced> out;
  if (const auto place = PlaceOf(word)) {
    out = message::FindTraced(txn, place->first, place->second);
  } else if (const auto id = text::ParseInt(word)) {
    out = message::FindTraced(txn, MessageId(*id));
  } else if (IsSeal(word) && on.seal.size() == crypto::Seal::kKeyBytes) {
    const crypto::Seal seal(on.seal);
    for (const TenantId tenant : Tenants(txn)) {
      const auto opened = seal.Open(kSealMessage, tenant, word);
      if (opened) out = message::FindTraced(txn, MessageId(*opened));
      if (out && out->tenant == tenant) break;
      out.reset();
    }
  } else {
    return FieldError(Code::kBadArgument, "trace", kUsage);
  }
  if (!out) {
    return FieldError(Code::kNotFound, "trace",
                      "there is no message " + word + "; it was never stored, or is gone by age");
  }
  return *std::move(out);
}

std::string DialectOf(std::uint8_t origin) {
  static constexpr std::string_view kNames[] = {"", "ruoyi", "imchat", "appim", "openim"};
  return std::string(origin < std::size(kNames) ? kNames[origin] : "");
}

void TellMembers(store::Txn& txn, const message::Traced& found, TraceOut* out) {
  auto members = message::ListTracedMembers(txn, found, kMembersMax + 1);
  out->more_members = members.size() > kMembersMax;
  if (out->more_members) members.pop_back();
  for (message::TracedMember& one : members) {
    const char* state = one.read ? "read" : one.hides ? "hidden" : one.left ? "left" : "unread";
    out->members.push_back({one.user, std::move(one.name), state, one.read_at, one.delivered});
  }
}

void TellPushes(store::Txn& txn, const Tracing& on, TraceOut* out) {
  if (on.seal.size() != crypto::Seal::kKeyBytes) return;
  const std::string id = crypto::Seal(on.seal).Hex32(kSealMessage, out->tenant, out->message.value);
  using webhook::State;
  for (const auto& [state, name] :
       {std::pair(State::kWaiting, "waiting"), std::pair(State::kDead, "dead")}) {
    for (webhook::Dead& one : webhook::ListAbout(txn, out->tenant, state, id, kWebhooksMax)) {
      out->webhooks.push_back({one.webhook, std::move(one.type), name, one.attempts, one.status,
                               one.created_at, std::move(one.error)});
    }
  }
}

void TellNodes(store::Txn& txn, const Tracing& on, TraceOut* out) {
  if (!on.node.empty()) out->asked.push_back(on.node);
  const std::int64_t now_ms = store::StoreTimeMs(txn);
  for (const store::Node& node : store::ListNodes(txn)) {
    if (node.name != on.node && now_ms - node.seen_at < kNodeAliveMs) {
      out->not_asked.push_back(node.name);
    }
  }
}

Result<TraceOut> Trace(store::Txn& txn, const Tracing& on, const std::string& word,
                       const std::string& from) {
  KOINE_TRY(const message::Traced found,
            from.empty() ? Find(txn, on, word) : FindSent(txn, word, from));
  const body::Message& message = found.message;
  TraceOut out;
  out.message = message.id;
  out.tenant = found.tenant;
  out.conversation = message.conversation;
  json::Write(json::TypeOf<ConversationKind>(), &found.kind, {}, &out.kind);
  std::erase(out.kind, '"');
  out.name = found.conversation_name;
  out.seq = message.seq;
  out.sender = message.sender;
  out.sender_name = found.sender;
  out.dialect = DialectOf(message.origin);
  out.client_id = message.client_id;
  out.stored_at = message.sent_at;
  out.edited_at = message.edited_at;
  out.recalled_at = message.recalled_at;
  out.deleted_at = message.deleted_at;
  out.recalled_by = message.recalled_by;
  TellMembers(txn, found, &out);
  TellPushes(txn, on, &out);
  TellNodes(txn, on, &out);
  return out;
}

Result<TraceNodeOut> Here(const SessionsOf& sessions, std::int64_t position) {
  KOINE_TRY(gateway::Handovers::Found found, sessions(position));
  TraceNodeOut out;
  out.whole = found.whole;
  out.more = found.to.size() > kSessionsMax;
  if (out.more) found.to.resize(kSessionsMax);
  for (gateway::Handover& one : found.to) {
    out.sessions.push_back({one.user, "", std::move(one.dialect), one.platform,
                            std::to_string(one.session), std::move(one.address), one.at,
                            one.arrived, one.ended_at});
  }
  return out;
}

void Add(const std::string& node, TraceNodeOut found, TraceOut* out) {
  if (!found.whole) out->sessions_known = "some";
  out->more_sessions = out->more_sessions || found.more;
  for (TraceSessionOut& one : found.sessions) {
    one.node = node;
    out->sessions.push_back(std::move(one));
  }
}

void AskOthers(const AskNodes& others, TraceOut* out) {
  const cluster::Answers answers =
      others(std::exchange(out->not_asked, {}),
             std::string(kQuestion) + std::to_string(out->message.value));
  out->silent = answers.silent;
  for (const auto& [node, text] : answers.by_node) {
    auto found = json::Parse<TraceNodeOut>(text);
    if (found.ok()) {
      out->asked.push_back(node);
      Add(node, *std::move(found), out);
    } else {
      out->silent.push_back(node);
    }
  }
}

Status TellSessions(const Tracing& on, TraceOut* out) {
  out->sessions_known = "none";
  if (!on.sessions) return Ok();
  KOINE_TRY(TraceNodeOut here, Here(on.sessions, out->message.value));
  out->sessions_known = "all";
  Add(on.node, std::move(here), out);
  if (on.others && !out->not_asked.empty()) AskOthers(on.others, out);
  std::stable_sort(out->sessions.begin(), out->sessions.end(),
                   [](const auto& a, const auto& b) { return a.queued_at < b.queued_at; });
  return Ok();
}

std::string At(std::int64_t ms) {
  return FormatTime(ms, Zone::Utc()) + " UTC";
}
std::string Named(UserId user, const std::string& name) {
  return "user " + std::to_string(user.value) +
         (name.empty() ? "" : " (" + text::Visible(name) + ")");
}
std::string Joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

std::string TextOfSessions(const TraceOut& out) {
  std::string text;
  for (const TraceSessionOut& one : out.sessions) {
    text += At(one.queued_at) + "\tdelivered to " + Named(one.user, "") + "\t";
    text += one.dialect.empty() ? std::string("a session of which nothing more is known")
                                : one.dialect + " platform " + std::to_string(one.platform) +
                                      " from " + one.address;
    text += " session " + one.session + (out.asked.size() > 1 ? " at " + one.node : "") + "\t";
    text += one.arrived         ? "arrived"
            : one.ended_at != 0 ? "not acknowledged when the session ended"
                                : "not acknowledged yet";
    if (one.ended_at != 0) text += ", ended " + At(one.ended_at);
    text += "\n";
  }
  if (out.sessions_known == "none") {
    text += "sessions\tnot known: no server runs with this data directory\n";
  } else if (out.sessions_known == "some") {
    text +=
        "sessions\tthere may have been more: the message is older than this start of the server, "
        "or than what trace.memory keeps\n";
  } else if (out.sessions.empty()) {
    text += "sessions\tnone of a receiver was open at " + Joined(out.asked) + "\n";
  }
  if (out.more_sessions) text += "sessions\tand more sessions\n";
  if (!out.silent.empty()) {
    text +=
        "sessions\tthose of these nodes are missing, they did not answer: " + Joined(out.silent) +
        "\n";
  }
  if (!out.not_asked.empty()) {
    text += "sessions\tnot asked, run this there too: " + Joined(out.not_asked) + "\n";
  }
  return text;
}

std::string TextOf(const TraceOut& out) {
  std::string text = "message " + std::to_string(out.message.value) + "\tconversation " +
                     std::to_string(out.conversation.value) + " (" + out.kind +
                     (out.name.empty() ? "" : " " + text::Visible(out.name)) + "), number " +
                     std::to_string(out.seq) + "\n";
  text += At(out.stored_at) + "\tstored and numbered, from " + Named(out.sender, out.sender_name) +
          (out.dialect.empty() ? "" : " by " + out.dialect) + "\n";
  if (out.edited_at > 0) text += At(out.edited_at) + "\tedited\n";
  if (out.recalled_at > 0) {
    text += At(out.recalled_at) + "\trecalled by " + Named(out.recalled_by, "") + "\n";
  }
  if (out.deleted_at > 0) text += At(out.deleted_at) + "\tdeleted\n";
  text += TextOfSessions(out);
  for (const TracePushOut& one : out.webhooks) {
    text += At(one.created_at) + "\twebhook " + std::to_string(one.webhook) + " " + one.type +
            "\t" + one.state + " after " + std::to_string(one.attempts) + " attempts" +
            (one.error.empty() ? "" : ": " + text::Visible(one.error)) + "\n";
  }
  for (const TraceMemberOut& one : out.members) {
    text += (one.read_at > 0 ? At(one.read_at) : std::string("-")) + "\t" + one.state + "\t" +
            Named(one.user, one.name) + (one.delivered ? "\tdelivered" : "") + "\n";
  }
  if (out.more_members) text += "-\tand more members\n";
  return text;
}

}  // namespace

std::optional<std::string> AnswerTrace(const SessionsOf& sessions, std::string_view question) {
  if (!question.starts_with(kQuestion)) return std::nullopt;
  const auto position = text::ParseInt(question.substr(kQuestion.size()));
  if (!position) return std::nullopt;
  const auto found = Here(sessions, *position);
  if (!found.ok()) return std::nullopt;
  return json::ToText(*found);
}

Result<Report> RunTrace(const Tracing& on, const access::Principal& who,
                        const std::vector<std::string>& words) {
  std::string word, from;
  for (const std::string& one : words) {
    std::string* const to = one.starts_with("from=") ? &from : &word;
    const std::string value = to == &from ? one.substr(5) : one;
    if (!to->empty() || value.empty() || value.size() > kWordMax) {
      return FieldError(Code::kBadArgument, "trace", kUsage);
    }
    *to = value;
  }
  if (word.empty()) return FieldError(Code::kBadArgument, "trace", kUsage);
  Result<TraceOut> out = Error{Code::kInternal};
  KOINE_CHECK(
      on.store->ReadNow("trace", [&](store::Txn& txn) { out = Trace(txn, on, word, from); }));
  if (!out.ok()) return std::move(out).error();
  KOINE_CHECK(TellSessions(on, &*out));
  const std::string target = "message " + std::to_string(out->message.value);
  const Status noted = on.store->WriteAndWait({"trace"}, [&](store::Txn& txn) -> Status {
    audit::Note(txn, who, "message.trace", target);
    return Ok();
  });
  // Somebody may ask just because nothing can be written.
  if (!noted.ok()) log::Warn("server", "trace of {} could not be noted in the audit", target);
  return Report::Of(TextOf(*out), *out);
}

}  // namespace koine::server
