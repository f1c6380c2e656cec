#include "server/admin.h"

#include <sys/stat.h>

#include <optional>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "core/identity/account.h"
#include "core/identity/admin.h"
#include "core/identity/password.h"
#include "core/identity/strength.h"
#include "core/identity/system.h"
#include "core/office/organization/system.h"
#include "server/operator.h"
#include "server/settings.h"

namespace koine::server {

struct AdminPasswordOut {
  std::string username, password;
};
KOINE_DESCRIBE(AdminPasswordOut, (username, password))

namespace {

constexpr std::size_t kNewPasswordBytes = 10;  // as hexadecimal digits twice as many
constexpr char kFirstDepartment[] = "公司";    // until an administrator calls it by its name

Status CheckAdminPassword(const config::Config& config) {
  const std::string& password = config.Text("admin.password");
  const std::string_view names[] = {config.Text("admin.username")};
  if (password.empty()) return Ok();
  if (text::CodePoints(password) < kAdminPasswordMin) {
    return config.Refusal("admin.password", "it needs at least 8 characters");
  }
  if (identity::IsUsual(password, names)) {
    return config.Refusal("admin.password", "attackers try it first; choose another one");
  }
  return Ok();
}

// The secrets that a person may have written into the file.
Status CheckFile(const config::Config& config, const Secrets& secrets) {
  std::string file = config.Text("secrets.file");
  if (file.empty()) file = config.Text("data") + "/secrets.toml";
  const std::pair<const char*, std::string> all[] = {
      {"ruoyi_token", text::Hex(secrets.ruoyi_token)},
      {"seal", text::Hex(secrets.seal)},
      {"openim", secrets.openim},
      {"imchat_access", text::Hex(secrets.imchat_access)},
      {"imchat_refresh", text::Hex(secrets.imchat_refresh)}};
  for (const auto& [name, secret] : all) {
    const char* fault = identity::SecretFault(secret);
    if (fault == nullptr) continue;
    return FieldError(
        Code::kBadArgument, "secrets.file",
        file + ": " + name + " is too weak: " + fault + "; `openssl rand -hex 32` makes one");
  }
  return Ok();
}

}  // namespace

Status CheckStrength(const config::Config& config, const Secrets& secrets) {
  KOINE_CHECK(CheckAdminPassword(config));
  KOINE_CHECK(CheckFile(config, secrets));
  for (const char* name : {"call.turn.secret", "redpacket.service_key"}) {
    const std::string& secret = config.Text(name);
    const char* fault = secret.empty() ? nullptr : identity::SecretFault(secret);
    if (fault != nullptr) {
      return config.Refusal(name, std::string(fault) + "; `openssl rand -hex 32` makes one");
    }
  }
  const std::string& data = config.Text("data");
  struct stat info {};
  if (::stat(data.c_str(), &info) == 0 && (info.st_mode & S_IWOTH) != 0) {
    return FieldError(Code::kBadArgument, "data",
                      data + ": everybody on this machine can write to it; chmod o-w " + data);
  }
  for (const config::Setting& setting : AllSettings()) {
    if (!setting.secret || !config.Origin(setting.name).starts_with("flag")) continue;
    log::Warn("server",
              "{} came as a flag, so everybody on this machine can read it in the list of "
              "processes; set it in the environment or in a file",
              setting.name);
  }
  return Ok();
}

Result<std::optional<identity::FirstAdmin>> PrepareAdmin(store::Store& store,
                                                         const config::Config& config) {
  using First = std::optional<identity::FirstAdmin>;
  const std::string& password = config.Text("admin.password");
  const std::string& name = config.Text("admin.username");
  // Without a password, and for an account that waits for one.
  First first;
  KOINE_CHECK(store.WriteAndWait({"prepare"}, [&](store::Txn& txn) -> Status {
    first = identity::PrepareFirstAdmin(txn, kDefaultTenant, name);
    return Ok();
  }));
  if (password.empty()) return first;
  std::optional<identity::User> found;
  std::optional<std::string> hash;
  KOINE_CHECK(store.ReadNow("prepare", [&](store::Txn& txn) {
    found = identity::FindUserByLoginName(txn, kDefaultTenant, name);
    if (found) hash = identity::FindPassword(txn, kDefaultTenant, found->id);
  }));
  if (first || !found) {
    identity::Registration admin;
    admin.username = name;
    admin.role = access::Role::kSuperAdmin;
    KOINE_TRY(admin.password_hash, identity::HashPassword(password));
    const Status made = store.WriteAndWait({"prepare"}, [&](store::Txn& txn) -> Status {
      if (first) {
        return identity::RedeemReset(txn, kDefaultTenant, first->user, first->binding,
                                     admin.password_hash);
      }
      KOINE_TRY(const UserId id, identity::Register(txn, kDefaultTenant, admin));
      log::Debug("server", "administrator {} is user {}", name, id.value);
      return Ok();
    });
    // Another server that starts on the same database may have made them meanwhile.
    if (made.ok()) {
      log::Info("server", "made administrator {}", name);
    } else if (!made.error().Is(Code::kUserExists) && !made.error().Is(Code::kForbidden)) {
      return made.error();
    }
  } else if (found->role == access::Role::kUser) {
    log::Warn("server",
              "admin.username: {} is an account without rights, so nobody was made an "
              "administrator; choose another name",
              name);
  } else if (!hash || !identity::VerifyPassword(*hash, password)) {
    log::Warn("server",
              "admin.password is not the password of {}, and changes nothing; `koine admin "
              "password {}` gives a new one",
              name, name);
  }
  return First();
}

Status PrepareOrganization(store::Store& store) {
  return store.WriteAndWait({"prepare"}, [](store::Txn& txn) -> Status {
    organization::EnsureRoot(txn, kDefaultTenant, kFirstDepartment);
    return Ok();
  });
}

Result<Report> RunAdmin(store::Store& store, Random& random, const access::Principal& who,
                        const std::vector<std::string>& words) {
  if (words.size() != 2 || words[0] != "password") {
    return FieldError(Code::kBadArgument, "admin", "usage: koine admin password NAME [--data DIR]");
  }
  const std::string& name = words[1];
  const std::string password = random.Hex(kNewPasswordBytes);
  KOINE_TRY(const std::string hash, identity::HashPassword(password));
  const Status done = store.WriteAndWait({"admin password"}, [&](store::Txn& txn) -> Status {
    const auto user = identity::FindUserByLoginName(txn, kDefaultTenant, name);
    if (!user) {
      return NoUser("admin", name);
    }
    if (user->role == access::Role::kUser) {
      return FieldError(Code::kForbidden, "admin",
                        name + " is no administrator; `koine user passwd " + name +
                            "` gives them a new password");
    }
    return identity::ReplacePassword(txn, who, user->id, hash, std::nullopt);
  });
  if (!done.ok()) return done.error();
  return Report::Of("new password of " + name + ": " + password +
                        "\nall logins of this user have ended; the password should be changed "
                        "after the sign-in\n",
                    AdminPasswordOut{name, password});
}

}  // namespace koine::server
