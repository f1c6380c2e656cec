#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "net/http_message.h"

namespace koine::net {

// A file compiled into the program. All bytes outlive it.
struct EmbeddedFile {
  std::string_view name;  // "index.html", "assets/app.js"
  std::string_view content_type;
  std::string_view bytes;
  std::string_view gzip;  // empty if not worth it
  std::string_view etag;  // with quotes
};

// The content type for a file name, by its ending; application/octet-stream if unknown.
std::string_view ContentTypeOf(std::string_view name);

// Answers GET and HEAD for files: ETag and If-None-Match, one Range, gzip of embedded files,
// `nosniff`. Names with "..", a leading dot, a backslash or NUL are not found.
class StaticFiles {
 public:
  // Serves compiled-in files. `fallback` (may be empty) is served for unknown names without a dot
  // in their last segment: a single-page application's index.
  static StaticFiles Embedded(const std::vector<EmbeddedFile>& files, std::string fallback);
  // Serves regular files below `root` (symbolic links are not followed).
  static StaticFiles Directory(std::string root, std::string fallback);

  // `path` as in Request::path(), without the prefix it is mounted at. "" and "/" are index.html.
  // Returns false if there is no such file (*out is untouched).
  bool Serve(const Request& request, std::string_view path, Response* out) const;

 private:
  bool ServeNamed(const Request& request, const std::string& name, Response* out) const;
  void ServeEmbedded(const Request& request, const EmbeddedFile& file, Response* out) const;
  bool ServeFromDisk(const Request& request, const std::string& name, Response* out) const;

  std::unordered_map<std::string, EmbeddedFile> files_;
  std::string root_;
  std::string fallback_;
};

// Serves `size` bytes of an open file with Range, ETag and the given content type; for downloads
// that are not static files. Takes over `fd`. The status is 200, 206, 304 or 416.
Response ServeFile(const Request& request, int fd, std::int64_t size, std::string_view content_type,
                   std::string_view etag);

}  // namespace koine::net
