// What administrators may set while the server runs (ruoyi 27 SystemConfigAdmin).

#include <map>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/identity/attempts.h"
#include "core/message/revise.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/message.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct RecallTimeIn {
  std::optional<int> minutes;
};
KOINE_DESCRIBE(RecallTimeIn, (minutes))
KOINE_RULES(RecallTimeIn, json::Rule("minutes")
                              .Required("撤回时限不能为空")
                              .Min(1, "撤回时限必须在1-10080分钟之间")
                              .Max(message::kRecallMinutesMax, "撤回时限必须在1-10080分钟之间"))
struct SystemConfigIn {
  std::string configKey;
  std::optional<std::string> configValue;
};
KOINE_DESCRIBE(SystemConfigIn, (configKey, configValue))
KOINE_RULES(SystemConfigIn, json::Rule("configValue").Alias("value"))
struct ConfigOut {
  std::string configKey, configValue, description;
};
KOINE_DESCRIBE(ConfigOut, (configKey, configValue, description))

namespace {

constexpr std::int64_t kConfigValueChars = 500;
constexpr char kRecallTime[] = "message.recall.timeLimit";
constexpr char kRecallByManagers[] = "message.recall.byManagers";
// The first of them as published clients call it.
constexpr char kRecallTimePublished[] = "message.recall.time.limit";

void Note(Txn& txn, Call& call, const char* key) {
  audit::Record(txn, call.who, "config.set", std::string("config ") + key, "ok", call.address);
}

// What published clients show besides, and the settings of the server decide.
std::map<std::string, std::int64_t> FixedValues(const Call& call) {
  const Settings& settings = static_cast<const Ruoyi*>(call.dialect)->settings();
  return {{"message.max.length", kTextMax},
          {"upload.maxFileMb", LimitsOf(call).file_bytes >> 20},
          {"security.session.expireMinutes", settings.refresh_ms / kMinuteMs},
          {"security.login.failureThreshold", identity::AttemptLimiter::kAttemptsMax},
          {"security.password.complexityLevel", 1}};
}

// A published client reads an object of plain values.
std::map<std::string, json::Raw> ValuesOf(Txn& txn, const Call& call) {
  std::map<std::string, json::Raw> out;
  for (const auto& [key, value] : FixedValues(call)) out[key].text = std::to_string(value);
  out[kRecallTimePublished].text =
      std::to_string(message::RecallMinutes(txn, call.who.tenant, *call.who.policy));
  out[kRecallByManagers].text =
      message::RecallOthersAllowed(txn, call.who.tenant) ? "true" : "false";
  return out;
}

Result<std::vector<ConfigOut>> ListConfig(Txn& txn, Call& call, Nothing&) {
  const TenantId tenant = call.who.tenant;
  std::vector<ConfigOut> out;
  out.push_back({kRecallTime, std::to_string(message::RecallMinutes(txn, tenant, *call.who.policy)),
                 "消息撤回时限（分钟）"});
  out.push_back({kRecallByManagers, message::RecallOthersAllowed(txn, tenant) ? "true" : "false",
                 "群主和管理员可以撤回成员的消息"});
  if (IsPublished(call)) ShowInstead(call, ValuesOf(txn, call));
  return out;
}

Result<int> GetRecallTime(Txn& txn, Call& call, Nothing&) {
  return message::RecallMinutes(txn, call.who.tenant, *call.who.policy);
}

Result<Nothing> SetRecallTime(Txn& txn, Call& call, RecallTimeIn& in) {
  message::SetRecallMinutes(txn, call.who.tenant, *in.minutes);
  Note(txn, call, kRecallTime);
  return Nothing{};
}

// The value as it was sent: a member of an object, a parameter, or, by published clients, the whole
// body under whatever type.
Result<std::string> ValueIn(const Call& call) {
  const net::Request& request = *call.request;
  const std::string_view body = text::Trim(request.body);
  if (!body.empty() && body.front() == '{') {
    KOINE_TRY(SystemConfigIn in,
              json::Parse<SystemConfigIn>(request.body, call.dialect->profile()));
    return in.configValue.value_or("");
  }
  std::vector<json::Param> params;
  const bool named = body.rfind("configValue=", 0) == 0 || body.rfind("value=", 0) == 0;
  KOINE_CHECK(text::ParseQuery(named ? body : request.query(), &params));
  for (const json::Param& param : params) {
    if (param.name == "configValue" || param.name == "value") return param.value;
  }
  if (body.size() < 2 || body.front() != '"') return std::string(body);
  return json::Parse<std::string>(body);
}

std::string KeyIn(const Call& call) {
  const std::string_view path = call.request->path();
  return text::PercentDecode(path.substr(path.rfind('/') + 1), false).value_or("");
}

Result<Nothing> SetConfig(Txn& txn, Call& call, SystemConfigIn& in) {
  in.configKey = KeyIn(call);
  KOINE_TRY(const std::string value, ValueIn(call));
  if (text::IsBlank(value)) {
    return FieldError(Code::kMissingArgument, "configValue", "配置值不能为空");
  }
  if (text::CodePoints(value) > static_cast<std::size_t>(kConfigValueChars)) {
    return Error{Code::kBadArgument, "chars", "configValue"};
  }
  if (in.configKey == kRecallTime || in.configKey == kRecallTimePublished) {
    const auto minutes = text::ParseInt(value);
    if (!minutes || *minutes < 1 || *minutes > message::kRecallMinutesMax) {
      return FieldError(Code::kBadArgument, "configValue", "撤回时限必须在1-10080分钟之间");
    }
    message::SetRecallMinutes(txn, call.who.tenant, static_cast<int>(*minutes));
    Note(txn, call, kRecallTime);
    return Nothing{};
  }
  if (in.configKey == kRecallByManagers) {
    const bool on = value == "true" || value == "1";
    if (!on && value != "false" && value != "0") {
      return FieldError(Code::kBadArgument, "configValue", "配置值必须是true或false");
    }
    message::SetRecallOthers(txn, call.who.tenant, on);
    Note(txn, call, kRecallByManagers);
    return Nothing{};
  }
  // Who saves all that a page shows changes nothing by what stays as it is.
  const auto fixed = FixedValues(call);
  const auto found = fixed.find(in.configKey);
  if (found == fixed.end()) return Error{Code::kNotFound, "setting"};
  if (std::to_string(found->second) == value) return Nothing{};
  return FieldError(Code::kBadArgument, "configValue", "该配置只能在服务器的配置文件中修改");
}

}  // namespace

void AddSystemConfig(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListConfig>(Method::kGet, "/api/admin/system-config",
                                  "List the settings that administrators can change",
                                  {.auth = Auth::kAdmin, .ref = "27"}));
  rows->push_back(Ep<&GetRecallTime>(Method::kGet, "/api/admin/system-config/recall-time-limit",
                                     "Get for how many minutes a message can be recalled",
                                     {.auth = Auth::kAdmin, .ref = "27"}));
  rows->push_back(Ep<&SetRecallTime>(Method::kPut, "/api/admin/system-config/recall-time-limit",
                                     "Set for how many minutes a message can be recalled",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .repeatable = true,
                                      .ok = "更新成功",
                                      .example = R"({"minutes":2})",
                                      .ref = "27"}));
  rows->push_back(Ep<&SetConfig>(
      Method::kPut, "/api/admin/system-config/{configKey}", "Change a system setting",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .repeatable = true,
       .ok = "更新成功",
       .example = R"({"configKey":"message.recall.byManagers","configValue":"false"})",
       .ref = "27",
       .own_body = true}));
}

}  // namespace koine::ruoyi
