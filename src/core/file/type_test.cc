#include "core/file/type.h"

#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

namespace koine::file {
namespace {

using std::string_literals::operator""s;

std::string Sniffed(const std::string& head) {
  const Type* type = Sniff(head);
  return type == nullptr ? "" : type->extension;
}

TEST(FileTypes, AreKnownByTheirFirstBytes) {
  EXPECT_EQ(Sniffed("\xFF\xD8\xFF\xE0"), "jpg");
  EXPECT_EQ(Sniffed("\x89PNG\r\n\x1A\n"), "png");
  EXPECT_EQ(Sniffed("GIF89a"), "gif");
  EXPECT_EQ(Sniffed("RIFF\1\2\3\4WEBPVP8 "), "webp");
  EXPECT_EQ(Sniffed("RIFF\1\2\3\4WAVEfmt "), "wav");
  EXPECT_EQ(Sniffed("RIFX\1\2\3\4WEBP"), "");
  EXPECT_EQ(Sniffed("\0\0\0\x18"
                    "ftypmp42"s),
            "mp4");
  EXPECT_EQ(Sniffed("%PDF-1.7"), "pdf");
  EXPECT_EQ(Sniffed("\xFF\xFB\x90"), "mp3");
  EXPECT_EQ(Sniffed("\xFF\xF1\x50"), "aac");
  EXPECT_EQ(Sniffed(""), "");
  EXPECT_EQ(Sniffed("\xFF"), "");
  EXPECT_EQ(Sniffed("<html>"), "");
}

TEST(FileTypes, PicturesMustBeWhatTheySay) {
  EXPECT_TRUE(Agrees(*TypeOf("jpeg"), "\xFF\xD8\xFF\xE0"));
  EXPECT_FALSE(Agrees(*TypeOf("png"), "\xFF\xD8\xFF\xE0"));
  EXPECT_FALSE(Agrees(*TypeOf("png"), "<script>"));
  EXPECT_TRUE(Agrees(*TypeOf("txt"), "\x89PNG\r\n\x1A\n"));
  EXPECT_EQ(TypeOf("exe"), nullptr);
  EXPECT_EQ(TypeOf("html"), nullptr);
  EXPECT_EQ(TypeOf("PNG"), nullptr);
}

TEST(FileTypes, AreServedAsWhatTheyAre) {
  EXPECT_EQ(ServedAs(*TypeOf("txt"), "<html>"), "text/plain; charset=utf-8");
  EXPECT_EQ(ServedAs(*TypeOf("xml"), "<a/>"), "text/plain; charset=utf-8");
  EXPECT_EQ(ServedAs(*TypeOf("txt"), "a\0b"s), "application/octet-stream");
  EXPECT_EQ(ServedAs(*TypeOf("txt"), "cut \xE4\xBD"), "text/plain; charset=utf-8");
  EXPECT_EQ(ServedAs(*TypeOf("pdf"), "<html>"), "application/octet-stream");
  EXPECT_EQ(ServedAs(*TypeOf("docx"), "PK\3\4"), TypeOf("docx")->mime);
  EXPECT_TRUE(Inline("image/png"));
  EXPECT_TRUE(Inline("application/pdf"));
  EXPECT_FALSE(Inline("image/svg+xml"));
  EXPECT_FALSE(Inline("text/html"));
  EXPECT_FALSE(Inline("application/octet-stream"));
}

TEST(FileNames, LoseFoldersAndControlCharacters) {
  EXPECT_EQ(CleanName("../../etc/passwd.txt"), "passwd.txt");
  EXPECT_EQ(CleanName("C:\\Users\\ann\\a.png"), "a.png");
  EXPECT_EQ(CleanName("a\r\nb\x7F.png"), "ab.png");
  EXPECT_EQ(CleanName("\xE2\x80\xAEgpj.exe"), "gpj.exe");  // turned around
  EXPECT_EQ(CleanName(".."), "");
  EXPECT_EQ(CleanName(" "), "");
  EXPECT_EQ(CleanName("/"), "");
  EXPECT_EQ(CleanName("\xFF.png"), "\xEF\xBF\xBD.png");
  const std::string cut = CleanName(std::string(500, 'a') + ".png");
  EXPECT_EQ(cut.size(), kNameChars);
  EXPECT_EQ(ExtensionOf(cut), "png");
  EXPECT_EQ(CleanName(std::string(kNameChars, 'a')).size(), kNameChars);
  EXPECT_EQ(ExtensionOf("a.tar.GZ"), "gz");
  EXPECT_EQ(ExtensionOf("a."), "");
  EXPECT_EQ(ExtensionOf("a"), "");
}

Dimensions Measure(const std::string& bytes) {
  const int fd = ::memfd_create("picture", 0);
  EXPECT_EQ(::write(fd, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  const Dimensions out = ReadDimensions(fd);
  ::close(fd);
  return out;
}

TEST(Dimensions, ComeFromTheHeader) {
  const std::string png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\x58\0\0\1\x90\b\2\0\0\0"s;
  EXPECT_EQ(Measure(png).width, 600);
  EXPECT_EQ(Measure(png).height, 400);
  const std::string gif = "GIF89a\x10\0\x20\0\x80\0\0"s;
  EXPECT_EQ(Measure(gif).width, 16);
  EXPECT_EQ(Measure(gif).height, 32);
  const std::string jpeg =
      "\xFF\xD8\xFF\xE0\0\x04xx\xFF\xFF\xC2\0\x11\b\0\x0A\0\x14\3"s;  // filling before the frame
  EXPECT_EQ(Measure(jpeg).width, 20);
  EXPECT_EQ(Measure(jpeg).height, 10);
  const std::string webp = "RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x0F\0\0\x07\0\0"s;
  EXPECT_EQ(Measure(webp).width, 16);
  EXPECT_EQ(Measure(webp).height, 8);
  const std::string bmp = "BM"s + std::string(12, '\0') + "\x28\0\0\0\3\0\0\0\xFB\xFF\xFF\xFF"s;
  EXPECT_EQ(Measure(bmp).width, 3);
  EXPECT_EQ(Measure(bmp).height, 5);
}

TEST(Dimensions, OfWhatIsCutOrLiesAreZero) {
  const std::string png = "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\2\x58\0\0\1\x90"s;
  for (std::size_t n = 0; n + 1 < png.size(); ++n) {
    EXPECT_EQ(Measure(png.substr(0, n)).width, 0) << n;
  }
  EXPECT_EQ(Measure("\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\0\0\0\1\x90"s).height, 0);
  // Segments that lead nowhere, or back.
  EXPECT_EQ(Measure("\xFF\xD8\xFF\xE0\0\1"s).width, 0);
  EXPECT_EQ(Measure("\xFF\xD8\xFF\xE0\xFF\xFF"s).width, 0);
  EXPECT_EQ(Measure("\xFF\xD8" + std::string(5000, '\xFF')).width, 0);
}

}  // namespace
}  // namespace koine::file
