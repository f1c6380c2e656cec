#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// Calls that move money and have a name from their client: whoever heard no answer repeats the call
// under the same name, and the money moves once. Names are a user's own, and kept for ever.
namespace koine::wallet {

inline constexpr std::size_t kRequestMax = 64;  // code points of a name

// Stored: never renumber.
enum class RequestKind : std::uint8_t { kRecharge = 1, kWithdrawal = 2, kVip = 3, kPacket = 4 };

// What a name was given to.
struct Request {
  std::string name;  // empty: none, then a repetition moves money again
  RequestKind kind = RequestKind::kRecharge;
  std::string content;  // what makes two calls the same, besides their kind
};

// Takes the name for a call that is about to move money, or says what the call of that name made
// (`made` of Keep). The other of two at once waits here for the first. kBadArgument "requestId" for
// a name that is too long; kConflict "request" when the name stands for another call.
Result<std::optional<std::string>> Claim(store::Txn& txn, const access::Principal& who,
                                         const Request& request);
// What it made: the number of an order, the UUID of a packet.
void Keep(store::Txn& txn, const access::Principal& who, const Request& request,
          std::string_view made);

}  // namespace koine::wallet
