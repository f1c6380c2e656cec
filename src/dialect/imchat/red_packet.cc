// Red packets (im-chat 2.7).

#include <utility>

#include "core/conversation/direct.h"
#include "core/wallet/red_packet.h"
#include "core/word/word.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/money.h"
#include "dialect/imchat/packet.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct SendPacketIn {
  int receiverType = 0;
  std::int64_t receiverId = 0;
  json::Cents totalAmount;
  std::int64_t totalCount = 0;
  int redPacketType = 0;
  std::optional<std::string> remark, requestId;
  std::string tradePassword;
  wallet::TradeProof trade;
};
KOINE_DESCRIBE(SendPacketIn, (receiverType, receiverId, totalAmount, totalCount, redPacketType,
                              remark, requestId, tradePassword))
KOINE_RULES(SendPacketIn, json::Rule("receiverType").Required("receiverType不能为空").Min(1).Max(2),
            json::Rule("receiverId").Required("receiverId不能为空"),
            json::Rule("totalAmount").Required("totalAmount不能为空").Min(1),
            json::Rule("totalCount").Required("totalCount不能为空").Min(1),
            json::Rule("redPacketType").Required("redPacketType不能为空").Min(1).Max(2),
            json::Rule("remark").MaxChars(wallet::kPacketRemarkMax, "祝福语不能超过64个字符"),
            json::Rule("requestId").Alias("clientMsgId").MaxChars(wallet::kRequestMax),
            json::Rule("tradePassword").Required("交易密码不能为空").MaxBytes(1024))
struct SentPacketOut {
  std::string redPacketId;
  MessageId messageId;
  json::Cents totalAmount;
  std::int64_t totalCount = 0;
  json::Time expireTime;
  json::Cents balance;
};
KOINE_DESCRIBE(SentPacketOut,
               (redPacketId, messageId, totalAmount, totalCount, expireTime, balance))
struct PacketKey {
  std::string redPacketId;
};
KOINE_DESCRIBE(PacketKey, (redPacketId))
KOINE_RULES(PacketKey,
            json::Rule("redPacketId").Alias("redId").Required("redPacketId不能为空").MaxChars(64))
struct PacketDetailQuery {
  std::optional<std::string> redPacketId;
  std::optional<MessageId> messageId;
};
KOINE_DESCRIBE(PacketDetailQuery, (redPacketId, messageId))
KOINE_RULES(PacketDetailQuery, json::Rule("redPacketId").Alias("redId").MaxChars(64))
struct RobbedOut {
  json::Cents amount;
  std::int64_t remainCount = 0;
  json::Cents remainAmount;
};
KOINE_DESCRIBE(RobbedOut, (amount, remainCount, remainAmount))

const char* StateText(wallet::PacketState state) {
  switch (state) {
    case wallet::PacketState::kFinished:
      return "FINISHED";
    case wallet::PacketState::kExpired:
      return "EXPIRED";
    case wallet::PacketState::kActive:
      break;
  }
  return "ACTIVE";
}

PacketOut ToPacket(const wallet::Packet& p, std::int64_t now_ms) {
  PacketOut out;
  out.redPacketId = p.uuid;
  out.senderId = p.sender;
  out.receiverType = p.receiver ? kToPerson : kToGroup;
  out.receiverId = p.receiver ? p.receiver.value : p.conversation.value;
  out.redPacketType = static_cast<int>(p.split);
  out.totalAmount = {p.total};
  out.totalCount = p.count;
  out.remainAmount = {p.left_cents};
  out.remainCount = p.left_count;
  out.status = StateText(p.StateAt(now_ms));
  out.remark = p.remark;
  out.createTime = {p.created_at};
  out.expireTime = {p.expires_at};
  out.endTime = OptTime(p.ended_at);
  return out;
}

PacketDetailOut ToDetail(const wallet::PacketDetail& detail, std::int64_t now_ms) {
  PacketDetailOut out{ToPacket(detail.packet, now_ms), {}};
  for (const wallet::PacketShare& share : detail.shares) {
    GrabOut grab;
    grab.no = share.no;
    grab.amount = {share.cents};
    grab.isBest = share.best;
    if (share.taker.id) {
      grab.userId = share.taker.id;
      grab.nickName = share.taker.name;
      grab.headImage = OptText(share.taker.avatar);
      grab.robTime = OptTime(share.taken_at);
    }
    out.records.push_back(std::move(grab));
  }
  return out;
}

namespace {

Status CheckSend(Call& call, SendPacketIn& in) {
  return CheckTradeOf(call, in.tradePassword, &in.trade);
}

// The conversation that it goes to (im-chat 2.7: 1 a group, 2 one person).
Result<access::Member> PlaceOf(Txn& txn, const access::Principal& who, const SendPacketIn& in) {
  if (in.receiverType != kToGroup) {
    return conversation::DirectPlace(txn, who, UserId(in.receiverId));
  }
  KOINE_TRY(const access::GroupMember place,
            access::GroupMember::Open(txn, who, ConversationId(in.receiverId)));
  return access::Member(place);
}

Result<SentPacketOut> SendPacket(Txn& txn, Call& call, SendPacketIn& in) {
  wallet::PacketIn wanted;
  wanted.total = in.totalAmount.value;
  wanted.count = in.totalCount;
  wanted.split = static_cast<wallet::Split>(in.redPacketType);
  wanted.remark = in.remark.value_or("");
  wanted.trade = in.trade;
  wanted.request = in.requestId.value_or("");
  wanted.limits = DialectOf(call).settings().money.packets;
  // What is wrong in itself comes before who it is for.
  KOINE_CHECK(wallet::CheckPacketShape(wanted, in.receiverType != kToGroup));
  KOINE_TRY(const access::Member place, PlaceOf(txn, call.who, in));
  KOINE_TRY(auto masked, word::Masked(txn, call.who.tenant, place.conversation().words,
                                      wanted.remark, "remark"));
  if (masked) wanted.remark = *std::move(masked);
  KOINE_TRY(const wallet::SentPacket sent, wallet::SendPacket(txn, place, wanted));
  return SentPacketOut{sent.packet.uuid,         sent.message,
                       {sent.packet.total},      sent.packet.count,
                       {sent.packet.expires_at}, {sent.balance}};
}

// Ends a packet that somebody found to be over, in case no job has yet.
void ExpireSoon(store::Store& store, TenantId tenant, const std::string& uuid) {
  store.Write(
      {"red_packet.expire", store::kNoKey, /*background=*/true, /*repeatable=*/true},
      [tenant, uuid](Txn& txn) {
        return wallet::ExpirePackets(txn, tenant, wallet::PacketSpace::kWallet, uuid);
      },
      [](const Status&, const store::Numbering&) {});
}

Result<RobbedOut> RobPacket(Txn& txn, Call& call, const wallet::PacketDoor& door, PacketKey& in) {
  auto got = wallet::GrabPacket(txn, door);
  if (!got.ok()) {
    const bool over = std::string_view(got.error().detail) == "expired";
    if (over) {
      call.refused = [store = call.services->store, tenant = call.who.tenant,
                      uuid = in.redPacketId] { ExpireSoon(*store, tenant, uuid); };
    }
    return std::move(got).error();
  }
  return RobbedOut{{got->cents}, got->left_count, {got->left_cents}};
}

// A packet that the caller may see: by its id, or for clients of other dialects by that of its
// message.
class SeenPacket {
 public:
  static constexpr const char* kDoor = "red_packet";
  static Result<SeenPacket> Open(Txn& txn, Call& call, const PacketDetailQuery& in) {
    if (in.redPacketId && !in.redPacketId->empty()) {
      KOINE_TRY(auto detail, wallet::LookAtPacket(txn, call.who, *in.redPacketId));
      return SeenPacket(std::move(detail));
    }
    if (!in.messageId) return FieldError(Code::kMissingArgument, "redPacketId");
    KOINE_TRY(const access::Message place, access::Message::Open(txn, call.who, *in.messageId));
    KOINE_TRY(auto detail, wallet::LookAtPacketOf(txn, place));
    return SeenPacket(std::move(detail));
  }
  const wallet::PacketDetail& detail() const { return detail_; }

 private:
  explicit SeenPacket(wallet::PacketDetail detail) : detail_(std::move(detail)) {}
  wallet::PacketDetail detail_;
};

Result<PacketDetailOut> ShowPacket(Txn& txn, Call&, const SeenPacket& packet, PacketDetailQuery&) {
  return ToDetail(packet.detail(), txn.now_ms());
}

}  // namespace

void AddRedPackets(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  static constexpr char kKey[] = R"({"redPacketId":"00000000-0000-4000-8000-000000000000"})";
  for (const char* path : {"/redPackage/send", "/redPackage/handout"}) {
    rows->push_back(EpPrepared<&SendPacket, &CheckSend>(
        Method::kPost, path, "Send a red packet",
        {.mode = Mode::kWrite,
         .expensive = true,
         .example = R"({"receiverType":1,"receiverId":"{group.mine}","totalAmount":1.00,)"
                    R"("totalCount":1,"redPacketType":1,"tradePassword":"246813"})",
         .ref = "2.7.1",
         .about = gateway::About::kPeople}));
  }
  rows->push_back(Ep<&RobPacket>(Method::kPost, "/redPackage/rob", "Take a share of a red packet",
                                 {.mode = Mode::kWrite,
                                  .door = "redPacketId",
                                  .in_turn = "redPacketId",
                                  .example = kKey,
                                  .ref = "2.7.2"}));
  rows->push_back(Ep<&ShowPacket>(
      Method::kGet, "/redPackage/detail", "Get a red packet and who took from it",
      {.mode = Mode::kScan, .door = "redPacketId messageId", .example = kKey, .ref = "2.7"}));
}

}  // namespace koine::imchat
