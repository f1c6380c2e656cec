#include "net/gzip.h"

#include <zlib.h>

#include <algorithm>
#include <cstdint>

namespace koine::net {

namespace {

constexpr int kWindowBits = 15 + 16;  // 16: with the header and trailer of gzip
constexpr int kMemLevel = 8;
constexpr std::size_t kSlackBytes = 64;
constexpr std::size_t kFirstBytes = 4096;

// One of each per thread, kept for its life.
struct Deflater {
  z_stream stream{};
  bool ok;
  Deflater() {
    ok = deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, kWindowBits, kMemLevel,
                      Z_DEFAULT_STRATEGY) == Z_OK;
  }
  ~Deflater() { deflateEnd(&stream); }
};

struct Inflater {
  z_stream stream{};
  bool ok;
  Inflater() { ok = inflateInit2(&stream, kWindowBits) == Z_OK; }
  ~Inflater() { inflateEnd(&stream); }
};

Bytef* BytesOf(std::string_view text) {
  // zlib does not write through it.
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

void AppendLittle(std::string* out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) *out += static_cast<char>(value >> (8 * i));
}

// Blocks that are not compressed. Also what remains when there is no memory for more.
void AppendStored(std::string* out, std::string_view data) {
  constexpr std::size_t kBlock = 0xFFFF;
  constexpr char kHeader[10] = {'\x1f', '\x8b', 8, 0, 0, 0, 0, 0, 0, '\xff'};
  out->append(kHeader, sizeof(kHeader));
  const std::string_view all = data;
  do {
    const std::string_view block = data.substr(0, kBlock);
    data.remove_prefix(block.size());
    *out += static_cast<char>(data.empty() ? 1 : 0);
    const auto size = static_cast<std::uint32_t>(block.size());
    AppendLittle(out, size, 2);
    AppendLittle(out, ~size, 2);
    out->append(block);
  } while (!data.empty());
  AppendLittle(
      out, static_cast<std::uint32_t>(crc32(0, BytesOf(all), static_cast<uInt>(all.size()))), 4);
  AppendLittle(out, static_cast<std::uint32_t>(all.size()), 4);
}

}  // namespace

void AppendGzip(std::string* out, std::string_view data) {
  thread_local Deflater deflater;
  if (data.size() <= kGzipStoredMax || !deflater.ok) {
    AppendStored(out, data);
    return;
  }
  z_stream& stream = deflater.stream;
  deflateReset(&stream);
  const std::size_t start = out->size();
  out->resize(start + deflateBound(&stream, static_cast<uLong>(data.size())));
  stream.next_in = BytesOf(data);
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out->data() + start);
  stream.avail_out = static_cast<uInt>(out->size() - start);
  if (deflate(&stream, Z_FINISH) == Z_STREAM_END) {
    out->resize(start + stream.total_out);
    return;
  }
  out->resize(start);
  AppendStored(out, data);
}

bool Gunzip(std::string_view data, std::size_t max, std::string* out) {
  thread_local Inflater inflater;
  if (!inflater.ok || inflateReset(&inflater.stream) != Z_OK) return false;
  z_stream& stream = inflater.stream;
  stream.next_in = BytesOf(data);
  stream.avail_in = static_cast<uInt>(data.size());
  // One more than allowed tells a stream that is too large from one that just fits.
  out->resize(std::min(max + 1, std::max(kFirstBytes, data.size() * 4)));
  std::size_t filled = 0;
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(out->data() + filled);
    stream.avail_out = static_cast<uInt>(out->size() - filled);
    const int result = inflate(&stream, Z_NO_FLUSH);
    filled = out->size() - stream.avail_out;
    if (filled > max) return false;
    if (result == Z_STREAM_END) break;
    // Without room it is asked again with more; without input it is cut off.
    if (result != Z_OK || stream.avail_out != 0) return false;
    out->resize(std::min(max + 1, out->size() * 2));
  }
  if (stream.avail_in != 0) return false;
  out->resize(filled);
  out->reserve(filled + kSlackBytes);
  return true;
}

}  // namespace koine::net
