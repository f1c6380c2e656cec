#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/wallet/red_packet.h"
#include "dialect/imchat/wire.h"

// Red packets as users and the back office see them (im-chat 2.7, 3.3.6).
namespace koine::imchat {

// im-chat 2.7: who gets it.
inline constexpr int kToGroup = 1, kToPerson = 2;

// "ACTIVE", "FINISHED", "EXPIRED".
const char* StateText(wallet::PacketState state);

struct GrabOut {
  std::int64_t no = 0;
  std::optional<UserId> userId;  // absent: nobody has taken it
  std::optional<std::string> nickName, headImage;
  json::Cents amount;
  std::optional<json::Time> robTime;
  bool isBest = false;
};
KOINE_DESCRIBE(GrabOut, (no, userId, nickName, headImage, amount, robTime, isBest))
struct PacketOut {
  std::string redPacketId;
  UserId senderId;
  int receiverType = kToGroup;
  std::int64_t receiverId = 0;  // the group, or the other
  int redPacketType = 1;
  json::Cents totalAmount;
  std::int64_t totalCount = 0;
  json::Cents remainAmount;
  std::int64_t remainCount = 0;
  std::string status, remark;
  json::Time createTime, expireTime;
  std::optional<json::Time> endTime;
};
KOINE_DESCRIBE(PacketOut, (redPacketId, senderId, receiverType, receiverId, redPacketType,
                           totalAmount, totalCount, remainAmount, remainCount, status, remark,
                           createTime, expireTime, endTime))
struct PacketDetailOut {
  PacketOut packet;
  std::vector<GrabOut> records;
};
KOINE_DESCRIBE(PacketDetailOut, (packet, records))

// As it is at this time, whether somebody has noted it or not.
PacketOut ToPacket(const wallet::Packet& packet, std::int64_t now_ms);
PacketDetailOut ToDetail(const wallet::PacketDetail& detail, std::int64_t now_ms);

}  // namespace koine::imchat
