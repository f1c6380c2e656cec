#pragma once

#include <string>

#include "base/result.h"
#include "core/access/principal.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/proto.h"
#include "store/txn.h"

// Messages and changes by their numbers (openim-ws 5.2, openim-http 5.4): how far conversations go,
// and what is in them.
namespace koine::openim {

// Who reads. `dialect` must outlive it.
struct Reader {
  const Openim& dialect;
  access::Principal who;
  std::string handle;  // of `who`
};

// The last numbers of all conversations of the reader, of their streams of changes and of the
// reader's own one; those that are empty are left out (1001).
GetMaxSeqResp NewestSeqs(store::Txn& txn, const Reader& reader);
// Of the reader's chats, or of these conversations, the last number and how far they have read
// (1006). Streams of changes are told only where they are named: clients take what else is here for
// chats.
GetConversationsHasReadAndMaxSeqResp ReadAndMax(store::Txn& txn, const Reader& reader,
                                                const GetConversationsHasReadAndMaxSeqReq& in);
// Ranges of numbers (1002). Of a chat the newest `num` that the reader may read; of a stream of
// changes all. What they shall not see, or what is no longer there, is a placeholder. kTooLarge for
// more than 1000 ranges.
Result<MessagesByConversation> PullRanges(store::Txn& txn, const Reader& reader,
                                          const PullMessageBySeqsReq& in);
// Single numbers (1005). kTooLarge as above.
Result<MessagesByConversation> PullSeqs(store::Txn& txn, const Reader& reader,
                                        const GetSeqMessageReq& in);
// The last message of each chat that stands for its reader (1007). kTooLarge as above.
Result<GetLastMessageResp> LastMessages(store::Txn& txn, const Reader& reader,
                                        const GetLastMessageReq& in);

}  // namespace koine::openim
