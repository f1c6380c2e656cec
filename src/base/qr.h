#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// QR codes of short texts (ISO/IEC 18004): bytes, error correction M.
namespace koine::qr {

inline constexpr std::size_t kBytesMax = 213;

// A square of modules, row by row.
struct Code {
  int size = 0;
  std::vector<bool> dark;

  bool at(int row, int column) const {
    return dark[static_cast<std::size_t>(row) * static_cast<std::size_t>(size) +
                static_cast<std::size_t>(column)];
  }
};

// The smallest code that holds the text; nothing for one of more than kBytesMax bytes.
std::optional<Code> Encode(std::string_view text);

}  // namespace koine::qr
