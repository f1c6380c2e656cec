#include "server/tar.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

namespace koine::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 512;
constexpr std::size_t kNameField = 100;
constexpr std::size_t kCopyBytes = 64 * 1024;
constexpr std::int64_t kOctalMax = (std::int64_t{1} << 33) - 1;  // of the field of a size

struct Close {
  void operator()(FILE* file) const { std::fclose(file); }
};
using Open = std::unique_ptr<FILE, Close>;

Error Fault(const std::string& path) {
  return FieldError(Code::kUnavailable, "export", path + ": " + std::strerror(errno));
}

void PutText(std::string* block, std::size_t at, std::string_view text) {
  std::copy(text.begin(), text.end(), block->begin() + static_cast<std::ptrdiff_t>(at));
}

// Octal digits that fill a field but for its end.
std::string Octal(std::int64_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (auto it = out.rbegin(); it != out.rend(); ++it, value /= 8) {
    *it = static_cast<char>('0' + value % 8);
  }
  return out;
}

// The block before an entry. `type`: '0' a file, 'x' what pax says of the next one.
std::string Header(std::string_view name, std::int64_t size, std::int64_t at_s, char type) {
  std::string out(kBlock, '\0');
  PutText(&out, 0, name.substr(0, kNameField));
  PutText(&out, 100, Octal(0600, 7));
  PutText(&out, 108, Octal(0, 7));
  PutText(&out, 116, Octal(0, 7));
  PutText(&out, 124, Octal(std::min(size, kOctalMax), 11));
  PutText(&out, 136, Octal(at_s, 11));
  PutText(&out, 148, "        ");
  out[156] = type;
  PutText(&out, 257, std::string_view("ustar\00000", 8));
  std::int64_t sum = 0;
  for (const char c : out) sum += static_cast<unsigned char>(c);
  PutText(&out, 148, Octal(sum, 6));
  out[154] = '\0';
  return out;
}

// "LENGTH KEY=VALUE\n", whose length counts its own digits.
std::string PaxRecord(const std::string& key, const std::string& value) {
  const std::string rest = " " + key + "=" + value + "\n";
  std::size_t size = rest.size();
  while (std::to_string(size).size() + rest.size() != size) {
    size = std::to_string(size).size() + rest.size();
  }
  return std::to_string(size) + rest;
}

class Archive {
 public:
  Archive(std::string path, FILE* file) : path_(std::move(path)), file_(file) {}

  Status Add(const fs::path& file, const std::string& name) {
    std::error_code error;
    const auto size = static_cast<std::int64_t>(fs::file_size(file, error));
    struct stat status {};
    if (error || ::stat(file.c_str(), &status) != 0) return Fault(file.string());
    std::string pax;
    if (name.size() > kNameField) pax += PaxRecord("path", name);
    if (size > kOctalMax) pax += PaxRecord("size", std::to_string(size));
    if (!pax.empty()) {
      const auto bytes = static_cast<std::int64_t>(pax.size());
      KOINE_CHECK(Write(Header("pax", bytes, status.st_mtime, 'x') + pax));
      KOINE_CHECK(Pad(bytes));
    }
    KOINE_CHECK(Write(Header(name, size, status.st_mtime, '0')));
    KOINE_CHECK(Copy(file.string(), size));
    return Pad(size);
  }
  // Two empty blocks.
  Status End() {
    KOINE_CHECK(Write(std::string(2 * kBlock, '\0')));
    return std::fflush(file_) == 0 ? Ok() : Status(Fault(path_));
  }

 private:
  Status Write(std::string_view bytes) {
    if (std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return Ok();
    return Fault(path_);
  }
  Status Pad(std::int64_t size) {
    const auto over = static_cast<std::size_t>(size) % kBlock;
    return over == 0 ? Ok() : Write(std::string(kBlock - over, '\0'));
  }
  // Exactly as many bytes as the header says.
  Status Copy(const std::string& from, std::int64_t size) {
    const Open source(std::fopen(from.c_str(), "rb"));
    if (!source) return Fault(from);
    std::array<char, kCopyBytes> buffer;
    for (std::int64_t left = size; left > 0;) {
      const auto want = std::min(buffer.size(), static_cast<std::size_t>(left));
      const std::size_t got = std::fread(buffer.data(), 1, want, source.get());
      if (got == 0) return Fault(from);
      KOINE_CHECK(Write({buffer.data(), got}));
      left -= static_cast<std::int64_t>(got);
    }
    return Ok();
  }

  std::string path_;
  FILE* file_;
};

}  // namespace

Status PackDirectory(const std::string& from, const std::string& to) {
  const Open file(std::fopen(to.c_str(), "wbx"));
  if (!file || ::chmod(to.c_str(), 0600) != 0) return Fault(to);
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(from, error), end; !error && it != end;
       it.increment(error)) {
    if (it->is_regular_file()) files.push_back(it->path());
  }
  if (error) return FieldError(Code::kUnavailable, "export", from + ": " + error.message());
  std::sort(files.begin(), files.end());
  Archive archive(to, file.get());
  for (const fs::path& one : files) {
    KOINE_CHECK(archive.Add(one, one.lexically_relative(from).string()));
    fs::remove(one, error);
  }
  KOINE_CHECK(archive.End());
  fs::remove_all(from, error);
  return Ok();
}

}  // namespace koine::server
