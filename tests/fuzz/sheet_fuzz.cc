// What a table of the organization may do to what reads it: every line is within its limits or
// refused, and what was read is written and read again as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text.h"
#include "core/office/organization/sheet.h"
#include "core/office/organization/tree.h"

namespace {

using namespace koine;

bool Anything(std::string_view) {
  return true;
}
constexpr organization::SheetRules kRules{&Anything, &Anything};

void Check(const organization::Sheet& sheet) {
  if (sheet.lines.size() + sheet.refused.size() > organization::kSheetLinesMax) std::abort();
  for (const organization::RefusedLine& one : sheet.refused) {
    if (one.line < 2 || std::string_view(one.reason).empty()) std::abort();
  }
  organization::SheetWriter writer;
  for (const organization::SheetLine& line : sheet.lines) {
    if (line.path.empty() || line.path.size() > organization::kLevelsMax) std::abort();
    organization::SheetLine written = line;
    written.department.clear();
    for (const std::string& name : line.path) {
      if (text::IsBlank(name) || text::CodePoints(name) > organization::kNameChars) std::abort();
      if (!written.department.empty()) written.department += '/';
      written.department += organization::InPath(name);
    }
    writer.Put(written, "somebody");
  }
  const auto again = organization::ReadSheet(writer.Take(), kRules);
  if (!again.ok() || again->lines.size() != sheet.lines.size()) std::abort();
  for (std::size_t i = 0; i < sheet.lines.size(); ++i) {
    const organization::SheetLine& a = sheet.lines[i];
    const organization::SheetLine& b = again->lines[i];
    if (a.path != b.path || a.user != b.user || a.position != b.position || a.sort != b.sort ||
        a.primary != b.primary || a.leader != b.leader || a.phone != b.phone ||
        a.email != b.email || a.remark != b.remark) {
      std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // As the reader of requests leaves it.
  if (!text::IsUtf8(text) || text.find('\0') != text.npos) return 0;
  if (const auto sheet = organization::ReadSheet(text, kRules); sheet.ok()) Check(*sheet);
  return 0;
}
