#include "dialect/openim/gob.h"

#include <gtest/gtest.h>

#include <string>

#include "dialect/openim/envelope.h"

namespace koine::openim {
namespace {

std::string FromHex(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  }
  return out;
}

std::string ToHex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    constexpr char kDigits[] = "0123456789abcdef";
    out += kDigits[static_cast<std::uint8_t>(c) >> 4];
    out += kDigits[static_cast<std::uint8_t>(c) & 15];
  }
  return out;
}

std::string Uint(std::uint64_t value) {
  std::string out;
  gob::AppendUint(&out, value);
  return ToHex(out);
}

std::string Int(std::int64_t value) {
  std::string out;
  gob::AppendInt(&out, value);
  return ToHex(out);
}

TEST(Gob, Integers) {
  EXPECT_EQ(Uint(0), "00");
  EXPECT_EQ(Uint(127), "7f");
  EXPECT_EQ(Uint(128), "ff80");
  EXPECT_EQ(Uint(300), "fe012c");
  EXPECT_EQ(Uint(UINT64_MAX), "f8ffffffffffffffff");
  EXPECT_EQ(Int(1001), "fe07d2");
  EXPECT_EQ(Int(-65), "ff81");
  EXPECT_EQ(Int(-1), "01");
  EXPECT_EQ(Int(INT64_MAX), "f8fffffffffffffffe");
  EXPECT_EQ(Int(INT64_MIN), "f8ffffffffffffffff");
}

// openim-ws 4.4: the definition that stands before every answer.
constexpr char kDefinition[] =
    "60ff81030101045265737001ff82000106010d5265714964656e7469666965720104"
    "0001074d7367496e6372010c00010b4f7065726174696f6e4944010c000107457272"
    "436f646501040001064572724d7367010c00010444617461010a000000";

std::string Reply(const ReplyView& reply) {
  std::string out;
  AppendEnvelope(Form::kGob, reply, &out);
  const std::string hex = ToHex(out);
  EXPECT_EQ(hex.substr(0, sizeof(kDefinition) - 1), kDefinition);
  return hex.substr(sizeof(kDefinition) - 1);
}

TEST(Gob, WritesTheAnswersOfTheContract) {
  EXPECT_EQ(Reply({1001, "u1_1", "op1", 0, "", FromHex("0a0141")}),
            "17ff8201fe07d2010475315f3101036f703103030a014100");
  EXPECT_EQ(Reply({1003, "u1_2", "op2", 1302, "BlockedByPeer", std::nullopt}),
            "25ff8201fe07d6010475315f3201036f703201fe0a2c010d426c6f636b656442795065657200");
  EXPECT_EQ(Reply({2002, "", "", 0, "", std::nullopt}), "07ff8201fe0fa400");
  std::string sevens(300, '\x07');
  EXPECT_EQ(Reply({-5, "", "", std::int64_t{1} << 40, "", sevens}),
            "fe013dff82010903fa02000000000002fe012c" + ToHex(sevens) + "00");
}

TEST(Gob, ReadsARequestWithAnotherTypeId) {
  const std::string frame = FromHex(
      "66ff830301010c47656e6572616c577352657101ff84000106010d5265714964656e"
      "7469666965720104000105546f6b656e010c00010653656e644944010c00010b4f70"
      "65726174696f6e4944010c0001074d7367496e6372010c00010444617461010a0000"
      "001cff8401fe07d20202753101036f7031010475315f3101040a02753100");
  RequestEnvelope own;
  const auto read = ReadEnvelope(Form::kGob, frame, &own);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->number, 1001);
  EXPECT_EQ(read->sender, "u1");
  EXPECT_EQ(read->operation, "op1");
  EXPECT_EQ(read->incr, "u1_1");
  EXPECT_EQ(ToHex(read->data), "0a027531");
}

// The first frame of a native client, as seen.
constexpr char kNative[] =
    "657f0301010c47656e6572616c577352657101ff80000106010d5265714964656e74"
    "69666965720104000105546f6b656e010c00010653656e644944010c00010b4f7065"
    "726174696f6e4944010c0001074d7367496e6372010c00010444617461010a000000"
    "4fff8001fe07d202027531012461306432666135312d393966642d343536342d6133"
    "63622d363765616663633261303930011675315f3137393531353738323637383035"
    "383732363501040a02753100";

TEST(Gob, ReadsWhatANativeClientSent) {
  const std::string frame = FromHex(kNative);
  RequestEnvelope own;
  const auto read = ReadEnvelope(Form::kGob, frame, &own);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->number, 1001);
  EXPECT_EQ(read->sender, "u1");
  EXPECT_EQ(read->operation, "a0d2fa51-99fd-4564-a3cb-67eafcc2a090");
  EXPECT_EQ(read->incr, "u1_1795157826780587265");
  EXPECT_EQ(ToHex(read->data), "0a027531");
}

TEST(Gob, EveryTruncationIsRefused) {
  const std::string whole = FromHex(kNative);
  RequestEnvelope own;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(ReadEnvelope(Form::kGob, whole.substr(0, size), &own).ok()) << size;
  }
  EXPECT_FALSE(ReadEnvelope(Form::kGob, whole + '\0', &own).ok());
}

// A definition message of type `id` with the given fields (name, type), as text in hex.
std::string Message(const std::string& body) {
  std::string out;
  gob::AppendUint(&out, body.size());
  return out + body;
}

std::string Text(std::string_view text) {
  std::string out;
  gob::AppendUint(&out, text.size());
  return out + std::string(text);
}

std::string Number(std::int64_t value) {
  std::string out;
  gob::AppendInt(&out, value);
  return out;
}

const std::string kEnd(1, '\0');

std::string Common(int id) {
  return "\x01\x01" + Text("T") + "\x01" + Number(id) + kEnd;
}

std::string StructType(int id, const std::vector<std::pair<std::string, int>>& fields) {
  std::string out = Number(-id) + "\x03" + Common(id) + "\x01";
  gob::AppendUint(&out, fields.size());
  for (const auto& [name, type] : fields) {
    out += "\x01" + Text(name) + "\x01" + Number(type) + kEnd;
  }
  return Message(out + kEnd + kEnd);
}

// `shape` 2 is a slice, 4 a map, 5 a type that encodes itself (delta from -1).
std::string OtherType(int id, char shape, const std::string& rest) {
  return Message(Number(-id) + std::string(1, shape) + Common(id) + rest + kEnd + kEnd);
}

struct Pair {
  std::int64_t number = 0;
  std::string text;
};

Result<Pair> Read(const std::string& stream) {
  Pair out;
  std::string_view text;
  const gob::Field fields[] = {{"N", &out.number, nullptr}, {"S", nullptr, &text}};
  KOINE_CHECK(gob::Decode(stream, fields));
  out.text = text;
  return out;
}

TEST(Gob, PassesOverFieldsOfOtherTypes) {
  const std::string slice = OtherType(70, 2, "\x01" + Number(6));
  const std::string map = OtherType(71, 4, "\x01" + Number(6) + "\x01" + Number(70));
  const std::string opaque = OtherType(72, 5, "");
  const std::string inner = StructType(73, {{"A", 2}, {"Back", 73}});
  const std::string top = StructType(
      80, {{"L", 70}, {"M", 71}, {"O", 72}, {"I", 73}, {"F", 4}, {"C", 7}, {"N", 2}, {"S", 6}});
  const std::string list = "\x02" + Text("a") + Text("bc");
  const std::string deep = "\x01" + Number(5) + "\x01\x01" + Number(6) + kEnd + kEnd;
  const std::string value = Message(
      Number(80) + "\x01" + list + "\x01\x01" + Text("k") + list + "\x01" + Text("??") + "\x01" +
      deep + "\x01\x05" + "\x01\x05\x06" + "\x01" + Number(-9) + "\x01" + Text("x") + kEnd);
  const auto read = Read(slice + map + opaque + inner + top + value);
  ASSERT_TRUE(read.ok()) << read.error().field;
  EXPECT_EQ(read->number, -9);
  EXPECT_EQ(read->text, "x");
}

TEST(Gob, MatchesByNameInAnyOrder) {
  const auto read = Read(StructType(64, {{"S", 5}, {"N", 2}}) +
                         Message(Number(64) + "\x01" + Text("s") + "\x01" + Number(3) + kEnd));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->number, 3);
  EXPECT_EQ(read->text, "s");
}

std::string Refusal(const std::string& stream) {
  const auto read = Read(stream);
  return read.ok() ? "accepted" : read.error().field;
}

TEST(Gob, RefusesWhatIsMalformed) {
  const std::string type = StructType(64, {{"N", 2}, {"S", 6}});
  EXPECT_EQ(Refusal(""), "length");
  EXPECT_EQ(Refusal(type), "length");
  // A value of a type that was never defined, or that is no struct.
  EXPECT_EQ(Refusal(Message(Number(64) + kEnd)), "type");
  EXPECT_EQ(Refusal(OtherType(70, 2, "\x01" + Number(6)) + Message(Number(70) + kEnd)), "type");
  // The same type twice.
  EXPECT_EQ(Refusal(type + type), "type");
  // Text where a number is wanted.
  EXPECT_EQ(Refusal(StructType(64, {{"N", 6}}) + Message(Number(64) + "\x01" + Text("1") + kEnd)),
            "value");
  // A field beyond the last one.
  EXPECT_EQ(Refusal(type + Message(Number(64) + "\x03" + Number(1) + kEnd)), "index");
  // Lengths beyond the end, integers of nine bytes, something after the value.
  EXPECT_EQ(Refusal(type + Message(Number(64) + "\x02\x7fx" + kEnd)), "length");
  EXPECT_EQ(Refusal(type + Message(Number(64) +
                                   "\x01\xf7"
                                   "123456789" +
                                   kEnd)),
            "integer");
  EXPECT_EQ(Refusal(type + Message(Number(64) + kEnd + kEnd)), "rest");
  EXPECT_EQ(Refusal(type + Message(Number(64) + kEnd) + type), "rest");
  EXPECT_EQ(Refusal(Message(Number(INT64_MIN) + "\x03" + kEnd + kEnd)), "type");
}

// Whatever the stream before it defined.
TEST(Gob, StreamsDoNotDependOnEachOther) {
  const std::string one = StructType(64, {{"N", 2}, {"S", 6}});
  const std::string other = StructType(64, {{"S", 6}, {"N", 2}});
  const std::string second = StructType(65, {{"N", 2}});
  const std::string by_one = Message(Number(64) + "\x01" + Number(3) + "\x01" + Text("s") + kEnd);
  const std::string by_other = Message(Number(64) + "\x01" + Text("t") + "\x01" + Number(4) + kEnd);
  const std::string by_second = Message(Number(65) + "\x01" + Number(5) + kEnd);
  for (int round = 0; round < 3; ++round) {
    auto read = Read(one + by_one);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->number, 3);
    EXPECT_EQ(read->text, "s");
    // What was defined before is defined no more, nor is it there to be defined twice.
    EXPECT_EQ(Refusal(by_one), "type");
    EXPECT_EQ(Refusal(one), "length");
    EXPECT_EQ(Refusal(one + by_other), "index");
    EXPECT_EQ(Refusal(one + one), "type");
    EXPECT_EQ(Refusal(one + by_second), "type");
    read = Read(one + second + by_one);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->number, 3);
    read = Read(one + second + by_second);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->number, 5);
    EXPECT_EQ(Refusal(one + second + other + by_one), "type");
    if (round == 1) continue;  // the next round finds what this one left
    read = Read(other + by_other);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->number, 4);
    EXPECT_EQ(read->text, "t");
    EXPECT_EQ(Refusal(one.substr(0, one.size() - 1) + by_one), "type");
  }
  // As long as it may be, and longer than one that is kept.
  std::vector<std::pair<std::string, int>> many;
  for (std::size_t i = 0; i + 1 < gob::kFieldsMax; ++i) {
    many.emplace_back("member" + std::to_string(i), 6);
  }
  many.emplace_back("N", 2);
  for (int round = 0; round < 2; ++round) {
    const auto read =
        Read(StructType(64, many) +
             Message(Number(64) + std::string(1, gob::kFieldsMax) + Number(7) + kEnd));
    ASSERT_TRUE(read.ok()) << read.error().field;
    EXPECT_EQ(read->number, 7);
  }
}

TEST(Gob, NestingEnds) {
  const std::string inner = StructType(73, {{"Back", 73}});
  const std::string top = StructType(80, {{"I", 73}});
  std::string deep;
  for (int i = 0; i < gob::kNestingMax + 1; ++i) deep += "\x01";
  for (int i = 0; i < gob::kNestingMax + 1; ++i) deep += kEnd;
  EXPECT_EQ(Refusal(inner + top + Message(Number(80) + "\x01" + deep + kEnd)), "type");
}

TEST(Envelope, ReadsJson) {
  const std::string text =
      R"({"reqIdentifier":1006,"msgIncr":"vuk953p3tl1795157953599","sendID":"j1",)"
      R"("operationID":"wr1sstxgr1795157953584","data":"CgJqMQ=="})";
  RequestEnvelope own;
  const auto read = ReadEnvelope(Form::kJson, text, &own);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->number, 1006);
  EXPECT_EQ(read->incr, "vuk953p3tl1795157953599");
  EXPECT_EQ(read->sender, "j1");
  EXPECT_EQ(read->operation, "wr1sstxgr1795157953584");
  EXPECT_EQ(read->data, "\n\x02j1");
  EXPECT_FALSE(ReadEnvelope(Form::kJson, "[]", &own).ok());
  EXPECT_FALSE(ReadEnvelope(Form::kJson, R"({"data":"?"})", &own).ok());
}

TEST(Envelope, WritesJsonWithAllKeys) {
  std::string out;
  AppendEnvelope(Form::kJson, {1006, "m", "op", 0, "", "\n\x02j1"}, &out);
  EXPECT_EQ(out,
            R"({"reqIdentifier":1006,"msgIncr":"m","operationID":"op","errCode":0,"errMsg":"",)"
            R"("data":"CgJqMQ=="})");
  out.clear();
  AppendEnvelope(Form::kJson, {2002, "", "", 0, "", std::nullopt}, &out);
  EXPECT_EQ(out, R"({"reqIdentifier":2002,"msgIncr":"","operationID":"","errCode":0,"errMsg":"",)"
                 R"("data":null})");
}

}  // namespace
}  // namespace koine::openim
