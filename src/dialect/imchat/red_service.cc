// The service that divides red packets for other servers (im-chat 4). No money moves: its packets
// and those of im-chat 2.7 do not know each other.

#include <utility>

#include "base/crypto.h"
#include "core/identity/login.h"
#include "core/wallet/red_packet.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/money.h"

namespace koine::imchat {

using gateway::Call;
using store::Txn;

// What must be there is asked once it is known who calls: so no rule says so.
struct HandOutIn {
  std::optional<std::int64_t> userId;
  std::optional<json::Cents> total;
  std::optional<std::int64_t> count;
  std::optional<int> type;
};
KOINE_DESCRIBE(HandOutIn, (userId, total, count, type))
struct RobIn {
  std::optional<std::int64_t> userId;
  std::optional<std::string> redId;
};
KOINE_DESCRIBE(RobIn, (userId, redId))

namespace {

// Whether a call comes from this machine, and not through a proxy that runs on it.
bool Loopback(const Call& call) {
  const std::string& address = call.address;
  for (const char* header : {"x-forwarded-for", "forwarded", "x-real-ip", "via"}) {
    if (call.request != nullptr && call.request->HasHeader(header)) return false;
  }
  return address == "::1" || address.rfind("127.", 0) == 0 || address.rfind("::ffff:127.", 0) == 0;
}

// Who calls: with the service's key or a token of the back office for anybody, else for themselves
// (im-chat 4).
struct Asker {
  bool for_anybody = false;
  UserId user;

  Status MayAskFor(std::int64_t whom) const {
    return for_anybody || user.value == whom ? Ok() : Status(Error{Code::kForbidden});
  }
};
constexpr Asker kAnybody{true, UserId()};

Result<Asker> FindAsker(Txn& txn, const Call& call) {
  const Imchat& dialect = DialectOf(call);
  const MoneySettings& money = dialect.settings().money;
  if (call.bearer.empty()) {
    const bool open = money.service_anonymous || (money.service_loopback && Loopback(call));
    if (!open) return Error{Code::kUnauthenticated};
    return kAnybody;
  }
  if (!money.service_key.empty() && crypto::Equal(call.bearer, money.service_key)) {
    return kAnybody;
  }
  KOINE_TRY(const gateway::TokenClaim claim, dialect.ReadToken(call.bearer, txn.now_ms()));
  KOINE_TRY(const identity::LoginView view, identity::OpenLogin(txn, claim.login));
  if (access::Rank(dialect.RoleOf(view)) > 0) return kAnybody;
  // Auditors and who decides on orders have no say here.
  if (view.login.terminal == kBackstage) return Asker{};
  return Asker{false, view.login.user};
}

Status Needs(bool there, const char* field) {
  return there ? Ok() : Status(FieldError(Code::kMissingArgument, field));
}

Result<std::string> HandOut(Txn& txn, Call& call, HandOutIn& in) {
  KOINE_TRY(const Asker asker, FindAsker(txn, call));
  KOINE_CHECK(Needs(in.userId.has_value(), "userId"));
  KOINE_CHECK(Needs(in.total.has_value(), "total"));
  KOINE_CHECK(Needs(in.count.has_value(), "count"));
  const int type = in.type.value_or(1);
  if (type != 1 && type != 2) return FieldError(Code::kBadArgument, "type");
  const wallet::PacketLimits& limits = DialectOf(call).settings().money.packets;
  KOINE_CHECK(wallet::CheckPacketHandOut(*in.userId, in.total->value, *in.count, limits));
  KOINE_CHECK(asker.MayAskFor(*in.userId));
  return wallet::HandOutPacket(txn, call.who.tenant, *in.userId, in.total->value, *in.count,
                               static_cast<wallet::Split>(type), limits);
}

Status CheckRob(Txn& txn, const Call& call, const RobIn& in) {
  KOINE_TRY(const Asker asker, FindAsker(txn, call));
  KOINE_CHECK(Needs(in.userId.has_value(), "userId"));
  if (*in.userId < 1) return FieldError(Code::kBadArgument, "userId");
  KOINE_CHECK(Needs(in.redId.has_value() && !in.redId->empty(), "redId"));
  return asker.MayAskFor(*in.userId);
}

Result<json::Cents> Rob(Txn& txn, Call& call, RobIn& in) {
  KOINE_CHECK(CheckRob(txn, call, in));
  KOINE_TRY(const std::int64_t cents,
            wallet::RobPacket(txn, call.who.tenant, *in.userId, *in.redId));
  return json::Cents{cents};
}

Result<bool> IsRob(Txn& txn, Call& call, RobIn& in) {
  KOINE_CHECK(CheckRob(txn, call, in));
  return wallet::HasRobbedPacket(txn, call.who.tenant, *in.userId, *in.redId);
}

}  // namespace

void AddRedService(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kShare[] =
      R"({"userId":10002,"redId":"00000000-0000-4000-8000-000000000000"})";
  rows->push_back(Ep<&HandOut>(Method::kPost, "/red/packet/hand/out",
                               "Divide an amount into shares",
                               {.auth = Auth::kNone,
                                .mode = Mode::kWrite,
                                .example = R"({"userId":10001,"total":100.00,"count":10,"type":1})",
                                .ref = "4.1",
                                .about = gateway::About::kLink}));
  rows->push_back(Ep<&Rob>(Method::kPost, "/red/packet/rob", "Take a share",
                           {.auth = Auth::kNone,
                            .mode = Mode::kWrite,
                            .example = kShare,
                            .ref = "4.2",
                            .about = gateway::About::kLink}));
  rows->push_back(Ep<&IsRob>(
      Method::kPost, "/red/packet/isRob", "Check whether a user has taken a share",
      {.auth = Auth::kNone, .example = kShare, .ref = "4.3", .about = gateway::About::kLink}));
}

}  // namespace koine::imchat
