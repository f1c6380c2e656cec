#include "core/office/approval/value.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace koine::approval {

namespace {

std::string Flat(const json::Raw& value) {
  const std::string& text = value.text;
  if (text.empty() || text == "null" || text[0] == '{' || text[0] == '[') return {};
  if (text[0] != '"') return text;
  auto words = json::Parse<std::string>(text);
  return words.ok() ? *std::move(words) : std::string();
}

}  // namespace

std::string TextOf(const json::Raw& value) {
  if (value.text.empty() || value.text[0] != '[') return Flat(value);
  std::string out;
  const auto list = json::Parse<std::vector<json::Raw>>(value.text);
  if (!list.ok()) return out;
  for (const json::Raw& one : *list) {
    const std::string text = Flat(one);
    if (text.empty()) continue;
    if (!out.empty()) out += "、";
    out += text;
  }
  return out;
}

std::optional<double> NumberOf(const json::Raw& value) {
  const std::string text = Flat(value);
  return text::ParseDouble(text::Trim(text));
}

bool IsEmpty(const json::Raw& value) {
  if (!value.text.empty() && value.text[0] == '{') return value.text == "{}";
  if (value.text.empty() || value.text[0] != '[') return text::IsBlank(Flat(value));
  const auto list = json::Parse<std::vector<json::Raw>>(value.text);
  // Files are objects, not texts.
  return !list.ok() || std::all_of(list->begin(), list->end(), IsEmpty);
}

std::optional<int> Compare(const json::Raw& a, const json::Raw& b) {
  if (IsEmpty(a) || IsEmpty(b)) return std::nullopt;
  const auto x = NumberOf(a), y = NumberOf(b);
  if (x && y) return *x < *y ? -1 : *x > *y ? 1 : 0;
  const int order = TextOf(a).compare(TextOf(b));
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace koine::approval
