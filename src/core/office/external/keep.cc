#include "core/office/external/keep.h"

#include <algorithm>

#include "base/text.h"

namespace koine::external {

void Settle(Details* what) {
  for (std::string* text :
       {&what->name, &what->company, &what->position, &what->mobile, &what->email, &what->wechat,
        &what->address, &what->remark, &what->avatar}) {
    const std::string_view trimmed = text::Trim(*text);
    if (trimmed.size() != text->size()) *text = std::string(trimmed);
  }
  what->tags = JoinTags(TagsOf(what->tags));
}

std::vector<std::string> TagsOf(std::string_view text) {
  static constexpr std::string_view kFullWidth = "\xef\xbc\x8c";  // ，
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t ascii = text.find(',');
    const std::size_t wide = text.find(kFullWidth);
    const std::size_t end = std::min({ascii, wide, text.size()});
    const std::string_view tag = text::Trim(text.substr(0, end));
    if (!tag.empty() && std::find(out.begin(), out.end(), tag) == out.end()) out.emplace_back(tag);
    if (end == text.size()) break;
    text.remove_prefix(end + (end == wide ? kFullWidth.size() : 1));
  }
  return out;
}

std::string JoinTags(const std::vector<std::string>& tags) {
  std::string out;
  for (const std::string& tag : tags) {
    if (!out.empty()) out += ',';
    out += tag;
  }
  return out;
}

}  // namespace koine::external
