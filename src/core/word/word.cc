#include "core/word/word.h"

#include <atomic>
#include <mutex>
#include <utility>

#include "base/name.h"
#include "base/text.h"
#include "core/word/rows.h"

namespace koine::word {

namespace {

// Lists in memory: of each tenant in use one, and while it is changed another.
constexpr std::size_t kListsMax = 64;

struct Lists {
  std::mutex mutex;
  std::unordered_map<std::int64_t, std::shared_ptr<const Matcher>> by_tag;
};
std::atomic<Rule> the_rule{Rule::kMask};

// What is made of a list under a name never changes: another list has another name, which is drawn.
Lists& AllLists() {
  static Lists lists;
  return lists;
}

void Rename(store::Txn& txn, TenantId tenant) {
  const bool any = !ListEnabled(txn, tenant, 1).empty();
  SetTag(txn, tenant, any ? static_cast<std::int64_t>(txn.random().Next64() >> 1) | 1 : 0);
}

Result<std::string> FormOf(const std::string& content) {
  std::string folded = Fold(content);
  if (folded.empty()) return FieldError(Code::kBadArgument, "content");
  return folded;
}

}  // namespace

void SetRule(Rule rule) {
  the_rule = rule;
}

Result<std::vector<std::int64_t>> Add(store::Txn& txn, const access::Principal& who,
                                      std::span<const std::string> contents, bool enabled) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (contents.size() > kAddMax) return FieldError(Code::kTooLarge, "contents");
  std::vector<std::int64_t> ids;
  for (const std::string& content : contents) {
    KOINE_TRY(const std::string folded, FormOf(content));
    Word word{0, content, enabled, who.user, txn.now_ms()};
    if (!Insert(txn, who.tenant, &word, folded)) return Error{Code::kConflict, "word"};
    ids.push_back(word.id);
  }
  if (enabled) Rename(txn, who.tenant);
  return ids;
}

Status Change(store::Txn& txn, const access::Principal& who, std::int64_t id,
              const std::optional<std::string>& content, const std::optional<bool>& enabled) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (content) KOINE_CHECK(FormOf(*content));
  auto word = Find(txn, who.tenant, id);
  if (!word) return Error{Code::kNotFound, "word"};
  if (content) word->content = *content;
  if (enabled) word->enabled = *enabled;
  KOINE_TRY(const std::string folded, FormOf(word->content));
  if (!Update(txn, who.tenant, *word, folded)) return Error{Code::kConflict, "word"};
  Rename(txn, who.tenant);
  return Ok();
}

Result<std::int64_t> Remove(store::Txn& txn, const access::Principal& who,
                            std::span<const std::int64_t> ids) {
  if (!who.admin()) return Error{Code::kForbidden};
  const std::int64_t gone = Delete(txn, who.tenant, ids);
  if (gone > 0) Rename(txn, who.tenant);
  return gone;
}

Result<Page> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                  std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  Page out;
  out.total = CountWords(txn, who.tenant, filter);
  out.words = Select(txn, who.tenant, filter, limit, offset);
  return out;
}

Result<Word> Get(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto word = Find(txn, who.tenant, id);
  if (!word) return Error{Code::kNotFound, "word"};
  return *std::move(word);
}

std::shared_ptr<const Matcher> MatcherOf(store::Txn& txn, TenantId tenant, std::int64_t tag) {
  if (tag == 0 || the_rule == Rule::kIgnore) return nullptr;
  Lists& lists = AllLists();
  {
    const std::lock_guard lock(lists.mutex);
    const auto it = lists.by_tag.find(tag);
    if (it != lists.by_tag.end()) return it->second;
  }
  auto made = std::make_shared<const Matcher>(ListEnabled(txn, tenant, kWordsMax));
  // What this transaction itself has changed and may still take back is not kept.
  if (FindTag(txn, tenant) != tag) return made;
  const std::lock_guard lock(lists.mutex);
  if (lists.by_tag.size() >= kListsMax) lists.by_tag.clear();
  lists.by_tag[tag] = made;
  return made;
}

Result<std::optional<std::string>> Masked(store::Txn& txn, TenantId tenant, std::int64_t tag,
                                          std::string_view text, const char* field) {
  const auto matcher = MatcherOf(txn, tenant, tag);
  if (matcher == nullptr) return std::optional<std::string>();
  if (the_rule == Rule::kRefuse && matcher->Finds(text)) {
    return FieldError(Code::kContentRejected, field);
  }
  return matcher->Mask(text);
}

Result<std::string> TakeText(store::Txn& txn, TenantId tenant, std::string_view given,
                             const char* field) {
  if (given.empty()) return std::string();
  KOINE_TRY(auto masked, Masked(txn, tenant, FindTag(txn, tenant), given, field));
  return masked ? *std::move(masked) : std::string(given);
}

Status CheckName(store::Txn& txn, TenantId tenant, std::string_view name, const char* field) {
  return Names(txn, tenant).Check(name, field);
}

Result<std::string> TakeName(store::Txn& txn, TenantId tenant, std::string_view given,
                             const char* field) {
  return Names(txn, tenant).Take(given, field);
}

Names::Names(store::Txn& txn, TenantId tenant)
    : matcher_(MatcherOf(txn, tenant, FindTag(txn, tenant))) {}

Status Names::Check(std::string_view name, const char* field) const {
  if (matcher_ == nullptr || !matcher_->Finds(name)) return Ok();
  return FieldError(Code::kContentRejected, field);
}

Result<std::string> Names::Take(std::string_view given, const char* field) const {
  std::string name = name::Shown(given);
  if (name.empty() && !given.empty()) return FieldError(Code::kBadArgument, field);
  KOINE_CHECK(Check(name, field));
  return name;
}

}  // namespace koine::word
