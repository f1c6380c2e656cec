#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/word/matcher.h"
#include "store/txn.h"

// Words that nobody is to read: masked in texts that are written, in whatever dialect, and refused
// in names (im-chat 1.8, mapping 7.2). A change holds from the commit on, at every node: each list
// has a name of its own (ConversationState::words), which is read with the seat of who writes.
namespace koine::word {

inline constexpr std::int64_t kWordCharsMax = 64;
inline constexpr std::size_t kAddMax = 1000;  // in one call
inline constexpr int kWordsMax = 100'000;     // enabled ones of a tenant that count

// What becomes of a text that holds such a word, and of a name: as the server is set up, for all
// dialects. kIgnore: both are kept as they are.
enum class Rule : std::uint8_t { kMask, kRefuse, kIgnore };
// Before the server serves.
void SetRule(Rule rule);

struct Word {
  std::int64_t id = 0;
  std::string content;
  bool enabled = true;
  UserId creator;
  std::int64_t created_at = 0;
};
struct Filter {
  std::string content;  // a part of it; empty: any
  std::optional<bool> enabled;
};

// Adds words by the right of an administrator; returns their ids. kForbidden for others;
// kConflict "word" when there is one of the same form (Fold); kBadArgument "content" for one in
// which nothing is left to look for; kTooLarge above kAddMax.
Result<std::vector<std::int64_t>> Add(store::Txn& txn, const access::Principal& who,
                                      std::span<const std::string> contents, bool enabled);
// Absent = unchanged. Refused as Add; kNotFound "word".
Status Change(store::Txn& txn, const access::Principal& who, std::int64_t id,
              const std::optional<std::string>& content, const std::optional<bool>& enabled);
// Removes those that are there; returns how many. kForbidden.
Result<std::int64_t> Remove(store::Txn& txn, const access::Principal& who,
                            std::span<const std::int64_t> ids);

// A page of the words that the tenant keeps out, the newest first, and how many there are. For
// administrators and auditors: kForbidden for anybody else.
struct Page {
  std::int64_t total = 0;
  std::vector<Word> words;
};
Result<Page> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                  std::int64_t limit, std::int64_t offset);
// One of them. kForbidden as List; kNotFound "word".
Result<Word> Get(store::Txn& txn, const access::Principal& who, std::int64_t id);

// What finds the words of the list called `tag`; null for none (0), and where the rule is to ignore
// them. It is kept in memory.
std::shared_ptr<const Matcher> MatcherOf(store::Txn& txn, TenantId tenant, std::int64_t tag);

// The text without the words of the tenant's list; nothing if it may stay as it is.
// kContentRejected with the field where the rule is to refuse it.
Result<std::optional<std::string>> Masked(store::Txn& txn, TenantId tenant, std::int64_t tag,
                                          std::string_view text, const char* field);
// A text of what has no row yet that would name the list, as Masked.
Result<std::string> TakeText(store::Txn& txn, TenantId tenant, std::string_view given,
                             const char* field);
// kContentRejected with the field when a word of the tenant's list is in a name.
Status CheckName(store::Txn& txn, TenantId tenant, std::string_view name, const char* field);
// A name that others will read, as it is kept (base/name): for every verb that takes one. Refused
// as CheckName; kBadArgument with the field when nothing can be seen of one that was given.
Result<std::string> TakeName(store::Txn& txn, TenantId tenant, std::string_view given,
                             const char* field);
// The same for many names: the list is looked up once.
class Names {
 public:
  Names(store::Txn& txn, TenantId tenant);
  Status Check(std::string_view name, const char* field) const;
  Result<std::string> Take(std::string_view given, const char* field) const;

 private:
  std::shared_ptr<const Matcher> matcher_;
};

}  // namespace koine::word
