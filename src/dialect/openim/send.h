#pragma once

#include <cstdint>
#include <string>

#include "core/access/principal.h"
#include "core/message/business.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/proto.h"
#include "store/txn.h"

// Sending, however a message came: over the gateway, or from the server of an application
// (openim 5.4, openim-ws 6).
namespace koine::openim {

// A message that was accepted: its id, or one of its own where it is not stored.
struct SentData {
  MessageId id;  // may be provisional
  std::string transient;
  std::int64_t sent_at = 0;
};

// Who sends when a call comes from `who`: that user, or, with an administrator's rights, the one
// named. Administrators and accounts of the server need nobody's leave. Refusals as of ActFor; for
// an OA message kUserNotFound "given", and kForbidden for a user who is no such account.
Result<access::Principal> SenderOf(store::Txn& txn, const Openim& dialect,
                                   const access::Principal& who, const MsgData& in);

// Sends as `who`, whose handle is the message's sendID, to its receiver or group. Typing too. A
// session of `who` hears of it like all others: so it learns the seq.
Result<SentData> SendData(store::Txn& txn, const Openim& dialect, Random& random,
                          const access::Principal& sender, const MsgData& in);

// A word of an application from `who` to a user (`in.recvID`) or a group (`in.groupID`); with
// `shown` also as a message of the chat. Refusals as of sending.
Result<SentData> TellBusiness(store::Txn& txn, Random& random, const access::Principal& who,
                              const MsgData& in, const message::BusinessIn& told, bool shown);

// What an application gives, by type (openim 5.6). kBadArgument "content", and "content" as the
// field. `content` is the text of a JSON object.
Status CheckContent(int content_type, std::string_view content);

}  // namespace koine::openim
