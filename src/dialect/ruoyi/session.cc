// Where the caller is signed in, by whatever dialect (beyond ruoyi 1).

#include <utility>

#include "core/identity/signin.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct SessionOut {
  LoginId id;
  std::string dialect;     // ruoyi, imchat, appim, openim
  std::string clientType;  // as that dialect names kinds of devices: a word or a number
  std::string address;     // empty: not known
  json::Time loginTime, lastSeenTime;
  bool current = false;  // this one
};
KOINE_DESCRIBE(SessionOut, (id, dialect, clientType, address, loginTime, lastSeenTime, current))
struct SessionIn {
  LoginId id;
};
KOINE_DESCRIBE(SessionIn, (id))

namespace {

const char* NameOf(access::Dialect dialect) {
  switch (dialect) {
    case access::Dialect::kRuoyi:
      return "ruoyi";
    case access::Dialect::kImchat:
      return "imchat";
    case access::Dialect::kAppim:
      return "appim";
    case access::Dialect::kOpenim:
      return "openim";
    case access::Dialect::kNone:
      break;
  }
  return "";
}

Result<std::vector<SessionOut>> ListSessions(Txn& txn, Call& call, Nothing&) {
  std::vector<SessionOut> out;
  for (identity::SignIn& one : identity::ListSignIns(txn, call.who)) {
    SessionOut row;
    row.id = one.id;
    row.dialect = NameOf(one.dialect);
    row.clientType = std::move(one.terminal);
    row.address = std::move(one.address);
    row.loginTime = {one.issued_at};
    row.lastSeenTime = {one.seen_at};
    row.current = one.id == call.who.login;
    out.push_back(std::move(row));
  }
  return out;
}

Result<Nothing> EndSession(Txn& txn, Call&, const identity::OwnSignIn& own, SessionIn&) {
  KOINE_CHECK(identity::SignOut(txn, own));
  return Nothing{};
}

Result<Nothing> EndOtherSessions(Txn& txn, Call& call, Nothing&) {
  KOINE_CHECK(identity::SignOutOthers(txn, call.who));
  return Nothing{};
}

}  // namespace

void AddSessions(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListSessions>(Method::kGet, "/api/im/user/sessions",
                                    "List where you are signed in, in all dialects",
                                    {.ref = "1", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&EndSession>(Method::kDelete, "/api/im/user/sessions/{id}",
                                  "Sign out one of your devices",
                                  {.mode = Mode::kWrite,
                                   .door = "id",
                                   .ok = "已退出登录",
                                   .example = R"({"id":999999999})",
                                   .ref = "1"}));
  rows->push_back(Ep<&EndOtherSessions>(Method::kDelete, "/api/im/user/sessions",
                                        "Sign out all your other devices",
                                        {.mode = Mode::kWrite,
                                         .repeatable = true,
                                         .ok = "已退出其他登录",
                                         .ref = "1",
                                         .about = gateway::About::kCaller}));
}

}  // namespace koine::ruoyi
