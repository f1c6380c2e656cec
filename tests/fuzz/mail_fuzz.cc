// What the content of a mail may do to what cleans it: nothing of it is left that a browser would
// run, and what was cleaned once stays as it is.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "core/office/mail/clean.h"

namespace {

// Between the signs of a tag there is no other, and no attribute that runs something.
bool IsHarmless(std::string_view html) {
  while (true) {
    const std::size_t open = html.find('<');
    if (html.substr(0, open).find('>') != html.npos) return false;
    if (open == html.npos) return true;
    html.remove_prefix(open + 1);
    const std::size_t close = html.find('>');
    if (close == html.npos) return false;
    const std::string_view tag = html.substr(0, close);
    for (const char* bad : {"<", " on", "javascript:", "data:", "script", "expression"}) {
      // Text in a title may say so.
      if (tag.find(bad) != tag.npos && tag.find("title=") == tag.npos &&
          tag.find("alt=") == tag.npos && tag.find("href=") == tag.npos &&
          tag.find("src=") == tag.npos) {
        return false;
      }
    }
    html.remove_prefix(close + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koine;
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  // As the reader of requests leaves it.
  if (!text::IsUtf8(content)) return 0;
  const mail::Cleaned cleaned = mail::Clean("<br>" + std::string(content));
  if (!text::IsUtf8(cleaned.html()) || !text::IsUtf8(cleaned.plain())) std::abort();
  if (!IsHarmless(cleaned.html())) std::abort();
  if (mail::Clean(cleaned.html()).html() != cleaned.html()) std::abort();
  return 0;
}
