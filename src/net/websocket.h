#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace koine::net {

// RFC 6455 without sockets.

enum class WsOpcode : std::uint8_t {
  kContinuation = 0,
  kText = 1,
  kBinary = 2,
  kClose = 8,
  kPing = 9,
  kPong = 10
};

// Close codes of RFC 6455 7.4.1. Applications use 3000 to 4999.
inline constexpr std::uint16_t kWsNormal = 1000;
inline constexpr std::uint16_t kWsGoingAway = 1001;
inline constexpr std::uint16_t kWsProtocolError = 1002;
inline constexpr std::uint16_t kWsUnsupportedData = 1003;
inline constexpr std::uint16_t kWsNoStatus = 1005;  // never sent
inline constexpr std::uint16_t kWsAbnormal = 1006;  // never sent
inline constexpr std::uint16_t kWsInvalidPayload = 1007;
inline constexpr std::uint16_t kWsPolicyViolation = 1008;
inline constexpr std::uint16_t kWsMessageTooBig = 1009;
inline constexpr std::uint16_t kWsTryAgainLater = 1013;

// The reason of a close with WsSettings::overflow_code.
inline constexpr char kWsOutboxFull[] = "outbox full";

inline constexpr std::size_t kWsMaxControlBytes = 125;
inline constexpr std::size_t kWsMaxFrameHeader = 14;
inline constexpr std::size_t kWsDefaultMaxMessageBytes = 64 * 1024;

enum class WsRole : std::uint8_t { kServer, kClient };

// What a decoder accepts.
struct WsLimits {
  std::size_t frame_bytes = kWsDefaultMaxMessageBytes;    // payload of one data frame
  std::size_t message_bytes = kWsDefaultMaxMessageBytes;  // payload of all its fragments
  // Who reads: a server expects masked frames, a client unmasked ones.
  WsRole role = WsRole::kServer;
};

struct WsEvent {
  enum class Kind : std::uint8_t { kNeedMore, kText, kBinary, kPing, kPong, kClose, kError };
  Kind kind = Kind::kNeedMore;
  // Message, ping or pong payload, or close reason. Valid until the next call of Next and as long
  // as the input is; 64 bytes after its end are readable if they are after the input's end.
  std::string_view payload;
  // kClose: what the peer sent (kWsNoStatus if nothing); kError: what to close with.
  std::uint16_t close_code = 0;
  const char* error = "";  // kError: why, in plain English
};

// Cuts a byte stream into messages. Fed with any chunking it gives the same events. A message that
// lies whole in the input costs no copy; an idle decoder holds no memory beyond itself.
class WsDecoder {
 public:
  WsDecoder();
  ~WsDecoder();
  WsDecoder(WsDecoder&&) noexcept;
  WsDecoder& operator=(WsDecoder&&) noexcept;

  // The next event of the bytes [*data, *data + *size), which it consumes and unmasks in place.
  // kNeedMore once they are used up. After kError every call gives the same error. `limits` are
  // the same each time.
  WsEvent Next(const WsLimits& limits, char** data, std::size_t* size);

  // Bytes held for an unfinished message.
  std::size_t buffered_bytes() const;

 private:
  struct Partial;
  bool BeginFrame(const WsLimits& limits, char** data, std::size_t* size, WsEvent* event);
  bool ContinueFrame(char** data, std::size_t* size, WsEvent* event);
  WsEvent WholeFrame(WsOpcode opcode, std::uint8_t* mask, char* payload, std::size_t size);
  WsEvent Fail(std::uint16_t code, const char* why);
  std::unique_ptr<Partial> partial_;
};

// One server frame (FIN set), header and payload, appended to *out or returned.
void AppendWsFrame(std::string* out, WsOpcode opcode, std::string_view payload);
std::string EncodeWsFrame(WsOpcode opcode, std::string_view payload);
// A close frame. The reason is cut to 123 bytes at a character border. With kWsNoStatus: empty.
void AppendWsClose(std::string* out, std::uint16_t code, std::string_view reason);
// A client frame, masked with `mask`. For clients in tests and load generators.
void AppendWsClientFrame(std::string* out, WsOpcode opcode, std::string_view payload,
                         std::uint32_t mask, bool fin = true);

// Whether a peer may send this code in a close frame.
bool IsValidWsCloseCode(std::uint16_t code);

// The Sec-WebSocket-Accept value for a Sec-WebSocket-Key.
std::string WsAcceptKey(std::string_view key);

// Checks UTF-8 piece by piece.
class Utf8Checker {
 public:
  // False as soon as the bytes so far cannot begin valid text.
  bool Feed(std::string_view bytes);
  // Whether the text may end here.
  bool complete() const { return state_ == 0; }

 private:
  std::uint32_t state_ = 0;
};

}  // namespace koine::net
