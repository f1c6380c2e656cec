// The back office: words that nobody is to read (im-chat 3.3.1).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/word/word.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct WordOut {
  std::int64_t id = 0;
  std::string content;
  bool enabled = true;
  UserId creator;
  json::Time createTime;
};
KOINE_DESCRIBE(WordOut, (id, content, enabled, creator, createTime))
struct WordPage {
  std::int64_t total = 0;
  std::vector<WordOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(WordPage, (total, records, page, size))
struct WordsIn {
  std::optional<std::string> content;
  std::optional<bool> enabled;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(WordsIn, (content, enabled, page, size))
KOINE_RULES(WordsIn, json::Rule("content").MaxChars(64), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct WordKey {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(WordKey, (id))
KOINE_RULES(WordKey, json::Rule("id").Required())
struct AddWordIn {
  std::optional<std::string> content;
  std::optional<std::vector<std::string>> contents;
  std::optional<bool> enabled;
};
KOINE_DESCRIBE(AddWordIn, (content, contents, enabled))
KOINE_RULES(AddWordIn, json::Rule("content").MinChars(1).MaxChars(64, "敏感词不能超过64个字符"),
            json::Rule("contents").MinItems(1).MaxItems(1000).MinChars(1).MaxChars(64))
struct WordsAdded {
  std::optional<std::int64_t> id;
  std::optional<std::vector<std::int64_t>> ids;
};
KOINE_DESCRIBE(WordsAdded, (id, ids))
struct ChangeWordIn {
  std::int64_t id = 0;
  std::optional<std::string> content;
  std::optional<bool> enabled;
};
KOINE_DESCRIBE(ChangeWordIn, (id, content, enabled))
KOINE_RULES(ChangeWordIn, json::Rule("id").Required("id不能为空"),
            json::Rule("content").MinChars(1).MaxChars(64, "敏感词不能超过64个字符"))
struct WordIdsIn {
  std::string ids;
};
KOINE_DESCRIBE(WordIdsIn, (ids))

namespace {

constexpr std::size_t kRemovedMax = 1000;

WordOut ShowWord(const word::Word& one) {
  return {one.id, one.content, one.enabled, one.creator, {one.created_at}};
}

// Words are not written down where their numbers do.
void RecordWords(Txn& txn, Call& call, const char* action, const std::vector<std::int64_t>& ids) {
  const auto [first, last] = std::minmax_element(ids.begin(), ids.end());
  std::string target = "word " + std::to_string(*first);
  if (ids.size() > 1) {
    target = "words " + std::to_string(*first) + " to " + std::to_string(*last) + ", " +
             std::to_string(ids.size()) + " of them";
  }
  audit::Record(txn, call.who, action, target, "ok", call.address);
}

Result<WordPage> ListWords(Txn& txn, Call& call, WordsIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  const word::Filter filter{in.content.value_or(""), in.enabled};
  KOINE_TRY(const word::Page page, word::List(txn, call.who, filter, slice.limit, slice.offset()));
  return PageOf<WordPage>(slice, page.total, page.words, ShowWord);
}

Result<WordOut> GetWord(Txn& txn, Call& call, WordKey& in) {
  KOINE_TRY(const word::Word found, word::Get(txn, call.who, in.id));
  return ShowWord(found);
}

Result<WordsAdded> AddWords(Txn& txn, Call& call, AddWordIn& in) {
  std::vector<std::string> contents = in.contents.value_or(std::vector<std::string>());
  if (in.content) contents = {*in.content};
  if (contents.empty()) return FieldError(Code::kMissingArgument, "content");
  KOINE_TRY(const auto ids, word::Add(txn, call.who, contents, in.enabled.value_or(true)));
  RecordWords(txn, call, "word.add", ids);
  WordsAdded out;
  if (in.content) {
    out.id = ids.front();
  } else {
    out.ids = ids;
  }
  return out;
}

Result<Nothing> ChangeWord(Txn& txn, Call& call, ChangeWordIn& in) {
  KOINE_CHECK(word::Change(txn, call.who, in.id, in.content, in.enabled));
  RecordWords(txn, call, "word.change", {in.id});
  return Nothing{};
}

Result<Nothing> EnableWord(Txn& txn, Call& call, ChangeWordIn& in) {
  if (!in.enabled) return FieldError(Code::kMissingArgument, "enabled");
  KOINE_CHECK(word::Change(txn, call.who, in.id, std::nullopt, in.enabled));
  RecordWords(txn, call, "word.enable", {in.id});
  return Nothing{};
}

Result<Nothing> RemoveWords(Txn& txn, Call& call, WordIdsIn& in) {
  std::vector<std::int64_t> ids;
  for (const std::string_view part : text::Split(in.ids, ',')) {
    const auto id = text::ParseInt(text::Trim(part));
    if (!id || ids.size() >= kRemovedMax) return FieldError(Code::kBadArgument, "ids");
    ids.push_back(*id);
  }
  KOINE_TRY(const std::int64_t gone, word::Remove(txn, call.who, ids));
  if (gone == 0) return Error{Code::kNotFound, "word"};
  audit::Record(txn, call.who, "word.remove", "words " + in.ids, "ok", call.address);
  return Nothing{};
}

}  // namespace

void AddOfficeWords(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListWords>(
      Method::kGet, "/im/sensitiveWord/list", "List banned words by page",
      {.auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.3.1"}));
  rows->push_back(Ep<&GetWord>(Method::kGet, "/im/sensitiveWord/{id}", "Get a banned word",
                               {.auth = Auth::kAdmin,
                                .also = kAuditors,
                                .example = R"({"id":"{word.mine}"})",
                                .ref = "3.3.1"}));
  rows->push_back(Ep<&AddWords>(Method::kPost, "/im/sensitiveWord", "Add banned words",
                                {.auth = Auth::kAdmin,
                                 .mode = Mode::kWrite,
                                 .example = R"({"content":"{word.new}"})",
                                 .ref = "3.3.1"}));
  rows->push_back(Ep<&ChangeWord>(Method::kPut, "/im/sensitiveWord", "Update a banned word",
                                  {.auth = Auth::kAdmin,
                                   .mode = Mode::kWrite,
                                   .repeatable = true,
                                   .example = R"({"id":"{word.mine}","content":"{word.new}"})",
                                   .ref = "3.3.1"}));
  rows->push_back(Ep<&EnableWord>(Method::kPut, "/im/sensitiveWord/enable",
                                  "Enable or disable a banned word",
                                  {.auth = Auth::kAdmin,
                                   .mode = Mode::kWrite,
                                   .repeatable = true,
                                   .example = R"({"id":"{word.mine}","enabled":false})",
                                   .ref = "3.3.1"}));
  rows->push_back(Ep<&RemoveWords>(Method::kDelete, "/im/sensitiveWord/{ids}",
                                   "Delete banned words",
                                   {.auth = Auth::kAdmin,
                                    .mode = Mode::kWrite,
                                    .example = R"({"ids":"{word.mine}"})",
                                    .ref = "3.3.1"}));
}

}  // namespace koine::imchat
