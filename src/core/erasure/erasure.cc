#include "core/erasure/erasure.h"

#include <algorithm>
#include <utility>

#include "base/json.h"
#include "core/erasure/rows.h"
#include "core/file/file.h"
#include "core/identity/admin.h"
#include "core/office/document/document.h"

namespace koine::erasure {

namespace {

constexpr char kPersonJob[] = "erasure.person";
constexpr std::int64_t kPauseMs = 50;  // between two slices
constexpr int kFilesSlice = 100;
constexpr int kDocumentsSlice = 100;
constexpr std::int64_t kRowsSlice = 5000;  // of a table that is looked through
constexpr std::size_t kWordBytesMin = 2;   // shorter ones are too common to be told from others

// What is left to do. The words are gone with the row of the job.
struct Erasing {
  TenantId tenant;
  UserId user;
  std::vector<std::string> words;
  int step = 0;
  std::int64_t after = 0;
};
KOINE_DESCRIBE(Erasing, (tenant, user, words, step, after))

enum Step : int { kFiles = 0, kOwn = 1, kTexts = 2 };

void AddWord(std::string word, std::vector<std::string>* words) {
  if (word.size() < kWordBytesMin || word == identity::kGoneName) return;
  if (std::find(words->begin(), words->end(), word) == words->end()) {
    words->push_back(std::move(word));
  }
}

// The end of the JSON string whose content begins at `at`.
std::size_t EndOfString(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at, text.size());
}

void ReplaceAll(std::string* text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text->find(what, at)) != std::string::npos; at += with.size()) {
    text->replace(at, what.size(), with);
  }
}

// One slice of the tables from the step's on; true when all have been looked through.
bool CleanTexts(store::Txn& txn, Erasing* left) {
  const int table = left->step - kTexts;
  if (table >= kTextTables) return true;
  const std::int64_t last = LastOf(txn, table);
  const std::int64_t to = left->after + kRowsSlice;
  for (const Stored& row : ListNaming(txn, table, left->tenant, left->user, left->after, to)) {
    std::string text = WithoutPerson(row.text, left->user, left->words);
    if (text != row.text) SetText(txn, table, left->tenant, row.id, text);
  }
  left->after = to;
  if (to >= last) {
    left->after = 0;
    ++left->step;
  }
  return left->step - kTexts >= kTextTables;
}

Status RunPerson(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(Erasing left, json::Parse<Erasing>(payload));
  bool done = false;
  if (left.step == kFiles) {
    const auto gone = file::EraseFilesOf(txn, left.tenant, left.user, kFilesSlice);
    const int documents = document::RemoveOf(txn, left.tenant, left.user, kDocumentsSlice);
    if (gone < kFilesSlice && documents < kDocumentsSlice) left.step = kOwn;
  } else if (left.step == kOwn) {
    for (std::string& name : ListSeatNames(txn, left.tenant, left.user)) {
      AddWord(std::move(name), &left.words);
    }
    ClearOwn(txn, left.tenant, left.user);
    left.step = kTexts;
  } else {
    done = CleanTexts(txn, &left);
  }
  if (!done) txn.PutJob(kPersonJob, key, txn.now_ms() + kPauseMs, json::ToText(left));
  return Ok();
}

}  // namespace

std::string WithoutPerson(std::string_view given, UserId user,
                          const std::vector<std::string>& words) {
  std::string text(given);
  const std::string person = "\"id\":" + std::to_string(user.value) + ",\"name\":\"";
  for (std::size_t at = 0; (at = text.find(person, at)) != std::string::npos;) {
    at += person.size();
    text.replace(at, EndOfString(text, at) - at, identity::kGoneName);
    at = EndOfString(text, at);
    static constexpr std::string_view kAvatar = "\",\"avatar\":\"";
    if (text.compare(at, kAvatar.size(), kAvatar) != 0) continue;
    at += kAvatar.size();
    text.erase(at, EndOfString(text, at) - at);
  }
  const std::string gone = json::ToText(std::string(identity::kGoneName));
  // Notifications have the name within a sentence.
  const bool sentence = text.find("\"related_type\"") != std::string::npos;
  for (const std::string& word : words) {
    ReplaceAll(&text, json::ToText(word), gone);
    if (sentence) ReplaceAll(&text, word, identity::kGoneName);
  }
  return text;
}

void PutErasePerson(store::Txn& txn, const identity::User& user) {
  Erasing left{user.tenant, user.id, {}, kFiles, 0};
  AddWord(user.nickname, &left.words);
  AddWord(user.username.value_or(""), &left.words);
  AddWord(user.mobile.value_or(""), &left.words);
  AddWord(user.email.value_or(""), &left.words);
  txn.PutJob(kPersonJob, std::to_string(user.id.value), txn.now_ms(), json::ToText(left));
}

void AddPersonJob(store::JobRunner& jobs) {
  jobs.Add(kPersonJob, RunPerson);
}

}  // namespace koine::erasure
