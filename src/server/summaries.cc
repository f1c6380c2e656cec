#include "server/summaries.h"

#include "base/text.h"
#include "server/embedded.h"

namespace koine::server {

ChineseSummaries::ChineseSummaries() {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.path != "/summaries/zh.tsv") continue;
    for (const std::string_view line : text::Split(file.bytes, '\n')) {
      if (line.empty() || line.front() == '#') continue;
      const auto columns = text::Split(line, '\t');  // English, Chinese
      if (columns.size() == 2) all_.emplace(columns[0], columns[1]);
    }
  }
}

std::string_view ChineseSummaries::Of(std::string_view english) const {
  const auto found = all_.find(english);
  return found == all_.end() ? std::string_view() : found->second;
}

}  // namespace koine::server
