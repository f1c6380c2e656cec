#include "base/qr.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace koine::qr {

namespace {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;

// How the codewords of a version are laid out at level M.
struct Version {
  int check = 0;               // codewords of correction in each block
  int blocks = 0, length = 0;  // so many blocks with so many codewords of data
  int longer = 0;              // and so many with one more
  std::array<int, 3> centres;  // of the alignment patterns; 0: none

  int data() const { return blocks * length + longer * (length + 1); }
};
constexpr Version kVersions[] = {
    {10, 1, 16, 0, {0, 0, 0}},   {16, 1, 28, 0, {6, 18, 0}},  {26, 1, 44, 0, {6, 22, 0}},
    {18, 2, 32, 0, {6, 26, 0}},  {24, 2, 43, 0, {6, 30, 0}},  {16, 4, 27, 0, {6, 34, 0}},
    {18, 4, 31, 0, {6, 22, 38}}, {22, 2, 38, 2, {6, 24, 42}}, {22, 3, 36, 2, {6, 26, 46}},
    {26, 4, 43, 1, {6, 28, 50}},
};
constexpr int kVersionCount = static_cast<int>(std::size(kVersions));
constexpr int kMasks = 8;

// --- codewords

// In the field of 256 elements with the polynomial x^8 + x^4 + x^3 + x^2 + 1.
Byte Times(Byte a, Byte b) {
  int out = 0;
  for (int bit = 7; bit >= 0; --bit) {
    out = (out << 1) ^ ((out >> 7) * 0x11d);
    if ((b >> bit) & 1) out ^= a;
  }
  return static_cast<Byte>(out);
}

// The remainder of data * x^check by (x - 1)(x - 2)(x - 4)…, the highest power first.
Bytes Checks(const Bytes& data, int check) {
  Bytes divisor(static_cast<std::size_t>(check));
  divisor.back() = 1;
  Byte root = 1;
  for (int i = 0; i < check; ++i) {
    for (std::size_t j = 0; j < divisor.size(); ++j) {
      divisor[j] = Times(divisor[j], root);
      if (j + 1 < divisor.size()) divisor[j] ^= divisor[j + 1];
    }
    root = Times(root, 2);
  }
  Bytes out(divisor.size());
  for (const Byte one : data) {
    const Byte factor = one ^ out.front();
    std::rotate(out.begin(), out.begin() + 1, out.end());
    out.back() = 0;
    for (std::size_t j = 0; j < out.size(); ++j) out[j] ^= Times(divisor[j], factor);
  }
  return out;
}

void Append(std::uint32_t value, int bits, std::vector<bool>* out) {
  for (int i = bits - 1; i >= 0; --i) out->push_back(((value >> i) & 1) != 0);
}

int CountBits(int number) {
  return number < 10 ? 8 : 16;
}

// The text as codewords of data, filled up.
Bytes DataOf(std::string_view text, int number) {
  const auto capacity = static_cast<std::size_t>(kVersions[number - 1].data());
  std::vector<bool> bits;
  Append(4, 4, &bits);  // bytes
  Append(static_cast<std::uint32_t>(text.size()), CountBits(number), &bits);
  for (const char c : text) Append(static_cast<Byte>(c), 8, &bits);
  for (int i = 0; i < 4 && bits.size() < capacity * 8; ++i) bits.push_back(false);
  while (bits.size() % 8 != 0) bits.push_back(false);
  Bytes out;
  for (std::size_t i = 0; i < bits.size(); i += 8) {
    int value = 0;
    for (std::size_t j = 0; j < 8; ++j) value = value * 2 + (bits[i + j] ? 1 : 0);
    out.push_back(static_cast<Byte>(value));
  }
  for (Byte pad = 0xec; out.size() < capacity; pad ^= 0xec ^ 0x11) out.push_back(pad);
  return out;
}

// Data and corrections of all blocks, taken from them in turn.
Bytes Interleaved(const Bytes& data, const Version& version) {
  std::vector<Bytes> blocks, checks;
  auto from = data.begin();
  for (int i = 0; i < version.blocks + version.longer; ++i) {
    const int length = version.length + (i < version.blocks ? 0 : 1);
    blocks.emplace_back(from, from + length);
    from += length;
    checks.push_back(Checks(blocks.back(), version.check));
  }
  Bytes out;
  for (const auto& parts : {blocks, checks}) {
    for (std::size_t i = 0; i < parts.back().size(); ++i) {
      for (const Bytes& part : parts) {
        if (i < part.size()) out.push_back(part[i]);
      }
    }
  }
  return out;
}

// --- modules

// `value` and the remainder of its division, as the code shows its own form and version.
int WithRemainder(int value, int bits, int divisor) {
  int rest = value << bits;
  for (int i = 31; i >= bits; --i) {
    if ((rest >> i) & 1) rest ^= divisor << (i - bits);
  }
  return (value << bits) | rest;
}

class Drawing {
 public:
  explicit Drawing(int number) : number_(number), size_(17 + 4 * number) {
    code_.size = size_;
    code_.dark.resize(static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_));
    fixed_.resize(code_.dark.size());
    DrawPatterns();
  }

  // The codewords, in columns of two from the right, up and down in turn.
  void DrawData(const Bytes& words) {
    std::size_t next = 0;
    bool up = true;
    for (int right = size_ - 1; right > 0; right -= 2) {
      if (right == 6) --right;  // a column of its own
      for (int i = 0; i < size_; ++i) {
        const int row = up ? size_ - 1 - i : i;
        for (const int column : {right, right - 1}) {
          if (fixed_[Index(row, column)] || next >= words.size() * 8) continue;
          code_.dark[Index(row, column)] = ((words[next / 8] >> (7 - next % 8)) & 1) != 0;
          ++next;
        }
      }
      up = !up;
    }
  }

  Code Masked(int mask) const {
    Drawing out = *this;
    for (int row = 0; row < size_; ++row) {
      for (int column = 0; column < size_; ++column) {
        const std::size_t at = Index(row, column);
        if (!fixed_[at] && IsMasked(mask, row, column)) out.code_.dark[at] = !out.code_.dark[at];
      }
    }
    out.DrawForm(mask);
    return std::move(out.code_);
  }

 private:
  std::size_t Index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(size_) +
           static_cast<std::size_t>(column);
  }
  void Set(int row, int column, bool dark) {
    if (row < 0 || column < 0 || row >= size_ || column >= size_) return;
    code_.dark[Index(row, column)] = dark;
    fixed_[Index(row, column)] = true;
  }

  // A square around a centre, whose rings are dark where `dark` says so.
  void DrawRings(int row, int column, int radius, unsigned dark) {
    for (int i = -radius; i <= radius; ++i) {
      for (int j = -radius; j <= radius; ++j) {
        const int ring = std::max(std::abs(i), std::abs(j));
        Set(row + i, column + j, ((dark >> ring) & 1) != 0);
      }
    }
  }

  void DrawPatterns() {
    for (int i = 0; i < size_; ++i) {
      Set(6, i, i % 2 == 0);
      Set(i, 6, i % 2 == 0);
    }
    constexpr unsigned kFinder = 0b01011, kAlignment = 0b101;
    for (const auto& [row, column] : {std::pair(3, 3), {3, size_ - 4}, {size_ - 4, 3}}) {
      DrawRings(row, column, 4, kFinder);
    }
    const auto& centres = kVersions[number_ - 1].centres;
    const int last = *std::max_element(centres.begin(), centres.end());
    for (const int row : centres) {
      for (const int column : centres) {
        const bool at_finder =
            (row == 6 && (column == 6 || column == last)) || (row == last && column == 6);
        if (row != 0 && column != 0 && !at_finder) DrawRings(row, column, 2, kAlignment);
      }
    }
    DrawForm(0);
    if (number_ < 7) return;
    const int version = WithRemainder(number_, 12, 0x1f25);
    for (int i = 0; i < 18; ++i) {
      const bool dark = ((version >> i) & 1) != 0;
      Set(i / 3, size_ - 11 + i % 3, dark);
      Set(size_ - 11 + i % 3, i / 3, dark);
    }
  }

  // Level M and the mask, twice.
  void DrawForm(int mask) {
    const int form = WithRemainder(mask, 10, 0x537) ^ 0x5412;
    const auto bit = [form](int i) { return ((form >> i) & 1) != 0; };
    for (int i = 0; i < 15; ++i) {
      const int beside = i < 6 ? i : i < 8 ? i + 1 : 14 - i;  // past the line of dots
      if (i < 8) {
        Set(beside, 8, bit(i));
        Set(8, size_ - 1 - i, bit(i));
      } else {
        Set(8, i == 8 ? 7 : beside, bit(i));
        Set(size_ - 15 + i, 8, bit(i));
      }
    }
    Set(size_ - 8, 8, true);
  }

  static bool IsMasked(int mask, int i, int j) {
    switch (mask) {
      case 0:
        return (i + j) % 2 == 0;
      case 1:
        return i % 2 == 0;
      case 2:
        return j % 3 == 0;
      case 3:
        return (i + j) % 3 == 0;
      case 4:
        return (i / 2 + j / 3) % 2 == 0;
      case 5:
        return i * j % 2 + i * j % 3 == 0;
      case 6:
        return (i * j % 2 + i * j % 3) % 2 == 0;
      default:
        return ((i + j) % 2 + i * j % 3) % 2 == 0;
    }
  }

  int number_, size_;
  Code code_;
  std::vector<bool> fixed_;
};

// How badly a code can be read: long runs of one colour, and plain squares.
int Penalty(const Code& code) {
  int out = 0;
  for (int i = 0; i < code.size; ++i) {
    int across = 0, down = 0;
    for (int j = 0; j < code.size; ++j) {
      across = j > 0 && code.at(i, j) == code.at(i, j - 1) ? across + 1 : 1;
      down = j > 0 && code.at(j, i) == code.at(j - 1, i) ? down + 1 : 1;
      for (const int run : {across, down}) out += run == 5 ? 3 : run > 5 ? 1 : 0;
      if (i == 0 || j == 0) continue;
      const bool one = code.at(i, j);
      if (one == code.at(i - 1, j) && one == code.at(i, j - 1) && one == code.at(i - 1, j - 1)) {
        out += 3;
      }
    }
  }
  return out;
}

}  // namespace

std::optional<Code> Encode(std::string_view text) {
  int number = 1;
  while (number <= kVersionCount && static_cast<int>(text.size()) * 8 + 4 + CountBits(number) >
                                        kVersions[number - 1].data() * 8) {
    ++number;
  }
  if (number > kVersionCount) return std::nullopt;
  Drawing drawing(number);
  drawing.DrawData(Interleaved(DataOf(text, number), kVersions[number - 1]));
  std::optional<Code> best;
  int least = 0;
  for (int mask = 0; mask < kMasks; ++mask) {
    Code code = drawing.Masked(mask);
    const int penalty = Penalty(code);
    if (!best || penalty < least) {
      best = std::move(code);
      least = penalty;
    }
  }
  return best;
}

}  // namespace koine::qr
