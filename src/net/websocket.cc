#include "net/websocket.h"

#include <algorithm>
#include <cstring>

#include "base/crypto.h"
#include "base/text.h"

namespace koine::net {
namespace {

constexpr std::size_t kSlackBytes = 64;
// The first piece reserved for a message whose announced length may be a lie.
constexpr std::size_t kFirstReserve = 64 * 1024;

struct Header {
  bool fin = false;
  std::uint8_t reserved = 0;
  WsOpcode opcode = WsOpcode::kContinuation;
  bool masked = false;
  unsigned length_bits = 7;  // how the length was written
  std::uint64_t length = 0;
  std::uint8_t mask[4] = {};
};

// Bytes of a header that begins with these; `size` >= 2.
std::size_t HeaderSize(const std::uint8_t* p) {
  std::size_t size = 2;
  unsigned length = p[1] & 0x7F;
  if (length == 126) size += 2;
  if (length == 127) size += 8;
  if ((p[1] & 0x80) != 0) size += 4;
  return size;
}

Header ReadHeader(const std::uint8_t* p) {
  Header header;
  header.fin = (p[0] & 0x80) != 0;
  header.reserved = p[0] & 0x70;
  header.opcode = static_cast<WsOpcode>(p[0] & 0x0F);
  header.masked = (p[1] & 0x80) != 0;
  header.length = p[1] & 0x7F;
  std::size_t extra = header.length == 126 ? 2 : header.length == 127 ? 8 : 0;
  p += 2;
  if (extra > 0) {
    header.length_bits = static_cast<unsigned>(extra) * 8;
    header.length = 0;
    for (std::size_t i = 0; i < extra; ++i) header.length = header.length << 8 | *p++;
  }
  if (header.masked) std::memcpy(header.mask, p, 4);
  return header;
}

// XORs with the mask and turns the mask, so that the next piece goes on where this one ended.
void Unmask(char* data, std::size_t size, std::uint8_t* mask) {
  std::uint32_t word = 0;
  std::memcpy(&word, mask, 4);
  std::uint64_t wide = static_cast<std::uint64_t>(word) << 32 | word;
  std::size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, data + i, 8);
    bytes ^= wide;
    std::memcpy(data + i, &bytes, 8);
  }
  for (std::size_t j = 0; i < size; ++i, ++j) {
    data[i] = static_cast<char>(data[i] ^ static_cast<char>(mask[j % 4]));
  }
  std::rotate(mask, mask + size % 4, mask + 4);
}

bool IsControl(WsOpcode opcode) {
  return (static_cast<unsigned>(opcode) & 8) != 0;
}

void AppendHeader(std::string* out, WsOpcode opcode, std::size_t size, bool fin, bool masked) {
  char header[10];
  std::size_t n = 2;
  header[0] = static_cast<char>((fin ? 0x80 : 0) | static_cast<unsigned>(opcode));
  unsigned length = 0;
  std::size_t extra = 0;
  if (size < 126) {
    length = static_cast<unsigned>(size);
  } else if (size <= 0xFFFF) {
    length = 126;
    extra = 2;
  } else {
    length = 127;
    extra = 8;
  }
  header[1] = static_cast<char>((masked ? 0x80 : 0) | length);
  for (std::size_t i = 0; i < extra; ++i) {
    header[n++] = static_cast<char>(static_cast<std::uint64_t>(size) >> (8 * (extra - 1 - i)));
  }
  out->append(header, n);
}

}  // namespace

// An unfinished header, frame or message.
struct WsDecoder::Partial {
  std::uint8_t head[kWsMaxFrameHeader] = {};
  std::uint8_t head_size = 0;
  bool in_frame = false;
  bool in_message = false;
  bool delivered = false;  // what `message` or `control` holds was given out by the last call
  bool failed = false;
  WsOpcode message_opcode = WsOpcode::kText;
  Header frame;
  std::uint64_t left = 0;  // payload bytes of the frame still to come
  std::string message;
  std::string control;
  Utf8Checker utf8;
  WsEvent failure;
};

WsDecoder::WsDecoder() = default;
WsDecoder::~WsDecoder() = default;
WsDecoder::WsDecoder(WsDecoder&&) noexcept = default;
WsDecoder& WsDecoder::operator=(WsDecoder&&) noexcept = default;

std::size_t WsDecoder::buffered_bytes() const {
  return partial_ ? partial_->message.capacity() + partial_->control.capacity() : 0;
}

WsEvent WsDecoder::Fail(std::uint16_t code, const char* why) {
  if (!partial_) partial_ = std::make_unique<Partial>();
  partial_->failed = true;
  partial_->message = std::string();
  WsEvent event;
  event.kind = WsEvent::Kind::kError;
  event.close_code = code;
  event.error = why;
  partial_->failure = event;
  return event;
}

namespace {

struct Verdict {
  std::uint16_t code = 0;  // 0 = fine
  const char* why = "";
};

Verdict Judge(const Header& h, const WsLimits& limits, bool in_message, std::size_t message_size) {
  if (h.reserved != 0) return {kWsProtocolError, "reserved bits set"};
  if (h.masked != (limits.role == WsRole::kServer)) {
    return {kWsProtocolError, h.masked ? "masked frame" : "unmasked frame"};
  }
  auto opcode = static_cast<unsigned>(h.opcode);
  if ((opcode > 2 && opcode < 8) || opcode > 10) return {kWsProtocolError, "unknown opcode"};
  if (h.length_bits == 64 && (h.length >> 63) != 0) {
    return {kWsProtocolError, "length out of range"};
  }
  if ((h.length_bits == 16 && h.length < 126) || (h.length_bits == 64 && h.length <= 0xFFFF)) {
    return {kWsProtocolError, "length not in its shortest form"};
  }
  if (IsControl(h.opcode)) {
    if (!h.fin) return {kWsProtocolError, "fragmented control frame"};
    if (h.length > kWsMaxControlBytes) return {kWsProtocolError, "control frame too long"};
    return {};
  }
  if (h.opcode == WsOpcode::kContinuation && !in_message) {
    return {kWsProtocolError, "continuation without a message"};
  }
  if (h.opcode != WsOpcode::kContinuation && in_message) {
    return {kWsProtocolError, "message inside a message"};
  }
  if (h.length > limits.frame_bytes) return {kWsMessageTooBig, "frame too large"};
  if (message_size + h.length > limits.message_bytes) {
    return {kWsMessageTooBig, "message too large"};
  }
  return {};
}

// The event of a whole control frame.
WsEvent ControlEvent(WsOpcode opcode, std::string_view payload) {
  WsEvent event;
  event.payload = payload;
  if (opcode != WsOpcode::kClose) {
    event.kind = opcode == WsOpcode::kPing ? WsEvent::Kind::kPing : WsEvent::Kind::kPong;
    return event;
  }
  event.kind = WsEvent::Kind::kClose;
  event.close_code = kWsNoStatus;
  if (payload.empty()) return event;
  if (payload.size() >= 2) {
    event.close_code = static_cast<std::uint16_t>(static_cast<std::uint8_t>(payload[0]) << 8 |
                                                  static_cast<std::uint8_t>(payload[1]));
  }
  if (payload.size() < 2 || !IsValidWsCloseCode(event.close_code)) {
    event.kind = WsEvent::Kind::kError;
    event.close_code = kWsProtocolError;
    event.error = "bad close code";
    return event;
  }
  event.payload.remove_prefix(2);
  if (!text::IsUtf8(event.payload)) {
    event.kind = WsEvent::Kind::kError;
    event.close_code = kWsInvalidPayload;
    event.error = "close reason is not UTF-8";
  }
  return event;
}

}  // namespace

WsEvent WsDecoder::Next(const WsLimits& limits, char** data, std::size_t* size) {
  if (partial_ && partial_->failed) return partial_->failure;
  if (partial_ && partial_->delivered) {
    partial_->delivered = false;
    partial_->control.clear();
    // A message in fragments outlives the control frames between them.
    if (!partial_->in_message) partial_.reset();
  }
  for (;;) {
    if (!partial_ || !partial_->in_frame) {
      WsEvent event;
      if (!BeginFrame(limits, data, size, &event)) return event;
    }
    if (partial_ && partial_->in_frame) {
      WsEvent event;
      if (!ContinueFrame(data, size, &event)) return event;
    }
  }
}

// Takes a frame's header, and the frame if it is all there. False: *event is to be returned.
bool WsDecoder::BeginFrame(const WsLimits& limits, char** data, std::size_t* size, WsEvent* event) {
  const auto* head = reinterpret_cast<const std::uint8_t*>(*data);
  std::size_t have = *size;
  if (have == 0) return false;
  bool gathering = partial_ && partial_->head_size > 0;
  if (gathering || have < 2 || have < HeaderSize(head)) {
    if (!partial_) partial_ = std::make_unique<Partial>();
    Partial& p = *partial_;
    while (*size > 0 && (p.head_size < 2 || p.head_size < HeaderSize(p.head))) {
      p.head[p.head_size++] = static_cast<std::uint8_t>(**data);
      ++*data;
      --*size;
    }
    if (p.head_size < 2 || p.head_size < HeaderSize(p.head)) return false;
    head = p.head;
  } else {
    std::size_t n = HeaderSize(head);
    *data += n;
    *size -= n;
  }
  Header header = ReadHeader(head);
  if (partial_) partial_->head_size = 0;
  bool in_message = partial_ && partial_->in_message;
  Verdict verdict = Judge(header, limits, in_message, in_message ? partial_->message.size() : 0);
  if (verdict.code != 0) {
    *event = Fail(verdict.code, verdict.why);
    return false;
  }
  bool whole = header.length <= *size;
  if (whole && (IsControl(header.opcode) || (header.fin && !in_message))) {
    *event = WholeFrame(header.opcode, header.masked ? header.mask : nullptr, *data,
                        static_cast<std::size_t>(header.length));
    *data += header.length;
    *size -= static_cast<std::size_t>(header.length);
    return false;
  }
  if (!partial_) partial_ = std::make_unique<Partial>();
  partial_->in_frame = true;
  partial_->frame = header;
  partial_->left = header.length;
  if (!IsControl(header.opcode)) {
    if (!in_message) {
      partial_->in_message = true;
      partial_->message_opcode = header.opcode;
    }
    std::size_t first =
        std::min<std::size_t>(static_cast<std::size_t>(header.length), kFirstReserve);
    partial_->message.reserve(partial_->message.size() + first + kSlackBytes);
  }
  return true;
}

WsEvent WsDecoder::WholeFrame(WsOpcode opcode, std::uint8_t* mask, char* payload,
                              std::size_t size) {
  if (mask != nullptr) Unmask(payload, size, mask);
  std::string_view view(payload, size);
  if (IsControl(opcode)) {
    WsEvent event = ControlEvent(opcode, view);
    return event.kind == WsEvent::Kind::kError ? Fail(event.close_code, event.error) : event;
  }
  WsEvent event;
  event.payload = view;
  event.kind = WsEvent::Kind::kBinary;
  if (opcode == WsOpcode::kText) {
    event.kind = WsEvent::Kind::kText;
    if (!text::IsUtf8(view)) {
      return Fail(kWsInvalidPayload, "text is not UTF-8");
    }
  }
  // A gathered header may have left an empty Partial behind.
  if (partial_ && !partial_->in_message) partial_.reset();
  return event;
}

// Takes payload of the current frame. False: *event is to be returned.
bool WsDecoder::ContinueFrame(char** data, std::size_t* size, WsEvent* event) {
  Partial& p = *partial_;
  auto n = static_cast<std::size_t>(std::min<std::uint64_t>(p.left, *size));
  if (p.frame.masked) Unmask(*data, n, p.frame.mask);
  std::string_view piece(*data, n);
  *data += n;
  *size -= n;
  p.left -= n;
  bool control = IsControl(p.frame.opcode);
  (control ? p.control : p.message).append(piece);
  bool text = !control && p.message_opcode == WsOpcode::kText;
  if (text && !p.utf8.Feed(piece)) {
    *event = Fail(kWsInvalidPayload, "text is not UTF-8");
    return false;
  }
  if (p.left > 0) return false;  // kNeedMore
  p.in_frame = false;
  if (control) {
    p.delivered = true;
    *event = ControlEvent(p.frame.opcode, p.control);
    if (event->kind == WsEvent::Kind::kError) *event = Fail(event->close_code, event->error);
    return false;
  }
  if (!p.frame.fin) return true;
  if (text && !p.utf8.complete()) {
    *event = Fail(kWsInvalidPayload, "text is not UTF-8");
    return false;
  }
  p.message.reserve(p.message.size() + kSlackBytes);
  p.in_message = false;
  p.delivered = true;
  event->kind = text ? WsEvent::Kind::kText : WsEvent::Kind::kBinary;
  event->payload = p.message;
  return false;
}

void AppendWsFrame(std::string* out, WsOpcode opcode, std::string_view payload) {
  AppendHeader(out, opcode, payload.size(), true, false);
  out->append(payload);
}

std::string EncodeWsFrame(WsOpcode opcode, std::string_view payload) {
  std::string out;
  out.reserve(payload.size() + 10);
  AppendWsFrame(&out, opcode, payload);
  return out;
}

void AppendWsClose(std::string* out, std::uint16_t code, std::string_view reason) {
  if (code == kWsNoStatus) return AppendHeader(out, WsOpcode::kClose, 0, true, false);
  std::size_t cut = std::min(reason.size(), kWsMaxControlBytes - 2);
  // Not in the middle of a character.
  if (cut < reason.size()) {
    while (cut > 0 && (static_cast<std::uint8_t>(reason[cut]) & 0xC0) == 0x80) --cut;
  }
  AppendHeader(out, WsOpcode::kClose, cut + 2, true, false);
  *out += static_cast<char>(code >> 8);
  *out += static_cast<char>(code & 0xFF);
  out->append(reason.substr(0, cut));
}

void AppendWsClientFrame(std::string* out, WsOpcode opcode, std::string_view payload,
                         std::uint32_t mask, bool fin) {
  AppendHeader(out, opcode, payload.size(), fin, true);
  std::uint8_t bytes[4];
  std::memcpy(bytes, &mask, 4);
  out->append(reinterpret_cast<const char*>(bytes), 4);
  std::size_t start = out->size();
  out->append(payload);
  Unmask(out->data() + start, payload.size(), bytes);
}

bool IsValidWsCloseCode(std::uint16_t code) {
  if (code >= 3000 && code <= 4999) return true;
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
}

std::string WsAcceptKey(std::string_view key) {
  return text::Base64(crypto::Sha1(std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
}

// state_ is 0 between characters; else the continuation bytes still to come (bits 0 to 7) and the
// range the next one must be in (low in bits 8 to 15, high in bits 16 to 23).
bool Utf8Checker::Feed(std::string_view bytes) {
  constexpr std::uint32_t kAny = 0x80u << 8 | 0xBFu << 16;
  for (char c : bytes) {
    std::uint32_t b = static_cast<std::uint8_t>(c);
    if (state_ != 0) {
      if (b < (state_ >> 8 & 0xFF) || b > (state_ >> 16 & 0xFF)) return false;
      std::uint32_t left = (state_ & 0xFF) - 1;
      state_ = left == 0 ? 0 : left | kAny;
    } else if (b >= 0x80) {
      if (b >= 0xC2 && b <= 0xDF) {
        state_ = 1 | kAny;
      } else if (b == 0xE0) {  // no overlong forms
        state_ = 2 | 0xA0u << 8 | 0xBFu << 16;
      } else if (b == 0xED) {  // no surrogates
        state_ = 2 | 0x80u << 8 | 0x9Fu << 16;
      } else if (b >= 0xE1 && b <= 0xEF) {
        state_ = 2 | kAny;
      } else if (b == 0xF0) {
        state_ = 3 | 0x90u << 8 | 0xBFu << 16;
      } else if (b >= 0xF1 && b <= 0xF3) {
        state_ = 3 | kAny;
      } else if (b == 0xF4) {  // nothing beyond U+10FFFF
        state_ = 3 | 0x80u << 8 | 0x8Fu << 16;
      } else {
        return false;
      }
    }
  }
  return true;
}

}  // namespace koine::net
