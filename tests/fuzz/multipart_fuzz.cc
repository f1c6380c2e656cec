// The multipart parser: any chunking gives the same parts, memory stays bounded.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "net/multipart.h"

namespace {

using koine::Ok;
using koine::Status;
using koine::net::MultipartParser;

struct Collector final : koine::net::MultipartSink {
  std::string log;
  Status OnPart(const koine::net::MultipartPart& part) override {
    log += "\n[";
    log += part.name;
    log += part.has_file_name ? "|" : "";
    log += part.file_name;
    log += ";";
    log += part.content_type;
    log += "]\n";
    return Ok();
  }
  Status OnPartData(std::string_view piece) override {
    log += piece;
    return Ok();
  }
  Status OnPartEnd() override {
    log += "\n[end]\n";
    return Ok();
  }
};

struct Outcome {
  bool ok = false;
  std::string log;
  std::string field;
};

Outcome Parse(std::string_view body, const std::uint8_t* cuts, std::size_t cut_count) {
  Collector sink;
  koine::net::MultipartLimits limits;
  limits.parts = 4;
  limits.header_bytes = 200;
  limits.field_bytes = 100;
  MultipartParser parser("b", limits, &sink);
  Status status = Ok();
  std::size_t turn = 0;
  while (!body.empty() && status.ok()) {
    std::string piece(body.substr(0, cut_count == 0 ? body.size() : 1u + cuts[turn++ % cut_count]));
    body.remove_prefix(piece.size());
    status = parser.Feed(piece);
  }
  if (status.ok()) status = parser.Finish();
  Outcome outcome;
  outcome.ok = status.ok();
  if (!outcome.ok) outcome.field = status.error().field;
  outcome.log = std::move(sink.log);
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 4) return 0;
  std::string_view body(reinterpret_cast<const char*>(data) + 4, size - 4);
  (void)MultipartParser::Boundary(body);
  Outcome whole = Parse(body, nullptr, 0);
  Outcome cut = Parse(body, data, 4);
  if (whole.ok != cut.ok || whole.field != cut.field) std::abort();
  if (whole.ok && whole.log != cut.log) std::abort();
  return 0;
}
