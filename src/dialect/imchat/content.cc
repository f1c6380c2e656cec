// Contents of messages (im-chat 2.4, mapping 7.1).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "dialect/imchat/message.h"

namespace koine::imchat {

// Media as JSON text (mapping 7.1).
struct MediaContent {
  std::optional<std::string> url, name;
  std::optional<std::int64_t> size, duration, width, height;
  std::optional<std::string> thumbUrl, coverUrl;
};
KOINE_DESCRIBE(MediaContent, (url, name, size, duration, width, height, thumbUrl, coverUrl))
struct LocationContent {
  double longitude = 0, latitude = 0;
  std::string name, address;
};
KOINE_DESCRIBE(LocationContent, (longitude, latitude, name, address))

// A red packet: no sum (im-chat 2.7).
struct PacketContent {
  std::string redPacketId;
  int redPacketType = 0;
  std::int64_t totalCount = 0;
  std::string remark;
};
KOINE_DESCRIBE(PacketContent, (redPacketId, redPacketType, totalCount, remark))

namespace {

constexpr int kImage = 2, kVoice = 3, kVideo = 4, kFile = 5;
constexpr std::int64_t kSecondsMax = 1'000'000'000;

json::Profile ContentProfile() {
  json::Profile profile;
  profile.numeric_strings = true;
  profile.absent = json::Absent::kOmit;
  return profile;
}

bool LooksLikeUrl(std::string_view text) {
  return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0 || text.rfind('/', 0) == 0;
}

bool ParseMedia(const std::string& content, body::Media* media) {
  if (LooksLikeUrl(content)) {
    media->url = content;
    return true;
  }
  auto parsed = json::Parse<MediaContent>(content, ContentProfile());
  if (!parsed.ok() || parsed->url.value_or("").empty()) return false;
  media->url = *parsed->url;
  media->name = parsed->name.value_or("");
  media->size = parsed->size.value_or(0);
  media->width = parsed->width.value_or(0);
  media->height = parsed->height.value_or(0);
  const std::int64_t seconds = parsed->duration.value_or(0);
  media->duration_ms = std::clamp(seconds, std::int64_t{0}, kSecondsMax) * 1000;
  media->thumb_url = parsed->thumbUrl ? *parsed->thumbUrl : parsed->coverUrl.value_or("");
  return true;
}

std::string MediaText(const body::Media& media, bool video) {
  auto number = [](std::int64_t n) { return n > 0 ? std::optional(n) : std::nullopt; };
  auto text = [](const std::string& t) { return t.empty() ? std::nullopt : std::optional(t); };
  MediaContent out;
  out.url = media.url;
  out.name = text(media.name);
  out.size = number(media.size);
  // At least one second, where there is any.
  const std::int64_t seconds = (media.duration_ms + 500) / 1000;
  if (media.duration_ms > 0) out.duration = std::max<std::int64_t>(1, seconds);
  out.width = number(media.width);
  out.height = number(media.height);
  (video ? out.coverUrl : out.thumbUrl) = text(media.thumb_url);
  return json::ToText(out, ContentProfile());
}

template <class T>
body::Body MediaBody(int type, const std::string& content) {
  T media;
  if (ParseMedia(content, &media)) return media;
  return body::Custom{content, "", std::to_string(type)};
}

struct FromBody {
  UserId reader;

  Content operator()(const body::Text& text) const { return {kText, text.text}; }
  Content operator()(const body::Image& m) const { return {kImage, MediaText(m, false)}; }
  Content operator()(const body::Voice& m) const { return {kVoice, MediaText(m, false)}; }
  Content operator()(const body::Video& m) const { return {kVideo, MediaText(m, true)}; }
  Content operator()(const body::File& m) const { return {kFile, MediaText(m, false)}; }
  Content operator()(const body::Location& l) const {
    return {kLocation, json::ToText(LocationContent{l.longitude, l.latitude, l.name, l.address},
                                    ContentProfile())};
  }
  Content operator()(const body::Card& card) const {
    return {kText, "[名片] " + card.name + "（ID " + std::to_string(card.user.value) + "）"};
  }
  Content operator()(const body::Custom& custom) const {
    return {kText, body::Preview(body::Body(custom))};
  }
  Content operator()(const body::Merged& merged) const { return {kText, body::MergedText(merged)}; }
  Content operator()(const body::RedPacket& packet) const {
    return {kRedPacket,
            json::ToText(PacketContent{packet.packet, packet.split, packet.count, packet.remark},
                         ContentProfile())};
  }
  Content operator()(const body::CallRecord& record) const {
    // Without the kind of call, which the type says.
    std::string line = body::Preview(body::Body(record));
    const std::size_t end = line.find("] ");
    if (end != line.npos) line.erase(0, end + 2);
    return {record.video ? kVideoCall : kVoiceCall, std::move(line)};
  }
  Content operator()(const body::Notice& notice) const {
    using body::NoticeKind;
    const bool own = notice.actor.id == reader;
    switch (notice.kind) {
      case NoticeKind::kMemberRemoved:
        return {kTip, "您已被移出群聊"};
      case NoticeKind::kMemberLeft:
        return {kTip, own ? "您已退出群聊" : body::NoticeText(notice)};
      case NoticeKind::kMemberMuted:
        return {kTip, "您已被禁言"};
      case NoticeKind::kMemberUnmuted:
        return {kTip, "您的禁言已解除"};
      default:
        return {kTip, body::NoticeText(notice)};
    }
  }
};

bool OwnOrigin(const body::Message& m) {
  return m.origin == static_cast<std::uint8_t>(access::Dialect::kImchat);
}

}  // namespace

Content ToContent(const body::Message& message, UserId reader) {
  Content out = std::visit(FromBody{reader}, message.body);
  if (OwnOrigin(message) && !message.raw.empty()) {
    if (const auto* custom = std::get_if<body::Custom>(&message.body)) {
      out.type = static_cast<int>(text::ParseInt(custom->wire_type).value_or(out.type));
    }
    out.content = message.raw;
  } else if (!OwnOrigin(message) && out.type == kText &&
             body::KindOf(message.body) != body::Kind::kText) {
    out.content = text::Shorten(out.content, kTextCharsMax, "…");
  }
  // Nobody reads what was recalled.
  if (message.recalled()) out.content.clear();
  file::FreshenContent(&out.content, message);
  return out;
}

void ParseContent(int type, const std::string& content, body::Body* body, std::string* raw) {
  switch (type) {
    case kImage:
      *body = MediaBody<body::Image>(type, content);
      break;
    case kVoice:
      *body = MediaBody<body::Voice>(type, content);
      break;
    case kVideo:
      *body = MediaBody<body::Video>(type, content);
      break;
    case kFile:
      *body = MediaBody<body::File>(type, content);
      break;
    case kLocation: {
      auto parsed = json::Parse<LocationContent>(content, ContentProfile());
      if (parsed.ok()) {
        *body = body::Location{parsed->longitude, parsed->latitude, parsed->name, parsed->address};
      } else {
        *body = body::Custom{content, "", std::to_string(type)};
      }
      break;
    }
    default:
      *body = body::Text{content};
      return;
  }
  const Content back = std::visit(FromBody{}, *body);
  if (back.content != content || back.type != type) *raw = content;
}

PrivateOut ToPrivate(const body::Message& m, MessageId id, UserId lo, UserId hi, UserId reader) {
  Content content = ToContent(m, reader);
  PrivateOut out;
  out.id = id;
  out.senderId = m.sender;
  out.receiverId = OtherOf(lo, hi, m.sender);
  out.content = std::move(content.content);
  out.messageType = content.type;
  out.sendTime = {m.sent_at};
  if (OwnOrigin(m) && !m.client_id.empty()) out.clientMsgId = m.client_id;
  out.isRecalled = m.recalled();
  return out;
}

GroupMessageOut ToGroupMessage(const body::Message& m, MessageId id, const Person& sender,
                               UserId reader) {
  Content content = ToContent(m, reader);
  GroupMessageOut out;
  out.id = id;
  out.groupId = m.conversation;
  out.senderId = m.sender;
  out.senderNickName = sender.name;
  out.content = std::move(content.content);
  out.messageType = content.type;
  out.sendTime = {m.sent_at};
  if (OwnOrigin(m) && !m.client_id.empty()) out.clientMsgId = m.client_id;
  out.isRecalled = m.recalled();
  out.receipt = m.wants_receipt();
  if (m.mention_all) out.atUserIds = {kAtAll};
  if (const auto* notice = std::get_if<body::Notice>(&m.body)) {
    // The office of the server speaks, whoever sits in it (im-chat 2.3).
    if (notice->kind == body::NoticeKind::kGroupBanned ||
        notice->kind == body::NoticeKind::kGroupUnbanned) {
      out.senderId = UserId();
      out.senderNickName = kOfficeName;
    }
    if (notice->kind == body::NoticeKind::kMemberLeft) out.recvIds = {notice->actor.id.value};
    if (notice->kind == body::NoticeKind::kMemberRemoved ||
        notice->kind == body::NoticeKind::kMemberMuted ||
        notice->kind == body::NoticeKind::kMemberUnmuted) {
      for (const body::Named& one : notice->targets) out.recvIds.push_back(one.id.value);
    }
  }
  return out;
}

}  // namespace koine::imchat
