// The back office: who works there (im-chat 3).

#include <utility>

#include "core/audit/audit.h"
#include "core/identity/admin.h"
#include "dialect/imchat/imchat.h"
#include "gateway/row.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct RoleIn {
  UserId userId;
  std::string role;
};
KOINE_DESCRIBE(RoleIn, (userId, role))

namespace {

constexpr std::pair<std::string_view, access::Role> kRoles[] = {
    {"user", access::Role::kUser},
    {"admin", access::Role::kAdmin},
    {"auditor", access::Role::kAuditor},
    {"finance", access::Role::kFinance},
};

std::optional<access::Role> RoleNamed(std::string_view name) {
  for (const auto& [word, role] : kRoles) {
    if (name == word) return role;
  }
  return std::nullopt;
}

}  // namespace

KOINE_RULES(RoleIn, json::Rule("userId").Required("userId不能为空"),
            json::Rule("role").Required("role不能为空").Pattern([](std::string_view name) {
              return RoleNamed(name).has_value();
            }))

namespace {

Result<Nothing> SetRole(Txn& txn, Call& call, RoleIn& in) {
  if (in.userId == call.who.user) return FieldError(Code::kBadArgument, "userId");
  KOINE_CHECK(identity::SetRole(txn, call.who, in.userId, *RoleNamed(in.role)));
  return Nothing{};
}

}  // namespace

void AddOfficeRoles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  rows->push_back(Ep<&SetRole>(net::Method::kPut, "/im/user/role",
                               "Grant or withdraw a back office role",
                               {.auth = Auth::kAdmin,
                                .mode = Mode::kWrite,
                                .repeatable = true,
                                .example = R"({"userId":"{user.stranger}","role":"user"})",
                                .ref = "3"}));
}

}  // namespace koine::imchat
