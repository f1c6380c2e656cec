#include "server/embedded.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace koine {
namespace {

std::string Unzip(std::string_view packed) {
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 16 + MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  char buffer[4096];
  int rc = Z_OK;
  while (rc == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer);
    stream.avail_out = sizeof buffer;
    rc = inflate(&stream, Z_NO_FLUSH);
    out.append(buffer, sizeof buffer - stream.avail_out);
  }
  EXPECT_EQ(rc, Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

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
      EXPECT_EQ(Unzip(file.gzip_bytes), file.bytes) << file.path;
    }
  }
}

}  // namespace
}  // namespace koine
