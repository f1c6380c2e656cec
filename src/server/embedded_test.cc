#include "server/embedded.h"

#include <gtest/gtest.h>

#include <string>

#include "net/gzip.h"

namespace koine {
namespace {

TEST(Embedded, HasAPageAndIsOrdered) {
  std::string_view before;
  bool index = false;
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    EXPECT_LT(before, file.path);
    before = file.path;
    EXPECT_EQ(file.path.front(), '/');
    EXPECT_GT(file.etag.size(), 2U);
    EXPECT_FALSE(file.content_type.empty()) << file.path;
    if (file.path == "/index.html") {
      index = true;
      EXPECT_EQ(file.content_type, "text/html; charset=utf-8");
      EXPECT_NE(file.bytes.find("Koine"), std::string_view::npos);
    }
  }
  EXPECT_TRUE(index);
}

TEST(Embedded, CompressedBytesAreTheSameFile) {
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (!file.gzip_bytes.empty()) {
      EXPECT_LT(file.gzip_bytes.size(), file.bytes.size());
      std::string unzipped;
      ASSERT_TRUE(net::Gunzip(file.gzip_bytes, file.bytes.size(), &unzipped)) << file.path;
      EXPECT_EQ(unzipped, file.bytes) << file.path;
    }
  }
}

}  // namespace
}  // namespace koine
