#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "dialect/openim/envelope.h"
#include "gateway/handshake.h"
#include "gateway/row.h"

// The WebSocket of the message gateway: how it opens, and which requests it takes.
namespace koine::openim {

class Openim;

// openim-ws 2.1, 3.1, 11
inline constexpr std::size_t kFrameBytesMax = 51'200;         // as received
inline constexpr std::size_t kUnzippedBytesMax = 256 * 1024;  // mapping 7.2
inline constexpr std::int64_t kReadDeadlineMs = 30'000;
inline constexpr std::int64_t kPingMs = 27'000;
inline constexpr int kPlatformIos = 1;
inline constexpr int kPlatformWeb = 5;  // clients that send nothing while idle are pinged

// Requests and pushes (openim-ws 5).
inline constexpr int kReqNewestSeq = 1001;
inline constexpr int kReqPullRanges = 1002;
inline constexpr int kReqSend = 1003;
inline constexpr int kReqSignal = 1004;
inline constexpr int kReqPullSeqs = 1005;
inline constexpr int kReqReadAndMax = 1006;
inline constexpr int kReqLastMessage = 1007;
inline constexpr int kPushMessages = 2001;
inline constexpr int kPushKicked = 2002;
inline constexpr int kReqLogout = 2003;
inline constexpr int kReqBackground = 2004;
inline constexpr int kReqOnline = 2005;  // and the push that it leads to

// Session::wire: form and compression, and one that gets no pushes.
inline constexpr int kWireGobZip = 0;
inline constexpr int kWireGob = 1;
inline constexpr int kWireJson = 2;
inline constexpr int kWireJsonZip = 3;
inline constexpr int kWireSilent = 4;
inline Form FormOf(int wire) {
  return wire == kWireGobZip || wire == kWireGob ? Form::kGob : Form::kJson;
}
inline bool IsZipped(int wire) {
  return wire == kWireGobZip || wire == kWireJsonZip;
}

// What a session keeps of its handshake.
struct SocketState final : gateway::SessionState {
  std::string handle;  // of its user
  int platform = 0;
  int wire = 0;                           // while it hears pushes
  bool fits = false;                      // the token is of this user and platform
  std::map<UserId, std::string> watched;  // users whose platforms it wants to know; I/O thread only
};
inline const SocketState& StateOf(const gateway::Call& call) {
  return static_cast<const SocketState&>(*call.session);
}

// Reads the query (and header) of an upgrade, without the token's meaning (openim-ws 2.1). Error
// details "connect" for what is missing or unknown, "background" for a spelling of isBackground.
gateway::Handshake ReadUpgrade(const net::Request& request);

// A request of the gateway: its row's frame type is the number.
struct Request {
  int number;
  // Fills the row's request from protobuf; false: it is none.
  bool (*read)(std::string_view data, void* request);
  // The row's result as protobuf; null: no data.
  std::string (*write)(const Openim& dialect, const void* result, json::Numbers numbers);
};
// Null for a number that is no request.
const Request* FindRequest(std::int64_t number);

void AddRequests(std::vector<gateway::FrameRow>* rows);

// Users as a subscription names them, after a look into the store (openim-ws 8).
struct SubscribedUser {
  std::string userID;
  UserId user;  // 0: there is none
};
KOINE_DESCRIBE(SubscribedUser, (userID, user))
struct Subscription {
  std::vector<SubscribedUser> added, removed;
};
KOINE_DESCRIBE(Subscription, (added, removed))
// Changes what the session watches; the answer's data. kTooLarge for more than it may watch.
Result<std::string> Subscribe(gateway::Session& session, const Subscription& change);

}  // namespace koine::openim
