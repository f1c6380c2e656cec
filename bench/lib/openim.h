#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

#include "bench/lib/wire.h"

// OpenIM's gateway as the native SDK speaks it: gob envelopes around protobuf, each frame a gzip
// stream (openim-ws 3, 4).
namespace koine::bench {

class OpenimWire final : public Wire {
 public:
  OpenimWire();
  ~OpenimWire() override;
  OpenimWire(const OpenimWire&) = delete;
  OpenimWire& operator=(const OpenimWire&) = delete;

  std::string Message(const Route& route, std::string_view text,
                      std::string_view client_id) override;
  bool binary() const override { return true; }
  Heard Read(std::string_view frame, std::string_view* text) override;

  // Where a user's socket opens.
  static std::string Path(const User& user);

 private:
  std::string Zip(std::string_view text);
  bool Unzip(std::string_view bytes);

  z_stream deflate_{};
  z_stream inflate_{};
  std::string buffer_;
  std::string_view plain_;  // the last frame that was read, in the buffer
};

// A request envelope as gob, type definition included.
std::string GobRequest(std::int64_t number, std::string_view user, std::string_view operation,
                       std::string_view incr, std::string_view data);
// What the envelope of an answer or a push says first: its number; -1 when it is none.
std::int64_t GobNumber(std::string_view stream);

}  // namespace koine::bench
