#pragma once

// Settings of a user that the domain itself obeys (ruoyi 26, mapping 4.3), of the scope kPrivacy.
namespace koine::setting {

inline constexpr char kPrivacy[] = "privacy";
// Others see whether the user is online, unless it is kNo.
inline constexpr char kShowOnline[] = "showOnlineStatus";
// Users who are no friends may write to the user, unless it is kNo.
inline constexpr char kAllowStrangers[] = "allowStrangerMessage";
// Who may bring the user into groups: kEverybody, kContacts (their own) or kNobody.
inline constexpr char kAddToGroups[] = "addToGroups";
inline constexpr char kEverybody[] = "\"everybody\"";
inline constexpr char kContacts[] = "\"contacts\"";
inline constexpr char kNobody[] = "\"nobody\"";
// Others see when the user was online last, if it is kYes.
inline constexpr char kShowLastSeen[] = "showLastSeen";
// The user may be called, unless it is kNo.
inline constexpr char kAllowVoice[] = "allowVoiceCall";
inline constexpr char kAllowVideo[] = "allowVideoCall";
inline constexpr char kNo[] = "false";
inline constexpr char kYes[] = "true";

}  // namespace koine::setting
