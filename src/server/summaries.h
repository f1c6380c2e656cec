#pragma once

#include <map>
#include <string_view>

namespace koine::server {

// What the summaries of operations, frames and events say in Chinese, by their English: rows that
// say the same in English share a line of static/summaries/zh.tsv.
class ChineseSummaries {
 public:
  ChineseSummaries();

  // Empty where the file has no line for it.
  std::string_view Of(std::string_view english) const;
  const std::map<std::string_view, std::string_view>& all() const { return all_; }

 private:
  std::map<std::string_view, std::string_view> all_;  // of bytes within the program
};

}  // namespace koine::server
