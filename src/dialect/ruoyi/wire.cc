#include "dialect/ruoyi/wire.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "core/group/member.h"

namespace koine::ruoyi {

namespace {

constexpr std::size_t kQuoteChars = 50;
constexpr std::size_t kPreviewChars = 30;
// A longer voice or video is none.
constexpr std::int64_t kSecondsMax = 1'000'000'000;

// Media and places as JSON text (ruoyi 3.d).
struct MediaContent {
  std::optional<std::string> fileUrl, url, imageUrl, fileName, name, file_name;
  std::optional<std::int64_t> fileSize, size, duration, width, height, fileId;
  std::optional<std::string> thumbnailUrl, mime;
};
KOINE_DESCRIBE(MediaContent, (fileUrl, url, imageUrl, fileName, name, file_name, fileSize, size,
                              duration, width, height, fileId, thumbnailUrl, mime))
struct MediaOut {
  std::string fileUrl, url, fileName;
  std::int64_t fileSize = 0, duration = 0, width = 0, height = 0;
  std::optional<std::int64_t> fileId;
};
KOINE_DESCRIBE(MediaOut, (fileUrl, url, fileName, fileSize, duration, width, height, fileId))
struct CardContent {
  UserId userId;
  std::string name, avatar;
};
KOINE_DESCRIBE(CardContent, (userId, name, avatar))

json::Profile LooseProfile() {
  json::Profile profile;
  profile.numeric_strings = true;
  profile.numbers_as_strings = true;
  return profile;
}

bool LooksLikeUrl(std::string_view text) {
  return text.rfind("http://", 0) == 0 || text.rfind("https://", 0) == 0 || text.rfind('/', 0) == 0;
}

std::string FirstOf(std::initializer_list<const std::optional<std::string>*> choices) {
  for (const auto* choice : choices) {
    if (*choice && !(*choice)->empty()) return **choice;
  }
  return "";
}

bool ParseMedia(const std::string& content, body::Media* media) {
  if (LooksLikeUrl(content)) {
    media->url = content;
    return true;
  }
  auto parsed = json::Parse<MediaContent>(content, LooseProfile());
  if (!parsed.ok()) return false;
  media->url = FirstOf({&parsed->fileUrl, &parsed->url, &parsed->imageUrl});
  media->name = FirstOf({&parsed->fileName, &parsed->name, &parsed->file_name});
  media->thumb_url = parsed->thumbnailUrl.value_or("");
  media->mime = parsed->mime.value_or("");
  media->file = parsed->fileId.value_or(0);
  media->size = parsed->fileSize ? *parsed->fileSize : parsed->size.value_or(0);
  media->width = parsed->width.value_or(0);
  media->height = parsed->height.value_or(0);
  const std::int64_t seconds = parsed->duration.value_or(0);
  media->duration_ms = std::clamp(seconds, std::int64_t{0}, kSecondsMax) * 1000;
  return !media->url.empty();
}

std::string MediaText(const body::Media& media) {
  MediaOut out;
  out.fileUrl = media.url;
  out.url = media.url;
  out.fileName = media.name;
  out.fileSize = media.size;
  out.duration = (media.duration_ms + 500) / 1000;
  out.width = media.width;
  out.height = media.height;
  if (media.file != 0) out.fileId = media.file;
  return json::ToText(out);
}

// TypeText, but for links, which are custom bodies with a type of their own here.
const char* ShownType(const body::Body& body) {
  const auto* custom = std::get_if<body::Custom>(&body);
  return custom != nullptr && custom->wire_type == "LINK" ? "LINK" : TypeText(body);
}

Content BodyContent(const body::Body& body) {
  Content out{ShownType(body), ""};
  if (const auto* text = std::get_if<body::Text>(&body)) {
    out.content = text->text;
  } else if (const auto* image = std::get_if<body::Image>(&body)) {
    out.content = MediaText(*image);
  } else if (const auto* voice = std::get_if<body::Voice>(&body)) {
    out.content = MediaText(*voice);
  } else if (const auto* video = std::get_if<body::Video>(&body)) {
    out.content = MediaText(*video);
  } else if (const auto* file = std::get_if<body::File>(&body)) {
    out.content = MediaText(*file);
  } else if (const auto* location = std::get_if<body::Location>(&body)) {
    out.content = json::ToText(*location);
  } else if (const auto* card = std::get_if<body::Card>(&body)) {
    out.content = json::ToText(CardContent{card->user, card->name, card->avatar});
  } else if (const auto* custom = std::get_if<body::Custom>(&body)) {
    if (custom->wire_type == "LINK") {
      out.content = custom->data;
    } else {
      out.content = body::Preview(body);
    }
  } else if (const auto* merged = std::get_if<body::Merged>(&body)) {
    out.content = body::MergedText(*merged);
  } else {
    out.content = body::Preview(body);
  }
  return out;
}

template <class T>
body::Body MediaBody(const std::string& type, const std::string& content) {
  T media;
  if (ParseMedia(content, &media)) return media;
  return body::Custom{content, "", type};
}

}  // namespace

const char* TypeText(const body::Body& body) {
  switch (body::KindOf(body)) {
    case body::Kind::kText:
      return "TEXT";
    case body::Kind::kImage:
      return "IMAGE";
    case body::Kind::kVoice:
      return "VOICE";
    case body::Kind::kVideo:
      return "VIDEO";
    case body::Kind::kFile:
      return "FILE";
    case body::Kind::kLocation:
      return "LOCATION";
    case body::Kind::kCard:
      return "CARD";
    case body::Kind::kNotice:
    case body::Kind::kCallRecord:
      return "SYSTEM";
    case body::Kind::kCustom:
    case body::Kind::kRedPacket:
    case body::Kind::kMerged:
      return "TEXT";
  }
  return "TEXT";
}

const char* RoleText(access::Role role) {
  switch (role) {
    case access::Role::kAdmin:
      return "ADMIN";
    case access::Role::kSuperAdmin:
      return "SUPER_ADMIN";
    case access::Role::kUser:
    case access::Role::kAuditor:
    case access::Role::kFinance:
      break;
  }
  return "USER";
}

const char* RoleText(access::MemberRole role) {
  switch (role) {
    case access::MemberRole::kOwner:
      return "OWNER";
    case access::MemberRole::kAdmin:
      return "ADMIN";
    case access::MemberRole::kMember:
      break;
  }
  return "MEMBER";
}

UserOut ToUser(const identity::User& user, bool online) {
  UserOut out;
  out.id = out.userId = user.id;
  out.username = user.username ? user.username : user.handle;
  out.nickname = user.name();
  out.avatar = AvatarOf(user.avatar);
  out.email = user.email;
  out.mobile = user.mobile;
  out.gender = user.gender;
  out.status = user.status == identity::UserStatus::kActive ? 1 : 0;
  out.role = RoleText(user.role);
  out.signature = user.signature;
  out.department = OptText(user.department);
  out.position = OptText(user.position);
  out.online = online;
  out.lastOnlineTime = OptTime(user.last_online_at);
  return out;
}

Content ToContent(const body::Message& message) {
  Content out = BodyContent(message.body);
  const bool own = message.origin == static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  if (message.recalled()) {
    out.content = kRecalledText;
  } else if (own && !message.raw.empty()) {
    // A content that no body fits keeps its type too.
    if (const auto* custom = std::get_if<body::Custom>(&message.body)) out.type = custom->wire_type;
    out.content = message.raw;
  }
  file::FreshenContent(&out.content, message);
  return out;
}

bool ParseContent(std::string_view type, const std::string& content, body::Body* body,
                  std::string* raw) {
  std::string upper(type);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (upper == "TEXT") {
    *body = body::Text{content};
    return true;
  }
  if (upper == "IMAGE") {
    *body = MediaBody<body::Image>(upper, content);
  } else if (upper == "VOICE" || upper == "AUDIO") {
    *body = MediaBody<body::Voice>("VOICE", content);
  } else if (upper == "VIDEO") {
    *body = MediaBody<body::Video>(upper, content);
  } else if (upper == "FILE") {
    *body = MediaBody<body::File>(upper, content);
  } else if (upper == "LOCATION") {
    auto parsed = json::Parse<body::Location>(content, LooseProfile());
    *body = parsed.ok() ? body::Body(*parsed) : body::Body(body::Custom{content, "", upper});
  } else if (upper == "CARD") {
    auto parsed = json::Parse<CardContent>(content, LooseProfile());
    *body = parsed.ok() ? body::Body(body::Card{parsed->userId, parsed->name, parsed->avatar})
                        : body::Body(body::Custom{content, "", upper});
  } else if (upper == "LINK") {
    *body = body::Custom{content, "[链接]", upper};
  } else {
    return false;
  }
  const Content back = BodyContent(*body);
  if (back.content != content || back.type != (upper == "AUDIO" ? "VOICE" : upper)) *raw = content;
  return true;
}

std::string ListPreview(const body::Message& message, const Person& sender, bool self) {
  if (message.recalled()) {
    if (self) return "你撤回了一条消息";
    const bool other = message.recalled_by && message.recalled_by != message.sender;
    return (other ? "管理员" : sender.name) + "撤回了一条消息";
  }
  return text::Shorten(body::Preview(message.body), kPreviewChars, "");
}

namespace {

std::optional<bool> IsPacket(const body::Body& body, bool recalled) {
  const bool is = !recalled && std::holds_alternative<body::RedPacket>(body);
  return is ? std::optional(true) : std::nullopt;
}

std::optional<CallRecordOut> CallRecordOf(const body::Body& body) {
  const auto* record = std::get_if<body::CallRecord>(&body);
  if (record == nullptr) return std::nullopt;
  CallRecordOut out;
  out.callType = record->video ? "VIDEO" : "VOICE";
  out.result = record->result == body::kCallRejected    ? "REJECTED"
               : record->result == body::kCallCancelled ? "CANCELLED"
               : record->result == body::kCallMissed    ? "MISSED"
                                                        : "TALKED";
  out.duration = record->seconds;
  return out;
}

}  // namespace

QuotedOut ToQuoted(const body::Quote& quote) {
  QuotedOut out;
  out.id = quote.id;
  out.type = TypeText(quote.body);
  out.senderName = quote.sender_name.empty() ? "未知用户" : quote.sender_name;
  out.sendTime = {quote.sent_at};
  out.isPacket = IsPacket(quote.body, quote.recalled);
  const body::Kind kind = body::KindOf(quote.body);
  if (quote.recalled) {
    out.content = kRecalledText;
    out.isRevoked = true;
  } else if (kind == body::Kind::kText) {
    out.content = text::Shorten(body::Preview(quote.body), kQuoteChars);
  } else {
    out.isFile = kind == body::Kind::kImage || kind == body::Kind::kVideo ||
                 kind == body::Kind::kVoice || kind == body::Kind::kFile;
    out.content = kind == body::Kind::kFile    ? "[文件]"
                  : kind == body::Kind::kVoice ? "[语音]"
                                               : body::Preview(quote.body);
  }
  return out;
}

namespace {

// The file of a body, if it has one that can be shown.
const body::Media* MediaOf(const body::Message& m) {
  if (m.recalled()) return nullptr;
  if (const auto* image = std::get_if<body::Image>(&m.body)) return image;
  if (const auto* voice = std::get_if<body::Voice>(&m.body)) return voice;
  if (const auto* video = std::get_if<body::Video>(&m.body)) return video;
  if (const auto* file = std::get_if<body::File>(&m.body)) return file;
  return nullptr;
}

// What stands in a line of the system, for clients with words of their own.
std::optional<NoticeOut> NoticeOf(const body::Message& m) {
  const auto* notice = std::get_if<body::Notice>(&m.body);
  if (notice == nullptr || m.recalled()) return std::nullopt;
  NoticeOut out{notice->kind, notice->actor.name, {}, notice->text};
  for (const body::Named& target : notice->targets) out.targets.push_back(target.name);
  return out;
}

}  // namespace

MessageOut ToMessage(const body::Message& m, const Person& sender, MessageId id, bool self) {
  MessageOut out;
  Content content = ToContent(m);
  out.id = out.messageId = id;
  out.conversationId = out.sessionId = m.conversation;
  out.senderId = m.sender;
  out.senderName = m.sender ? (sender.name.empty() ? "已注销用户" : sender.name) : "系统";
  out.senderAvatar = AvatarOf(sender.avatar);
  out.messageType = content.type;
  out.type = std::move(content.type);
  out.content = std::move(content.content);
  out.isSelf = self;
  out.isRevoked = m.recalled();
  out.is_revoked = m.recalled() ? 1 : 0;
  out.isEdited = m.edited_at > 0;
  out.createTime = out.sendTime = {m.sent_at};
  out.timestamp = m.sent_at;
  out.editTime = OptTime(m.edited_at);
  out.revokedTime = out.revokeTime = OptTime(m.recalled_at);
  if (m.origin == static_cast<std::uint8_t>(access::Dialect::kRuoyi)) {
    out.clientMsgId = OptText(m.client_id);
  }
  if (m.mention_all) out.mentionInfo = MentionInfo{{}, true};
  if (m.forwarded_from) out.forwardFromMessageId = m.forwarded_from;
  out.isPacket = IsPacket(m.body, m.recalled());
  out.callRecord = CallRecordOf(m.body);
  if (!m.recalled() && body::KindOf(m.body) == body::Kind::kMerged) out.isMerged = true;
  out.notice = NoticeOf(m);
  if (const body::Media* media = MediaOf(m)) {
    out.fileUrl = media->url;
    file::FreshenContent(&*out.fileUrl, m);
    out.fileName = media->name;
    out.fileSize = media->size;
    out.duration = (media->duration_ms + 500) / 1000;
  }
  return out;
}

MessageOut ToMessage(const message::Listed& listed, UserId reader) {
  const body::Message& m = listed.row.message;
  MessageOut out = ToMessage(m, listed.row.sender, m.id, m.sender == reader);
  out.isFavorited = listed.row.favourite;
  if (listed.quote) {
    out.quotedMessage = ToQuoted(*listed.quote);
    out.replyToMessageId = listed.quote->id;
  }
  if (!listed.mentioned.empty()) {
    out.mentionInfo = MentionInfo{listed.mentioned, m.mention_all};
    out.atUserIds = listed.mentioned;
  }
  if (listed.readers >= 0) {
    ReadStatus status;
    status.readCount = listed.read_by;
    status.totalCount = listed.readers;
    status.unreadCount = listed.readers - listed.read_by;
    status.readPercent = listed.readers > 0 ? listed.read_by * 100 / listed.readers : 0;
    status.allRead = listed.readers > 0 && listed.read_by == listed.readers;
    out.readStatus = status;
    out.isRead = status.readCount > 0;
  }
  return out;
}

std::vector<ReactionGroup> ToGroups(const std::vector<message::ReactionGroup>& groups) {
  std::vector<ReactionGroup> out;
  out.reserve(groups.size());
  for (const message::ReactionGroup& g : groups) {
    out.push_back({g.emoji, g.count, g.mine, g.kind, g.users});
  }
  return out;
}

namespace {

// `text` as an optional that keeps its memory; nothing if it is empty.
void SetText(const std::string& text, std::optional<std::string>* out) {
  if (text.empty()) {
    out->reset();
  } else if (*out) {
    **out = text;
  } else {
    out->emplace(text);
  }
}

void FillPeer(const conversation::Summary& s, const gateway::Presence& presence,
              ConversationOut* out) {
  // What the user calls this conversation, else the peer, else the peer's own nickname.
  if (!out->peerName) out->peerName.emplace();
  *out->peerName = s.peer_remark.empty() ? s.peer->name : s.peer_remark;
  out->name = s.remark.empty() ? *out->peerName : s.remark;
  out->avatar = AvatarOf(s.peer->avatar);
  out->targetId = s.peer->id.value;
  out->peerUserId = s.peer->id;
  SetText(out->avatar, &out->peerAvatar);
  out->peerOnline = presence.Online(s.peer->id);
}

void FillLast(const message::Row& row, UserId reader, ConversationOut* out) {
  const body::Message& m = row.message;
  const bool self = m.sender == reader;
  if (!out->lastMessage) out->lastMessage.emplace();
  LastMessageOut& last = *out->lastMessage;
  last.id = m.id;
  const bool recalled_by_me = m.recalled_by ? m.recalled_by == reader : self;
  last.content = ListPreview(m, row.sender, m.recalled() ? recalled_by_me : self);
  last.senderId = m.sender;
  last.senderName = row.sender.name;
  last.type = ShownType(m.body);
  last.messageType = last.type;
  last.createTime = {m.sent_at};
  last.isRevoked = m.recalled();
  last.isSelf = self;
  last.preview = last.content;
  last.is_revoked = m.recalled() ? 1 : 0;
  last.isPacket = IsPacket(m.body, m.recalled());
  last.callRecord = CallRecordOf(m.body);
  last.notice = NoticeOf(m);
  out->lastMessageId = m.id;
  out->lastMessageTime = last.createTime;
  SetText(last.type, &out->lastMessageType);
}

}  // namespace

void FillConversation(const conversation::Summary& s, UserId reader,
                      const gateway::Presence& presence, ConversationOut* out) {
  const auto& c = s.conversation;
  out->id = out->conversationId = c.id;
  out->type = c.direct() ? "PRIVATE" : "GROUP";
  if (s.peer) {
    FillPeer(s, presence, out);
  } else {
    out->name = c.name.empty() ? "群聊" : c.name;
    out->avatar = c.avatar.empty() ? kDefaultGroupAvatar : c.avatar;
    out->targetId = c.id.value;
    out->peerUserId.reset();
    out->peerName.reset();
    out->peerAvatar.reset();
    out->peerOnline = false;
  }
  out->unreadCount = s.unread;
  out->hasMention = s.mentioned;
  out->pinned = out->isPinned = s.pinned;
  out->muted = out->isMuted = s.member.notify == access::Notify::kSilent;
  out->createTime = {s.created_at};
  out->updateTime = {std::max(s.updated_at, c.last_sent_at)};
  out->memberCount.reset();
  if (!c.direct()) out->memberCount = c.member_count;
  SetText(s.draft, &out->draft);
  SetText(s.remark, &out->remark);
  out->lastReadMessageId.reset();
  if (s.last_read) out->lastReadMessageId = s.last_read;
  if (s.last) {
    FillLast(*s.last, reader, out);
  } else {
    out->lastMessage.reset();
    out->lastMessageId.reset();
    out->lastMessageTime.reset();
    out->lastMessageType.reset();
  }
}

ConversationOut ToConversation(const conversation::Summary& s, UserId reader,
                               const gateway::Presence& presence) {
  ConversationOut out;
  FillConversation(s, reader, presence, &out);
  return out;
}

void PublishLast(const conversation::Summary& s, ConversationOut* out) {
  if (!s.last || !out->lastMessage) return;
  if (!s.last->message.recalled()) out->lastMessage->content = ToContent(s.last->message).content;
}

ConversationMemberOut ToConversationMember(const group::MemberRow& row, bool online) {
  return {row.user.id, row.nickname.empty() ? row.user.name() : row.nickname,
          AvatarOf(row.user.avatar), RoleText(row.role), online};
}

}  // namespace koine::ruoyi
