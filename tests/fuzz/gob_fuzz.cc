// The envelope of OpenIM's gateway: no input does harm, and what the decoder accepts comes back the
// same when it is written and read again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dialect/openim/envelope.h"
#include "dialect/openim/gob.h"

namespace {

using koine::openim::Form;

// Its texts lie in the stream.
struct Seen {
  std::int64_t number = 0;
  std::string_view incr;
  std::string_view operation;
  std::string_view data;
  bool operator==(const Seen&) const = default;
};

koine::Result<Seen> Read(std::string_view stream) {
  Seen out;
  const koine::openim::gob::Field fields[] = {{"ReqIdentifier", &out.number, nullptr},
                                              {"MsgIncr", nullptr, &out.incr},
                                              {"OperationID", nullptr, &out.operation},
                                              {"Data", nullptr, &out.data}};
  KOINE_CHECK(koine::openim::gob::Decode(stream, fields));
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stream(reinterpret_cast<const char*>(data), size);
  koine::openim::RequestEnvelope own;
  const auto request = koine::openim::ReadEnvelope(Form::kGob, stream, &own);
  const auto seen = Read(stream);
  if (!seen.ok()) return 0;
  if (request.ok() && request->number != seen->number) std::abort();
  std::string again;
  koine::openim::AppendEnvelope(
      Form::kGob, {seen->number, seen->incr, seen->operation, 0, "", seen->data}, &again);
  const auto second = Read(again);
  if (!second.ok() || *second != *seen) std::abort();
  return 0;
}
