// Pictures of texts that people read and programs should not (im-chat 2.9.1).

#include "dialect/imchat/captcha.h"

#include <png.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace koine::imchat {

namespace {

// Each character as strokes between points of a grid of 5 × 7, "xy" in digits; a blank begins
// another stroke.
struct Glyph {
  char character;
  const char* strokes;
};
constexpr Glyph kGlyphs[] = {
    {'2', "01103041 41420646"},
    {'3', "0040 4013 13334445 45360615"},
    {'4', "3004 0444 3036"},
    {'5', "4000021333444536 3616 1605"},
    {'6', "4010010516364544331304"},
    {'7', "004016"},
    {'9', "0636454130100102133342"},
    {'A', "062046 1434"},
    {'C', "4130100105163645"},
    {'E', "40000646 0333"},
    {'F', "400006 0333"},
    {'H', "0006 4046 0343"},
    {'J', "3035261605 2040"},
    {'K', "0006 4003 0346"},
    {'L', "000646"},
    {'M', "0600234046"},
    {'N', "06004640"},
    {'P', "060030414233 3303"},
    {'R', "060030414233 3303 2346"},
    {'T', "0040 2026"},
    {'U', "000516364540"},
    {'V', "002640"},
    {'W', "0016233640"},
    {'X', "0046 4006"},
    {'Y', "002340 2326"},
};

using Canvas = std::array<std::uint8_t, kCaptchaWidth * kCaptchaHeight>;
constexpr std::uint8_t kPaper = 245;

double Between(Random& random, double low, double high) {
  constexpr std::uint64_t kSteps = 1'000'000;
  return low + (high - low) * static_cast<double>(random.Below(kSteps)) / kSteps;
}

void Dot(Canvas* canvas, double x, double y, double radius, std::uint8_t ink) {
  for (int py = static_cast<int>(y - radius); py <= static_cast<int>(y + radius + 1); ++py) {
    for (int px = static_cast<int>(x - radius); px <= static_cast<int>(x + radius + 1); ++px) {
      if (px < 0 || py < 0 || px >= kCaptchaWidth || py >= kCaptchaHeight) continue;
      if (std::hypot(px - x, py - y) > radius) continue;
      std::uint8_t& pixel = (*canvas)[static_cast<std::size_t>(py * kCaptchaWidth + px)];
      pixel = std::min(pixel, ink);
    }
  }
}

struct Point {
  double x = 0, y = 0;
};

void Line(Canvas* canvas, Point from, Point to, double radius, std::uint8_t ink) {
  const int steps = static_cast<int>(std::hypot(to.x - from.x, to.y - from.y) * 2) + 1;
  for (int i = 0; i <= steps; ++i) {
    const double t = static_cast<double>(i) / steps;
    Dot(canvas, from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t, radius, ink);
  }
}

// Where a point of the grid lies on the canvas: turned, bent, moved.
struct Place {
  double left, top, width, height, angle, shear;
  Point Of(char x, char y) const {
    const double u = (x - '0') / 4.0 - 0.5, v = (y - '0') / 6.0 - 0.5;
    const double w = (u + shear * v) * width, h = v * height;
    return {left + w * std::cos(angle) - h * std::sin(angle),
            top + w * std::sin(angle) + h * std::cos(angle)};
  }
};

void DrawGlyph(Canvas* canvas, char character, const Place& place, Random& random) {
  const auto ink = static_cast<std::uint8_t>(random.Below(90));
  const double radius = Between(random, 1.0, 1.6);
  for (const Glyph& glyph : kGlyphs) {
    if (glyph.character != character) continue;
    const char* last = nullptr;
    for (const char* at = glyph.strokes; at[0] != '\0';) {
      if (at[0] == ' ' || at[1] == '\0' || at[1] == ' ') {
        last = nullptr;
        ++at;
        continue;
      }
      if (last != nullptr) {
        Line(canvas, place.Of(last[0], last[1]), place.Of(at[0], at[1]), radius, ink);
      }
      last = at;
      at += 2;
    }
  }
}

std::string ToPng(const Canvas& canvas) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = kCaptchaWidth;
  image.height = kCaptchaHeight;
  image.format = PNG_FORMAT_GRAY;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
  std::string out(size, '\0');
  const int written =
      png_image_write_to_memory(&image, out.data(), &size, 0, canvas.data(), 0, nullptr);
  out.resize(written != 0 ? size : 0);
  png_image_free(&image);
  return out;
}

}  // namespace

std::string DrawCaptcha(std::string_view text, Random& random) {
  constexpr int kSpecks = 120;
  constexpr int kLines = 3;
  Canvas canvas;
  canvas.fill(kPaper);
  const double cell =
      (kCaptchaWidth - 10.0) / static_cast<double>(std::max<std::size_t>(text.size(), 1));
  double left = 5 + cell / 2;
  for (const char character : text) {
    const Place place{
        left + Between(random, -2, 2),     kCaptchaHeight / 2.0 + Between(random, -4, 4),
        cell * Between(random, 0.62, 0.8), kCaptchaHeight * Between(random, 0.52, 0.66),
        Between(random, -0.3, 0.3),        Between(random, -0.25, 0.25)};
    DrawGlyph(&canvas, character, place, random);
    left += cell;
  }
  for (int i = 0; i < kLines; ++i) {
    Line(&canvas, {0, Between(random, 5, kCaptchaHeight - 5.0)},
         {kCaptchaWidth - 1.0, Between(random, 5, kCaptchaHeight - 5.0)}, 0.7,
         static_cast<std::uint8_t>(90 + random.Below(90)));
  }
  for (int i = 0; i < kSpecks; ++i) {
    Dot(&canvas, Between(random, 0, kCaptchaWidth - 1.0), Between(random, 0, kCaptchaHeight - 1.0),
        0.6, static_cast<std::uint8_t>(80 + random.Below(120)));
  }
  return ToPng(canvas);
}

}  // namespace koine::imchat
