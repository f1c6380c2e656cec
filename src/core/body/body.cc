#include "core/body/body.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace koine::body {

namespace {

constexpr std::size_t kMergedLineChars = 60;

constexpr Kind kKinds[] = {Kind::kText,   Kind::kImage,     Kind::kVoice,      Kind::kVideo,
                           Kind::kFile,   Kind::kLocation,  Kind::kCard,       Kind::kCustom,
                           Kind::kNotice, Kind::kRedPacket, Kind::kCallRecord, Kind::kMerged};
static_assert(std::size(kKinds) == std::variant_size_v<Body>);

template <class T>
Body Parsed(std::string_view stored) {
  auto value = json::Parse<T>(stored);
  if (!value.ok()) return Custom{std::string(stored), "", ""};
  return *std::move(value);
}

template <class T>
Body ParsedMedia(std::string_view stored) {
  auto value = json::Parse<Media>(stored);
  if (!value.ok()) return Custom{std::string(stored), "", ""};
  T out;
  static_cast<Media&>(out) = *std::move(value);
  return out;
}

std::string Join(const std::vector<Named>& people) {
  std::string out;
  for (const Named& person : people) {
    if (!out.empty()) out += "、";
    out += person.name;
  }
  return out;
}

struct Previewer {
  std::string operator()(const Text& t) const { return t.text; }
  std::string operator()(const Image&) const { return "[图片]"; }
  std::string operator()(const Voice& v) const {
    const std::int64_t seconds = (v.duration_ms + 500) / 1000;
    return seconds > 0 ? "[语音] " + std::to_string(seconds) + "\"" : "[语音]";
  }
  std::string operator()(const Video&) const { return "[视频]"; }
  std::string operator()(const File& f) const {
    return f.name.empty() ? "[文件]" : "[文件] " + f.name;
  }
  std::string operator()(const Location& l) const {
    return l.name.empty() ? "[位置]" : "[位置] " + l.name;
  }
  std::string operator()(const Card& c) const {
    return "[名片] " + c.name + "（ID " + std::to_string(c.user.value) + "）";
  }
  std::string operator()(const Custom& c) const {
    return c.description.empty() ? "[自定义消息]" : c.description;
  }
  std::string operator()(const Notice& n) const { return NoticeText(n); }
  std::string operator()(const RedPacket& r) const { return "[红包] " + r.remark; }
  std::string operator()(const Merged& m) const { return "[聊天记录] " + m.title; }
  std::string operator()(const CallRecord& c) const {
    return (c.video ? "[视频通话] " : "[语音通话] ") + CallText(c);
  }
};

}  // namespace

Kind KindOf(const Body& body) {
  return kKinds[body.index()];
}

bool Countable(const Body& body) {
  return !std::holds_alternative<Notice>(body) && !std::holds_alternative<CallRecord>(body);
}

std::size_t SentBytes(const Body& body) {
  if (const auto* custom = std::get_if<Custom>(&body)) {
    return custom->data.size() + custom->description.size();
  }
  std::string room;
  return Encoded(body, &room).size();
}

std::string_view Encoded(const Body& body, std::string* room) {
  if (const Text* text = std::get_if<Text>(&body)) return text->text;
  *room = Encode(body);
  return *room;
}

std::string Encode(const Body& body) {
  if (const Text* text = std::get_if<Text>(&body)) return text->text;
  if (const Image* m = std::get_if<Image>(&body)) return json::ToText<Media>(*m);
  if (const Voice* m = std::get_if<Voice>(&body)) return json::ToText<Media>(*m);
  if (const Video* m = std::get_if<Video>(&body)) return json::ToText<Media>(*m);
  if (const File* m = std::get_if<File>(&body)) return json::ToText<Media>(*m);
  if (const Location* l = std::get_if<Location>(&body)) return json::ToText(*l);
  if (const Card* c = std::get_if<Card>(&body)) return json::ToText(*c);
  if (const Notice* n = std::get_if<Notice>(&body)) return json::ToText(*n);
  if (const RedPacket* r = std::get_if<RedPacket>(&body)) return json::ToText(*r);
  if (const CallRecord* r = std::get_if<CallRecord>(&body)) return json::ToText(*r);
  if (const Merged* m = std::get_if<Merged>(&body)) return json::ToText(*m);
  return json::ToText(std::get<Custom>(body));
}

Body Decode(Kind kind, std::string_view stored) {
  switch (kind) {
    case Kind::kText:
      return Text{std::string(stored)};
    case Kind::kImage:
      return ParsedMedia<Image>(stored);
    case Kind::kVoice:
      return ParsedMedia<Voice>(stored);
    case Kind::kVideo:
      return ParsedMedia<Video>(stored);
    case Kind::kFile:
      return ParsedMedia<File>(stored);
    case Kind::kLocation:
      return Parsed<Location>(stored);
    case Kind::kCard:
      return Parsed<Card>(stored);
    case Kind::kCustom:
      return Parsed<Custom>(stored);
    case Kind::kNotice:
      return Parsed<Notice>(stored);
    case Kind::kRedPacket:
      return Parsed<RedPacket>(stored);
    case Kind::kCallRecord:
      return Parsed<CallRecord>(stored);
    case Kind::kMerged:
      return Parsed<Merged>(stored);
  }
  return Custom{std::string(stored), "", ""};
}

std::string Preview(const Body& body) {
  return std::visit(Previewer{}, body);
}

Body BodyOf(const MergedItem& item) {
  return Decode(static_cast<Kind>(item.kind), item.body);
}

int DepthOf(const Body& body) {
  const auto* merged = std::get_if<Merged>(&body);
  if (merged == nullptr) return 0;
  int inner = 0;
  for (const MergedItem& item : merged->items) {
    if (item.kind != static_cast<int>(Kind::kMerged)) continue;
    inner = std::max(inner, DepthOf(BodyOf(item)));
  }
  return inner + 1;
}

std::vector<std::string> MergedLines(const Merged& merged) {
  std::vector<std::string> lines;
  for (const MergedItem& item : merged.items) {
    if (lines.size() == kMergedLines) break;
    std::string line = item.name + ": " + Preview(BodyOf(item));
    std::replace(line.begin(), line.end(), '\n', ' ');
    lines.push_back(text::Shorten(line, kMergedLineChars, "…"));
  }
  return lines;
}

std::string MergedText(const Merged& merged) {
  std::string out = Preview(merged);
  for (const std::string& line : MergedLines(merged)) out += "\n" + line;
  return out;
}

std::string CallText(const CallRecord& record) {
  if (record.result == kCallRejected) return "已拒绝";
  if (record.result == kCallCancelled) return "已取消";
  if (record.result == kCallMissed) return "未接通";
  const std::int64_t minutes = record.seconds / 60;
  const std::int64_t seconds = record.seconds % 60;
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return "通话时长 " + two(minutes) + ":" + two(seconds);
}

std::string NoticeText(const Notice& n) {
  const std::string x = "'" + n.actor.name + "'";
  const std::string y = "'" + Join(n.targets) + "'";
  switch (n.kind) {
    case NoticeKind::kFriendsNow:
      return "你们已成为好友，现在可以开始聊天了";
    case NoticeKind::kFriendsEnded:
      return "你们的好友关系已解除";
    case NoticeKind::kGroupCreated:
      return x + "创建了群聊";
    case NoticeKind::kMemberInvited:
      return x + "邀请" + y + "加入了群聊";
    case NoticeKind::kMemberJoined:
      return x + "加入了群聊";
    case NoticeKind::kMemberRemoved:
      return y + "被" + x + "移出群聊";
    case NoticeKind::kMemberLeft:
      return x + "退出了群聊";
    case NoticeKind::kDissolved:
      return x + "解散了群聊";
    case NoticeKind::kOwnerTransferred:
      return x + "将群主转让给" + y;
    case NoticeKind::kRenamed:
      return x + "将群名修改为'" + n.text + "'";
    case NoticeKind::kAnnouncement:
      return x + "发布了群公告：" + n.text;
    case NoticeKind::kPrivateOn:
      return x + "开启了阅后即焚";
    case NoticeKind::kPrivateOff:
      return x + "关闭了阅后即焚";
    case NoticeKind::kMuteAllOn:
      return x + "开启了全员禁言";
    case NoticeKind::kMuteAllOff:
      return x + "关闭了全员禁言";
    case NoticeKind::kMemberMuted:
      return y + "被禁言";
    case NoticeKind::kMemberUnmuted:
      return y + "的禁言已解除";
    case NoticeKind::kTopSet:
      return x + "置顶了一条消息";
    case NoticeKind::kCallStarted:
      return x + (n.text == "voice" ? "发起了语音通话" : "发起了视频通话");
    case NoticeKind::kCallEnded:
      return "通话结束";
    case NoticeKind::kGroupBanned:
      return n.text.empty() ? "该群聊已被封禁" : "该群聊已被封禁，原因:" + n.text;
    case NoticeKind::kGroupUnbanned:
      return "该群聊已解除封禁";
  }
  return "";
}

}  // namespace koine::body
