#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What kinds of files there are: by extension what is taken, by content what they are served as.
namespace koine::file {

// Stored in file.kind: never renumber.
enum class Kind : std::uint8_t { kImage = 1, kVideo = 2, kAudio = 3, kDocument = 4, kOther = 5 };

// What an extension stands for.
struct Type {
  const char* extension;
  Kind kind;
  const char* mime;
};

// By extension, lower case without its dot; null: not known, and served as bytes (ruoyi 12).
const Type* TypeOf(std::string_view extension);
// The same of what applications store (app-im 4).
const Type* AppTypeOf(std::string_view extension);
// The type that the first bytes of a file tell of; null where they do not.
const Type* Sniff(std::string_view head);
// Bytes that Sniff wants to see, if the file has them.
inline constexpr std::size_t kSniffBytes = 4096;

// Whether a content that begins like this may carry this type: pictures must be what they say.
bool Agrees(const Type& type, std::string_view head);
// The same of what applications store: sounds and films, too.
bool AgreesStrictly(const Type& type, std::string_view head);
// The media type under which it is served: that of `type` if the content looks like it, plain text
// for texts of all sorts, else application/octet-stream.
std::string ServedAs(const Type& type, std::string_view head);
// Whether browsers may show it in place. Never true for what may hold a program (HTML, SVG, XML
// under their own types).
bool Inline(std::string_view mime);
// Whether there is a preview in browsers: of pictures, PDF, plain texts, video and sound.
bool Previewable(std::string_view extension, std::string_view mime);

// "A.B.JPG" → "jpg"; empty without one.
std::string ExtensionOf(std::string_view name);
// The name that a client gave, without folders and control characters, at most kNameChars code
// points, with its extension. Empty if nothing is left. It never becomes a path.
std::string CleanName(std::string_view name);
inline constexpr std::size_t kNameChars = 200;

struct Dimensions {
  std::int64_t width = 0;
  std::int64_t height = 0;
};
// Width and height from the header of the picture behind `fd`, as it is stored (a JPEG may be
// turned when shown). Zeros if it is none that is known, or damaged. Reads a bounded part.
Dimensions ReadDimensions(int fd);

}  // namespace koine::file
