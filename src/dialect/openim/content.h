#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/body/message.h"
#include "core/history/sync.h"
#include "core/message/send.h"
#include "dialect/openim/proto.h"

// The content of a message, from and to the wire (openim-http 5.2, 5.3, mapping 7.1).
namespace koine::openim {

inline constexpr int kText = 101;
inline constexpr int kPicture = 102;
inline constexpr int kSound = 103;
inline constexpr int kVideo = 104;
inline constexpr int kFile = 105;
inline constexpr int kAtText = 106;
inline constexpr int kMerger = 107;
inline constexpr int kCard = 108;
inline constexpr int kLocation = 109;
inline constexpr int kCustom = 110;
inline constexpr int kTyping = 113;
inline constexpr int kQuote = 114;
inline constexpr int kFace = 115;
inline constexpr int kAdvancedText = 117;
inline constexpr int kMarkdown = 118;
inline constexpr int kCustomSilent = 119;
inline constexpr int kCustomOnline = 120;
inline constexpr int kOa = 1400;  // what a notification account says
inline constexpr int kRevoked = 2101;

// Whether clients may send it; everything else is for administrators and the server (mapping 7.1).
bool SentByClients(int content_type);

// A message to send, with what only a look into the store can tell.
struct Draft {
  message::SendIn in;
  std::string card;                   // the handle of a card's user
  std::vector<std::string> mentions;  // handles of those whom it names
  std::string quoted;                 // the serverMsgID of the message that it quotes
};
// Reads what a client sends. kBadArgument with the field: a content type that clients may not send,
// content that is not the JSON object of its type.
Result<Draft> ReadDraft(const MsgData& in);
// The same of what only the server of an application sends: its content as it is, and `line` for
// people of other dialects.
Result<Draft> ReadServerDraft(const MsgData& in, const std::string& line = "");
// The raw of a draft with what is not given. Versions before 2026-11-27 stored that, and what was
// sent to them may be sent again.
std::string WholeRaw(const MsgData& in, const Draft& draft);
// What a message within another one says; in `card` the handle of the user of a card.
Result<body::Body> ReadContent(const MsgData& in, std::string* card);
// Whether a typing message says that its sender types. kBadArgument "content".
Result<bool> ReadTyping(const MsgData& in);

// Who stands behind the ids of a message.
struct Parties {
  std::string sender, nickname, face;  // handle, name and picture of its sender
  std::string receiver;                // of a direct one: the other's handle
  std::string group;
  int session_type = 0;
  std::string card;                        // the handle of a card's user
  std::vector<history::Handle> mentioned;  // whom it names, if its writer's form does not tell
  // What it quotes, as JSON: where its writer's form does not tell, or shows what is gone by now.
  std::string quote;
  // A line of the system that is a notification (openim-http 6.2): its type and its tips; 0: it is
  // shown as a text.
  int line_type = 0;
  std::string line_tips;
};
// A message as the wire has it: content, type and what its writer gave, but no serverMsgID.
// Recalled ones too: what they held is not in it.
MsgData ToMsgData(const body::Message& message, const Parties& parties);

}  // namespace koine::openim
