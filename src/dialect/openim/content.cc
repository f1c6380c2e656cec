#include "dialect/openim/content.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "dialect/openim/bulletin.h"
#include "dialect/openim/msg_struct.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/options.h"

namespace koine::openim {

// --- the JSON of `content`, by type

struct TextElem {
  std::string content;
};
KOINE_DESCRIBE(TextElem, (content))
struct PictureBase {
  std::string uuid, type;
  std::int64_t size = 0, width = 0, height = 0;
  std::string url;
};
KOINE_DESCRIBE(PictureBase, (uuid, type, size, width, height, url))
struct PictureElem {
  std::string sourcePath;
  PictureBase sourcePicture, bigPicture, snapshotPicture;
};
KOINE_DESCRIBE(PictureElem, (sourcePath, sourcePicture, bigPicture, snapshotPicture))
struct SoundElem {
  std::string uuid, soundPath, sourceUrl;
  std::int64_t dataSize = 0, duration = 0;
  std::string soundType;
};
KOINE_DESCRIBE(SoundElem, (uuid, soundPath, sourceUrl, dataSize, duration, soundType))
struct VideoElem {
  std::string videoPath, videoUUID, videoUrl, videoType;
  std::int64_t videoSize = 0, duration = 0;
  std::string snapshotPath, snapshotUUID;
  std::int64_t snapshotSize = 0;
  std::string snapshotUrl;
  std::int64_t snapshotWidth = 0, snapshotHeight = 0;
  std::string snapshotType;
};
KOINE_DESCRIBE(VideoElem, (videoPath, videoUUID, videoUrl, videoType, videoSize, duration,
                           snapshotPath, snapshotUUID, snapshotSize, snapshotUrl, snapshotWidth,
                           snapshotHeight, snapshotType))
struct FileElem {
  std::string filePath, uuid, sourceUrl, fileName;
  std::int64_t fileSize = 0;
  std::string fileType;
};
KOINE_DESCRIBE(FileElem, (filePath, uuid, sourceUrl, fileName, fileSize, fileType))
struct AtInfo {
  std::string atUserID, groupNickname;
};
KOINE_DESCRIBE(AtInfo, (atUserID, groupNickname))
struct AtElem {
  std::string text;
  std::vector<std::string> atUserList;
  std::vector<AtInfo> atUsersInfo;
};
KOINE_DESCRIBE(AtElem, (text, atUserList, atUsersInfo))
struct MergerHead {
  std::string title;
};
KOINE_DESCRIBE(MergerHead, (title))
struct CardElem {
  std::string userID, nickname, faceURL, ex;
};
KOINE_DESCRIBE(CardElem, (userID, nickname, faceURL, ex))
struct LocationElem {
  std::string description;
  double longitude = 0, latitude = 0;
};
KOINE_DESCRIBE(LocationElem, (description, longitude, latitude))
// How a place with a name goes into `description`.
struct PlaceText {
  std::string name, address;
};
KOINE_DESCRIBE(PlaceText, (name, address))
struct CustomElem {
  std::string data, description, extension;
};
KOINE_DESCRIBE(CustomElem, (data, description, extension))
// What has no type of its own here, in the data of a custom message (mapping P5).
struct KoineThing {
  std::string kind, id, remark;
};
KOINE_DESCRIBE(KoineThing, (kind, id, remark))
struct KoineElem {
  KoineThing koine;
};
KOINE_DESCRIBE(KoineElem, (koine))
struct TypingElem {
  std::string msgTips;
};
KOINE_DESCRIBE(TypingElem, (msgTips))
// Of quotes and texts with entities.
struct PlainElem {
  std::string text;
};
KOINE_DESCRIBE(PlainElem, (text))

// A text that names people, quotes, or both; as far as this server writes it.
struct QuoteElem {
  std::string text;
  json::Raw quoteMessage;
  json::Raw messageEntityList;
};
KOINE_DESCRIBE(QuoteElem, (text, quoteMessage, messageEntityList))
struct AtQuoteElem {
  std::string text;
  std::vector<std::string> atUserList;
  std::vector<AtInfo> atUsersInfo;
  std::optional<json::Raw> quoteMessage;
  bool isAtSelf = false;
};
KOINE_DESCRIBE(AtQuoteElem, (text, atUserList, atUsersInfo, quoteMessage, isAtSelf))
// Of a notification.
struct DetailElem {
  std::string detail;
};
KOINE_DESCRIBE(DetailElem, (detail))
// What a quote points to.
struct QuoteHead {
  std::string serverMsgID;
};
KOINE_DESCRIBE(QuoteHead, (serverMsgID))
struct QuotingElem {
  std::optional<QuoteHead> quoteMessage;
};
KOINE_DESCRIBE(QuotingElem, (quoteMessage))

// What a writer of this dialect gave beside the body, as body::Message::raw.
struct Kept {
  std::optional<int> type;             // where the body tells another
  std::optional<std::string> content;  // where the body gives other bytes
  std::optional<int> platform;
  std::optional<std::int64_t> created;
  std::optional<std::string> ex, attached;
  std::optional<std::vector<std::string>> at;
  std::optional<OfflinePushInfo> push;
  // Of what the server of an application sent for a user; `client` where many have the same.
  std::optional<int> from;
  std::optional<std::string> nickname, face, client;
};
KOINE_DESCRIBE(Kept, (type, content, platform, created, ex, attached, at, push, from, nickname,
                      face, client))

namespace {

constexpr char kAtAll[] = "AtAllTag";
constexpr char kAllName[] = "所有人";
constexpr int kPlatformOfOthers = 5;
// A longer voice or video is none.
constexpr std::int64_t kSecondsMax = 1'000'000'000;

std::int64_t Seconds(std::int64_t ms) {
  return ms <= 0 ? 0 : std::max<std::int64_t>(1, (ms + 500) / 1000);
}

std::int64_t Milliseconds(std::int64_t seconds) {
  return std::clamp(seconds, std::int64_t{0}, kSecondsMax) * 1000;
}

template <class T>
Result<T> Read(const MsgData& in) {
  static const json::Profile lenient = [] {
    json::Profile profile;
    profile.numeric_strings = true;  // openim 5.6
    return profile;
  }();
  auto parsed = json::Parse<T>(in.content.data, lenient);
  if (!parsed.ok()) return FieldError(Code::kBadArgument, "content");
  return parsed;
}

Result<body::Body> ReadPicture(const MsgData& in) {
  KOINE_TRY(const PictureElem elem, Read<PictureElem>(in));
  body::Image image;
  image.url = elem.sourcePicture.url;
  image.mime = elem.sourcePicture.type;
  image.size = elem.sourcePicture.size;
  image.width = elem.sourcePicture.width;
  image.height = elem.sourcePicture.height;
  image.thumb_url = elem.snapshotPicture.url;
  return body::Body(image);
}

Result<body::Body> ReadSound(const MsgData& in) {
  KOINE_TRY(const SoundElem elem, Read<SoundElem>(in));
  body::Voice voice;
  voice.url = elem.sourceUrl;
  voice.mime = elem.soundType;
  voice.size = elem.dataSize;
  voice.duration_ms = Milliseconds(elem.duration);
  return body::Body(voice);
}

Result<body::Body> ReadVideo(const MsgData& in) {
  KOINE_TRY(const VideoElem elem, Read<VideoElem>(in));
  body::Video video;
  video.url = elem.videoUrl;
  video.mime = elem.videoType;
  video.size = elem.videoSize;
  video.duration_ms = Milliseconds(elem.duration);
  video.thumb_url = elem.snapshotUrl;
  video.width = elem.snapshotWidth;
  video.height = elem.snapshotHeight;
  return body::Body(video);
}

Result<body::Body> ReadFile(const MsgData& in) {
  KOINE_TRY(const FileElem elem, Read<FileElem>(in));
  body::File file;
  file.url = elem.sourceUrl;
  file.name = elem.fileName;
  file.size = elem.fileSize;
  file.mime = elem.fileType;
  return body::Body(file);
}

Result<body::Body> ReadLocation(const MsgData& in) {
  KOINE_TRY(const LocationElem elem, Read<LocationElem>(in));
  body::Location place{elem.longitude, elem.latitude, elem.description, ""};
  if (auto named = json::Parse<PlaceText>(elem.description); named.ok()) {
    place.name = named->name;
    place.address = named->address;
  }
  return body::Body(place);
}

Result<body::Body> ReadCustom(const MsgData& in) {
  KOINE_TRY(const CustomElem elem, Read<CustomElem>(in));
  return body::Body(body::Custom{elem.data, elem.description, ""});
}

// A type without a body of its own: others read one line.
Result<body::Body> ReadOther(const MsgData& in) {
  if (!json::Check(in.content.data).ok()) return FieldError(Code::kBadArgument, "content");
  body::Custom custom{in.content.data, "", std::to_string(in.contentType)};
  if (in.contentType == kFace) custom.description = "[表情]";
  if (in.contentType == kMerger) {
    if (auto merged = ReadMerger(in.content.data)) return body::Body(*std::move(merged));
    KOINE_TRY(const MergerHead elem, Read<MergerHead>(in));
    custom.description = "[聊天记录] " + elem.title;
  }
  return body::Body(custom);
}

// The text as people of other dialects read it: `@` with a name instead of a handle.
std::string WithNames(const AtElem& elem) {
  std::string text = elem.text;
  for (const AtInfo& info : elem.atUsersInfo) {
    if (info.atUserID.empty() || info.groupNickname.empty()) continue;
    const std::string handle = "@" + info.atUserID;
    const std::string name = "@" + info.groupNickname;
    for (std::size_t at = text.find(handle); at != text.npos;) {
      text.replace(at, handle.size(), name);
      at = text.find(handle, at + name.size());
    }
  }
  return text;
}

Result<body::Body> ReadBody(const MsgData& in, Draft* draft) {
  switch (in.contentType) {
    case kText:
    case kMarkdown: {
      KOINE_TRY(const TextElem elem, Read<TextElem>(in));
      return body::Body(body::Text{elem.content});
    }
    case kQuote:
    case kAdvancedText: {
      KOINE_TRY(const PlainElem elem, Read<PlainElem>(in));
      return body::Body(body::Text{elem.text});
    }
    case kAtText: {
      KOINE_TRY(const AtElem elem, Read<AtElem>(in));
      draft->mentions = elem.atUserList;
      return body::Body(body::Text{WithNames(elem)});
    }
    case kCard: {
      KOINE_TRY(const CardElem elem, Read<CardElem>(in));
      draft->card = elem.userID;
      return body::Body(body::Card{UserId(), elem.nickname, elem.faceURL});
    }
    case kPicture:
      return ReadPicture(in);
    case kSound:
      return ReadSound(in);
    case kVideo:
      return ReadVideo(in);
    case kFile:
      return ReadFile(in);
    case kLocation:
      return ReadLocation(in);
    case kCustom:
    case kCustomSilent:
    case kCustomOnline:
      return ReadCustom(in);
    default:
      return ReadOther(in);
  }
}

PictureElem ToPicture(const body::Media& media) {
  PictureElem elem;
  elem.sourcePicture = {"", media.mime, media.size, media.width, media.height, media.url};
  elem.bigPicture = elem.sourcePicture;
  elem.snapshotPicture = {"", media.mime, 0, 640, 640, media.thumb_url};
  if (media.thumb_url.empty()) {
    const char* mark = media.url.find('?') == std::string::npos ? "?" : "&";
    elem.snapshotPicture.url = media.url + mark + "type=image&width=640&height=640";
  }
  return elem;
}

VideoElem ToVideo(const body::Media& media) {
  VideoElem elem;
  elem.videoUrl = media.url;
  elem.videoType = media.mime;
  elem.videoSize = media.size;
  elem.duration = Seconds(media.duration_ms);
  elem.snapshotUrl = media.thumb_url;
  elem.snapshotWidth = media.width;
  elem.snapshotHeight = media.height;
  return elem;
}

struct Content {
  int type = 0;
  std::string text;
};

// The form of a body that this dialect did not write, or of which it kept nothing.
struct Renderer {
  const Parties& parties;

  Content operator()(const body::Text& b) const { return {kText, json::ToText(TextElem{b.text})}; }
  Content operator()(const body::Image& b) const { return {kPicture, json::ToText(ToPicture(b))}; }
  Content operator()(const body::Voice& b) const {
    return {kSound, json::ToText(SoundElem{"", "", b.url, b.size, Seconds(b.duration_ms), b.mime})};
  }
  Content operator()(const body::Video& b) const { return {kVideo, json::ToText(ToVideo(b))}; }
  Content operator()(const body::File& b) const {
    return {kFile, json::ToText(FileElem{"", "", b.url, b.name, b.size, b.mime})};
  }
  Content operator()(const body::Location& b) const {
    return {kLocation, json::ToText(LocationElem{json::ToText(PlaceText{b.name, b.address}),
                                                 b.longitude, b.latitude})};
  }
  Content operator()(const body::Card& b) const {
    return {kCard, json::ToText(CardElem{parties.card, b.name, b.avatar, ""})};
  }
  Content operator()(const body::Custom& b) const {
    if (b.wire_type == body::kBulletinType && parties.session_type == kSystemSession) {
      if (const auto told = json::Parse<body::Bulletin>(b.data); told.ok()) {
        return {kOa, BulletinContent(*told, parties.face)};
      }
    }
    const std::string line = body::Preview(b);
    return {kCustom,
            json::ToText(CustomElem{b.data, b.description.empty() ? line : b.description, ""})};
  }
  Content operator()(const body::RedPacket& b) const {
    const std::string data = json::ToText(KoineElem{{"red_packet", b.packet, b.remark}});
    return {kCustom, json::ToText(CustomElem{data, body::Preview(b), ""})};
  }
  Content operator()(const body::Merged& b) const { return {kMerger, MergerContent(b)}; }
  Content operator()(const body::Notice& b) const {
    return {kCustom,
            json::ToText(CustomElem{R"({"koine":{"kind":"notice"}})", body::NoticeText(b), ""})};
  }
  Content operator()(const body::CallRecord& b) const {
    return {kCustom,
            json::ToText(CustomElem{R"({"koine":{"kind":"call"}})", body::Preview(b), ""})};
  }
};

bool OwnOrigin(const body::Message& message) {
  return message.origin == static_cast<std::uint8_t>(access::Dialect::kOpenim);
}

// A line of the system with a notification of its own (openim-http 6.1).
void MakeLine(const Parties& parties, Content* content, MsgData* out) {
  content->type = parties.line_type;
  content->text = json::ToText(DetailElem{parties.line_tips});
  out->options = {{"offlinePush", parties.line_type == kFriendApproved}, {"unreadCount", true}};
}

// Gives a text of another dialect the form of one that names or quotes; or takes what is gone by
// now out of the form that its writer gave.
void AddNamesAndQuote(const body::Message& message, const Parties& parties, Content* content,
                      MsgData* out) {
  const auto* text = std::get_if<body::Text>(&message.body);
  if (text == nullptr) return;
  if (content->type == kText && (!parties.mentioned.empty() || message.mention_all)) {
    AtQuoteElem elem;
    elem.text = text->text;
    for (const history::Handle& who : parties.mentioned) {
      elem.atUserList.push_back(who.handle);
      elem.atUsersInfo.push_back({who.handle, who.nickname});
    }
    if (message.mention_all) {
      elem.atUserList.push_back(kAtAll);
      elem.atUsersInfo.push_back({kAtAll, kAllName});
    }
    out->atUserIDList = elem.atUserList;
    if (!parties.quote.empty()) elem.quoteMessage = json::Raw{parties.quote};
    *content = {kAtText, json::ToText(elem)};
    return;
  }
  if (parties.quote.empty()) return;
  if (content->type == kText) {
    *content = {kQuote, json::ToText(QuoteElem{text->text, {parties.quote}, {}})};
  } else if (content->type == kQuote) {
    auto elem = json::Parse<QuoteElem>(content->text);
    if (!elem.ok()) return;
    elem->quoteMessage = {parties.quote};
    content->text = json::ToText(*elem);
  } else if (content->type == kAtText) {
    auto elem = json::Parse<AtQuoteElem>(content->text);
    if (!elem.ok()) return;
    elem->quoteMessage = json::Raw{parties.quote};
    content->text = json::ToText(*elem);
  }
}

// What must be kept so that clients of this dialect read back what was written: what is not given
// only if `whole`.
std::string KeptOf(const MsgData& in, const body::Body& body, const Draft& draft,
                   bool whole = false) {
  const auto given = [whole](const auto& value) {
    using T = std::decay_t<decltype(value)>;
    return whole || value != T() ? std::optional<T>(value) : std::nullopt;
  };
  Parties parties;
  parties.card = draft.card;
  const Content rendered = std::visit(Renderer{parties}, body);
  Kept kept;
  kept.type = given(rendered.type == in.contentType ? 0 : in.contentType);
  if (rendered.text != in.content.data) kept.content = in.content.data;
  kept.platform = given(in.senderPlatformID);
  kept.created = given(in.createTime);
  kept.ex = given(in.ex);
  kept.attached = given(in.attachedInfo);
  kept.at = given(in.atUserIDList);
  kept.push = in.offlinePushInfo;
  const bool system = in.msgFrom == kFromSystem;
  kept.from = given(system ? in.msgFrom : 0);
  kept.nickname = given(system ? in.senderNickname : "");
  kept.face = given(system ? in.senderFaceURL : "");
  kept.client = given(system ? in.clientMsgID : "");
  json::Profile short_form;
  short_form.absent = json::Absent::kOmit;
  return json::ToText(kept, short_form);
}

}  // namespace

bool SentByClients(int type) {
  return (type >= kText && type <= kCustom) || (type >= kTyping && type <= kFace) ||
         (type >= kAdvancedText && type <= kCustomOnline);
}

Result<Draft> ReadDraft(const MsgData& in) {
  if (!SentByClients(in.contentType)) return FieldError(Code::kBadArgument, "contentType");
  Draft draft;
  KOINE_TRY(draft.in.body, ReadBody(in, &draft));
  const auto all = std::find(draft.mentions.begin(), draft.mentions.end(), kAtAll);
  if (all != draft.mentions.end()) {
    draft.in.mention_all = true;
    draft.mentions.erase(all);
  }
  if (in.contentType == kQuote || in.contentType == kAtText) {
    const auto quoting = json::Parse<QuotingElem>(in.content.data);
    if (quoting.ok() && quoting->quoteMessage) draft.quoted = quoting->quoteMessage->serverMsgID;
  }
  draft.in.raw = KeptOf(in, draft.in.body, draft);
  // Calls of applications are no retries: each is a message (mapping 11.1).
  if (in.msgFrom != kFromSystem) draft.in.client_id = in.clientMsgID;
  draft.in.options = OptionBits(in.options);
  return draft;
}

std::string WholeRaw(const MsgData& in, const Draft& draft) {
  return KeptOf(in, draft.in.body, draft, true);
}

Result<Draft> ReadServerDraft(const MsgData& in, const std::string& line) {
  Draft draft;
  KOINE_TRY(draft.in.body, ReadOther(in));
  if (auto* custom = std::get_if<body::Custom>(&draft.in.body)) custom->description = line;
  draft.in.raw = KeptOf(in, draft.in.body, draft);
  draft.in.options = OptionBits(in.options);
  return draft;
}

Result<body::Body> ReadContent(const MsgData& in, std::string* card) {
  Draft draft;
  KOINE_TRY(body::Body body, ReadBody(in, &draft));
  *card = std::move(draft.card);
  return body;
}

Result<bool> ReadTyping(const MsgData& in) {
  KOINE_TRY(const TypingElem elem, Read<TypingElem>(in));
  return elem.msgTips == "yes";
}

MsgData ToMsgData(const body::Message& message, const Parties& parties) {
  MsgData out;
  out.sendID = parties.sender;
  out.recvID = parties.receiver;
  out.groupID = parties.group;
  out.senderNickname = parties.nickname;
  out.senderFaceURL = parties.face;
  out.sessionType = parties.session_type;
  const bool notice = std::holds_alternative<body::Notice>(message.body);
  out.msgFrom = notice ? kFromSystem : kFromUser;
  out.seq = message.seq;
  out.sendTime = message.sent_at;
  out.createTime = message.sent_at;
  out.status = kSent;
  out.senderPlatformID = notice ? 0 : kPlatformOfOthers;
  Content content = std::visit(Renderer{parties}, message.body);
  if (OwnOrigin(message)) {
    out.clientMsgID = message.client_id;
    out.options = OptionsOf(message.options);
    if (auto kept = json::Parse<Kept>(message.raw); kept.ok()) {
      if (kept->type.value_or(0) != 0) content.type = *kept->type;
      if (kept->content) content.text = *std::move(kept->content);
      out.senderPlatformID = kept->platform.value_or(0);
      if (kept->created.value_or(0) != 0) out.createTime = *kept->created;
      if (kept->ex) out.ex = *std::move(kept->ex);
      if (kept->attached) out.attachedInfo = *std::move(kept->attached);
      if (kept->at) out.atUserIDList = *std::move(kept->at);
      out.offlinePushInfo = std::move(kept->push);
      if (kept->from.value_or(0) != 0) {
        out.msgFrom = *kept->from;
        out.senderNickname = std::move(kept->nickname).value_or("");
        out.senderFaceURL = std::move(kept->face).value_or("");
        out.clientMsgID = std::move(kept->client).value_or("");
      }
    }
  }
  if (parties.line_type != 0) {
    MakeLine(parties, &content, &out);
  } else {
    AddNamesAndQuote(message, parties, &content, &out);
  }
  if ((message.options & message::kQuietOption) != 0) out.options["offlinePush"] = false;
  out.contentType = content.type;
  file::FreshenContent(&content.text, message);
  out.content.data = std::move(content.text);
  if (message.recalled()) {
    out.contentType = kRevoked;
    out.content.data.clear();
    out.atUserIDList.clear();
    out.ex.clear();
    out.attachedInfo.clear();
    out.offlinePushInfo.reset();
  }
  return out;
}

}  // namespace koine::openim
