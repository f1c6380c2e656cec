#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

// The switches that come with a message (openim-http 5.3).
namespace koine::openim {

// The switches of `options` that are off, as bits of body::Message::options. Unknown ones are lost.
std::int64_t OptionBits(const std::map<std::string, bool>& options);
std::map<std::string, bool> OptionsOf(std::int64_t bits);
// Whether a switch is on; an absent one is.
bool IsOn(const std::map<std::string, bool>& options, std::string_view name);

}  // namespace koine::openim
