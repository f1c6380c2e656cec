// How the WebSocket opens (openim-ws 2).

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "base/text.h"
#include "dialect/openim/socket.h"

namespace koine::openim {

// The other form of the query: one key `v` with all of this as base64url of JSON.
struct PackedUpgrade {
  std::string token, userID;
  int platformID = 0;
  std::string operationID, compression, sdkType;
  bool sendResponse = false, background = false;
};
KOINE_DESCRIBE(PackedUpgrade, (token, userID, platformID, operationID, compression, sdkType,
                               sendResponse, background))

namespace {

constexpr int kPlatforms = 11;

Error Wrong(std::string field) {
  return Error{Code::kBadArgument, "connect", std::move(field)};
}

std::string Value(const std::vector<json::Param>& params, std::string_view name) {
  for (const json::Param& param : params) {
    if (param.name == name) return param.value;
  }
  return "";
}

// The spellings of a switch.
std::optional<bool> ReadSwitch(std::string_view text) {
  constexpr std::string_view kYes[] = {"1", "t", "T", "TRUE", "true", "True"};
  constexpr std::string_view kNo[] = {"0", "f", "F", "FALSE", "false", "False"};
  if (std::find(std::begin(kYes), std::end(kYes), text) != std::end(kYes)) return true;
  if (std::find(std::begin(kNo), std::end(kNo), text) != std::end(kNo)) return false;
  return std::nullopt;
}

// Both forms as one.
Result<PackedUpgrade> ReadKeys(const net::Request& request) {
  std::vector<json::Param> params;
  if (!text::ParseQuery(request.query(), &params).ok()) return Wrong("query");
  const std::string packed = Value(params, "v");
  if (!packed.empty()) {
    const auto decoded = text::FromBase64Url(packed);
    if (!decoded) return Wrong("v");
    auto parsed = json::Parse<PackedUpgrade>(*decoded);
    if (!parsed.ok()) return Wrong("v");
    return parsed;
  }
  PackedUpgrade out;
  out.userID = Value(params, "sendID");
  out.token = Value(params, "token");
  out.operationID = Value(params, "operationID");
  out.compression = Value(params, "compression");
  if (out.compression.empty()) out.compression = std::string(request.Header("compression"));
  out.sdkType = Value(params, "sdkType");
  out.sendResponse = ReadSwitch(Value(params, "isMsgResp")).value_or(false);
  const auto platform = text::ParseInt(Value(params, "platformID"));
  out.platformID =
      platform && *platform > 0 && *platform <= kPlatforms ? static_cast<int>(*platform) : 0;
  return out;
}

// What is missing or unknown in them.
Status CheckKeys(const net::Request& request, const PackedUpgrade& keys) {
  if (keys.userID.empty()) return Wrong("sendID");
  if (keys.token.empty()) return Wrong("token");
  if (keys.platformID < 1 || keys.platformID > kPlatforms) return Wrong("platformID");
  if (keys.operationID.empty()) return Wrong("operationID");
  if (!keys.sdkType.empty() && keys.sdkType != "go" && keys.sdkType != "js") {
    return Wrong("sdkType");
  }
  std::vector<json::Param> params;
  KOINE_CHECK(text::ParseQuery(request.query(), &params));
  const bool packed = !Value(params, "v").empty();
  if (!packed && !ReadSwitch(Value(params, "isBackground"))) {
    return Error{Code::kBadArgument, "background", "isBackground"};
  }
  return Ok();
}

}  // namespace

gateway::Handshake ReadUpgrade(const net::Request& request) {
  gateway::Handshake out;
  auto keys = ReadKeys(request);
  if (!keys.ok()) {
    out.error = std::move(keys).error();
    return out;
  }
  out.told = keys->sendResponse;
  out.operation = keys->operationID;
  Status fine = CheckKeys(request, *keys);
  if (!fine.ok()) {
    out.error = std::move(fine).error();
    return out;
  }
  out.token = std::move(keys->token);
  out.compressed = keys->compression == "gzip";
  const bool json = keys->sdkType == "js";
  auto state = std::make_unique<SocketState>();
  state->handle = std::move(keys->userID);
  state->platform = keys->platformID;
  if (json) {
    state->wire = out.compressed ? kWireJsonZip : kWireJson;
  } else {
    state->wire = out.compressed ? kWireGobZip : kWireGob;
  }
  out.wire = state->wire;
  out.state = std::move(state);
  return out;
}

}  // namespace koine::openim
