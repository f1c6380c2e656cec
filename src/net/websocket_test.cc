#include "net/websocket.h"

#include <gtest/gtest.h>

#include <cstring>

namespace koine::net {
namespace {

using Kind = WsEvent::Kind;

struct Seen {
  Kind kind;
  std::string payload;
  std::uint16_t code = 0;
  bool operator==(const Seen&) const = default;
};

void PrintTo(const Seen& seen, std::ostream* out) {
  *out << static_cast<int>(seen.kind) << " '" << seen.payload << "' " << seen.code;
}

// All events of `bytes`, fed in pieces of `piece` bytes; ends after a close or an error.
std::vector<Seen> Decode(const std::string& bytes, std::size_t piece, const WsLimits& limits = {}) {
  WsDecoder decoder;
  std::vector<Seen> out;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    std::string part = bytes.substr(at, piece);
    part.resize(part.size() + 64);
    char* data = part.data();
    std::size_t size = part.size() - 64;
    for (;;) {
      WsEvent event = decoder.Next(limits, &data, &size);
      if (event.kind == Kind::kNeedMore) break;
      out.push_back({event.kind, std::string(event.payload), event.close_code});
      if (event.kind == Kind::kError || event.kind == Kind::kClose) return out;
    }
    EXPECT_EQ(size, 0u);
  }
  return out;
}

std::string Frame(WsOpcode opcode, std::string_view payload, bool fin = true) {
  std::string out;
  AppendWsClientFrame(&out, opcode, payload, 0x12345678, fin);
  return out;
}

std::string CloseFrame(std::uint16_t code, std::string_view reason) {
  std::string payload;
  payload += static_cast<char>(code >> 8);
  payload += static_cast<char>(code & 0xFF);
  payload += reason;
  return Frame(WsOpcode::kClose, payload);
}

// The first byte of a frame replaced, e.g. to set reserved bits.
std::string WithFirstByte(std::string frame, int byte) {
  frame[0] = static_cast<char>(byte);
  return frame;
}

constexpr auto kText = WsOpcode::kText;
constexpr auto kBinary = WsOpcode::kBinary;
constexpr auto kMore = WsOpcode::kContinuation;
const std::string kChinese = "你好，世界 κόσμε 😀";

struct Case {
  const char* name;
  std::string bytes;
  std::vector<Seen> expected;
};

std::vector<Seen> Refused(std::uint16_t code) {
  return {{Kind::kError, "", code}};
}

// Collects the cases of one section.
struct Collector {
  std::vector<Case>* cases;
  void operator()(const char* name, std::string bytes, std::vector<Seen> expected) const {
    cases->push_back({name, std::move(bytes), std::move(expected)});
  }
};

void AddFraming(const Collector& add) {
  // 1 Framing.
  for (std::size_t size : {0, 1, 125, 126, 127, 128, 65535, 65536}) {
    std::string payload(size, '*');
    add("text", Frame(kText, payload), {{Kind::kText, payload}});
    add("binary", Frame(kBinary, payload), {{Kind::kBinary, payload}});
  }
  // 2 Pings and pongs.
  add("ping", Frame(WsOpcode::kPing, "p"), {{Kind::kPing, "p"}});
  add("empty ping", Frame(WsOpcode::kPing, ""), {{Kind::kPing, ""}});
  add("longest ping", Frame(WsOpcode::kPing, std::string(125, '\xFE')),
      {{Kind::kPing, std::string(125, '\xFE')}});
  add("ping too long", Frame(WsOpcode::kPing, std::string(126, 'x')), Refused(1002));
  add("unsolicited pong", Frame(WsOpcode::kPong, "x"), {{Kind::kPong, "x"}});
  add("pings between",
      Frame(WsOpcode::kPing, "1") + Frame(kText, "t") + Frame(WsOpcode::kPing, "2"),
      {{Kind::kPing, "1"}, {Kind::kText, "t"}, {Kind::kPing, "2"}});
  // 3 Reserved bits.
  for (int bits : {0x10, 0x20, 0x40, 0x70}) {
    add("reserved", WithFirstByte(Frame(kText, "x"), 0x81 | bits), Refused(1002));
    add("reserved ping", WithFirstByte(Frame(WsOpcode::kPing, ""), 0x89 | bits), Refused(1002));
  }
  // 4 Unknown opcodes.
  for (int opcode : {3, 4, 5, 6, 7, 11, 12, 13, 14, 15}) {
    add("opcode", WithFirstByte(Frame(kText, "x"), 0x80 | opcode), Refused(1002));
  }
  add("text before opcode", Frame(kText, "a") + WithFirstByte(Frame(kText, "x"), 0x83),
      {{Kind::kText, "a"}, {Kind::kError, "", 1002}});
  // 5 Fragments.
  add("fragmented ping", Frame(WsOpcode::kPing, "a", false), Refused(1002));
  add("fragmented pong", Frame(WsOpcode::kPong, "a", false), Refused(1002));
  add("fragmented close", Frame(WsOpcode::kClose, "", false), Refused(1002));
  add("two fragments", Frame(kText, "ab", false) + Frame(kMore, "cd"), {{Kind::kText, "abcd"}});
  add("many fragments",
      Frame(kBinary, "", false) + Frame(kMore, "a", false) + Frame(kMore, "", false) +
          Frame(kMore, "b"),
      {{Kind::kBinary, "ab"}});
  add("empty fragments", Frame(kText, "", false) + Frame(kMore, "", false) + Frame(kMore, ""),
      {{Kind::kText, ""}});
  add("ping inside",
      Frame(kText, "a", false) + Frame(WsOpcode::kPing, "p") + Frame(kMore, "b", false) +
          Frame(WsOpcode::kPong, "q") + Frame(kMore, "c") + Frame(kText, "next"),
      {{Kind::kPing, "p"}, {Kind::kPong, "q"}, {Kind::kText, "abc"}, {Kind::kText, "next"}});
  add("continuation of nothing", Frame(kMore, "x"), Refused(1002));
  add("unfinished continuation of nothing", Frame(kMore, "x", false), Refused(1002));
  add("continuation after the end", Frame(kText, "x") + Frame(kMore, "y"),
      {{Kind::kText, "x"}, {Kind::kError, "", 1002}});
  add("message inside a message", Frame(kText, "x", false) + Frame(kText, "y"), Refused(1002));
  add("binary inside a text", Frame(kText, "x", false) + Frame(kBinary, "y"), Refused(1002));
}

void AddTexts(const Collector& add) {
  // 6 UTF-8.
  add("utf-8", Frame(kText, kChinese), {{Kind::kText, kChinese}});
  for (std::size_t cut = 1; cut < kChinese.size(); ++cut) {
    add("utf-8 in fragments",
        Frame(kText, kChinese.substr(0, cut), false) + Frame(kMore, kChinese.substr(cut)),
        {{Kind::kText, kChinese}});
  }
  for (std::string bad :
       {"\x80", "\xBF", "\xC0\xAF", "\xC1\x81", "\xE0\x80\xAF", "\xE0\x9F\xBF", "\xED\xA0\x80",
        "\xED\xBF\xBF", "\xF0\x80\x80\xAF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF", "\xE4\xBD",
        "\xE4\xBD"
        "a",
        "ok\xCE"}) {
    add("bad utf-8", Frame(kText, bad), Refused(1007));
    add("bad utf-8 in fragments", Frame(kText, "a", false) + Frame(kMore, bad), Refused(1007));
    add("fine as binary", Frame(kBinary, bad), {{Kind::kBinary, bad}});
  }
  add("utf-8 fails before the end", Frame(kText, "\xFF", false), Refused(1007));
  for (std::string good : {"\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    add("edge of utf-8", Frame(kText, good), {{Kind::kText, good}});
  }
}

void AddClosesAndLengths(const Collector& add) {
  // 7 Close.
  add("empty close", Frame(WsOpcode::kClose, ""), {{Kind::kClose, "", kWsNoStatus}});
  add("close", CloseFrame(1000, "bye"), {{Kind::kClose, "bye", 1000}});
  add("longest close", CloseFrame(1000, std::string(123, 'x')),
      {{Kind::kClose, std::string(123, 'x'), 1000}});
  add("close too long", CloseFrame(1000, std::string(124, 'x')), Refused(1002));
  add("close of one byte", Frame(WsOpcode::kClose, "x"), Refused(1002));
  add("close not utf-8", CloseFrame(1000, "\xCE"), Refused(1007));
  for (int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
                   3999, 4000, 4999}) {
    auto c = static_cast<std::uint16_t>(code);
    add("good code", CloseFrame(c, ""), {{Kind::kClose, "", c}});
  }
  for (int code : {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535}) {
    add("bad code", CloseFrame(static_cast<std::uint16_t>(code), ""), Refused(1002));
  }
  // Masks and lengths.
  std::string unmasked;
  AppendWsFrame(&unmasked, kText, "x");
  add("unmasked", unmasked, Refused(1002));
  const char long_one[] = "\x81\xFE\x00\x01\x01\x02\x03\x04y";
  add("length of 1 in 16 bits", std::string(long_one, 9), Refused(1002));
  const char long_two[] = "\x82\xFF\x00\x00\x00\x00\x00\x00\x00\x7E\x01\x02\x03\x04";
  add("length of 126 in 64 bits", std::string(long_two, 14), Refused(1002));
  const char negative[] = "\x82\xFF\x80\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x04";
  add("length beyond 63 bits", std::string(negative, 14), Refused(1002));
  const char huge[] = "\x82\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\x02\x03\x04";
  add("huge length", std::string(huge, 14), Refused(1009));
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  const Collector add{&cases};
  AddFraming(add);
  AddTexts(add);
  AddClosesAndLengths(add);
  return cases;
}

TEST(WsDecoder, GivesTheSameEventsForAnyChunking) {
  WsLimits limits{1 << 20, 1 << 20};
  for (const Case& c : Cases()) {
    for (std::size_t piece : {1, 2, 3, 7, 64, 1000, 1 << 20}) {
      EXPECT_EQ(Decode(c.bytes, piece, limits), c.expected) << c.name << " in pieces of " << piece;
    }
  }
}

TEST(WsDecoder, LimitsFramesAndMessagesExactly) {
  WsLimits limits{100, 150};
  auto big = [](std::size_t n) { return std::string(n, 'x'); };
  EXPECT_EQ(Decode(Frame(kText, big(100)), 7, limits),
            (std::vector<Seen>{{Kind::kText, big(100)}}));
  EXPECT_EQ(Decode(Frame(kText, big(101)), 7, limits),
            (std::vector<Seen>{{Kind::kError, "", kWsMessageTooBig}}));
  std::string half = Frame(kText, big(100), false);
  EXPECT_EQ(Decode(half + Frame(kMore, big(50)), 9, limits),
            (std::vector<Seen>{{Kind::kText, big(150)}}));
  EXPECT_EQ(Decode(half + Frame(kMore, big(51)), 9, limits),
            (std::vector<Seen>{{Kind::kError, "", kWsMessageTooBig}}));
}

TEST(WsDecoder, RepeatsItsError) {
  WsLimits limits;
  WsDecoder decoder;
  std::string bytes = Frame(kMore, "x") + Frame(kText, "y");
  char* data = bytes.data();
  std::size_t size = bytes.size();
  EXPECT_EQ(decoder.Next(limits, &data, &size).close_code, kWsProtocolError);
  EXPECT_EQ(decoder.Next(limits, &data, &size).close_code, kWsProtocolError);
}

TEST(WsDecoder, HoldsNothingWhenIdle) {
  WsLimits limits;
  WsDecoder decoder;
  std::string bytes = Frame(kText, "ab", false) + Frame(kMore, "cd");
  for (char c : bytes) {
    char* data = &c;
    std::size_t size = 1;
    decoder.Next(limits, &data, &size);
  }
  char* data = nullptr;
  std::size_t size = 0;
  EXPECT_EQ(decoder.Next(limits, &data, &size).kind, Kind::kNeedMore);
  EXPECT_EQ(decoder.buffered_bytes(), 0u);
  EXPECT_LE(sizeof(WsDecoder), 8u);
}

TEST(WsDecoder, AnAnnouncedLengthReservesLittle) {
  WsLimits limits{1 << 30, 1 << 30};
  WsDecoder decoder;
  std::string bytes("\x82\xFF\x00\x00\x00\x00\x20\x00\x00\x00\x01\x02\x03\x04", 14);
  char* data = bytes.data();
  std::size_t size = bytes.size();
  EXPECT_EQ(decoder.Next(limits, &data, &size).kind, Kind::kNeedMore);
  EXPECT_LE(decoder.buffered_bytes(), 70'000u);
}

TEST(WsDecoder, MessageInTheInputIsNotCopied) {
  WsLimits limits;
  WsDecoder decoder;
  std::string bytes = Frame(kText, "hello");
  char* data = bytes.data();
  std::size_t size = bytes.size();
  WsEvent event = decoder.Next(limits, &data, &size);
  EXPECT_EQ(event.payload.data(), bytes.data() + 6);
}

TEST(WsDecoder, ClientReadsServerFrames) {
  std::string bytes;
  for (std::size_t size : {0u, 125u, 126u, 65535u, 65536u}) {
    AppendWsFrame(&bytes, kBinary, std::string(size, 'z'));
  }
  AppendWsClose(&bytes, 1000, "bye");
  WsLimits limits{1 << 20, 1 << 20, WsRole::kClient};
  for (std::size_t piece : {1, 5, 1 << 20}) {
    std::vector<Seen> seen = Decode(bytes, piece, limits);
    ASSERT_EQ(seen.size(), 6u);
    EXPECT_EQ(seen[4].payload.size(), 65536u);
    EXPECT_EQ(seen[5], (Seen{Kind::kClose, "bye", 1000}));
  }
  EXPECT_EQ(Decode(Frame(kText, "x"), 9, limits)[0].code, kWsProtocolError);
}

TEST(WsEncoder, WritesTheExamplesOfTheRfc) {
  EXPECT_EQ(EncodeWsFrame(kText, "Hello"), std::string("\x81\x05Hello"));
  EXPECT_EQ(EncodeWsFrame(kBinary, std::string(256, 'a')).substr(0, 4),
            std::string("\x82\x7E\x01\x00", 4));
  EXPECT_EQ(EncodeWsFrame(kBinary, std::string(65536, 'a')).substr(0, 10),
            std::string("\x82\x7F\x00\x00\x00\x00\x00\x01\x00\x00", 10));
  EXPECT_EQ(WsAcceptKey("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}

TEST(WsEncoder, CutsCloseReasonsAtACharacter) {
  std::string reason;
  for (int i = 0; i < 50; ++i) reason += "好";
  std::string out;
  AppendWsClose(&out, 1008, reason);
  EXPECT_EQ(out.size(), 2u + 2u + 123u);  // 41 characters of three bytes
  std::string shifted = "ab" + reason;
  out.clear();
  AppendWsClose(&out, 1008, shifted);
  EXPECT_EQ(out.size(), 2u + 2u + 2u + 120u);
  out.clear();
  AppendWsClose(&out, kWsNoStatus, "ignored");
  EXPECT_EQ(out, std::string("\x88\x00", 2));
}

}  // namespace
}  // namespace koine::net
