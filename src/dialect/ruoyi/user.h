#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
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

}  // namespace koine::ruoyi
