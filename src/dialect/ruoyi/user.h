#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "core/identity/account.h"
#include "core/identity/user.h"
#include "gateway/row.h"
#include "store/txn.h"

// What several chapters need of users.
namespace koine::ruoyi {

struct KeywordIn {
  std::optional<std::string> keyword;
};
KOINE_DESCRIBE(KeywordIn, (keyword))
KOINE_RULES(KeywordIn, json::Rule("keyword").MaxChars(100))

// Active users by part of a name, or by a whole mobile number; none for a blank keyword.
std::vector<identity::User> FindByKeyword(store::Txn& txn, gateway::Call& call,
                                          const std::string& keyword);

// Empty is allowed: it removes the value.
bool IsMobile(std::string_view text);
bool IsEmail(std::string_view text);
bool IsUsername(std::string_view text);

// A new account (ruoyi 1).
struct RegisterIn {
  std::string username, password;
  std::optional<std::string> nickname, email, mobile, invitation;
  std::string hash;  // made before the transaction
};
KOINE_DESCRIBE(RegisterIn, (username, password, nickname, email, mobile, invitation))
KOINE_RULES(RegisterIn,
            json::Rule("username")
                .Required("用户名不能为空")
                .MinChars(3, "用户名长度必须在3-20之间")
                .MaxChars(20, "用户名长度必须在3-20之间")
                .Pattern(IsUsername, "用户名只能包含字母、数字和下划线"),
            json::Rule("password")
                .Required("密码不能为空")
                .MinChars(6, "密码长度必须在6-20之间")
                .MaxChars(32, "密码长度必须在6-20之间"),
            json::Rule("nickname").MaxChars(50, "昵称长度不能超过50个字符"),
            json::Rule("email").MaxChars(100, "邮箱格式不正确").Pattern(IsEmail, "邮箱格式不正确"),
            json::Rule("mobile").Pattern(IsMobile, "手机号格式不正确"),
            json::Rule("invitation").MaxChars(100))
// Before the transaction, on a pool; refusals of identity::HashChosen.
Status HashPasswordOf(RegisterIn* in);
identity::Registration ToRegistration(const RegisterIn& in);

}  // namespace koine::ruoyi
