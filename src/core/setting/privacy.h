#pragma once

// Settings of a user that the domain itself obeys (ruoyi 26, mapping 4.3): of the scope kPrivacy,
// with the value kNo. Anything else, or none, means yes.
namespace koine::setting {

inline constexpr char kPrivacy[] = "privacy";
// Others see whether he is online.
inline constexpr char kShowOnline[] = "showOnlineStatus";
// Who is not his friend may write to him.
inline constexpr char kAllowStrangers[] = "allowStrangerMessage";
inline constexpr char kNo[] = "false";

}  // namespace koine::setting
