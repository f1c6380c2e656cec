#include "core/office/external/entry.h"

#include <utility>

#include "base/text.h"
#include "core/office/external/keep.h"

namespace koine::external {

namespace {

Status IsRoomIn(const File& file) {
  if (file.entries.size() + file.unread.size() < kEntriesMax) return Ok();
  return Error{Code::kBadArgument, "card_many"};
}

void Clean(bool lines, std::string* text) {
  std::erase(*text, '\r');
  for (char& c : *text) {
    const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    if (control && !(lines && c == '\n')) c = ' ';
  }
}

// The first member that is too long; nullptr: none.
const char* TooLong(const Entry& entry) {
  const Details& w = entry.what;
  const struct {
    const std::string& text;
    std::int64_t max;
    const char* why;
  } members[] = {{w.name, kNameChars, "name"},
                 {w.company, kCompanyChars, "company"},
                 {w.position, kPositionChars, "position"},
                 {w.mobile, kMobileChars, "mobile"},
                 {w.email, kEmailChars, "email"},
                 {w.wechat, kWechatChars, "wechat"},
                 {w.address, kAddressChars, "address"},
                 {w.remark, kRemarkChars, "remark"},
                 {w.tags, kTagsChars, "tags"},
                 {w.avatar, kAvatarChars, "avatar"},
                 {entry.group, kGroupNameChars, "group"}};
  for (const auto& one : members) {
    if (static_cast<std::int64_t>(text::CodePoints(one.text)) > one.max) return one.why;
  }
  return nullptr;
}

// Chinese, Japanese and Korean signs, which begin at U+2E80.
bool HasSigns(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (text::NextCodePoint(text, &at) >= 0x2e80) return true;
  }
  return false;
}

}  // namespace

std::string NameOf(std::string_view family, std::string_view given, std::string_view middle) {
  if (HasSigns(family) || HasSigns(given)) {
    return std::string(text::Trim(family)) + std::string(text::Trim(given));
  }
  std::string out;
  for (const std::string_view part : {given, middle, family}) {
    const std::string_view word = text::Trim(part);
    if (!word.empty() && !out.empty()) out += ' ';
    out += word;
  }
  return out;
}

Status AddEntry(Entry entry, File* file) {
  KOINE_CHECK(IsRoomIn(*file));
  Details& w = entry.what;
  for (std::string* text : {&w.name, &w.company, &w.position, &w.mobile, &w.email, &w.wechat,
                            &w.tags, &w.avatar, &entry.group}) {
    Clean(false, text);
  }
  for (std::string* text : {&w.address, &w.remark}) Clean(true, text);
  Settle(&w);
  entry.group = std::string(text::Trim(entry.group));
  if (w.name.empty()) return AddUnread({entry.line, w.company, "name"}, file);
  if (const char* why = TooLong(entry)) {
    return AddUnread({entry.line, std::string(text::Prefix(w.name, kNameChars)), why}, file);
  }
  file->entries.push_back(std::move(entry));
  return Ok();
}

Status AddUnread(Unread unread, File* file) {
  KOINE_CHECK(IsRoomIn(*file));
  file->unread.push_back(std::move(unread));
  return Ok();
}

}  // namespace koine::external
