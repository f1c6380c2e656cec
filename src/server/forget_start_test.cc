#include "server/forget_start.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace koine::server {
namespace {

// Pages of files that are mapped into this process.
long FilePages() {
  std::ifstream in("/proc/self/statm");
  long size = 0, resident = 0, shared = 0;
  in >> size >> resident >> shared;
  return shared;
}

TEST(ForgetStart, CodeIsMappedAgainWhenItRuns) {
  const long before = FilePages();
  ForgetStart();
  EXPECT_LT(FilePages(), before);
  // All still works, also what the loader wrote into read-only data, and the tables for exceptions.
  std::vector<std::string> texts(1000, std::string(100, 'x'));
  EXPECT_EQ(texts.back().size(), 100U);
  std::string caught;
  try {
    static_cast<void>(texts.at(texts.size()));
  } catch (const std::out_of_range& e) {
    caught = e.what();
  }
  EXPECT_NE(caught.find("1000"), std::string::npos);
}

}  // namespace
}  // namespace koine::server
