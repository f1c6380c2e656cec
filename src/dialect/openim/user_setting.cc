// What users and integrators keep with a user: commands, settings of clients (openim 4.2).

#include <map>
#include <utility>

#include "base/text.h"
#include "core/identity/handle.h"
#include "core/setting/setting.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

// Scopes of core/setting. A command is called TYPE/UUID there.
constexpr char kCommands[] = "openim.command";
constexpr char kConfigs[] = "openim.config";
constexpr std::int64_t kCommandsMax = 1000;  // of one user
constexpr std::int64_t kConfigsMax = 1000;   // of one user, and of all in common
constexpr std::int64_t kKeyBytesMax = 128;

Status CheckType(int type) {
  if (type != 0) return Ok();
  return FieldError(Code::kMissingArgument, "type");
}

}  // namespace

struct CommandIn {
  std::string userID;
  int type = 0;
  std::string uuid;
  std::optional<std::string> value, ex;
  Status Check(store::Txn&, const access::Principal&) const { return CheckType(type); }
};
KOINE_DESCRIBE(CommandIn, (userID, type, uuid, value, ex))
KOINE_RULES(CommandIn, json::Rule("userID").Required(), json::Rule("type").Required(),
            json::Rule("uuid").Required().MaxBytes(kKeyBytesMax),
            json::Rule("value").MaxBytes(kTextBytesMax), json::Rule("ex").MaxBytes(kTextBytesMax))
struct CommandsIn {
  std::string userID;
  int type = 0;
  Status Check(store::Txn&, const access::Principal&) const { return CheckType(type); }
};
KOINE_DESCRIBE(CommandsIn, (userID, type))
KOINE_RULES(CommandsIn, json::Rule("userID").Required(), json::Rule("type").Required())
struct AllCommandsIn {
  std::string userID;
};
KOINE_DESCRIBE(AllCommandsIn, (userID))
KOINE_RULES(AllCommandsIn, json::Rule("userID").Required())
struct Command {
  int type = 0;
  std::int64_t createTime = 0;  // seconds
  std::string uuid, value, ex;
};
KOINE_DESCRIBE(Command, (type, createTime, uuid, value, ex))
struct CommandsOut {
  std::vector<Command> CommandResp;  // so on the wire
};
KOINE_DESCRIBE(CommandsOut, (CommandResp))

struct ConfigOwnerIn {
  std::string userID;
};
KOINE_DESCRIBE(ConfigOwnerIn, (userID))
struct ConfigsOut {
  std::map<std::string, std::string> configs;
};
KOINE_DESCRIBE(ConfigsOut, (configs))
struct SetConfigsIn {
  std::string userID;
  std::map<std::string, std::string> configs;
};
KOINE_DESCRIBE(SetConfigsIn, (userID, configs))
struct DelConfigsIn {
  std::string userID;
  std::vector<std::string> keys;
};
KOINE_DESCRIBE(DelConfigsIn, (userID, keys))
KOINE_RULES(DelConfigsIn, json::Rule("keys").MaxItems(kConfigsMax))
struct PageConfigsIn {
  std::string userID, key;
  Pagination pagination;
};
KOINE_DESCRIBE(PageConfigsIn, (userID, key, pagination))
KOINE_RULES(PageConfigsIn, json::Rule("pagination").Required())
struct ClientConfig {
  std::string key, userID, value;
};
KOINE_DESCRIBE(ClientConfig, (key, userID, value))
struct ConfigPageOut {
  std::int64_t total = 0;
  std::vector<ClientConfig> configs;
};
KOINE_DESCRIBE(ConfigPageOut, (total, configs))

namespace {

std::string NameOf(const CommandIn& in) {
  return std::to_string(in.type) + "/" + in.uuid;
}

Result<Nothing> AddCommand(Txn& txn, Call&, const Self& self, CommandIn& in) {
  const access::Principal& who = self.who();
  if (setting::Count(txn, who.tenant, who.user, kCommands) >= kCommandsMax) {
    return Error{Code::kBadState, "commands_full"};
  }
  setting::PutWith(txn, who.tenant, who.user, kCommands, NameOf(in), in.value.value_or(""),
                   in.ex.value_or(""));
  return Nothing{};
}

Result<Nothing> DeleteCommand(Txn& txn, Call&, const Self& self, CommandIn& in) {
  const access::Principal& who = self.who();
  if (setting::Remove(txn, who.tenant, who.user, kCommands, NameOf(in))) return Nothing{};
  return FieldError(Code::kNotFound, "uuid");
}

Result<Nothing> UpdateCommand(Txn& txn, Call&, const Self& self, CommandIn& in) {
  const access::Principal& who = self.who();
  if (setting::Amend(txn, who.tenant, who.user, kCommands, NameOf(in), in.value, in.ex)) {
    return Nothing{};
  }
  return FieldError(Code::kNotFound, "uuid");
}

// Those of one type; 0: all.
CommandsOut ListCommands(Txn& txn, const access::Principal& who, int type) {
  CommandsOut out;
  for (setting::Entry& entry : setting::List(txn, who.tenant, who.user, kCommands)) {
    const std::size_t slash = entry.name.find('/');
    const int of = static_cast<int>(text::ParseInt(entry.name.substr(0, slash)).value_or(0));
    if (type != 0 && of != type) continue;
    out.CommandResp.push_back({of, entry.updated_at / 1000, entry.name.substr(slash + 1),
                               std::move(entry.value), std::move(entry.ex)});
  }
  return out;
}

Result<CommandsOut> GetCommands(Txn& txn, Call&, const Self& self, CommandsIn& in) {
  return ListCommands(txn, self.who(), in.type);
}

Result<CommandsOut> GetAllCommands(Txn& txn, Call&, const Self& self, AllCommandsIn&) {
  return ListCommands(txn, self.who(), 0);
}

// Whose settings these are; those of nobody are common to all.
Result<UserId> OwnerOf(Txn& txn, Call& call, const std::string& handle) {
  if (handle.empty()) return setting::kTenantWide;
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who.tenant, handle));
  return user.id;
}

Result<ConfigsOut> GetConfigs(Txn& txn, Call& call, const SelfOrAll& self, ConfigOwnerIn&) {
  const UserId owner = self.self() ? self.self()->who().user : setting::kTenantWide;
  ConfigsOut out;
  for (setting::Entry& entry : setting::List(txn, call.who.tenant, owner, kConfigs)) {
    out.configs[entry.name] = std::move(entry.value);
  }
  return out;
}

Result<Nothing> SetConfigs(Txn& txn, Call& call, SetConfigsIn& in) {
  KOINE_TRY(const UserId owner, OwnerOf(txn, call, in.userID));
  const std::int64_t before = setting::Count(txn, call.who.tenant, owner, kConfigs);
  if (before + static_cast<std::int64_t>(in.configs.size()) > kConfigsMax) {
    return FieldError(Code::kTooLarge, "configs");
  }
  for (const auto& [key, value] : in.configs) {
    if (key.empty() || key.size() > kKeyBytesMax || value.size() > kTextBytesMax) {
      return FieldError(Code::kBadArgument, "configs");
    }
    setting::Put(txn, call.who.tenant, owner, kConfigs, key, value);
  }
  return Nothing{};
}

Result<Nothing> DelConfigs(Txn& txn, Call& call, DelConfigsIn& in) {
  KOINE_TRY(const UserId owner, OwnerOf(txn, call, in.userID));
  for (const std::string& key : in.keys) {
    setting::Remove(txn, call.who.tenant, owner, kConfigs, key);
  }
  return Nothing{};
}

Result<ConfigPageOut> PageConfigs(Txn& txn, Call& call, PageConfigsIn& in) {
  KOINE_TRY(const UserId owner, OwnerOf(txn, call, in.userID));
  std::vector<ClientConfig> all;
  for (setting::Entry& entry : setting::List(txn, call.who.tenant, owner, kConfigs)) {
    if (!in.key.empty() && entry.name != in.key) continue;
    all.push_back({std::move(entry.name), in.userID, std::move(entry.value)});
  }
  ConfigPageOut out;
  out.total = static_cast<std::int64_t>(all.size());
  out.configs = PageOf(std::move(all), in.pagination);
  return out;
}

}  // namespace

void AddUserSettings(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  const gateway::Options self{.door = "userID", .ref = "4.2"};
  gateway::Options add = self;
  add.mode = Mode::kWrite;
  add.example = R"({"userID":"{user.mine}","type":1,"uuid":"{unique}","value":"x"})";
  gateway::Options write = add;
  write.repeatable = true;
  gateway::Options read = self;
  read.example = R"({"userID":"{user.mine}","type":1})";
  gateway::Options all = self;
  all.example = R"({"userID":"{user.mine}"})";
  gateway::Options change = write;
  change.example = R"({"userID":"{user.mine}","type":7,"uuid":"kept","value":"x"})";
  gateway::Options remove = change;
  remove.example = R"({"userID":"{user.mine}","type":7,"uuid":"dropped"})";
  rows->push_back(Ep<&AddCommand>(kPost, "/user/process_user_command_add", "Add a command", add));
  rows->push_back(
      Ep<&DeleteCommand>(kPost, "/user/process_user_command_delete", "Delete a command", remove));
  rows->push_back(
      Ep<&UpdateCommand>(kPost, "/user/process_user_command_update", "Update a command", change));
  rows->push_back(
      Ep<&GetCommands>(kPost, "/user/process_user_command_get", "List commands of a type", read));
  rows->push_back(
      Ep<&GetAllCommands>(kPost, "/user/process_user_command_get_all", "List all commands", all));
  rows->push_back(Ep<&GetConfigs>(kPost, "/user/get_user_client_config",
                                  "Get client settings of a user, or of all", all));
  gateway::Options set{.auth = Auth::kAdmin, .mode = Mode::kWrite, .repeatable = true};
  set.ref = "4.2";
  set.example = R"({"userID":"{user.peer}","configs":{"a":"b"}})";
  rows->push_back(Ep<&SetConfigs>(kPost, "/user/set_user_client_config",
                                  "Set client settings of a user, or of all", set));
  set.example = R"({"userID":"{user.peer}","keys":["a"]})";
  rows->push_back(Ep<&DelConfigs>(kPost, "/user/del_user_client_config",
                                  "Delete client settings of a user, or of all", set));
  set.mode = Mode::kScan;
  set.repeatable = false;
  set.example = R"({"userID":"{user.peer}","pagination":{"pageNumber":1,"showNumber":10}})";
  rows->push_back(Ep<&PageConfigs>(kPost, "/user/page_user_client_config",
                                   "List client settings of a user, or of all, by page", set));
}

}  // namespace koine::openim
