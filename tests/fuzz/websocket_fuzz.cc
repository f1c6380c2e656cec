// The WebSocket decoder: any chunking gives the same events, and no input does harm.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "net/websocket.h"

namespace {

using koine::net::WsDecoder;
using koine::net::WsEvent;
using koine::net::WsLimits;
using koine::net::WsRole;

struct Seen {
  WsEvent::Kind kind;
  std::string payload;
  std::uint16_t code;
  bool operator==(const Seen&) const = default;
};

std::vector<Seen> Decode(const std::string& bytes, WsRole role, const std::uint8_t* cuts,
                         std::size_t cut_count) {
  const WsLimits limits{3000, 5000, role};
  WsDecoder decoder;
  std::vector<Seen> out;
  std::size_t at = 0;
  std::size_t turn = 0;
  while (at < bytes.size()) {
    std::size_t piece = cut_count == 0 ? bytes.size() : 1u + cuts[turn++ % cut_count];
    std::string part = bytes.substr(at, piece);
    at += part.size();
    char* data = part.data();
    std::size_t size = part.size();
    for (;;) {
      WsEvent event = decoder.Next(limits, &data, &size);
      if (event.kind == WsEvent::Kind::kNeedMore) {
        if (size != 0) std::abort();
        break;
      }
      out.push_back({event.kind, std::string(event.payload), event.close_code});
      if (event.kind == WsEvent::Kind::kError) return out;
    }
    if (decoder.buffered_bytes() > 2 * (5000 + 200)) std::abort();
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 5) return 0;
  WsRole role = (data[0] & 1) != 0 ? WsRole::kClient : WsRole::kServer;
  std::string bytes(reinterpret_cast<const char*>(data) + 5, size - 5);
  if (Decode(bytes, role, nullptr, 0) != Decode(bytes, role, data + 1, 4)) std::abort();
  return 0;
}
