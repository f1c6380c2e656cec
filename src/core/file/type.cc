#include "core/file/type.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace koine::file {

namespace {

using std::string_view_literals::operator""sv;

constexpr char kPlain[] = "text/plain; charset=utf-8";
constexpr char kBinary[] = "application/octet-stream";

constexpr Type kTypes[] = {
    {"jpg", Kind::kImage, "image/jpeg"},
    {"jpeg", Kind::kImage, "image/jpeg"},
    {"png", Kind::kImage, "image/png"},
    {"gif", Kind::kImage, "image/gif"},
    {"bmp", Kind::kImage, "image/bmp"},
    {"webp", Kind::kImage, "image/webp"},
    {"mp4", Kind::kVideo, "video/mp4"},
    {"avi", Kind::kVideo, "video/x-msvideo"},
    {"mov", Kind::kVideo, "video/quicktime"},
    {"wmv", Kind::kVideo, "video/x-ms-wmv"},
    {"flv", Kind::kVideo, "video/x-flv"},
    {"mkv", Kind::kVideo, "video/x-matroska"},
    {"webm", Kind::kVideo, "video/webm"},
    {"mp3", Kind::kAudio, "audio/mpeg"},
    {"wav", Kind::kAudio, "audio/wav"},
    {"aac", Kind::kAudio, "audio/aac"},
    {"flac", Kind::kAudio, "audio/flac"},
    {"ogg", Kind::kAudio, "audio/ogg"},
    {"amr", Kind::kAudio, "audio/amr"},
    {"doc", Kind::kDocument, "application/msword"},
    {"docx", Kind::kDocument,
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"pdf", Kind::kDocument, "application/pdf"},
    {"txt", Kind::kDocument, kPlain},
    {"xls", Kind::kDocument, "application/vnd.ms-excel"},
    {"xlsx", Kind::kDocument, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ppt", Kind::kDocument, "application/vnd.ms-powerpoint"},
    {"pptx", Kind::kDocument,
     "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"svg", Kind::kOther, "image/svg+xml"},
    {"md", Kind::kOther, kPlain},
    {"csv", Kind::kOther, kPlain},
    {"json", Kind::kOther, kPlain},
    {"xml", Kind::kOther, kPlain},
    {"zip", Kind::kOther, "application/zip"},
    {"rar", Kind::kOther, "application/vnd.rar"},
    {"7z", Kind::kOther, "application/x-7z-compressed"},
    {"tar", Kind::kOther, "application/x-tar"},
    {"gz", Kind::kOther, "application/gzip"},
};

// What applications may store of the above.
constexpr std::string_view kAppExtensions[] = {"png", "jpg",  "jpeg", "gif",  "webp", "bmp", "mp3",
                                               "amr", "wav",  "mp4",  "mov",  "pdf",  "doc", "docx",
                                               "xls", "xlsx", "ppt",  "pptx", "txt",  "zip"};
constexpr Type kM4a{"m4a", Kind::kAudio, "audio/mp4"};

// Leading bytes; a file is of `extension` when `magic` stands at `at`.
struct Magic {
  std::size_t at;
  std::string_view magic;
  const char* extension;
};
constexpr Magic kMagics[] = {
    {0, "\xFF\xD8\xFF"sv, "jpg"},
    {0, "\x89PNG\r\n\x1A\n"sv, "png"},
    {0, "GIF87a"sv, "gif"},
    {0, "GIF89a"sv, "gif"},
    {0, "BM"sv, "bmp"},
    {8, "WEBP"sv, "webp"},
    {8, "AVI "sv, "avi"},
    {8, "WAVE"sv, "wav"},
    {4, "ftypqt"sv, "mov"},
    {4, "ftyp"sv, "mp4"},
    {4, "moov"sv, "mov"},
    {4, "wide"sv, "mov"},
    {0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv, "wmv"},
    {0, "FLV\x01"sv, "flv"},
    {0, "\x1A\x45\xDF\xA3"sv, "mkv"},
    {0, "ID3"sv, "mp3"},
    {0, "fLaC"sv, "flac"},
    {0, "OggS"sv, "ogg"},
    {0, "#!AMR"sv, "amr"},
    {0, "%PDF-"sv, "pdf"},
    {0, "PK\x03\x04"sv, "zip"},
    {0, "PK\x05\x06"sv, "zip"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "doc"},
    {0, "Rar!\x1A\x07"sv, "rar"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "7z"},
    {257, "ustar"sv, "tar"},
    {0, "\x1F\x8B"sv, "gz"},
};

// Extensions whose content begins alike.
constexpr const char* kAlike[][2] = {
    {"jpeg", "jpg"}, {"docx", "zip"}, {"xlsx", "zip"}, {"pptx", "zip"}, {"xls", "doc"},
    {"ppt", "doc"},  {"webm", "mkv"}, {"mp4", "mov"},  {"mov", "mp4"},  {"m4a", "mp4"},
};

bool IsText(const Type& type) {
  return std::string_view(type.mime) == kPlain;
}

// An MPEG audio frame: eleven ones, then version and layer. AAC says layer 0.
const char* SniffFrame(std::string_view head) {
  if (head.size() < 2 || head[0] != '\xFF') return nullptr;
  const auto second = static_cast<unsigned char>(head[1]);
  if ((second & 0xF6) == 0xF0) return "aac";
  return (second & 0xE0) == 0xE0 && (second & 0x06) != 0 ? "mp3" : nullptr;
}

// No zero byte, and UTF-8 as far as can be seen (the last sequence may be cut).
bool LooksLikeText(std::string_view head) {
  if (head.find('\0') != head.npos) return false;
  for (std::size_t cut = 0; cut < 4 && cut <= head.size(); ++cut) {
    if (text::IsUtf8(head.substr(0, head.size() - cut))) return true;
  }
  return false;
}

}  // namespace

const Type* TypeOf(std::string_view extension) {
  for (const Type& type : kTypes) {
    if (extension == type.extension) return &type;
  }
  return nullptr;
}

const Type* AppTypeOf(std::string_view extension) {
  if (extension == kM4a.extension) return &kM4a;
  const auto* const end = std::end(kAppExtensions);
  const bool taken = std::find(std::begin(kAppExtensions), end, extension) != end;
  return taken ? TypeOf(extension) : nullptr;
}

const Type* Sniff(std::string_view head) {
  const bool riff = head.substr(0, 4) == "RIFF";
  for (const Magic& one : kMagics) {
    if (head.size() < one.at || head.substr(one.at, one.magic.size()) != one.magic) continue;
    if (one.at == 8 && !riff) continue;
    return TypeOf(one.extension);
  }
  const char* frame = SniffFrame(head);
  return frame != nullptr ? TypeOf(frame) : nullptr;
}

namespace {

bool LooksLike(const Type& type, std::string_view head) {
  const Type* found = Sniff(head);
  if (found == nullptr) return false;
  const std::string_view is = found->extension;
  if (is == type.extension) return true;
  return std::any_of(std::begin(kAlike), std::end(kAlike), [&](const auto& pair) {
    return std::string_view(pair[0]) == type.extension && pair[1] == is;
  });
}

}  // namespace

bool Agrees(const Type& type, std::string_view head) {
  return type.kind != Kind::kImage || LooksLike(type, head);
}

bool AgreesStrictly(const Type& type, std::string_view head) {
  const bool media =
      type.kind == Kind::kImage || type.kind == Kind::kAudio || type.kind == Kind::kVideo;
  return !media || LooksLike(type, head);
}

std::string ServedAs(const Type& type, std::string_view head) {
  if (IsText(type)) return LooksLikeText(head) ? kPlain : kBinary;
  if (std::string_view(type.extension) == "svg") return type.mime;
  return LooksLike(type, head) ? type.mime : kBinary;
}

bool Inline(std::string_view mime) {
  if (mime == kPlain || mime == "application/pdf") return true;
  if (mime == "image/svg+xml") return false;
  for (const std::string_view family : {"image/"sv, "video/"sv, "audio/"sv}) {
    if (mime.substr(0, family.size()) == family) return true;
  }
  return false;
}

bool Previewable(std::string_view extension, std::string_view mime) {
  return Inline(mime) && extension != "csv";
}

std::string ExtensionOf(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos || dot + 1 == name.size()) return {};
  return text::LowerAscii(name.substr(dot + 1));
}

std::string CleanName(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != name.npos) name.remove_prefix(slash + 1);
  std::string clean;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = text::NextCodePoint(name, &at);
    // Control characters, and marks that turn the direction of what follows ("gpj.exe").
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
                         (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                         (c >= 0x2066 && c <= 0x2069);
    if (!control) text::AppendCodePoint(c, &clean);
  }
  std::string_view rest = text::Trim(clean);
  if (rest == "." || rest == "..") return {};
  if (text::CodePoints(rest) <= kNameChars) return std::string(rest);
  const std::string extension = ExtensionOf(rest);
  const std::size_t tail = text::CodePoints(extension) + 1;
  if (extension.empty() || tail > kNameChars / 2)
    return std::string(text::Prefix(rest, kNameChars));
  return std::string(text::Prefix(rest, kNameChars - tail)) + "." + extension;
}

}  // namespace koine::file
