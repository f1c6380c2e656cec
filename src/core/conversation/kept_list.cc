#include "core/conversation/kept_list.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_set>
#include <utility>

#include "base/metrics.h"
#include "base/require.h"
#include "core/conversation/list.h"
#include "store/change_log.h"

namespace koine::conversation {

namespace {

using Rows = KeptSummaries::Rows;
using Ids = std::unordered_set<std::int64_t>;

enum Table : std::size_t { kConversation, kMember, kMessage, kMark, kMention, kContact, kUsers };
// A message that comes moves its conversation.
const store::KeptTable kMessages{
    "message",
    {"conversation_id"},
    {"id", "seq", "sender_id", "origin", "kind", "body", "raw", "mention_all", "sent_at",
     "recalled_at", "recalled_by", "deleted_at"},
    false};
const store::KeptTable kMarks{"message_mark", {"conversation_id", "user_id"}, {"kind", "seq"}};
const store::KeptTable kMentions{"mention", {"conversation_id", "user_id"}, {"seq"}};
const store::KeptTable kContacts{"contact", {"owner_id", "peer_id"}, {"remark"}};
const store::KeptTable kPeople{"users", {"id"}, {"nickname", "avatar"}};
// All that the statements of list_rows.cc read of the rows that they show. On PostgreSQL the
// versions of conversations and of the user's own seats are compared; of the seats of others a line
// shows what somebody is called there, and who comes to have a seat has said nothing yet.
const store::ChangeKind kShown{
    {{"conversation",
      {"id"},
      {"kind", "pair_lo", "pair_hi", "name", "avatar", "member_count", "min_seq", "last_seq",
       "last_counted", "last_sent_at", "created_at", "updated_at", "status", "all_mention_seq"}},
     {"member",
      {"conversation_id", "user_id"},
      {"tenant_id", "state", "nickname", "min_seq", "max_seq", "read_seq", "read_counted",
       "read_sent", "sent_counted", "hidden_seq", "notify", "pinned_at", "draft", "remark"}},
     kMessages,
     kMarks,
     kMentions,
     kContacts,
     kPeople},
    {{"conversation", {"id"}, {}},
     {"member", {"conversation_id", "user_id"}, {"nickname"}, false},
     kMessages,
     kMarks,
     kMentions,
     kContacts,
     kPeople}};

// More than that share of a list is not read anew by itself.
constexpr std::size_t kChangedShare = 4;

// What the log tells of one list.
struct Changed {
  Ids conversations, people;
  bool all = false;
};

bool HasSeat(const KeptSummaries& kept, std::int64_t conversation) {
  return std::ranges::binary_search(*kept.seats, conversation);
}

// Nothing where that is not known.
std::optional<Changed> FindChanged(const store::Changes& changes, UserId user,
                                   const KeptSummaries& kept) {
  std::vector<store::ChangedKey> keys;
  if (!changes.Since(kShown, kept.mark, &keys)) return std::nullopt;
  Changed out;
  for (const auto& [table, key] : keys) {
    switch (table) {
      case kConversation:
      case kMessage:
        if (HasSeat(kept, key[0])) out.conversations.insert(key[0]);
        break;
      case kMember:  // a seat of the user, or of somebody whom a line names
        if (key[1] == user.value || HasSeat(kept, key[0])) out.conversations.insert(key[0]);
        break;
      case kMark:
      case kMention:
        if (key[1] == user.value) out.conversations.insert(key[0]);
        break;
      case kContact:
        if (key[0] == user.value) out.people.insert(key[1]);
        break;
      default:
        if (key[0] == user.value) out.all = true;
        out.people.insert(key[0]);
    }
  }
  return out;
}

bool Names(const Summary& one, const Ids& people) {
  if (one.conversation.direct() && !one.peer) return true;  // it may be any of them
  return (one.peer && people.contains(one.peer->id.value)) ||
         (one.last && people.contains(one.last->sender.id.value));
}

std::size_t BytesOf(const Summary& one) {
  std::size_t out = sizeof(Summary);
  const auto& c = one.conversation;
  for (const std::string* text : {&c.name, &c.avatar, &one.draft, &one.remark, &one.peer_remark}) {
    out += text->size();
  }
  if (one.peer) out += one.peer->name.size() + one.peer->avatar.size();
  if (!one.last) return out;
  const body::Message& message = one.last->message;
  // As JSON they take about as much as in memory.
  std::string room;
  out += body::Encoded(message.body, &room).size();
  return out + message.raw.size() + one.last->sender.name.size();
}

void Add(Summary one, Rows* rows, std::size_t* bytes) {
  *bytes += sizeof(Rows::value_type) + BytesOf(one);
  rows->push_back(std::make_shared<const Summary>(std::move(one)));
}

std::shared_ptr<const std::vector<LineVersion>> VersionsOf(store::Txn& txn,
                                                           const access::Principal& who) {
  return std::make_shared<const std::vector<LineVersion>>(ListVersions(txn, who));
}

// Conversations of which one has another version than the other, or which only one has; both by
// id.
void AddDifferent(const std::vector<LineVersion>& before, const std::vector<LineVersion>& now,
                  Ids* out) {
  auto was = before.begin();
  for (const LineVersion& one : now) {
    for (; was != before.end() && was->conversation < one.conversation; ++was) {
      out->insert(was->conversation);
    }
    if (was != before.end() && was->conversation == one.conversation) {
      if (*was++ == one) continue;
    }
    out->insert(one.conversation);
  }
  for (; was != before.end(); ++was) out->insert(was->conversation);
}

std::shared_ptr<const KeptSummaries> ReadAll(store::Txn& txn, const access::Principal& who,
                                             const store::Changes& changes) {
  auto out = std::make_shared<KeptSummaries>();
  auto rows = std::make_shared<Rows>();
  ScanSummaries(txn, who, [&](Summary& one) { Add(std::move(one), rows.get(), &out->rows_bytes); });
  out->mark = changes.mark();
  out->rows = std::move(rows);
  if (!changes.all_told()) out->versions = VersionsOf(txn, who);
  out->seats = std::make_shared<const std::vector<std::int64_t>>(ListSeats(txn, who));
  return out;
}

// With those conversations read anew.
std::shared_ptr<const Rows> WithRead(store::Txn& txn, const access::Principal& who,
                                     const Rows& before, const Ids& changed, std::size_t* bytes) {
  auto out = std::make_shared<Rows>();
  out->reserve(before.size() + changed.size());
  for (const auto& one : before) {
    if (!changed.contains(one->conversation.id.value)) {
      out->push_back(one);
    } else {
      *bytes -= sizeof(one) + BytesOf(*one);
    }
  }
  const std::vector<std::int64_t> ids(changed.begin(), changed.end());
  ScanSummariesOf(txn, who, ids, [&](Summary& one) { Add(std::move(one), out.get(), bytes); });
  return out;
}

std::shared_ptr<const std::vector<std::int64_t>> WithSeats(const KeptSummaries& kept,
                                                           const Ids& changed) {
  std::vector<std::int64_t> come;
  for (const std::int64_t id : changed) {
    if (!HasSeat(kept, id)) come.push_back(id);
  }
  if (come.empty()) return kept.seats;
  auto out = std::make_shared<std::vector<std::int64_t>>(*kept.seats);
  out->insert(out->end(), come.begin(), come.end());
  std::ranges::sort(*out);
  return out;
}

// What was kept, with what the log tells of since; null where too much changed.
std::shared_ptr<const KeptSummaries> BroughtUp(store::Txn& txn, const access::Principal& who,
                                               const store::Changes& changes,
                                               const std::shared_ptr<const KeptSummaries>& kept) {
  auto changed = FindChanged(changes, who.user, *kept);
  if (!changed || changed->all) return nullptr;
  const auto versions = changes.all_told() ? nullptr : VersionsOf(txn, who);
  if (versions != nullptr) AddDifferent(*kept->versions, *versions, &changed->conversations);
  if (!changed->people.empty()) {
    for (const auto& one : *kept->rows) {
      if (Names(*one, changed->people)) {
        changed->conversations.insert(one->conversation.id.value);
      }
    }
  }
  const Ids& conversations = changed->conversations;
  if (conversations.size() > kept->rows->size() / kChangedShare) return nullptr;
  if (conversations.empty() && changes.mark() <= kept->mark) return kept;
  auto out = std::make_shared<KeptSummaries>(*kept);
  out->mark = changes.mark();
  if (conversations.empty()) return out;
  out->versions = versions;
  out->rows = WithRead(txn, who, *kept->rows, conversations, &out->rows_bytes);
  out->seats = WithSeats(*kept, conversations);
  return out;
}

// Programs that look for faults read all once more.
void CheckKept([[maybe_unused]] store::Txn& txn, [[maybe_unused]] const access::Principal& who,
               [[maybe_unused]] const Rows& rows) {
#ifdef KOINE_SANITIZED
  std::map<std::int64_t, const Summary*> kept;
  for (const auto& one : rows) kept[one->conversation.id.value] = one.get();
  KOINE_REQUIRE(kept.size() == rows.size());
  std::size_t count = 0;
  ScanSummaries(txn, who, [&](const Summary& one) {
    ++count;
    const auto it = kept.find(one.conversation.id.value);
    KOINE_REQUIRE(it != kept.end() && *it->second == one);
  });
  KOINE_REQUIRE(txn.failed() || count == rows.size());
#endif
}

}  // namespace

void ScanSummaries(store::Txn& txn, const access::Principal& who, SummariesCache& cache,
                   const std::function<void(const Summary& one)>& take) {
  const auto kept = cache.kept.Find(who.user);
  const store::Changes* changes = kept == nullptr ? nullptr : txn.FindChanges(kShown);
  // What another read kept may be newer than this snapshot.
  if (changes == nullptr || kept->mark > changes->mark()) {
    std::size_t rows = 0;
    ScanSummaries(txn, who, [&](const Summary& one) {
      ++rows;
      take(one);
    });
    const bool first = kept == nullptr && rows >= cache.busy;
    if (first && !txn.failed()) cache.kept.Keep(who.user, std::make_shared<const KeptSummaries>());
    return;
  }
  auto list = kept->rows == nullptr ? nullptr : BroughtUp(txn, who, *changes, kept);
  if (list == nullptr) {
    list = ReadAll(txn, who, *changes);
    changes->Listen();
  }
  if (changes->all_told()) CheckKept(txn, who, *list->rows);
  for (const auto& one : *list->rows) take(*one);
  const bool keep = list != kept && list->rows->size() >= cache.busy && !txn.failed();
  if (!keep) return;
  cache.kept.Keep(who.user, list);
  static metrics::Gauge* const bytes = metrics::Default().GetGauge(
      "koine_kept_lists_bytes", "Memory of lists of conversations that are kept for busy users.");
  bytes->Set(static_cast<std::int64_t>(cache.kept.bytes()));
}

}  // namespace koine::conversation
