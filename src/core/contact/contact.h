#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/contact/rows.h"
#include "store/txn.h"

namespace koine::contact {

// The group a new contact lies in (ruoyi 26).
inline constexpr char kDefaultGroup[] = "默认分组";

struct RequestIn {
  UserId target;
  std::string message, group_name, remark;
};
struct Requested {
  RequestId id;
  bool approved = false;  // the other had asked already: they are friends now
};
// Asks somebody to become a contact (ruoyi 5.2, mapping 4.2). kSelfTarget; kUserNotFound "target";
// kBlockedByPeer; kAlreadyFriends; kRequestPending; kBadState "requests_full".
Result<Requested> SendRequest(store::Txn& txn, const access::Principal& who, const RequestIn& in);

// Answers a request to the principal (ruoyi 5.7). kRequestNotFound; kForbidden "request" when it
// is to somebody else; kRequestHandled.
Status AnswerRequest(store::Txn& txn, const access::Principal& who, RequestId id, bool approve,
                     const std::string& remark);

// Ends it on both sides; the conversation stays (ruoyi 5.3). kNotFriends.
Status Remove(store::Txn& txn, const access::Principal& who, UserId peer);

// Changes the principal's own edge (ruoyi 5.4). kNotFriends.
Status Change(store::Txn& txn, const access::Principal& who, UserId peer,
              const std::optional<std::string>& remark,
              const std::optional<std::string>& group_name);

}  // namespace koine::contact
