// What the content of a mail may do to what cleans it: nothing of it is left that a browser would
// run, and what was cleaned once stays as it is.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.h"
#include "core/office/mail/clean.h"

namespace {

using namespace koine;

bool BeginsWithOne(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

// Links and pictures lead where they may, and a style runs nothing; other values are text. `before`
// ends with the name of the attribute.
bool IsHarmlessValue(std::string_view before, std::string_view value) {
  const std::string lower = text::LowerAscii(value);
  if (before.ends_with(" href")) {
    return BeginsWithOne(lower, {"http://", "https://", "mailto:", "tel:"});
  }
  if (before.ends_with(" src")) return BeginsWithOne(lower, {"http://", "https://", "/uploads/"});
  if (!before.ends_with(" style")) return true;
  return lower.find("expression(") == lower.npos && lower.find("javascript:") == lower.npos;
}

// Nothing in it runs, neither by a name nor by a value.
bool IsHarmlessTag(std::string_view tag) {
  std::string names;  // the tag without its values
  while (true) {
    const std::size_t equals = tag.find("=\"");
    names += tag.substr(0, equals);
    if (equals == tag.npos) break;
    const std::size_t begin = equals + 2;
    const std::size_t end = tag.find('"', begin);
    if (end == tag.npos || !IsHarmlessValue(names, tag.substr(begin, end - begin))) return false;
    tag.remove_prefix(end + 1);
  }
  for (const char* bad : {"<", " on", "script", ":"}) {
    if (names.find(bad) != names.npos) return false;
  }
  return true;
}

// Between the signs of a tag there is no other, and no attribute that runs something.
bool IsHarmless(std::string_view html) {
  while (true) {
    const std::size_t open = html.find('<');
    if (html.substr(0, open).find('>') != html.npos) return false;
    if (open == html.npos) return true;
    html.remove_prefix(open + 1);
    const std::size_t close = html.find('>');
    if (close == html.npos || !IsHarmlessTag(html.substr(0, close))) return false;
    html.remove_prefix(close + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  // As the reader of requests leaves it.
  if (!text::IsUtf8(content)) return 0;
  const mail::Cleaned cleaned = mail::Clean("<br>" + std::string(content));
  if (!text::IsUtf8(cleaned.html()) || !text::IsUtf8(cleaned.plain())) std::abort();
  if (!IsHarmless(cleaned.html())) std::abort();
  if (mail::Clean(cleaned.html()).html() != cleaned.html()) std::abort();
  return 0;
}
