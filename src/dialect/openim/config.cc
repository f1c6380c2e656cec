// The settings of the server, for those who look after it (openim 4.12). They come from a file, the
// environment and flags, and are read at the start: there is nothing here to change them with.

#include <utility>

#include "dialect/openim/dialect.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;

namespace {

// All settings are one configuration.
constexpr char kConfigName[] = "koine.toml";
constexpr char kEnvironment[] = "standalone";

}  // namespace

struct ConfigListOut {
  std::string environment, version;
  std::vector<std::string> configNames;
};
KOINE_DESCRIBE(ConfigListOut, (environment, version, configNames))
struct ConfigIn {
  std::string configName;
};
KOINE_DESCRIBE(ConfigIn, (configName))
struct SetConfigIn {
  std::string configName, data;
};
KOINE_DESCRIBE(SetConfigIn, (configName, data))
struct ConfigManager {
  bool enable = false;
};
KOINE_DESCRIBE(ConfigManager, (enable))

namespace {

Result<ConfigListOut> ListConfigs(Call&, Nothing&) {
  return ConfigListOut{kEnvironment, KOINE_VERSION, {kConfigName}};
}

Result<std::string> GetConfig(Call& call, ConfigIn& in) {
  if (in.configName != kConfigName) return FieldError(Code::kBadArgument, "configName");
  return DialectOf(call).settings().config;
}

Result<Nothing> SetConfig(Call&, SetConfigIn&) {
  return Error{Code::kBadState, "settings"};
}
Result<Nothing> ResetConfig(Call&, Nothing&) {
  return Error{Code::kBadState, "settings"};
}
Result<Nothing> SetManager(Call&, ConfigManager&) {
  return Error{Code::kBadState, "settings"};
}
Result<ConfigManager> GetManager(Call&, Nothing&) {
  return ConfigManager{false};
}

Result<Nothing> Restart(Call& call, Nothing&) {
  const auto& restart = DialectOf(call).settings().restart;
  if (!restart) return Error{Code::kUnavailable, "restart"};
  call.afterwards = restart;
  return Nothing{};
}

}  // namespace

void AddConfig(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options named{.auth = gateway::Auth::kAdmin,
                         .mode = gateway::Mode::kPlain,
                         .example = R"({"configName":"koine.toml"})",
                         .ref = "4.12",
                         .unread_status = 400};
  gateway::Options plain = named;
  plain.example = "{}";
  plain.own_body = true;  // there need be none
  rows->push_back(
      Ep<&ListConfigs>(kPost, "/config/get_config_list", "List the configurations", plain));
  rows->push_back(Ep<&GetConfig>(kPost, "/config/get_config", "Get the current settings", named));
  gateway::Options set = named;
  set.example = R"({"configName":"koine.toml","data":"{}"})";
  rows->push_back(Ep<&SetConfig>(kPost, "/config/set_config",
                                 "Not supported: settings are read at the start", set));
  rows->push_back(Ep<&ResetConfig>(kPost, "/config/reset_config",
                                   "Not supported: settings are read at the start", plain));
  set.example = R"({"enable":true})";
  rows->push_back(Ep<&SetManager>(kPost, "/config/set_enable_config_manager",
                                  "Not supported: settings are read at the start", set));
  rows->push_back(Ep<&GetManager>(kPost, "/config/get_enable_config_manager",
                                  "Check whether settings can be changed here", plain));
  rows->push_back(Ep<&Restart>(kPost, "/restart", "Restart the server", plain));
}

}  // namespace koine::openim
