#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/contact/book.h"

// What several chapters need of contacts.
namespace koine::ruoyi {

// ruoyi 5. A relation has no id of its own: `id` is the contact's user id (C24).
struct ContactOut {
  UserId id, friendId, userId;
  std::string friendName, friendAvatar, name, nickname, avatar;
  std::optional<std::string> remark;
  std::string groupName;
  int status = 1;
  bool blocked = false, online = false;
  json::Time createTime;
  std::optional<std::string> username, email, phone;
  std::string signature;
  std::optional<std::string> department, position;
};
KOINE_DESCRIBE(ContactOut, (id, friendId, userId, friendName, friendAvatar, name, nickname, avatar,
                            remark, groupName, status, blocked, online, createTime, username, email,
                            phone, signature, department, position))

ContactOut ToContact(const contact::Contact& contact, bool online);

// Longest name of a contact group, in characters.
inline constexpr int kContactGroupChars = 20;

}  // namespace koine::ruoyi
