#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/json.h"

namespace koine {
namespace {

// Wherever it stands, alone or with another, in texts of each length around what is looked at at
// once.
TEST(JsonText, FindsWhatMustBeEscaped) {
  const auto plain = [](std::size_t n) {
    std::string text;
    for (std::size_t i = 0; i < n; ++i) text += static_cast<char>(i % 2 == 0 ? 0x20 + i : 0xff - i);
    std::ranges::replace(text, '"', 'q');
    return text;
  };
  for (std::size_t n = 0; n <= 40; ++n) {
    EXPECT_EQ(json::ToText(plain(n)), '"' + plain(n) + '"');
    for (std::size_t at = 0; at < n; ++at) {
      for (const char special : {'"', '\\', '\n', '\x01', '\x1f'}) {
        std::string text = plain(n), escaped;
        text[at] = special;
        text[n - 1] = special;
        for (const char c : text) {
          const bool is = c == special;
          if (!is) escaped += c;
          if (is && special < 0x20 && special != '\n') {
            escaped += special == '\x01' ? "\\u0001" : "\\u001f";
          } else if (is) {
            escaped += '\\';
            escaped += special == '\n' ? 'n' : special;
          }
        }
        std::string out;
        json::Escape(text, &out);
        EXPECT_EQ(out, escaped);
        EXPECT_EQ(json::ToText(text), '"' + escaped + '"');
      }
    }
  }
}

// Around the size in which the writer collects small pieces.
TEST(JsonText, LongAndShortPiecesStandInOrder) {
  for (std::size_t size = 2000; size <= 2100; ++size) {
    const std::vector<std::string> texts = {"a", std::string(size, 'b'), "", std::string(5000, 'c'),
                                            std::string(100, 'd')};
    std::string expected = "[";
    for (const std::string& text : texts) {
      if (expected.size() > 1) expected += ',';
      expected += '"' + text + '"';
    }
    EXPECT_EQ(json::ToText(texts), expected + ']');
  }
}

TEST(JsonText, QuoteEscapes) {
  std::string out;
  json::Quote("a\"\\/\b\f\n\r\t\x1f<>&\x7f中", &out);
  EXPECT_EQ(out, "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u001f<>&\x7f中\"");
  out.clear();
  json::Escape("<<long enough for sixteen bytes>>&\"", &out, true);
  EXPECT_EQ(out, "\\u003c\\u003clong enough for sixteen bytes\\u003e\\u003e\\u0026\\\"");
}

}  // namespace
}  // namespace koine
