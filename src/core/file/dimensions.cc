// Width and height of pictures from their headers. Every length in them may be a lie.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/file/type.h"

namespace koine::file {

namespace {

constexpr std::size_t kHeadBytes = 64;
// Segments of a JPEG before its frame header that are passed over.
constexpr int kSegmentsMax = 400;

// Up to `size` bytes of a file at `at`.
std::string_view ReadAt(int fd, std::int64_t at, char* buffer, std::size_t size) {
  const ssize_t n = ::pread(fd, buffer, size, at);
  return {buffer, n > 0 ? static_cast<std::size_t>(n) : 0};
}

std::int64_t Byte(std::string_view data, std::size_t at) {
  return at < data.size() ? static_cast<unsigned char>(data[at]) : 0;
}
std::int64_t Big16(std::string_view data, std::size_t at) {
  return Byte(data, at) << 8 | Byte(data, at + 1);
}
std::int64_t Big32(std::string_view data, std::size_t at) {
  return Big16(data, at) << 16 | Big16(data, at + 2);
}
std::int64_t Little16(std::string_view data, std::size_t at) {
  return Byte(data, at) | Byte(data, at + 1) << 8;
}
std::int64_t Little24(std::string_view data, std::size_t at) {
  return Little16(data, at) | Byte(data, at + 2) << 16;
}
std::int64_t Little32(std::string_view data, std::size_t at) {
  return Little16(data, at) | Little16(data, at + 2) << 16;
}

// Frame headers of all sorts but DHT (C4), JPG (C8) and DAC (CC).
bool IsFrame(std::int64_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Dimensions OfJpeg(int fd) {
  char buffer[16];
  std::int64_t at = 2;
  for (int i = 0; i < kSegmentsMax; ++i) {
    const std::string_view segment = ReadAt(fd, at, buffer, sizeof buffer);
    if (segment.size() < 4 || Byte(segment, 0) != 0xFF) return {};
    const std::int64_t marker = Byte(segment, 1);
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    if (IsFrame(marker)) {
      if (segment.size() < 9) return {};
      return {Big16(segment, 7), Big16(segment, 5)};
    }
    const std::int64_t length = Big16(segment, 2);
    if (length < 2 || marker == 0xD9 || marker == 0xDA) return {};
    at += 2 + length;
  }
  return {};
}

Dimensions OfWebp(std::string_view head) {
  const std::string_view chunk = head.substr(12, 4);
  if (chunk == "VP8X" && head.size() >= 30) {
    return {Little24(head, 24) + 1, Little24(head, 27) + 1};
  }
  if (chunk == "VP8L" && head.size() >= 25 && Byte(head, 20) == 0x2F) {
    const std::int64_t bits = Little32(head, 21);
    return {(bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1};
  }
  if (chunk == "VP8 " && head.size() >= 30 && head.substr(23, 3) == "\x9D\x01\x2A") {
    return {Little16(head, 26) & 0x3FFF, Little16(head, 28) & 0x3FFF};
  }
  return {};
}

Dimensions OfBmp(std::string_view head) {
  if (head.size() < 26) return {};
  if (Little32(head, 14) == 12) return {Little16(head, 18), Little16(head, 20)};
  const auto width = static_cast<std::int32_t>(Little32(head, 18));
  const auto height = static_cast<std::int32_t>(Little32(head, 22));
  // A negative height means that the rows begin at the top.
  const std::int64_t tall = height < 0 ? -std::int64_t{height} : height;
  return {width > 0 ? width : 0, tall};
}

}  // namespace

Dimensions ReadDimensions(int fd) {
  char buffer[kHeadBytes];
  const std::string_view head = ReadAt(fd, 0, buffer, sizeof buffer);
  const Type* type = Sniff(head);
  if (type == nullptr || type->kind != Kind::kImage) return {};
  const std::string_view is = type->extension;
  Dimensions out;
  if (is == "png" && head.size() >= 24 && head.substr(12, 4) == "IHDR") {
    out = {Big32(head, 16), Big32(head, 20)};
  } else if (is == "gif" && head.size() >= 10) {
    out = {Little16(head, 6), Little16(head, 8)};
  } else if (is == "bmp") {
    out = OfBmp(head);
  } else if (is == "webp" && head.size() >= 16) {
    out = OfWebp(head);
  } else if (is == "jpg") {
    out = OfJpeg(fd);
  }
  // Half a size is none.
  return out.width > 0 && out.height > 0 ? out : Dimensions{};
}

}  // namespace koine::file
