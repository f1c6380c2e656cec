#include "server/users.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/erasure/deregister.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/directory.h"
#include "core/identity/entry_code.h"
#include "core/identity/password.h"
#include "core/identity/signin.h"
#include "core/identity/strength.h"
#include "core/identity/system.h"
#include "server/operator.h"

namespace koine::server {

struct UserOut {
  UserId id;
  std::string username, nickname, role, state;
  std::optional<std::string> email, mobile;
  std::int64_t created_at = 0, last_online_at = 0;  // ms; 0: never
};
KOINE_DESCRIBE(UserOut,
               (id, username, nickname, role, state, email, mobile, created_at, last_online_at))
struct UsersOut {
  std::int64_t total = 0;
  std::vector<UserOut> users;
};
KOINE_DESCRIBE(UsersOut, (total, users))
struct NewPasswordOut {
  UserId id;
  std::string username;
  std::string password;  // empty: the one that was given
};
KOINE_DESCRIBE(NewPasswordOut, (id, username, password))
struct SessionOut {
  LoginId id;
  std::string dialect, terminal, address;
  std::int64_t issued_at = 0, seen_at = 0;  // ms
};
KOINE_DESCRIBE(SessionOut, (id, dialect, terminal, address, issued_at, seen_at))
struct SessionsOut {
  std::vector<SessionOut> sessions;
};
KOINE_DESCRIBE(SessionsOut, (sessions))
struct InvitationOut {
  std::string code;
  std::int64_t expires_at = 0;  // ms
};
KOINE_DESCRIBE(InvitationOut, (code, expires_at))

namespace {

using Words = std::vector<std::string>;
using access::Role;

constexpr char kUsage[] =
    "usage: koine user create NAME [--nickname TEXT] [--role ROLE] [--email ADDRESS] "
    "[--password-stdin]\n"
    "       koine user list [--find TEXT] [--role ROLE] [--limit N]\n"
    "       koine user show NAME | disable NAME | enable NAME | delete NAME\n"
    "       koine user passwd NAME [--password-stdin] | role NAME ROLE | sessions NAME [end]\n"
    "NAME is a login name, a mobile number or id:NUMBER; ROLE is user, admin, super_admin,\n"
    "auditor or finance";
constexpr std::size_t kNewPasswordBytes = 10;  // as hexadecimal digits twice as many
constexpr std::size_t kNameMin = 2, kNameMax = 50, kNicknameMax = 50, kEmailMax = 100;
constexpr std::int64_t kListed = 100, kListedMax = 10'000;

const std::pair<const char*, Role> kRoles[] = {{"user", Role::kUser},
                                               {"admin", Role::kAdmin},
                                               {"super_admin", Role::kSuperAdmin},
                                               {"auditor", Role::kAuditor},
                                               {"finance", Role::kFinance}};
const std::map<access::Dialect, const char*> kDialects = {{access::Dialect::kRuoyi, "ruoyi"},
                                                          {access::Dialect::kImchat, "imchat"},
                                                          {access::Dialect::kAppim, "appim"},
                                                          {access::Dialect::kOpenim, "openim"}};

Error Refused(Code code, std::string text) {
  return FieldError(code, "user", std::move(text));
}
Error Usage() {
  return Refused(Code::kBadArgument, kUsage);
}

std::string RoleWord(Role role) {
  for (const auto& [word, one] : kRoles) {
    if (one == role) return word;
  }
  return "";
}

Result<Role> ReadRole(const std::string& word) {
  for (const auto& [name, role] : kRoles) {
    if (word == name) return role;
  }
  return Refused(Code::kBadArgument, "there is no role " + word +
                                         "; take user, admin, super_admin, auditor or finance");
}

std::string StateWord(const identity::User& user, std::int64_t now_ms) {
  if (user.status == identity::UserStatus::kDeregistered) return "deleted";
  if (user.status == identity::UserStatus::kDisabled) return "disabled";
  return user.banned_until > now_ms ? "banned" : "active";
}

std::string TimeText(std::int64_t ms) {
  return ms == 0 ? "never" : FormatTime(ms, Zone::Utc()) + " UTC";
}

UserOut Shown(const identity::User& user, std::int64_t now_ms) {
  return {user.id,
          user.username.value_or(user.handle),
          user.nickname,
          RoleWord(user.role),
          StateWord(user, now_ms),
          user.email,
          user.mobile,
          user.created_at,
          user.last_online_at};
}

std::string LineOf(const UserOut& user) {
  return std::to_string(user.id.value) + "\t" + user.username + "\t" + user.role + "\t" +
         user.state + "\t" + TimeText(user.last_online_at) + "\t" + text::Visible(user.nickname) +
         "\n";
}

// `name=value` of the words from `first`; no other words, and no other names.
Result<std::map<std::string, std::string>> ReadOptions(const Words& words, std::size_t first,
                                                       const std::vector<std::string>& known) {
  std::map<std::string, std::string> out;
  for (std::size_t i = first; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals == std::string::npos) return Usage();
    const std::string name = words[i].substr(0, equals);
    if (std::find(known.begin(), known.end(), name) == known.end()) return Usage();
    if (!out.emplace(name, words[i].substr(equals + 1)).second) {
      return Refused(Code::kBadArgument, "--" + name + " is given twice");
    }
  }
  return out;
}

Status CheckNewName(const std::string& name) {
  const std::size_t chars = text::CodePoints(name);
  const bool plain = std::none_of(
      name.begin(), name.end(), [](unsigned char c) { return c <= ' ' || c == 0x7f || c == ':'; });
  if (chars >= kNameMin && chars <= kNameMax && plain) return Ok();
  return Refused(Code::kBadArgument, "a name has 2 to 50 characters without blanks and colons");
}

// What a verb refuses about this user, as a sentence.
Error Told(const Error& error, const std::string& name) {
  if (!error.text.empty()) return error;
  std::string why = std::string(CodeName(error.code)) + " " + std::string(error.detail);
  if (error.Is(Code::kUserExists)) {
    why = "there is a user with this " + (error.field.empty() ? "username" : error.field) +
          " already, or the name is reserved; take another";
  }
  if (std::string_view(error.detail) == "delete_super_admin") {
    why = "a super administrator is not deleted; first: koine user role " + name + " user";
  }
  if (std::string_view(error.detail) == "usual_password")
    why = "attackers try this password first; take another";
  return Refused(error.code, name + ": " + why);
}

// The password of the options, else a new one, which is told.
struct Chosen {
  std::string hash, told;
};
Result<Chosen> ChoosePassword(Random& random, std::map<std::string, std::string>& options,
                              const std::string& name) {
  Chosen out;
  const auto given = options.find("password");
  if (given == options.end()) {
    out.told = random.Hex(kNewPasswordBytes);
    KOINE_TRY(out.hash, identity::HashPassword(out.told));
    return out;
  }
  const std::string_view names[] = {name};
  auto hash = identity::HashChosen(given->second, names);
  if (!hash.ok()) return Told(hash.error(), name);
  out.hash = *std::move(hash);
  return out;
}

Report PasswordReport(const std::string& what, const NewPasswordOut& out) {
  std::string text = what + " " + out.username + " (id " + std::to_string(out.id.value) + ")\n";
  if (!out.password.empty()) {
    text += "password: " + out.password + "\nit should be changed after the sign-in\n";
  }
  return Report::Of(std::move(text), out);
}

Result<Report> Create(store::Store& store, Random& random, const access::Principal& who,
                      const Words& words) {
  KOINE_TRY(auto options, ReadOptions(words, 2, {"nickname", "role", "email", "password"}));
  KOINE_CHECK(CheckNewName(words[1]));
  identity::Registration fresh;
  fresh.username = words[1];
  fresh.nickname = options["nickname"];
  if (text::CodePoints(fresh.nickname) > kNicknameMax) {
    return Refused(Code::kBadArgument, "--nickname has more than 50 characters");
  }
  if (const auto email = options.find("email"); email != options.end()) {
    const std::size_t at = email->second.find('@');
    if (at == 0 || at == std::string::npos || email->second.size() > kEmailMax) {
      return Refused(Code::kBadArgument,
                     "--email is no address: it has at most 100 characters and an @");
    }
    fresh.email = email->second;
  }
  if (const auto role = options.find("role"); role != options.end()) {
    KOINE_TRY(fresh.role, ReadRole(role->second));
  }
  KOINE_TRY(Chosen chosen, ChoosePassword(random, options, fresh.username));
  fresh.password_hash = chosen.hash;
  auto made = store.WriteAndWait({"user create"}, [&](store::Txn& txn) -> Result<NewPasswordOut> {
    KOINE_TRY(const UserId id, identity::Register(txn, who.tenant, fresh));
    audit::Note(txn, who, "user.create", audit::UserTarget(id), RoleWord(fresh.role));
    return NewPasswordOut{id, fresh.username, chosen.told};
  });
  if (!made.ok()) return Told(made.error(), fresh.username);
  return PasswordReport("created", *made);
}

Result<Report> SetPassword(store::Store& store, Random& random, const access::Principal& who,
                           const Words& words) {
  KOINE_TRY(auto options, ReadOptions(words, 2, {"password"}));
  KOINE_TRY(Chosen chosen, ChoosePassword(random, options, words[1]));
  auto done = store.WriteAndWait({"user passwd"}, [&](store::Txn& txn) -> Result<NewPasswordOut> {
    KOINE_TRY(const identity::User user, FindNamed(txn, who, "user", words[1]));
    KOINE_CHECK(identity::ReplacePassword(txn, who, user.id, chosen.hash, std::nullopt));
    return NewPasswordOut{user.id, user.username.value_or(user.handle), chosen.told};
  });
  if (!done.ok()) return Told(done.error(), words[1]);
  return PasswordReport("all logins have ended, the password is new:", *done);
}

Result<Report> List(store::Store& store, const access::Principal& who, const Words& words) {
  KOINE_TRY(auto options, ReadOptions(words, 1, {"find", "role", "limit"}));
  identity::UserFilter filter;
  filter.folded = text::Fold(options["find"]);
  if (options.count("role") > 0) {
    KOINE_TRY(filter.role, ReadRole(options["role"]));
  }
  std::int64_t limit = kListed;
  if (const auto given = options.find("limit"); given != options.end()) {
    limit = text::ParseInt(given->second).value_or(0);
    if (limit < 1 || limit > kListedMax) {
      return Refused(Code::kBadArgument, "--limit is from 1 to 10000");
    }
  }
  UsersOut out;
  Status status = Ok();
  KOINE_CHECK(store.ReadNow("user list", [&](store::Txn& txn) {
    auto page = identity::PageUsers(txn, who, filter, limit, 0);
    if (!page.ok()) {
      status = page.error();
      return;
    }
    out.total = page->total;
    for (const identity::User& user : page->users) out.users.push_back(Shown(user, txn.now_ms()));
  }));
  KOINE_CHECK(status);
  std::string text;
  for (const UserOut& user : out.users) text += LineOf(user);
  if (out.total > static_cast<std::int64_t>(out.users.size())) {
    text += "… of " + std::to_string(out.total) + "; --limit and --find show others\n";
  }
  return Report::Of(std::move(text), out);
}

Result<Report> Show(store::Store& store, const access::Principal& who, const std::string& name) {
  Result<UserOut> out = UserOut();
  KOINE_CHECK(store.ReadNow("user show", [&](store::Txn& txn) {
    auto user = FindNamed(txn, who, "user", name);
    out = user.ok() ? Result<UserOut>(Shown(*user, txn.now_ms())) : user.error();
  }));
  if (!out.ok()) return std::move(out).error();
  std::string text = "id=" + std::to_string(out->id.value) + "\nusername=" + out->username +
                     "\nnickname=" + text::Visible(out->nickname) + "\nrole=" + out->role +
                     "\nstate=" + out->state + "\nemail=" + text::Visible(out->email.value_or("")) +
                     "\nmobile=" + text::Visible(out->mobile.value_or("")) +
                     "\ncreated=" + TimeText(out->created_at) +
                     "\nlast online=" + TimeText(out->last_online_at) + "\n";
  return Report::Of(std::move(text), *out);
}

// One act on a user, and how they are afterwards.
template <class Act>
Result<Report> Change(store::Store& store, const access::Principal& who, const std::string& name,
                      const char* what, Act act) {
  auto done = store.WriteAndWait({what}, [&](store::Txn& txn) -> Result<UserOut> {
    KOINE_TRY(const identity::User user, FindNamed(txn, who, "user", name));
    KOINE_CHECK(act(txn, user));
    const auto after = identity::FindUser(txn, who.tenant, user.id);
    return Shown(after.value_or(user), txn.now_ms());
  });
  if (!done.ok()) return Told(done.error(), name);
  return Report::Of(LineOf(*done), *done);
}

Result<Report> Turn(store::Store& store, const access::Principal& who, const std::string& name,
                    bool enable) {
  return Change(store, who, name, "user enable", [&](store::Txn& txn, const identity::User& user) {
    const Status done = identity::SetEnabled(txn, who, user.id, enable);
    if (done.ok()) {
      audit::Note(txn, who, enable ? "user.enable" : "user.disable", audit::UserTarget(user.id));
    }
    return done;
  });
}

Result<Report> Sessions(store::Store& store, const access::Principal& who, const std::string& name,
                        bool end) {
  SessionsOut out;
  auto read = [&](store::Txn& txn) -> Status {
    KOINE_TRY(const identity::User user, FindNamed(txn, who, "user", name));
    const access::Principal self = access::OfUser(who.tenant, user.id);
    for (const identity::SignIn& one : identity::ListSignIns(txn, self)) {
      const auto dialect = kDialects.find(one.dialect);
      out.sessions.push_back({one.id, dialect == kDialects.end() ? "" : dialect->second,
                              one.terminal, one.address, one.issued_at, one.seen_at});
    }
    if (!end) return Ok();
    audit::Note(txn, who, "user.sign_out", audit::UserTarget(user.id));
    return identity::SignOutOthers(txn, self);
  };
  Status done = Ok();
  if (end) {
    done = store.WriteAndWait({"user sessions"}, [&](store::Txn& txn) {
      out.sessions.clear();
      return read(txn);
    });
  } else {
    KOINE_CHECK(store.ReadNow("user sessions", [&](store::Txn& txn) { done = read(txn); }));
  }
  if (!done.ok()) return Told(done.error(), name);
  std::string text;
  for (const SessionOut& one : out.sessions) {
    text += std::to_string(one.id.value) + "\t" + one.dialect + "\t" + text::Visible(one.terminal) +
            "\t" + one.address + "\tsince " + TimeText(one.issued_at) + "\tseen " +
            TimeText(one.seen_at) + "\n";
  }
  if (end) text += std::to_string(out.sessions.size()) + " logins ended\n";
  return Report::Of(std::move(text), out);
}

}  // namespace

Result<identity::User> FindNamed(store::Txn& txn, const access::Principal& who, const char* command,
                                 const std::string& name) {
  std::optional<identity::User> found;
  if (name.starts_with("id:")) {
    const auto id = text::ParseInt(name.substr(3));
    if (id) found = identity::FindUser(txn, who.tenant, UserId(*id));
  } else {
    found = identity::FindUserByLoginName(txn, who.tenant, name);
  }
  if (!found) return NoUser(command, name);
  return *std::move(found);
}

Result<Report> RunUser(store::Store& store, Random& random, const access::Principal& who,
                       const Words& words) {
  const std::string act = words.empty() ? "" : words[0];
  if (act == "list") return List(store, who, words);
  if (words.size() < 2) return Usage();
  const std::string& name = words[1];
  if (act == "create") return Create(store, random, who, words);
  if (act == "passwd") return SetPassword(store, random, who, words);
  if (act == "sessions" && (words.size() == 2 || (words.size() == 3 && words[2] == "end"))) {
    return Sessions(store, who, name, words.size() == 3);
  }
  if (act == "role" && words.size() == 3) {
    KOINE_TRY(const Role role, ReadRole(words[2]));
    return Change(store, who, name, "user role", [&](store::Txn& txn, const identity::User& user) {
      return identity::SetRole(txn, who, user.id, role);
    });
  }
  if (words.size() != 2) return Usage();
  if (act == "show") return Show(store, who, name);
  if (act == "disable" || act == "enable") return Turn(store, who, name, act == "enable");
  if (act == "delete") {
    return Change(store, who, name, "user delete",
                  [&](store::Txn& txn, const identity::User& user) {
                    return erasure::Deregister(txn, who, user.id);
                  });
  }
  return Usage();
}

Result<Report> RunInvite(store::Store& store, const access::Principal& who, const Words& words) {
  if (!words.empty()) {
    return FieldError(Code::kBadArgument, "invite", "usage: koine invite [--data DIR] [--json]");
  }
  auto made = store.WriteAndWait(
      {"invite"}, [&](store::Txn& txn) { return identity::MakeEntryCode(txn, who); });
  if (!made.ok()) {
    return FieldError(made.error().code, "invite", "invite: there are 10000 open invitations");
  }
  const InvitationOut out{made->code, made->expires_at};
  return Report::Of(
      "invitation " + out.code + ", good once until " + TimeText(out.expires_at) + "\n", out);
}

}  // namespace koine::server
