#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/identity/user.h"
#include "gateway/row.h"

// The objects of the contract that several chapters show (im-chat 2.1).
namespace koine::imchat {

// Paging (im-chat 1.6).
inline constexpr std::int64_t kPageDefault = 20;
inline constexpr std::int64_t kPageSizeMax = 100;
inline constexpr std::int64_t kPageNumberMax = 1'000'000;
struct Slice {
  std::int64_t page = 1, limit = kPageDefault;
  std::int64_t offset() const { return (page - 1) * limit; }
};
inline Slice SliceOf(const std::optional<std::int64_t>& page,
                     const std::optional<std::int64_t>& size) {
  const std::int64_t wanted = size.value_or(kPageDefault);
  return {std::clamp(page.value_or(1), std::int64_t{1}, kPageNumberMax),
          wanted < 1 ? kPageDefault : std::min(wanted, kPageSizeMax)};
}

// A page of a list of `total`: each of its items through `show`.
template <class Page, class Items, class Show>
Page PageOf(const Slice& slice, std::int64_t total, const Items& items, Show show) {
  Page out;
  out.total = total;
  out.page = slice.page;
  out.size = slice.limit;
  for (const auto& one : items) out.records.push_back(show(one));
  return out;
}

inline std::optional<json::Time> OptTime(std::int64_t ms) {
  return ms > 0 ? std::optional(json::Time{ms}) : std::nullopt;
}
inline std::optional<std::string> OptText(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// A user as they see themselves (im-chat 2.1.4).
struct UserOut {
  UserId id;
  std::string username, nickName;
  std::optional<std::string> headImage, email, phone;
  int sex = 0;
  std::string signature;
  json::Cents balance;
  bool isVip = false;
  std::optional<json::Time> vipExpireTime;
  bool tradePasswordSet = false;
  int terminal = 0;
  std::string onlineStatus;
  bool manualApprove = true;
  json::Time createTime;
};
KOINE_DESCRIBE(UserOut,
               (id, username, nickName, headImage, email, phone, sex, signature, balance, isVip,
                vipExpireTime, tradePasswordSet, terminal, onlineStatus, manualApprove, createTime))

// A user as others see them (im-chat 2.1.6).
struct ProfileOut {
  UserId id;
  std::string username, nickName;
  std::optional<std::string> headImage;
  int sex = 0;
  std::string signature;
  bool isOnline = false;
};
KOINE_DESCRIBE(ProfileOut, (id, username, nickName, headImage, sex, signature, isOnline))
ProfileOut ToProfile(const identity::User& user, bool online);

// 0 male, 1 female (im-chat 2.1); unknown is shown as male.
int SexOf(const identity::User& user);
inline std::string UsernameOf(const identity::User& user) {
  return user.username ? *user.username : user.handle;
}
// "ONLINE", "BUSY" (in a call), "AWAY" (from all sockets), "OFFLINE" (im-chat appendix C).
inline const char* OnlineText(bool online, bool busy, bool away) {
  return !online ? "OFFLINE" : busy ? "BUSY" : away ? "AWAY" : "ONLINE";
}

}  // namespace koine::imchat
