#pragma once

#include <span>
#include <string_view>

namespace koine {

// A file that lies inside the program. All views live as long as the program.
struct EmbeddedFile {
  std::string_view path;          // "/index.html", "/assets/app-1a2b3c.js"
  std::string_view content_type;  // "text/html; charset=utf-8"
  std::string_view etag;          // with its quotes; changes when the bytes do
  std::string_view bytes;
  std::string_view gzip_bytes;  // the same compressed; empty where that saves nothing
};

// The web client and src/server/static, ordered by path (bytewise), each path once. Without a built
// web client "/index.html" is a page that says how to build it. Any thread.
std::span<const EmbeddedFile> EmbeddedFiles();

}  // namespace koine
