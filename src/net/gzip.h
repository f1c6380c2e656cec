#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koine::net {

// Smaller data is stored as it is: compressing costs more than it saves.
inline constexpr std::size_t kGzipStoredMax = 512;

// Appends `data` as one complete gzip stream (RFC 1952). Uses compressors of the thread, which are
// made once and kept.
void AppendGzip(std::string* out, std::string_view data);

// Replaces *out by what one complete gzip stream holds, with 64 readable bytes after its end. False
// (with nothing said about *out) if it is no such stream, something follows it, or it would be
// larger than `max` bytes; no more than twice that is ever reserved.
bool Gunzip(std::string_view data, std::size_t max, std::string* out);

// Whether a client takes gzip, by its Accept-Encoding. "gzip;q=0" says no.
bool TakesGzip(std::string_view accept);

}  // namespace koine::net
