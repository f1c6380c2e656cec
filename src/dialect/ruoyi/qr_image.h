#pragma once

#include <string>
#include <string_view>

namespace koine::ruoyi {

// A picture of a text's QR code as a `data:` address; empty for a text that is too long for one.
std::string QrImage(std::string_view text);

}  // namespace koine::ruoyi
