#include "store/page_sums.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <fstream>
#include <mutex>

#include "base/metrics.h"
#include "store/diag.h"

namespace koine::store {

namespace {

// SQLite locks the file by bytes from here on, and leaves the page that has them as it is.
constexpr std::size_t kLockByte = std::size_t{1} << 30;

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kPageSizeAt = 16;  // in the header of the file
constexpr std::size_t kReservedAt = 20;
constexpr std::size_t kMarkBytes = 4;
// Tells a mark from what an older file may have at the end of a page.
constexpr std::uint32_t kMark = 0x4b6f696e;

std::uint32_t Big(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return std::uint32_t{b[0]} << 24 | std::uint32_t{b[1]} << 16 | std::uint32_t{b[2]} << 8 | b[3];
}

std::uint32_t Little(const char* at) {
  const auto* b = reinterpret_cast<const unsigned char*>(at);
  return std::uint32_t{b[3]} << 24 | std::uint32_t{b[2]} << 16 | std::uint32_t{b[1]} << 8 | b[0];
}

void PutBig(char* at, std::uint32_t value) {
  for (int i = 0; i < 4; ++i) at[i] = static_cast<char>(value >> (24 - 8 * i));
}

// The sum of SQLite's log: words of four bytes in pairs.
struct LogSum {
  std::uint32_t a;
  std::uint32_t b;
  void Add(std::string_view bytes, bool big) {
    for (std::size_t i = 0; i + 8 <= bytes.size(); i += 8) {
      const char* at = bytes.data() + i;
      a += (big ? Big(at) : Little(at)) + b;
      b += (big ? Big(at + 4) : Little(at + 4)) + a;
    }
  }
};

// What the sum of the first page leaves out: the backup of SQLite's own program copies that page
// with its sum and then counts up here. None of it says where or what the data are.
struct Piece {
  std::size_t from;
  std::size_t to;
};
constexpr Piece kCounters[] = {
    {18, 20},   // whether there is a log
    {24, 28},   // changes
    {40, 44},   // changes of the schema
    {92, 100},  // the change that the version of SQLite is noted for, and that version
};

std::uint32_t SumOf(const char* page, std::size_t size, std::uint32_t number) {
  std::uint32_t sum = 0;
  std::size_t from = 0;
  for (const Piece& left_out : kCounters) {
    if (number != 1) break;
    sum = libdeflate_crc32(sum, page + from, left_out.from - from);
    from = left_out.to;
  }
  return libdeflate_crc32(sum, page + from, size - kSumBytes + kMarkBytes - from);
}

}  // namespace

bool IsDatabaseHeader(std::string_view header) {
  return header.size() >= kDatabaseHeaderBytes && header.starts_with(kMagic);
}

bool ReservesSums(std::string_view header) {
  return IsDatabaseHeader(header) && static_cast<unsigned char>(header[kReservedAt]) == kSumBytes;
}

std::size_t PageSizeOf(std::string_view header) {
  if (!IsDatabaseHeader(header)) return 0;
  const auto* b = reinterpret_cast<const unsigned char*>(header.data()) + kPageSizeAt;
  const std::size_t said = std::size_t{b[0]} << 8 | b[1];
  const std::size_t size = said == 1 ? 65'536 : said;
  return size >= kPageBytesMin && (size & (size - 1)) == 0 ? size : 0;
}

bool HasMark(const char* page, std::size_t size, std::uint32_t number) {
  return Big(page + size - kSumBytes) == (number ^ kMark);
}

void SealPage(char* page, std::size_t size, std::uint32_t number) {
  PutBig(page + size - kSumBytes, number ^ kMark);
  PutBig(page + size - kSumBytes + kMarkBytes, SumOf(page, size, number));
}

PageState LookAtPage(const char* page, std::size_t size, std::uint32_t number) {
  if (number == kLockByte / size + 1) return PageState::kUnsealed;
  if (HasMark(page, size, number)) {
    const bool right = Big(page + size - kSumBytes + kMarkBytes) == SumOf(page, size, number);
    return right ? PageState::kSound : PageState::kDamaged;
  }
  const auto zero = [](char c) { return c == 0; };
  if (!std::all_of(page + size - kSumBytes, page + size, zero)) return PageState::kDamaged;
  // A page of zeros was lost: SQLite, which overwrites what is deleted, leaves none.
  const bool lost = std::all_of(page, page + size, zero);
  return lost ? PageState::kDamaged : PageState::kUnsealed;
}

bool IsFrameSound(const char* before, const char* header, std::string_view page, bool big) {
  constexpr std::size_t kSummedOfHeader = 8;  // number of the page, size of the database
  LogSum sum{Big(before), Big(before + 4)};
  sum.Add(std::string_view(header, kSummedOfHeader), big);
  sum.Add(page, big);
  return Big(header + 16) == sum.a && Big(header + 20) == sum.b;
}

void ReportDamage(const char* file, const char* what, std::int64_t number) {
  static metrics::Counter* const count = metrics::Default().GetCounter(
      "koine_store_damage_total", "Database pages that did not match their checksum.");
  static std::mutex mutex;
  static std::int64_t unsaid = 0;
  static std::chrono::steady_clock::time_point next;
  count->Add();
  const std::lock_guard lock(mutex);
  const auto now = std::chrono::steady_clock::now();
  if (now < next) {
    ++unsaid;
    return;
  }
  next = now + std::chrono::seconds(1);
  LogWarn(std::string("'") + (file != nullptr ? file : "") + "' is damaged: " + what + " " +
          std::to_string(number) + " does not match its checksum; restore a backup" +
          (unsaid > 0 ? " (" + std::to_string(unsaid) + " more)" : ""));
  unsaid = 0;
}

bool LacksSums(const std::string& path) {
  std::array<char, kDatabaseHeaderBytes> header{};
  std::ifstream in(path, std::ios::binary);
  if (!in.read(header.data(), header.size())) return false;
  const std::string_view read(header.data(), header.size());
  return IsDatabaseHeader(read) && !ReservesSums(read);
}

}  // namespace koine::store
