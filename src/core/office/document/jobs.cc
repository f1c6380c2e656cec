// What happens to documents by itself.

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/file/space.h"
#include "core/job.h"
#include "core/office/document/detail_rows.h"
#include "core/office/document/document.h"
#include "core/office/document/keep.h"
#include "core/office/document/rows.h"
#include "core/office/document/words.h"

namespace koine::document {

namespace {

constexpr char kIndexJob[] = "document.index";
constexpr char kRemoveJob[] = "document.remove";
constexpr char kEndJob[] = "document.end";
constexpr std::int64_t kTrashMs = kTrashDays * kDayMs;
constexpr std::int64_t kPauseMs = 50;  // between two slices
constexpr std::size_t kWordsSlice = 2'000;
constexpr int kVersionsSlice = 10;

struct Target {
  TenantId tenant;
  DocumentId id;
};

Result<Target> TargetOf(std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  return Target{job.tenant, DocumentId(job.id)};
}

// Brings the index from what it has to what it should have, or nearer to it; true when it is there.
bool IndexSlice(store::Txn& txn, const Target& place, const Indexed& now,
                const std::vector<std::int64_t>& wanted) {
  const std::vector<std::int64_t> has = Unpacked(now.words);
  if (has == wanted) return true;
  std::vector<std::int64_t> more, less, kept;
  std::set_difference(wanted.begin(), wanted.end(), has.begin(), has.end(),
                      std::back_inserter(more));
  std::set_difference(has.begin(), has.end(), wanted.begin(), wanted.end(),
                      std::back_inserter(less));
  const bool all = more.size() <= kWordsSlice && less.size() <= kWordsSlice;
  if (more.size() > kWordsSlice) more.resize(kWordsSlice);
  if (less.size() > kWordsSlice) less.resize(kWordsSlice);
  AddWords(txn, place.tenant, place.id, now.owner, more);
  DeleteWords(txn, place.tenant, place.id, now.owner, less);
  std::set_difference(has.begin(), has.end(), less.begin(), less.end(), std::back_inserter(kept));
  std::vector<std::int64_t> after;
  std::merge(kept.begin(), kept.end(), more.begin(), more.end(), std::back_inserter(after));
  SetWords(txn, place.tenant, place.id, Packed(after));
  return all;
}

Status Index(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const Target place, TargetOf(key, payload));
  const auto document = FindDocument(txn, place.tenant, place.id, true);
  if (!document || document->state == DocumentState::kGone) return Ok();
  const auto now = ReadIndexed(txn, place.tenant, place.id);
  if (!now) return Ok();
  if (!IndexSlice(txn, place, *now, WordsOf(now->title, now->plain))) {
    txn.PutJob(kIndexJob, key, txn.now_ms() + kPauseMs, payload);
  }
  return Ok();
}

// What belonged to a document that is gone, slice by slice.
Status Remove(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const Target place, TargetOf(key, payload));
  auto document = FindDocument(txn, place.tenant, place.id, true);
  if (!document || document->state == DocumentState::kKept) return Ok();
  if (document->state == DocumentState::kTrashed) {
    if (document->trashed_at + kTrashMs > txn.now_ms()) {
      PutRemoval(txn, place.tenant, *document);
    } else {
      document->state = *office::Next(kDocumentStates, document->state, DocumentAct::kRemove);
      Bury(txn, place.tenant, *std::move(document));
    }
    return Ok();
  }
  const auto now = ReadIndexed(txn, place.tenant, place.id);
  bool done = !now || IndexSlice(txn, place, *now, {});
  const auto versions = OldestVersions(txn, place.tenant, place.id, kVersionsSlice);
  if (!versions.empty()) {
    DeleteVersions(txn, place.tenant, place.id, versions.back().version);
    done = done && std::ssize(versions) < kVersionsSlice;
  }
  if (done) {
    DeleteComments(txn, place.tenant, place.id);
    DeleteRest(txn, place.tenant, place.id);
  } else {
    txn.PutJob(kRemoveJob, key, txn.now_ms() + kPauseMs, payload);
  }
  return Ok();
}

// Key: document and user, with a colon between them.
Status EndShare(store::Txn& txn, std::string_view key, std::string_view payload) {
  const std::size_t colon = key.find(':');
  if (colon == key.npos) return Error{Code::kInternal, "job"};
  KOINE_TRY(const Target place, TargetOf(key.substr(0, colon), payload));
  const auto number = text::ParseInt(key.substr(colon + 1));
  if (!number) return Error{Code::kInternal, "job"};
  const UserId user(*number);
  auto document = FindDocument(txn, place.tenant, place.id, true);
  if (!document) return Ok();
  const auto seat = FindSeat(txn, place.tenant, place.id, user);
  if (!seat || seat->expires_at == 0) return Ok();
  if (seat->expires_at > txn.now_ms()) {
    PutEnd(txn, place.tenant, place.id, user, seat->expires_at);
    return Ok();
  }
  DeleteSeat(txn, place.tenant, place.id, user);
  --document->shares;
  UpdateDocument(txn, place.tenant, *document, false);
  return Ok();
}

}  // namespace

void PutIndex(store::Txn& txn, TenantId tenant, DocumentId id) {
  PutRowJob(txn, kIndexJob, {tenant, id.value}, txn.now_ms());
}

void PutRemoval(store::Txn& txn, TenantId tenant, const Document& document) {
  const std::int64_t id = document.id.value;
  if (document.state == DocumentState::kKept) return txn.CancelJob(kRemoveJob, std::to_string(id));
  const bool now = document.state == DocumentState::kGone;
  PutRowJob(txn, kRemoveJob, {tenant, id}, now ? txn.now_ms() : document.trashed_at + kTrashMs);
}

void Bury(store::Txn& txn, TenantId tenant, Document document) {
  // Fewer bytes are always possible.
  static_cast<void>(file::CountSpace(txn, tenant, document.owner, -document.space(), 0));
  document.shares = 0;
  UpdateDocument(txn, tenant, document, false);
  DeleteSeats(txn, tenant, document.id);
  PutRemoval(txn, tenant, document);
}

void PutEnd(store::Txn& txn, TenantId tenant, DocumentId id, UserId user, std::int64_t at) {
  const std::string key = std::to_string(id.value) + ":" + std::to_string(user.value);
  if (at == 0) return txn.CancelJob(kEndJob, key);
  txn.PutJob(kEndJob, key, at, std::to_string(tenant.value));
}

int RemoveOf(store::Txn& txn, TenantId tenant, UserId user, int limit) {
  int done = 0;
  for (Document& document : SelectOwned(txn, tenant, user, limit)) {
    document.state = DocumentState::kGone;
    Bury(txn, tenant, std::move(document));
    ++done;
  }
  if (user.value == 0 || done >= limit) return done;
  for (const std::int64_t id : SelectSharedWith(txn, tenant, user, limit - done)) {
    auto document = FindDocument(txn, tenant, DocumentId(id), true);
    DeleteSeat(txn, tenant, DocumentId(id), user);
    ++done;
    if (!document) continue;
    --document->shares;
    UpdateDocument(txn, tenant, *document, false);
  }
  return done;
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kIndexJob, Index);
  jobs.Add(kRemoveJob, Remove);
  jobs.Add(kEndJob, EndShare);
}

}  // namespace koine::document
