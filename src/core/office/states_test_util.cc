#include "core/office/states_test_util.h"

#include <fstream>
#include <sstream>

namespace koine::office {

std::string DocumentedStates(std::string_view name) {
  std::ifstream in(KOINE_SOURCE_DIR "/docs/protocol/ruoyi/office.md");
  std::stringstream text;
  text << in.rdbuf();
  const std::string all = text.str();
  const std::string begin = "<!-- states " + std::string(name) + " -->\n";
  const std::size_t from = all.find(begin);
  if (from == std::string::npos) return {};
  const std::size_t to = all.find("<!-- end -->", from);
  if (to == std::string::npos) return {};
  return all.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace koine::office
