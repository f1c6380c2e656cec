#include "dialect/ruoyi/qr_image.h"

#include <png.h>

#include <cstring>
#include <vector>

#include "base/qr.h"
#include "base/text.h"

namespace koine::ruoyi {

namespace {

constexpr int kModulePixels = 6;
constexpr int kQuiet = 4;  // modules around it

std::string ToPng(const std::vector<unsigned char>& pixels, int side) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = image.height = static_cast<png_uint_32>(side);
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string out(size, '\0');
  const int written =
      png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr);
  out.resize(written != 0 ? size : 0);
  png_image_free(&image);
  return out;
}

}  // namespace

std::string QrImage(std::string_view text) {
  const auto code = qr::Encode(text);
  if (!code) return "";
  const int side = (code->size + 2 * kQuiet) * kModulePixels;
  std::vector<unsigned char> pixels(static_cast<std::size_t>(side) * static_cast<std::size_t>(side),
                                    0xff);
  for (int y = 0; y < code->size * kModulePixels; ++y) {
    for (int x = 0; x < code->size * kModulePixels; ++x) {
      if (!code->at(y / kModulePixels, x / kModulePixels)) continue;
      const int row = y + kQuiet * kModulePixels, column = x + kQuiet * kModulePixels;
      pixels[static_cast<std::size_t>(row * side + column)] = 0;
    }
  }
  const std::string png = ToPng(pixels, side);
  return png.empty() ? "" : "data:image/png;base64," + text::Base64(png);
}

}  // namespace koine::ruoyi
