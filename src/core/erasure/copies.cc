#include "core/erasure/copies.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "base/json.h"
#include "core/identity/admin.h"

namespace koine::erasure {

namespace {

// JSON stands within JSON as often as merged messages lie in each other, and once more.
constexpr int kQuotedMax = body::kMergedDepthMax + 1;

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

// As it stands within a string of JSON.
std::string Escaped(const std::string& text) {
  const std::string quoted = json::ToText(text);
  return quoted.substr(1, quoted.size() - 2);
}

bool CleanCard(body::Card* card, const Person& person) {
  if (card->user != person.user) return false;
  card->name = identity::kGoneName;
  card->avatar.clear();
  return true;
}

void CleanItem(body::MergedItem* item, const Person& person) {
  const bool theirs =
      item->sender == person.user || (!person.handle.empty() && item->handle == person.handle);
  if (theirs) {
    item->name = identity::kGoneName;
    item->avatar.clear();
    if (person.said) {
      item->kind = static_cast<int>(body::Kind::kText);
      item->body.clear();
      item->card.clear();
    }
  }
  item->body = WithoutCopies(static_cast<body::Kind>(item->kind), item->body, person);
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

std::string WithoutCopies(body::Kind kind, std::string_view stored, const Person& person) {
  std::string same(stored);
  if (kind != body::Kind::kCard && kind != body::Kind::kMerged && kind != body::Kind::kNotice) {
    return same;
  }
  body::Body body = body::Decode(kind, stored);
  if (auto* card = std::get_if<body::Card>(&body)) {
    return CleanCard(card, person) ? body::Encode(body) : same;
  }
  if (auto* notice = std::get_if<body::Notice>(&body)) {
    if (!person.said || notice->actor.id != person.user || notice->text.empty()) return same;
    notice->text.clear();
    return body::Encode(body);
  }
  auto* merged = std::get_if<body::Merged>(&body);
  if (merged == nullptr) return same;
  for (body::MergedItem& item : merged->items) CleanItem(&item, person);
  for (const std::string& word : person.words) {
    ReplaceAll(&merged->title, word, identity::kGoneName);
  }
  return body::Encode(body);
}

std::string WithoutWords(std::string_view text, const std::vector<std::string>& words) {
  std::string out(text);
  for (const std::string& word : words) {
    std::string what = json::ToText(word);
    std::string with = json::ToText(std::string(identity::kGoneName));
    for (int depth = 0; depth <= kQuotedMax; ++depth) {
      ReplaceAll(&out, what, with);
      what = Escaped(what);
      with = Escaped(with);
    }
  }
  return out;
}

bool HoldsMessageOf(std::string_view raw, const std::string& handle) {
  if (handle.empty()) return false;
  std::string what = "\"sendID\":" + json::ToText(handle);
  for (int depth = 0; depth <= kQuotedMax; ++depth) {
    if (raw.find(what) != std::string_view::npos) return true;
    what = Escaped(what);
  }
  return false;
}

}  // namespace koine::erasure
