#include "net/static_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "net/gzip.h"

namespace koine::net {
namespace {

// Strips white space and a weakness mark from one entity tag.
std::string_view BareTag(std::string_view tag) {
  while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
  while (!tag.empty() && tag.back() == ' ') tag.remove_suffix(1);
  if (tag.substr(0, 2) == "W/") tag.remove_prefix(2);
  return tag;
}

// Whether If-None-Match names `etag` (weak comparison, RFC 9110 13.1.2).
bool NoneMatchHits(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    std::size_t comma = std::min(list.find(','), list.size());
    std::string_view tag = BareTag(list.substr(0, comma));
    if (tag == "*" || tag == BareTag(etag)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

struct Range {
  enum class Kind : std::uint8_t { kWhole, kPart, kUnsatisfiable };
  Kind kind = Kind::kWhole;
  std::int64_t first = 0;
  std::int64_t size = 0;
};

bool ParseNumber(std::string_view text, std::int64_t* out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *out);
  return error == std::errc() && end == text.data() + text.size() && *out >= 0;
}

// One range of bytes. Several ranges and forms unknown to us mean the whole (RFC 9110 14.2).
Range ParseRange(std::string_view header, std::int64_t size) {
  Range range{Range::Kind::kWhole, 0, size};
  if (header.substr(0, 6) != "bytes=") return range;
  header.remove_prefix(6);
  std::size_t dash = header.find('-');
  if (dash == std::string_view::npos || header.find(',') != std::string_view::npos) return range;
  std::string_view from = header.substr(0, dash);
  std::string_view to = header.substr(dash + 1);
  std::int64_t first = 0;
  std::int64_t last = size - 1;
  if (from.empty()) {
    std::int64_t count = 0;
    if (!ParseNumber(to, &count)) return range;
    first = std::max<std::int64_t>(size - count, 0);
    if (count == 0) first = size;
  } else {
    if (!ParseNumber(from, &first)) return range;
    if (!to.empty()) {
      if (!ParseNumber(to, &last) || last < first) return range;
      last = std::min(last, size - 1);
    }
  }
  if (first >= size) return {Range::Kind::kUnsatisfiable, 0, 0};
  return {Range::Kind::kPart, first, last - first + 1};
}

// Sets status and headers for `size` bytes; returns what of them to send.
Range Prepare(const Request& request, std::int64_t size, std::string_view content_type,
              std::string_view etag, Response* out) {
  out->Add("ETag", etag);
  out->Add("X-Content-Type-Options", "nosniff");
  if (NoneMatchHits(request.Header("if-none-match"), etag)) {
    out->status = 304;
    return {Range::Kind::kWhole, 0, 0};
  }
  Range range{Range::Kind::kWhole, 0, size};
  std::string_view wanted = request.Header("range");
  std::string_view if_range = request.Header("if-range");
  if (!wanted.empty() && request.method == Method::kGet && (if_range.empty() || if_range == etag)) {
    range = ParseRange(wanted, size);
  }
  out->Add("Content-Type", content_type);
  out->Add("Accept-Ranges", "bytes");
  if (range.kind == Range::Kind::kUnsatisfiable) {
    out->status = 416;
    out->Add("Content-Range", "bytes */" + std::to_string(size));
  } else if (range.kind == Range::Kind::kPart) {
    out->status = 206;
    out->Add("Content-Range", "bytes " + std::to_string(range.first) + "-" +
                                  std::to_string(range.first + range.size - 1) + "/" +
                                  std::to_string(size));
  }
  return range;
}

// Cleans a request path into a file name. False if it could leave the root or is hidden.
bool CleanName(std::string_view path, std::string* name) {
  const std::optional<std::string> decoded = text::PercentDecode(path, false);
  if (!decoded) return false;
  std::string_view rest = *decoded;
  if (rest.find('\0') != std::string_view::npos || rest.find('\\') != std::string_view::npos) {
    return false;
  }
  while (!rest.empty()) {
    std::size_t slash = std::min(rest.find('/'), rest.size());
    std::string_view segment = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (segment.empty()) continue;
    if (segment.front() == '.') return false;
    if (!name->empty()) *name += '/';
    *name += segment;
  }
  if (name->empty()) *name = "index.html";
  return true;
}

// Opens `name` below `root` segment by segment, so that no symbolic link is followed.
int OpenBelow(const std::string& root, std::string_view name) {
  int dir = ::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  while (dir >= 0) {
    std::size_t slash = name.find('/');
    std::string segment(name.substr(0, slash));
    bool last = slash == std::string_view::npos;
    int flags = last ? O_RDONLY | O_NONBLOCK : O_PATH | O_DIRECTORY;
    int next = ::openat(dir, segment.c_str(), flags | O_NOFOLLOW | O_CLOEXEC);
    ::close(dir);
    if (last) return next;
    dir = next;
    name.remove_prefix(slash + 1);
  }
  return -1;
}

}  // namespace

std::string_view ContentTypeOf(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json; charset=utf-8"},
      {".map", "application/json; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".txt", "text/plain; charset=utf-8"},
      {".md", "text/plain; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".ico", "image/x-icon"},
      {".woff", "font/woff"},
      {".woff2", "font/woff2"},
      {".ttf", "font/ttf"},
      {".wasm", "application/wasm"},
      {".mp3", "audio/mpeg"},
      {".ogg", "audio/ogg"},
      {".mp4", "video/mp4"},
      {".webm", "video/webm"},
      {".pdf", "application/pdf"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending) {
      return type;
    }
  }
  return "application/octet-stream";
}

StaticFiles StaticFiles::Embedded(const std::vector<EmbeddedFile>& files, std::string fallback) {
  StaticFiles result;
  for (const EmbeddedFile& file : files) result.files_.emplace(std::string(file.name), file);
  result.fallback_ = std::move(fallback);
  return result;
}

StaticFiles StaticFiles::Directory(std::string root, std::string fallback) {
  StaticFiles result;
  result.root_ = std::move(root);
  result.fallback_ = std::move(fallback);
  return result;
}

bool StaticFiles::Serve(const Request& request, std::string_view path, Response* out) const {
  std::string name;
  if (!CleanName(path, &name)) return false;
  if (ServeNamed(request, name, out)) return true;
  bool has_ending = name.find('.', name.rfind('/') + 1) != std::string::npos;
  return !has_ending && !fallback_.empty() && ServeNamed(request, fallback_, out);
}

bool StaticFiles::ServeNamed(const Request& request, const std::string& name, Response* out) const {
  if (!root_.empty()) return ServeFromDisk(request, name, out);
  auto found = files_.find(name);
  if (found == files_.end()) return false;
  ServeEmbedded(request, found->second, out);
  return true;
}

void StaticFiles::ServeEmbedded(const Request& request, const EmbeddedFile& file,
                                Response* out) const {
  *out = Response();
  bool gzip = !file.gzip.empty() && request.Header("range").empty() &&
              TakesGzip(request.Header("accept-encoding"));
  std::string_view bytes = gzip ? file.gzip : file.bytes;
  std::string etag(file.etag);
  if (gzip && etag.size() >= 2) etag.insert(etag.size() - 1, "-gz");
  if (!file.gzip.empty()) out->Add("Vary", "Accept-Encoding");
  if (gzip) out->Add("Content-Encoding", "gzip");
  Range range =
      Prepare(request, static_cast<std::int64_t>(bytes.size()), file.content_type, etag, out);
  out->static_body =
      bytes.substr(static_cast<std::size_t>(range.first), static_cast<std::size_t>(range.size));
}

bool StaticFiles::ServeFromDisk(const Request& request, const std::string& name,
                                Response* out) const {
  int fd = OpenBelow(root_, name);
  if (fd < 0) return false;
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    ::close(fd);
    return false;
  }
  std::string etag = "\"" + std::to_string(info.st_mtim.tv_sec) + "-" +
                     std::to_string(info.st_mtim.tv_nsec) + "-" + std::to_string(info.st_size) +
                     "\"";
  *out = ServeFile(request, fd, info.st_size, ContentTypeOf(name), etag);
  return true;
}

Response ServeFile(const Request& request, int fd, std::int64_t size, std::string_view content_type,
                   std::string_view etag) {
  Response response;
  FileBody file(fd, 0, size);
  Range range = Prepare(request, size, content_type, etag, &response);
  file.offset = range.first;
  file.size = range.size;
  if (response.status == 200 || response.status == 206) response.file = std::move(file);
  return response;
}

}  // namespace koine::net
