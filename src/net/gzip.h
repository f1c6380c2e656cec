#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace koine::net {

// Smaller data is stored as it is: it takes one packet in either form, and compressing it is the
// greater part of what sending it costs.
inline constexpr std::size_t kGzipStoredMax = 1024;

// Appends `data` as one complete gzip stream (RFC 1952). Uses the thread's compressor, which is
// made once and kept.
void AppendGzip(std::string* out, std::string_view data);

// Replaces *out by what one complete gzip stream holds, with 64 readable bytes after its end. False
// (with nothing said about *out) if it is no such stream, something follows it, or it would be
// larger than `max` bytes; no more than twice that is ever reserved.
bool Gunzip(std::string_view data, std::size_t max, std::string* out);

// Whether a client takes gzip, by its Accept-Encoding. "gzip;q=0" says no.
bool TakesGzip(std::string_view accept);

}  // namespace koine::net
