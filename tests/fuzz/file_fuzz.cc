// What strangers' files may do to the code that looks at them: type, name, size of a picture, and
// the link in a message.

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "core/file/file.h"
#include "core/file/type.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace koine;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string name = file::CleanName(bytes);
  if (!text::IsUtf8(name) || text::CodePoints(name) > file::kNameChars) std::abort();
  if (name.find('/') != name.npos || name == "..") std::abort();
  const std::string key = file::KeyOfLink(bytes);
  if (!key.empty() && key.size() != 32) std::abort();
  for (const char* extension : {"png", "txt", "mp3", "docx", "svg"}) {
    const file::Type* type = file::TypeOf(extension);
    const std::string mime = file::ServedAs(*type, bytes);
    if (file::Inline(mime) && mime.find("html") != mime.npos) std::abort();
  }
  static const int fd = ::memfd_create("file", 0);
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, data, size, 0) != static_cast<ssize_t>(size)) {
    return 0;
  }
  const file::Dimensions dimensions = file::ReadDimensions(fd);
  if (dimensions.width < 0 || (dimensions.width == 0) != (dimensions.height == 0)) std::abort();
  return 0;
}
