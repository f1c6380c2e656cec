#include "net/gzip.h"

#include <libdeflate.h>
#include <zlib.h>

#include <cstdint>
#include <memory>

namespace koine::net {

namespace {

// zlib clears its tables for each stream, which costs more than compressing what is short: so these
// are small, and what does not fit their window goes to libdeflate, which takes all at once, costs
// a third, and needs larger ones.
constexpr std::size_t kShortMax = 4096;
constexpr int kWindowBits = 12 + 16;  // kShortMax; 16: with the header and trailer of gzip
constexpr int kMemLevel = 5;          // tables of as many entries
constexpr int kFastest = 1;           // level of libdeflate
constexpr std::size_t kSlackBytes = 64;
constexpr std::size_t kTrailerBytes = 8;  // checksum and size
constexpr std::size_t kRatioMax = 1032;   // deflate makes nothing smaller than this part

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

struct FreeCompressor {
  void operator()(libdeflate_compressor* compressor) const {
    libdeflate_free_compressor(compressor);
  }
};

struct FreeInflater {
  void operator()(libdeflate_decompressor* inflater) const {
    libdeflate_free_decompressor(inflater);
  }
};

Bytef* BytesOf(std::string_view text) {
  // zlib does not write through it.
  return reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
}

void AppendLittle(std::string* out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) *out += static_cast<char>(value >> (8 * i));
}

std::uint32_t ReadLittle(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  }
  return value;
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
  AppendLittle(out, libdeflate_crc32(0, all.data(), all.size()), 4);
  AppendLittle(out, static_cast<std::uint32_t>(all.size()), 4);
}

// Both append a stream, or nothing and say false if that cannot be.
bool AppendShort(std::string* out, std::string_view data) {
  thread_local Deflater deflater;
  if (!deflater.ok) return false;
  z_stream& stream = deflater.stream;
  deflateReset(&stream);
  const std::size_t start = out->size();
  out->resize(start + deflateBound(&stream, static_cast<uLong>(data.size())));
  stream.next_in = BytesOf(data);
  stream.avail_in = static_cast<uInt>(data.size());
  stream.next_out = reinterpret_cast<Bytef*>(out->data() + start);
  stream.avail_out = static_cast<uInt>(out->size() - start);
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out->resize(start + (done ? stream.total_out : 0));
  return done;
}

bool AppendLong(std::string* out, std::string_view data) {
  thread_local const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(
      libdeflate_alloc_compressor(kFastest));
  if (compressor == nullptr) return false;
  const std::size_t start = out->size();
  out->resize(start + libdeflate_gzip_compress_bound(compressor.get(), data.size()));
  const std::size_t size = libdeflate_gzip_compress(compressor.get(), data.data(), data.size(),
                                                    out->data() + start, out->size() - start);
  out->resize(start + size);
  return size > 0;
}

}  // namespace

void AppendGzip(std::string* out, std::string_view data) {
  const bool zipped = data.size() > kGzipStoredMax &&
                      (data.size() <= kShortMax ? AppendShort(out, data) : AppendLong(out, data));
  if (!zipped) AppendStored(out, data);
}

bool Gunzip(std::string_view data, std::size_t max, std::string* out) {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeInflater> inflater(
      libdeflate_alloc_decompressor());
  if (inflater == nullptr || data.size() < kTrailerBytes) return false;
  // The stream ends with its size; one that is not what it says is refused.
  const std::size_t size = ReadLittle(data.substr(data.size() - sizeof(std::uint32_t)));
  if (size > max || size / kRatioMax > data.size()) return false;
  out->reserve(size + kSlackBytes);
  out->resize(size);
  std::size_t read = 0, written = 0;
  const libdeflate_result result = libdeflate_gzip_decompress_ex(
      inflater.get(), data.data(), data.size(), out->data(), size, &read, &written);
  return result == LIBDEFLATE_SUCCESS && read == data.size() && written == size;
}

bool TakesGzip(std::string_view accept) {
  std::size_t at = accept.find("gzip");
  if (at == std::string_view::npos) return false;
  std::string_view rest = accept.substr(at + 4);
  rest = rest.substr(0, rest.find(','));
  std::size_t q = rest.find("q=");
  if (q == std::string_view::npos) return true;
  return rest.find_first_of("123456789", q) != std::string_view::npos;
}

}  // namespace koine::net
