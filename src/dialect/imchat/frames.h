#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "gateway/request_id.h"

// Frames of the WebSocket (im-chat 5.1): {"type":T,"data":{…}}, answers with code and message.
namespace koine::imchat {

inline constexpr char kPrivateFrame[] = "PRIVATE_MESSAGE";
inline constexpr char kGroupFrame[] = "GROUP_MESSAGE";
inline constexpr char kFriendFrame[] = "FRIEND_REQUEST";
inline constexpr char kSystemFrame[] = "SYSTEM_MESSAGE";
inline constexpr char kCallFrame[] = "RTC_CALL";
inline constexpr char kHeartbeatFrame[] = "HEARTBEAT";

// `data` is JSON.
inline std::string FrameText(const char* type, std::string_view data) {
  std::string out = R"({"type":")";
  out += type;
  out += R"(","data":)";
  out += data;
  return out + "}";
}
// A refusal also has the id by which the log knows the frame.
inline std::string AnswerText(const char* type, int code, std::string_view message,
                              std::string_view data) {
  std::string out = R"({"type":")";
  out += type;
  out += R"(","code":)";
  json::AppendInt(code, &out);
  out += R"(,"message":)";
  json::Quote(message, &out);
  out += R"(,"data":)";
  out += data;
  const std::string_view id = gateway::IdOfFrame();
  if (code != 200 && !id.empty()) {
    out += R"(,"traceId":)";
    json::Quote(id, &out);
  }
  return out + "}";
}

}  // namespace koine::imchat
