#pragma once

// Settings of a user that the domain itself obeys (ruoyi 26, mapping 4.3), of the scope kPrivacy.
namespace koine::setting {

inline constexpr char kPrivacy[] = "privacy";
// Others see whether he is online, unless it is kNo.
inline constexpr char kShowOnline[] = "showOnlineStatus";
// Who is not his friend may write to him, unless it is kNo.
inline constexpr char kAllowStrangers[] = "allowStrangerMessage";
// Who may bring him into groups: kEverybody, kContacts (of his) or kNobody.
inline constexpr char kAddToGroups[] = "addToGroups";
inline constexpr char kEverybody[] = "\"everybody\"";
inline constexpr char kContacts[] = "\"contacts\"";
inline constexpr char kNobody[] = "\"nobody\"";
// Others see when he was online last, if it is kYes.
inline constexpr char kShowLastSeen[] = "showLastSeen";
// He may be called, unless it is kNo.
inline constexpr char kAllowVoice[] = "allowVoiceCall";
inline constexpr char kAllowVideo[] = "allowVideoCall";
inline constexpr char kNo[] = "false";
inline constexpr char kYes[] = "true";

}  // namespace koine::setting
