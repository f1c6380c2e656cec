#include "core/retention/retention.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/file/object.h"
#include "core/retention/drop.h"
#include "core/retention/rows.h"
#include "core/search/indexer.h"
#include "core/version/version.h"

namespace koine::retention {

namespace {

constexpr char kPurgeJob[] = "retention.purge";
constexpr char kNightJob[] = "retention.night";
constexpr char kSeatsJob[] = "retention.seats";
constexpr char kSpaceJob[] = "retention.space";
constexpr std::int64_t kSpaceWaitMs = 60'000;  // until what a purge frees is free
constexpr char kObjectsJob[] = "retention.objects";
constexpr char kFilesJob[] = "retention.files";
constexpr std::int64_t kPauseMs = 50;  // between two slices
constexpr std::size_t kKeyBytes = 8;
// What one slice looks at and changes.
constexpr int kConversationsSlice = 500;
constexpr std::int64_t kDueSlice = 50;  // blocks of a purge
constexpr int kMembersSlice = 500;
constexpr std::int64_t kBlocksSlice = 5;
constexpr int kSeatsSlice = 100;
constexpr int kObjectsSlice = 100;
// Steps of the search for the end of what is old; 2^40 messages.
constexpr int kProbesMax = 40;

// What is left to do of a purge.
struct Purge {
  TenantId tenant;
  std::int64_t before = 0;
  bool all = false;
  ConversationId after;             // of all: those up to here are done
  std::vector<std::int64_t> named;  // else these are left
  std::int64_t to = 0;              // of one that is named: its last message that goes; 0: any
};
KOINE_DESCRIBE(Purge, (tenant, before, all, after, named, to))

void PutPurge(store::Txn& txn, std::string_view key, const Purge& purge) {
  txn.PutJob(kPurgeJob, key, txn.now_ms() + kPauseMs, json::ToText(purge));
}

void PutNightPurge(store::Txn& txn, TenantId tenant, std::int64_t keep_ms) {
  const Purge purge{tenant, txn.now_ms() - keep_ms, true, ConversationId(), {}};
  PutPurge(txn, "night " + std::to_string(tenant.value), purge);
}

// After messages went: their words leave the index, their rows the store, their space the disk.
void PutCleaning(store::Txn& txn) {
  search::PutCleanJob(txn);
  PutDrop(txn);
  txn.PutJob(kSpaceJob, "all", txn.now_ms() + kSpaceWaitMs, "");
}

bool IsDue(const Block& block, std::int64_t before) {
  return block.sent_at > 0 && block.sent_at < before;
}

// The end of the old blocks at the beginning of a conversation, as far as one slice goes.
std::optional<Sent> EndOfOld(store::Txn& txn, const Purge& purge,
                             const access::ConversationState& state) {
  std::vector<std::int64_t> places, ends;
  const std::int64_t from = std::max<std::int64_t>(1, state.min_seq);
  const std::int64_t last = purge.to > 0 ? std::min(purge.to, state.last_seq) : state.last_seq;
  std::int64_t end = ((from - 1) / kBlock + 1) * kBlock;
  for (std::int64_t i = 0; i < kBlocksSlice; ++i, end += kBlock) {
    places.push_back(state.id.value);
    ends.push_back(std::min(end, last));
    if (end >= last) break;
  }
  std::map<std::int64_t, Sent> sent;
  for (const Sent& one : ListSent(txn, purge.tenant, places, ends)) sent[one.seq] = one;
  std::optional<Sent> out;
  for (const std::int64_t seq : ends) {
    const auto it = sent.find(seq);
    if (it == sent.end() || it->second.sent_at >= purge.before || seq < from) break;
    out = it->second;
  }
  return out;
}

// Purges of one conversation what one slice may: first nothing of it is unread any more, then it
// goes. Takes what it came to from `budget`. True when nothing more of it is due.
bool PurgeSlice(store::Txn& txn, const Purge& purge, ConversationId conversation,
                std::int64_t* budget) {
  *budget -= 1;
  const auto state = access::FindConversation(txn, purge.tenant, conversation, true);
  if (!state) return true;
  const auto end = EndOfOld(txn, purge, *state);
  if (!end) return true;
  const auto behind = ListBehind(txn, purge.tenant, conversation, end->seq, kMembersSlice);
  std::vector<Cut> cuts;
  for (const std::int64_t user : behind) {
    cuts.push_back({conversation, UserId(user), end->seq, end->counted});
  }
  RaiseCursors(txn, purge.tenant, cuts);
  if (cuts.size() == static_cast<std::size_t>(kMembersSlice)) return false;
  const std::int64_t from = std::max<std::int64_t>(1, state->min_seq);
  EraseRange(txn, purge.tenant, conversation, from, end->seq);
  SetMinSeq(txn, purge.tenant, conversation, end->seq + 1);
  const std::int64_t blocks = (end->seq - from) / kBlock + 1;
  *budget -= blocks - 1;
  return blocks < kBlocksSlice;
}

// Purges the first conversations that have something to lose, until the budget is spent.
Status RunPurge(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(Purge purge, json::Parse<Purge>(payload));
  const std::vector<Block> blocks =
      purge.all ? ListBlocks(txn, purge.tenant, purge.after, kConversationsSlice)
                : ListBlocksOf(txn, purge.tenant, purge.named);
  const bool more = purge.all && blocks.size() == static_cast<std::size_t>(kConversationsSlice);
  purge.named.clear();
  std::int64_t budget = kDueSlice;
  bool stopped = false;
  for (const Block& block : blocks) {
    if (IsDue(block, purge.before)) {
      stopped = stopped || budget <= 0 || !PurgeSlice(txn, purge, block.conversation, &budget);
      if (stopped && !purge.all) purge.named.push_back(block.conversation.value);
    }
    if (!stopped) purge.after = block.conversation;
  }
  if (stopped || more) {
    PutPurge(txn, key, purge);
  } else {
    PutCleaning(txn);
  }
  return Ok();
}

// Gives space back to the disk, a little at a time.
Status RunSpace(store::Txn& txn, std::string_view key, std::string_view) {
  if (CountSparePages(txn) <= 0) return Ok();
  GiveBackPages(txn);
  txn.PutJob(kSpaceJob, key, txn.now_ms() + kPauseMs, "");
  return Ok();
}

// --- seats

// A seat whose old messages are looked for, between what is known to be old and to be newer.
struct Search {
  Due due;
  std::int64_t before = 0, old = 0, newer = 0;
  std::int64_t counted = 0;  // of `old`
};

// Halves all searches at once, until each knows the last old message.
void FindOld(store::Txn& txn, TenantId tenant, std::vector<Search>* all) {
  for (int i = 0; i < kProbesMax; ++i) {
    std::vector<std::int64_t> places, seqs;
    for (const Search& one : *all) {
      if (one.newer - one.old <= 1) continue;
      places.push_back(one.due.place.id.value);
      seqs.push_back(one.old + (one.newer - one.old) / 2);
    }
    if (seqs.empty()) return;
    std::map<std::pair<std::int64_t, std::int64_t>, Sent> sent;
    for (const Sent& one : ListSent(txn, tenant, places, seqs)) {
      sent[{one.conversation, one.seq}] = one;
    }
    for (Search& one : *all) {
      if (one.newer - one.old <= 1) continue;
      const std::int64_t middle = one.old + (one.newer - one.old) / 2;
      const auto it = sent.find({one.due.place.id.value, middle});
      if (it == sent.end() || it->second.sent_at >= one.before) {
        one.newer = middle;
      } else {
        one.old = middle;
        one.counted = it->second.counted;
      }
    }
  }
}

void TellSeat(store::Txn& txn, TenantId tenant, const Due& seat,
              const conversation::Settings& settings) {
  event::Event event;
  event.tenant = tenant;
  event.actor = seat.user;
  event.users = {seat.user};
  event.place = seat.place;
  event.payload = event::ConversationChanged{
      settings.pinned_at > 0, settings.muted(), settings.draft, settings.remark, false, true};
  event::Emit(txn, std::move(event));
}

Status RunSeats(store::Txn& txn, std::string_view key, std::string_view) {
  const std::int64_t now = txn.now_ms();
  const DueSeats due = LockDue(txn, now, kSeatsSlice);
  if (due.seats.empty()) return Ok();
  std::vector<std::int64_t> places, users;
  for (const Due& seat : due.seats) {
    places.push_back(seat.place.id.value);
    users.push_back(seat.user.value);
  }
  std::vector<conversation::Settings> settings =
      conversation::ListSettings(txn, due.tenant, places, users);
  if (settings.size() != due.seats.size()) return Error{Code::kInternal};
  std::vector<Search> all;
  std::vector<conversation::Stored> stored;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const Due& seat = due.seats[i];
    conversation::Extra& extra = settings[i].extra;
    all.push_back({seat, now - extra.destruct_s * 1000, seat.min_seq - 1, seat.to_seq + 1, 0});
    extra.destructed_at = now;
    stored.push_back({settings[i], seat.hidden_seq});
  }
  FindOld(txn, due.tenant, &all);
  std::vector<Cut> cuts;
  std::vector<version::Element> changed;
  for (const Search& one : all) {
    changed.push_back({one.due.user.value, one.due.place.id.value});
    if (one.old < one.due.min_seq) continue;
    cuts.push_back({one.due.place.id, one.due.user, one.old, one.counted});
  }
  conversation::SetManySettings(txn, due.tenant, places, users, stored);
  RaiseCursors(txn, due.tenant, cuts);
  CutSeats(txn, due.tenant, cuts);
  version::BumpEach(txn, due.tenant, version::Collection::kConversations, changed,
                    version::Op::kUpdate);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    TellSeat(txn, due.tenant, due.seats[i], settings[i]);
  }
  txn.PutJob(kSeatsJob, key, now + kPauseMs, "");
  return Ok();
}

}  // namespace

Status OrderPurge(store::Txn& txn, const access::Principal& who, const PurgeIn& in,
                  std::string_view address) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (in.conversations.size() > kNamedMax) {
    return FieldError(Code::kTooLarge, "conversationIDs");
  }
  const Purge purge{who.tenant, in.before_ms, in.all, ConversationId(), in.conversations};
  if (!in.all && purge.named.empty()) return Ok();
  PutPurge(txn, txn.random().Hex(kKeyBytes), purge);
  std::string target = in.all ? "all conversations" : "conversation ";
  for (const std::int64_t id : purge.named) {
    if (target.back() != ' ') target += ',';
    target += std::to_string(id);
  }
  audit::Record(txn, who, "message.purge", target, "ok", address);
  return Ok();
}

void PutPurge(store::Txn& txn, TenantId tenant, ConversationId conversation,
              std::int64_t last_seq) {
  // Of many messages at once the last may be ahead of the clock.
  const Purge purge{tenant,           txn.now_ms() + kDayMs, false,
                    ConversationId(), {conversation.value},  last_seq};
  PutPurge(txn, "conversation " + std::to_string(conversation.value), purge);
}

void PutPurgeAll(store::Txn& txn, TenantId tenant) {
  const Purge purge{tenant, txn.now_ms() + kDayMs, true, ConversationId(), {}};
  PutPurge(txn, "tenant " + std::to_string(tenant.value), purge);
}

void PutGiveBack(store::Txn& txn) {
  txn.PutJob(kSpaceJob, "all", txn.now_ms() + kPauseMs, "");
}

void PutNightJob(store::Txn& txn) {
  Civil night = ToCivil(txn.now_ms(), Zone::Shanghai());
  if (night.hour >= kNightHour) night.day += 1;
  night.hour = kNightHour;
  night.minute = night.second = night.millisecond = 0;
  txn.PutJob(kNightJob, "all", FromCivil(night, Zone::Shanghai()), "");
}

void AddJobs(store::JobRunner& jobs, const Keep& keep) {
  jobs.Add(kPurgeJob, RunPurge);
  jobs.Add(kSeatsJob, RunSeats);
  search::AddCleanJob(jobs);
  AddDropJob(jobs, keep.messages_ms);
  jobs.Add(kSpaceJob, RunSpace);
  jobs.Add(kObjectsJob, [keep](store::Txn& txn, std::string_view key, std::string_view) {
    if (keep.objects_ms == 0) return Ok();  // put while the setting was another
    const std::int64_t before = txn.now_ms() - keep.objects_ms;
    if (file::ExpireObjects(txn, keep.causes, before, kObjectsSlice) == kObjectsSlice) {
      txn.PutJob(kObjectsJob, key, txn.now_ms() + kPauseMs, "");
    }
    return Ok();
  });
  jobs.Add(kFilesJob, [keep](store::Txn& txn, std::string_view key, std::string_view payload) {
    if (keep.files_ms == 0) return Ok();
    std::int64_t after = text::ParseInt(payload).value_or(0);
    if (file::ExpireSent(txn, txn.now_ms() - keep.files_ms, &after)) {
      txn.PutJob(kFilesJob, key, txn.now_ms() + kPauseMs, std::to_string(after));
    }
    return Ok();
  });
  jobs.Add(kNightJob, [keep](store::Txn& txn, std::string_view, std::string_view) {
    PutNightJob(txn);
    txn.PutJob(kSeatsJob, "all", txn.now_ms(), "");
    PutCleaning(txn);
    if (keep.objects_ms > 0) txn.PutJob(kObjectsJob, "all", txn.now_ms(), "");
    if (keep.files_ms > 0) txn.PutJob(kFilesJob, "all", txn.now_ms(), "0");
    for (const auto& [tenant, keep_ms] : ListAges(txn, keep.messages_ms)) {
      PutNightPurge(txn, tenant, keep_ms);
    }
    return Ok();
  });
}

}  // namespace koine::retention
