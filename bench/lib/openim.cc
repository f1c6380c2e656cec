#include "bench/lib/openim.h"

#include <algorithm>
#include <array>

#include "bench/lib/process.h"

namespace koine::bench {
namespace {

constexpr std::int64_t kSend = 1003;
constexpr std::int64_t kPush = 2001;
constexpr int kGzipBits = 15 + 16;
constexpr int kMemoryLevel = 8;
constexpr std::size_t kPlainMax = 1 << 20;
constexpr int kPlatform = 2;
constexpr int kWordBytes = 8;

// --- gob (openim-ws 4)

void AppendUint(std::uint64_t value, std::string* out) {
  if (value < 128) {
    out->push_back(static_cast<char>(value));
    return;
  }
  int bytes = 1;
  while (bytes < kWordBytes && value >> (8 * bytes) != 0) bytes++;
  out->push_back(static_cast<char>(256 - bytes));
  for (int i = bytes - 1; i >= 0; i--) out->push_back(static_cast<char>(value >> (8 * i)));
}

void AppendSized(std::string_view text, std::string* out) {
  AppendUint(text.size(), out);
  out->append(text);
}

// Reads an unsigned integer off the front; false at the end.
bool TakeUint(std::string_view* in, std::uint64_t* value) {
  if (in->empty()) return false;
  auto first = static_cast<unsigned char>(in->front());
  in->remove_prefix(1);
  *value = first;
  if (first < 128) return true;
  std::size_t bytes = 256U - first;
  if (bytes > kWordBytes || in->size() < bytes) return false;
  *value = 0;
  for (std::size_t i = 0; i < bytes; i++) {
    *value = *value << 8 | static_cast<unsigned char>((*in)[i]);
  }
  in->remove_prefix(bytes);
  return true;
}

// The definition of GeneralWsReq, type 64, as clients send it with each request.
const std::string& RequestType() {
  static const std::string type = [] {
    constexpr std::array<std::pair<std::string_view, int>, 6> kFields = {{{"ReqIdentifier", 2},
                                                                          {"Token", 6},
                                                                          {"SendID", 6},
                                                                          {"OperationID", 6},
                                                                          {"MsgIncr", 6},
                                                                          {"Data", 5}}};
    std::string body;
    AppendUint(127, &body);  // -64: what follows is its definition
    body += "\x03\x01\x01";
    AppendSized("GeneralWsReq", &body);
    body += '\x01';
    AppendUint(128, &body);  // 64
    body += std::string("\0\x01", 2);
    AppendUint(kFields.size(), &body);
    for (const auto& [name, kind] : kFields) {
      body += '\x01';
      AppendSized(name, &body);
      body += '\x01';
      AppendUint(static_cast<std::uint64_t>(kind) << 1, &body);
      body += '\0';
    }
    body += std::string(2, '\0');
    std::string out;
    AppendSized(body, &out);
    return out;
  }();
  return type;
}

// --- protobuf

void AppendVarint(std::uint64_t value, std::string* out) {
  for (; value >= 128; value >>= 7) out->push_back(static_cast<char>(value | 128));
  out->push_back(static_cast<char>(value));
}

void AppendText(int field, std::string_view text, std::string* out) {
  AppendVarint(static_cast<std::uint64_t>(field) << 3 | 2, out);
  AppendVarint(text.size(), out);
  out->append(text);
}

void AppendNumber(int field, std::uint64_t value, std::string* out) {
  AppendVarint(static_cast<std::uint64_t>(field) << 3, out);
  AppendVarint(value, out);
}

}  // namespace

std::string GobRequest(std::int64_t number, std::string_view user, std::string_view operation,
                       std::string_view incr, std::string_view data) {
  std::string value;
  AppendUint(128, &value);
  AppendUint(1, &value);
  AppendUint(static_cast<std::uint64_t>(number) << 1, &value);
  AppendUint(2, &value);  // the token is empty
  AppendSized(user, &value);
  for (std::string_view text : {operation, incr, data}) {
    AppendUint(1, &value);
    AppendSized(text, &value);
  }
  AppendUint(0, &value);
  std::string out = RequestType();
  AppendSized(value, &out);
  return out;
}

std::int64_t GobNumber(std::string_view stream) {
  std::uint64_t size = 0;
  if (!TakeUint(&stream, &size) || stream.size() < size) return -1;
  stream.remove_prefix(size);  // the definition
  std::uint64_t type = 0, delta = 0, number = 0;
  const bool whole = TakeUint(&stream, &size) && TakeUint(&stream, &type) &&
                     TakeUint(&stream, &delta) && TakeUint(&stream, &number);
  return whole && delta == 1 ? static_cast<std::int64_t>(number >> 1) : -1;
}

OpenimWire::OpenimWire() : buffer_(kPlainMax, '\0') {
  if (deflateInit2(&deflate_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipBits, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK ||
      inflateInit2(&inflate_, kGzipBits) != Z_OK) {
    Die("zlib does not start");
  }
}

OpenimWire::~OpenimWire() {
  deflateEnd(&deflate_);
  inflateEnd(&inflate_);
}

std::string OpenimWire::Path(const User& user) {
  return "/?sendID=" + std::to_string(user.id) + "&token=" + user.token +
         "&platformID=" + std::to_string(kPlatform) +
         "&operationID=bench&isBackground=false&compression=gzip";
}

std::string OpenimWire::Message(const Route& route, std::string_view text,
                                std::string_view client_id) {
  const std::string from = std::to_string(route.from.id);
  std::string data;
  AppendText(1, from, &data);
  AppendText(2, std::to_string(route.to.id), &data);
  AppendText(4, client_id, &data);
  AppendNumber(6, kPlatform, &data);
  AppendText(7, route.from.name, &data);
  AppendNumber(9, 1, &data);
  AppendNumber(10, 100, &data);
  AppendNumber(11, 101, &data);
  AppendText(12, "{\"content\":\"" + std::string(text) + "\"}", &data);
  AppendNumber(16, static_cast<std::uint64_t>(NowNs() / 1'000'000), &data);
  AppendNumber(17, 1, &data);
  const std::string incr = from + "_" + std::string(client_id);
  return Zip(GobRequest(kSend, from, client_id, incr, data));
}

Heard OpenimWire::Read(std::string_view frame, std::string_view* text) {
  if (!Unzip(frame)) Die("a frame is no gzip stream");
  *text = plain_;
  switch (GobNumber(plain_)) {
    case kSend:
      return plain_.find("ArgsError") == plain_.npos ? Heard::kAck : Heard::kRefused;
    case kPush:
      return Heard::kDelivery;
    default:
      return Heard::kOther;
  }
}

std::string OpenimWire::Zip(std::string_view text) {
  deflateReset(&deflate_);
  std::string out(deflateBound(&deflate_, text.size()), '\0');
  deflate_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  deflate_.avail_in = static_cast<uInt>(text.size());
  deflate_.next_out = reinterpret_cast<Bytef*>(out.data());
  deflate_.avail_out = static_cast<uInt>(out.size());
  if (deflate(&deflate_, Z_FINISH) != Z_STREAM_END) Die("a frame does not compress");
  out.resize(out.size() - deflate_.avail_out);
  return out;
}

bool OpenimWire::Unzip(std::string_view bytes) {
  inflateReset(&inflate_);
  inflate_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  inflate_.avail_in = static_cast<uInt>(bytes.size());
  inflate_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
  inflate_.avail_out = static_cast<uInt>(buffer_.size());
  const bool whole = inflate(&inflate_, Z_FINISH) == Z_STREAM_END;
  plain_ = std::string_view(buffer_).substr(0, kPlainMax - inflate_.avail_out);
  return whole;
}

}  // namespace koine::bench
