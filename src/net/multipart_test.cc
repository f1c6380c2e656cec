#include "net/multipart.h"

#include <gtest/gtest.h>

namespace koine::net {
namespace {

struct Collector final : MultipartSink {
  std::string log;
  std::size_t refuse_at = SIZE_MAX;
  std::size_t bytes = 0;
  Status OnPart(const MultipartPart& part) override {
    log += "[" + std::string(part.name);
    if (part.has_file_name) log += "|file=" + std::string(part.file_name);
    if (!part.content_type.empty()) log += "|" + std::string(part.content_type);
    log += "]";
    return Ok();
  }
  Status OnPartData(std::string_view piece) override {
    bytes += piece.size();
    if (bytes > refuse_at) return Error{Code::kFileRejected};
    log += piece;
    return Ok();
  }
  Status OnPartEnd() override {
    log += "/";
    return Ok();
  }
};

struct Outcome {
  std::string log;
  bool ok = false;
  std::string field;
  Code code = Code::kInternal;
};

Outcome Parse(const std::string& body, std::size_t piece, MultipartLimits limits = {},
              std::size_t refuse_at = SIZE_MAX) {
  Collector sink;
  sink.refuse_at = refuse_at;
  MultipartParser parser("XX", limits, &sink);
  Status status = Ok();
  for (std::size_t at = 0; at < body.size() && status.ok(); at += piece) {
    status = parser.Feed(std::string_view(body).substr(at, piece));
  }
  if (status.ok()) status = parser.Finish();
  Outcome outcome{sink.log, status.ok()};
  if (!status.ok()) {
    outcome.field = status.error().field;
    outcome.code = status.error().code;
  }
  return outcome;
}

std::string Field(std::string_view name, std::string_view value) {
  return "--XX\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
         std::string(value) + "\r\n";
}
const std::string kEnd = "--XX--\r\n";

const std::size_t kPieces[] = {1, 2, 3, 5, 16, 17, 1000, 1 << 20};

TEST(Multipart, GivesTheSamePartsForAnyChunking) {
  const std::string file =
      "--XX\r\ncontent-disposition: Form-Data; filename=\"a \\\"b\\\".png\" ; name=f\r\n"
      "X-Other: y\r\nContent-Type: image/png\r\n\r\n";
  struct {
    std::string body;
    std::string log;
  } cases[] = {
      {kEnd, ""},
      {Field("a", "1") + Field("b", "你好") + kEnd, "[a]1/[b]你好/"},
      {Field("empty", "") + Field("b", "2") + kEnd, "[empty]/[b]2/"},
      {file + "data\r\n" + kEnd, "[f|file=a \"b\".png|image/png]data/"},
      {"preamble\r\n" + Field("a", "1") + kEnd + "epilogue --XX\r\n", "[a]1/"},
      {Field("a", "\r\n--X\r\n--XY\r\r\n-") + kEnd, "[a]\r\n--X\r\n--XY\r\r\n-/"},
      {Field("a", "\r\n\r\n\r\n") + kEnd, "[a]\r\n\r\n\r\n/"},
      {Field("a", std::string(40'000, '\r')) + kEnd, "[a]" + std::string(40'000, '\r') + "/"},
      {"--XX  \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XX--", "[a]1/"},
  };
  for (const auto& c : cases) {
    for (std::size_t piece : kPieces) {
      Outcome outcome = Parse(c.body, piece);
      EXPECT_TRUE(outcome.ok) << c.body.substr(0, 200) << " in pieces of " << piece;
      EXPECT_EQ(outcome.log, c.log) << "in pieces of " << piece;
    }
  }
}

TEST(Multipart, RefusesMalformedBodies) {
  struct {
    std::string body;
    std::string field;
  } cases[] = {
      {"", "multipart"},
      {"nothing of the kind", "multipart"},
      {Field("a", "1"), "multipart"},
      {"--XXnonsense\r\n\r\n", "boundary"},
      {"--XX-x", "boundary"},
      {"--XX" + std::string(300, ' ') + "\r\n", "boundary"},
      {"--XX\r\n\r\ndata\r\n" + kEnd, "name"},
      {"--XX\r\nno colon\r\n\r\n\r\n" + kEnd, "header"},
      {"--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n\r\n" + kEnd, "Content-Disposition"},
      {"--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n\r\n" + kEnd,
       "Content-Disposition"},
  };
  for (const auto& c : cases) {
    for (std::size_t piece : kPieces) {
      Outcome outcome = Parse(c.body, piece);
      EXPECT_FALSE(outcome.ok) << c.body.substr(0, 100);
      EXPECT_EQ(outcome.code, Code::kBadArgument);
      EXPECT_EQ(outcome.field, c.field) << c.body.substr(0, 100) << " in pieces of " << piece;
    }
  }
}

TEST(Multipart, AppliesLimitsExactly) {
  MultipartLimits limits;
  limits.parts = 2;
  limits.field_bytes = 10;
  limits.file_bytes = 20;
  limits.header_bytes = 100;
  const std::string file = "--XX\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n";
  for (std::size_t piece : kPieces) {
    auto field = [&](const std::string& body) { return Parse(body, piece, limits).field; };
    EXPECT_EQ(field(Field("a", "1") + Field("b", "2") + kEnd), "");
    EXPECT_EQ(field(Field("a", "1") + Field("b", "2") + Field("c", "3") + kEnd), "parts");
    EXPECT_EQ(field(Field("a", std::string(10, 'x')) + kEnd), "");
    EXPECT_EQ(field(Field("a", std::string(11, 'x')) + kEnd), "a");
    EXPECT_EQ(field(file + std::string(20, 'x') + "\r\n" + kEnd), "");
    EXPECT_EQ(field(file + std::string(21, 'x') + "\r\n" + kEnd), "f");
    // The block is counted with the line end before it.
    const std::string head = "Content-Disposition: form-data; name=a\r\nX: ";
    std::string fits = head + std::string(100 - 2 - head.size(), 'x');
    EXPECT_EQ(field("--XX\r\n" + fits + "\r\n\r\n1\r\n" + kEnd), "");
    EXPECT_EQ(field("--XX\r\n" + fits + "x\r\n\r\n1\r\n" + kEnd), "header");
  }
}

TEST(Multipart, ReturnsTheErrorOfItsSinkAndRepeatsIt) {
  Collector sink;
  sink.refuse_at = 3;
  MultipartParser parser("XX", {}, &sink);
  EXPECT_EQ(parser.Feed(Field("a", "12345") + kEnd).error().code, Code::kFileRejected);
  EXPECT_EQ(parser.Feed("more").error().code, Code::kFileRejected);
  EXPECT_EQ(parser.Finish().error().code, Code::kFileRejected);
}

TEST(Multipart, FindsTheBoundary) {
  auto boundary = [](std::string_view type) {
    Result<std::string> result = MultipartParser::Boundary(type);
    return result.ok() ? *result : "!" + result.error().field;
  };
  EXPECT_EQ(boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(boundary("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b;c\""), "a b;c");
  EXPECT_EQ(boundary("multipart/form-data"), "!boundary");
  EXPECT_EQ(boundary("multipart/form-data; boundary="), "!boundary");
  EXPECT_EQ(boundary("multipart/form-data; boundary=" + std::string(71, 'x')), "!boundary");
  EXPECT_EQ(boundary("text/plain; boundary=abc"), "!Content-Type");
}

}  // namespace
}  // namespace koine::net
