#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"

// What the parts of the back office share.
namespace koine::imchat {

// What the log of operations says of a ban behind whom it concerns: until when, if it ends, and
// why, in one line.
inline std::string BanText(std::int64_t until_ms, const std::optional<std::string>& reason) {
  std::string out;
  if (until_ms > 0) out += " until " + FormatTime(until_ms, Zone::Utc()) + " UTC";
  if (reason && !reason->empty()) out += " because: " + *reason;
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  return out;
}

}  // namespace koine::imchat
