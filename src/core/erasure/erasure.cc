#include "core/erasure/erasure.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "base/json.h"
#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/erasure/copies.h"
#include "core/erasure/rows.h"
#include "core/erasure/said_rows.h"
#include "core/file/file.h"
#include "core/identity/admin.h"
#include "core/office/document/document.h"
#include "core/office/drive/drive.h"
#include "core/office/mail/mail.h"
#include "core/retention/retention.h"
#include "core/search/indexer.h"

namespace koine::erasure {

namespace {

constexpr char kPersonJob[] = "erasure.person";
constexpr char kFinishJob[] = "erasure.finish";
constexpr std::int64_t kFinishMs = 500, kFinishAgainMs = 200;
constexpr std::int64_t kPauseMs = 50;  // between two slices
constexpr int kFilesSlice = 100;
constexpr int kDocumentsSlice = 100;
constexpr int kMailsSlice = 200;
constexpr int kDriveSlice = 200;
constexpr std::int64_t kRowsSlice = 5000;  // of a table that is looked through
// What one run looks through and changes, about: to change a row takes as long as to look at so
// many.
constexpr std::int64_t kRunCost = 8 * kRowsSlice;
constexpr std::int64_t kChangeCost = 8;
constexpr std::int64_t kMessagesCost = 2;  // of a message, which is looked through more than once
constexpr std::size_t kWordBytesMin = 2;   // shorter ones are too common to be told from others

// What is left to do. The words are gone with the row of the job.
struct Erasing {
  TenantId tenant;
  UserId user;
  std::vector<std::string> words;
  int step = 0;
  std::int64_t after = 0;
  std::string handle;
  std::int64_t since = 0;  // when the account ended
  Said said = Said::kBySetting;
};
KOINE_DESCRIBE(Erasing, (tenant, user, words, step, after, handle, since, said))

// Stored: never renumber.
enum Step : int {
  kFiles = 0,
  kOwn = 1,
  kTexts = 2,
  kMessages = kTexts + kTextTables,
  kElsewhere = kMessages + 1,
};

void AddWord(std::string word, std::vector<std::string>* words) {
  if (word.size() < kWordBytesMin || word == identity::kGoneName) return;
  if (std::find(words->begin(), words->end(), word) == words->end()) {
    words->push_back(std::move(word));
  }
}

// Goes on behind `to`, or with the next step when nothing is there.
void GoOn(Erasing* left, std::optional<std::int64_t> to) {
  left->after = to.value_or(0);
  if (to) return;
  left->after = 0;
  ++left->step;
}

// One slice of the table of the step; what it cost.
std::int64_t CleanTexts(store::Txn& txn, Erasing* left) {
  const int table = left->step - kTexts;
  const auto to = EndOfSlice(txn, table, left->after, kRowsSlice);
  std::int64_t cost = kRowsSlice;
  if (to) {
    for (const Stored& row : ListNaming(txn, table, left->tenant, left->user, left->after, *to)) {
      std::string text = WithoutPerson(row.text, left->user, left->words);
      if (text == row.text) continue;
      SetText(txn, table, left->tenant, row.id, text);
      cost += kChangeCost;
    }
  }
  GoOn(left, to);
  return cost;
}

// What dialects keep beside messages of others, in one slice.
void CleanRaws(store::Txn& txn, const Erasing& left, const Person& person, Range range) {
  std::vector<std::string> parts = person.words;
  if (!person.handle.empty()) parts.push_back(person.handle);
  for (const std::string& part : parts) {
    for (const Copy& row : ListRaws(txn, left.tenant, range, part)) {
      std::string raw = WithoutWords(row.text, person.words);
      // The form is lost, what its writer said is in the body.
      if (person.said && HoldsMessageOf(raw, person.handle)) raw.clear();
      if (raw != row.text) SetRaw(txn, left.tenant, row.id, raw);
    }
  }
}

// One slice of the messages: what they said, and copies of it and of them; what it cost.
std::int64_t CleanMessages(store::Txn& txn, Erasing* left) {
  const Person person{left->user, left->handle, left->words, left->said == Said::kDelete};
  const auto to = EndOfSlice(txn, kMessageTexts, left->after, kRowsSlice);
  if (!to) {
    GoOn(left, to);
    return kRowsSlice;
  }
  const Range range{left->after, *to};
  std::int64_t cost = kMessagesCost * kRowsSlice;
  if (person.said) {
    for (const auto& list : {ListSaid(txn, left->tenant, left->user, range),
                             ListForwards(txn, left->tenant, left->user, range)}) {
      EraseSaid(txn, left->tenant, list);
      cost += kChangeCost * std::ssize(list);
    }
  }
  std::vector<std::string> parts{std::to_string(left->user.value)};
  if (!left->handle.empty() && left->handle != parts[0]) parts.push_back(left->handle);
  for (const std::string& part : parts) {
    for (const Copy& row : ListCopies(txn, left->tenant, range, part)) {
      const std::string body = WithoutCopies(row.kind, row.text, person);
      if (body != row.text) SetCopy(txn, left->tenant, row.id, body);
    }
  }
  CleanRaws(txn, *left, person, range);
  GoOn(left, to);
  return cost;
}

// What they wrote in one more table; true after the last.
bool CleanElsewhere(store::Txn& txn, Erasing* left) {
  if (left->said != Said::kDelete) return true;
  const int table = left->step - kElsewhere;
  if (table < kSaidTables) {
    ClearSaid(txn, table, left->tenant, left->user);
    ++left->step;
    return false;
  }
  ClearTops(txn, left->tenant, left->user);
  ClearTold(txn, left->tenant, left->user, left->handle, left->since);
  if (!left->handle.empty()) ReplaceHandle(txn, left->tenant, left->user);
  return true;
}

// True when nothing of this user's is kept any more.
bool RemoveKept(store::Txn& txn, const Erasing& left) {
  const auto gone = file::EraseFilesOf(txn, left.tenant, left.user, kFilesSlice);
  const int documents = document::RemoveOf(txn, left.tenant, left.user, kDocumentsSlice);
  const int mails = mail::RemoveOf(txn, left.tenant, left.user, kMailsSlice);
  const int kept = drive::RemoveOf(txn, left.tenant, left.user, kDriveSlice);
  return gone < kFilesSlice && documents < kDocumentsSlice && mails < kMailsSlice &&
         kept < kDriveSlice;
}

// One slice of the step, whose cost is taken off `budget`; true when nothing is left to do.
bool RunStep(store::Txn& txn, Erasing* left, std::int64_t* budget) {
  std::int64_t cost = kRowsSlice;
  bool done = false;
  if (left->step == kFiles) {
    if (RemoveKept(txn, *left)) left->step = kOwn;
  } else if (left->step == kOwn) {
    for (std::string& name : ListSeatNames(txn, left->tenant, left->user)) {
      AddWord(std::move(name), &left->words);
    }
    ClearOwn(txn, left->tenant, left->user);
    left->step = kTexts;
  } else if (left->step < kMessages) {
    cost = CleanTexts(txn, left);
  } else if (left->step == kMessages) {
    cost = CleanMessages(txn, left);
  } else {
    done = CleanElsewhere(txn, left);
  }
  *budget -= cost;
  return done;
}

Status RunPerson(store::Txn& txn, std::string_view key, std::string_view payload, Said by_setting) {
  KOINE_TRY(Erasing left, json::Parse<Erasing>(payload));
  if (left.said == Said::kBySetting) left.said = by_setting;
  std::int64_t budget = kRunCost;
  bool done = RunStep(txn, &left, &budget);
  while (!done && budget > 0 && left.step >= kTexts) done = RunStep(txn, &left, &budget);
  if (!done) {
    txn.PutJob(kPersonJob, key, txn.now_ms() + kPauseMs, json::ToText(left));
    return Ok();
  }
  PutFinish(txn, "person " + std::string(key));
  return Ok();
}

}  // namespace

void PutErasePerson(store::Txn& txn, const identity::User& user, Said said) {
  Erasing left{user.tenant, user.id, {}, kFiles, 0, "", txn.now_ms(), said};
  AddWord(user.nickname, &left.words);
  AddWord(user.username.value_or(""), &left.words);
  AddWord(user.mobile.value_or(""), &left.words);
  AddWord(user.email.value_or(""), &left.words);
  // A handle that is the number is in no danger of being a name.
  if (user.handle != std::to_string(user.id.value)) left.handle = user.handle;
  txn.PutJob(kPersonJob, std::to_string(user.id.value), txn.now_ms(), json::ToText(left));
}

void PutFinish(store::Txn& txn, std::string_view what) {
  search::PutCleanJob(txn);
  retention::PutGiveBack(txn);
  txn.PutJob(kFinishJob, what, txn.now_ms() + kFinishMs, "");
}

void AddPersonJob(store::JobRunner& jobs, Said by_setting) {
  jobs.Add(kPersonJob,
           [by_setting](store::Txn& txn, std::string_view key, std::string_view payload) {
             return RunPerson(txn, key, payload, by_setting);
           });
}

void AddFinishJob(store::JobRunner& jobs, std::function<Cleared(std::string_view what)> clear) {
  jobs.Add(kFinishJob,
           [clear = std::move(clear)](store::Txn& txn, std::string_view key, std::string_view) {
             switch (HasWork(txn) ? Cleared::kNotYet : clear(key)) {
               case Cleared::kFailed:
                 return Status(Error{Code::kUnavailable, "log"});
               case Cleared::kNotYet:
                 txn.PutJob(kFinishJob, key, txn.now_ms() + kFinishAgainMs, "");
                 break;
               case Cleared::kDone:
                 audit::Note(txn, access::OfOperator(kDefaultTenant, "server"), "erase.done", key);
             }
             return Ok();
           });
}

std::vector<std::string> ListPending(store::Txn& txn) {
  return ListJobs(txn);
}

}  // namespace koine::erasure
