#include "dialect/openim/options.h"

#include <algorithm>
#include <iterator>

#include "core/message/send.h"

namespace koine::openim {

namespace {

// In the order of their bits: never reorder.
constexpr const char* kOptions[] = {
    "history",     "persistent",         "offlinePush",
    "unreadCount", "conversationUpdate", "senderConversationUpdate",
    "senderSync",  "notPrivate",         "isNotNotification",
    "isSendMsg",   "reactionFromCache",  "senderNotificationPush",
};
static_assert(message::kQuietOption >> std::size(kOptions) > 0);

}  // namespace

std::int64_t OptionBits(const std::map<std::string, bool>& options) {
  std::int64_t bits = 0;
  for (const auto& [name, on] : options) {
    const auto* at = std::find(std::begin(kOptions), std::end(kOptions), std::string_view(name));
    if (!on && at != std::end(kOptions)) bits |= std::int64_t{1} << (at - std::begin(kOptions));
  }
  return bits;
}

std::map<std::string, bool> OptionsOf(std::int64_t bits) {
  std::map<std::string, bool> out;
  for (std::size_t i = 0; i < std::size(kOptions); ++i) {
    if ((bits >> i & 1) != 0) out[kOptions[i]] = false;
  }
  return out;
}

bool IsOn(const std::map<std::string, bool>& options, std::string_view name) {
  if (options.empty()) return true;
  const auto it = options.find(std::string(name));
  return it == options.end() || it->second;
}

}  // namespace koine::openim
