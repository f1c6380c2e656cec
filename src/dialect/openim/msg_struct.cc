#include "dialect/openim/msg_struct.h"

#include <utility>

#include "base/text.h"
#include "dialect/openim/content.h"
#include "dialect/openim/numbers.h"

namespace koine::openim {

// A message inside another one, as clients write it (openim-http 5.2 MsgStruct), without what they
// leave empty. The element by the name of its type repeats the content.
struct MsgStruct {
  std::string clientMsgID, serverMsgID;
  std::int64_t createTime = 0, sendTime = 0;
  std::int32_t sessionType = 0;
  std::string sendID, recvID;
  std::int32_t msgFrom = 0, contentType = 0, senderPlatformID = 0;
  std::string senderNickname, senderFaceUrl, groupID;  // so on the wire
  std::string content;
  std::int64_t seq = 0;
  bool isRead = false;
  std::int32_t status = 0;
  std::string attachedInfo, ex, localEx;
  std::optional<json::Raw> textElem, pictureElem, soundElem, videoElem, fileElem, atTextElem,
      mergeElem, cardElem, locationElem, customElem, quoteElem, faceElem, advancedTextElem,
      markdownTextElem, notificationElem;
};
KOINE_DESCRIBE(MsgStruct, (clientMsgID, serverMsgID, createTime, sendTime, sessionType, sendID,
                           recvID, msgFrom, contentType, senderPlatformID, senderNickname,
                           senderFaceUrl, groupID, content, seq, isRead, status, attachedInfo, ex,
                           localEx, textElem, pictureElem, soundElem, videoElem, fileElem,
                           atTextElem, mergeElem, cardElem, locationElem, customElem, quoteElem,
                           faceElem, advancedTextElem, markdownTextElem, notificationElem))

struct MergerElem {
  std::string title;
  std::vector<std::string> abstractList;
  std::vector<json::Raw> multiMessage, messageEntityList;
};
KOINE_DESCRIBE(MergerElem, (title, abstractList, multiMessage, messageEntityList))
struct MergerTitle {
  std::string title;
};
KOINE_DESCRIBE(MergerTitle, (title))
struct MergerIn {
  std::string title;
  std::vector<MsgStruct> multiMessage;
};
KOINE_DESCRIBE(MergerIn, (title, multiMessage))

namespace {

std::optional<json::Raw>* ElementOf(MsgStruct* out) {
  switch (out->contentType) {
    case kText:
      return &out->textElem;
    case kPicture:
      return &out->pictureElem;
    case kSound:
      return &out->soundElem;
    case kVideo:
      return &out->videoElem;
    case kFile:
      return &out->fileElem;
    case kAtText:
      return &out->atTextElem;
    case kMerger:
      return &out->mergeElem;
    case kCard:
      return &out->cardElem;
    case kLocation:
      return &out->locationElem;
    case kQuote:
      return &out->quoteElem;
    case kFace:
      return &out->faceElem;
    case kAdvancedText:
      return &out->advancedTextElem;
    case kMarkdown:
      return &out->markdownTextElem;
    case kRevoked:
      return &out->notificationElem;
    default:
      return &out->customElem;
  }
}

// `at`: its place, which tells it from the others for clients that make lists of them.
MsgData ItemData(const body::MergedItem& item, std::size_t at) {
  body::Message message;
  message.body = body::BodyOf(item);
  message.sent_at = item.sent_at;
  Parties parties;
  parties.sender = item.handle;
  parties.nickname = item.name;
  parties.face = item.avatar;
  parties.card = item.card;
  MsgData data = ToMsgData(message, parties);
  data.clientMsgID = "merged_" + std::to_string(item.sent_at) + "_" + std::to_string(at);
  return data;
}

std::optional<body::Merged> ReadMergerAt(const std::string& content, int depth);

// What others read of one that they cannot open.
body::Custom MergerLine(const std::string& content) {
  const auto head = json::Parse<MergerTitle>(content);
  return {content, "[聊天记录] " + (head.ok() ? head->title : ""), std::to_string(kMerger)};
}

// What a message in a merged one says. Its element counts where there is one, as for the clients.
body::Body ReadItem(MsgStruct* in, int depth, std::string* card) {
  MsgData data;
  data.contentType = in->contentType;
  const auto* element = ElementOf(in);
  data.content.data = *element ? (*element)->text : in->content;
  if (in->contentType == kMerger) {
    if (depth < body::kMergedDepthMax) {
      if (auto inner = ReadMergerAt(data.content.data, depth + 1)) return *std::move(inner);
    }
    return MergerLine(data.content.data);
  }
  auto read = ReadContent(data, card);
  if (read.ok()) return *std::move(read);
  return body::Custom{data.content.data, "", std::to_string(in->contentType)};
}

std::optional<body::Merged> ReadMergerAt(const std::string& content, int depth) {
  json::Profile lenient;
  lenient.numeric_strings = true;  // openim 5.6
  auto in = json::Parse<MergerIn>(content, lenient);
  if (!in.ok() || in->multiMessage.empty()) return std::nullopt;
  if (in->multiMessage.size() > body::kMergedItemsMax) return std::nullopt;
  body::Merged out;
  out.title = text::Shorten(in->title, body::kMergedTitleMax, "…");
  for (MsgStruct& one : in->multiMessage) {
    body::MergedItem item;
    const body::Body body = ReadItem(&one, depth, &item.card);
    item.name = std::move(one.senderNickname);
    item.avatar = std::move(one.senderFaceUrl);
    item.handle = std::move(one.sendID);
    item.sent_at = one.sendTime != 0 ? one.sendTime : one.createTime;
    item.kind = static_cast<int>(body::KindOf(body));
    item.body = body::Encode(body);
    out.items.push_back(std::move(item));
  }
  return out;
}

}  // namespace

std::string MsgStructText(const MsgData& data) {
  MsgStruct out;
  out.clientMsgID = data.clientMsgID;
  out.serverMsgID = data.serverMsgID;
  out.createTime = data.createTime;
  out.sendTime = data.sendTime;
  out.sessionType = data.sessionType;
  out.sendID = data.sendID;
  out.recvID = data.recvID;
  out.msgFrom = data.msgFrom;
  out.contentType = data.contentType;
  out.senderPlatformID = data.senderPlatformID;
  out.senderNickname = data.senderNickname;
  out.senderFaceUrl = data.senderFaceURL;
  out.groupID = data.groupID;
  out.content = data.content.data;
  out.seq = data.seq;
  out.status = data.status;
  out.ex = data.ex;
  *ElementOf(&out) = json::Raw{data.content.data};
  json::Profile short_form;
  short_form.absent = json::Absent::kOmit;
  return json::ToText(out, short_form);
}

std::string MergerContent(const body::Merged& merged) {
  MergerElem elem;
  elem.title = merged.title;
  elem.abstractList = body::MergedLines(merged);
  for (const body::MergedItem& item : merged.items) {
    const MsgData data = ItemData(item, elem.multiMessage.size());
    elem.multiMessage.push_back(json::Raw{MsgStructText(data)});
  }
  return json::ToText(elem);
}

std::optional<body::Merged> ReadMerger(const std::string& content) {
  auto merged = ReadMergerAt(content, 1);
  // Within its own quotes it may have grown: what its writer gave is there as it was.
  if (merged && body::Encode(*merged).size() > body::kBodyBytesMax) return std::nullopt;
  return merged;
}

}  // namespace koine::openim
