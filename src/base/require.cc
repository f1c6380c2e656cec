#include "base/require.h"

#include <cstdlib>

#include "base/log.h"

namespace koine {

void EndOnBrokenDemand(const char* what, const char* file, int line) {
  log::Error("program", "broken demand: {} ({}:{})", what, file, line);
  log::Flush();
  std::abort();
}

}  // namespace koine
