#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"

// The shared content of a message: every dialect maps its own form to and from these
// (mapping 7.1). What a dialect cannot say in them it keeps beside the Body as `raw`.
namespace koine::body {

// Stored in message.kind: never renumber.
enum class Kind : std::uint8_t {
  kText = 1,
  kImage = 2,
  kVoice = 3,
  kVideo = 4,
  kFile = 5,
  kLocation = 6,
  kCard = 7,
  kCustom = 8,
  kRedPacket = 9,
  kMerged = 10,
  // From here on nothing counts as unread: statements ask for kind < 20.
  kNotice = 20,
  kCallRecord = 21,
};

struct Text {
  std::string text;
  bool operator==(const Text&) const = default;
};

// A picture, voice, video or file; sizes in bytes and pixels, 0 = unknown.
struct Media {
  std::string url;
  std::string name;
  std::string mime;
  std::string thumb_url;
  std::int64_t file = 0;
  std::int64_t size = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::int64_t duration_ms = 0;
  bool operator==(const Media&) const = default;
};
KOINE_DESCRIBE(Media, (url, name, mime, thumb_url, file, size, width, height, duration_ms))

struct Location {
  double longitude = 0;
  double latitude = 0;
  std::string name;
  std::string address;
  bool operator==(const Location&) const = default;
};
KOINE_DESCRIBE(Location, (longitude, latitude, name, address))

struct Card {
  UserId user;
  std::string name;
  std::string avatar;
  bool operator==(const Card&) const = default;
};
KOINE_DESCRIBE(Card, (user, name, avatar))

// Anything a dialect lets its clients invent. `wire_type` is the type the writer gave.
struct Custom {
  std::string data;
  std::string description;
  std::string wire_type;
  bool operator==(const Custom&) const = default;
};
KOINE_DESCRIBE(Custom, (data, description, wire_type))

// What the account of the server says: the wire type and the data of such a Custom, whose
// description is the line of it (core/bulletin).
inline constexpr char kBulletinType[] = "NOTIFICATION";
struct Bulletin {
  std::int64_t notification = 0;  // its id
  std::string type, title, content;
  std::string related_type;  // what `related_id` is; empty: nothing
  std::int64_t related_id = 0;
  bool operator==(const Bulletin&) const = default;
};
KOINE_DESCRIBE(Bulletin, (notification, type, title, content, related_type, related_id))

// Money to be taken from `packet` (core/wallet); what is in it stands only there.
struct RedPacket {
  std::string packet;  // uuid
  int split = 0;       // wallet::Split
  std::int64_t count = 0;
  std::string remark;
  bool operator==(const RedPacket&) const = default;
};
KOINE_DESCRIBE(RedPacket, (packet, split, count, remark))

// A message among others in a Merged: a copy, which stays when the original is taken back.
struct MergedItem {
  UserId sender;  // 0: not known here
  std::string name, avatar;
  std::string handle;  // of the sender, as OpenIM calls them
  std::string card;    // of the user of a card, likewise
  std::int64_t sent_at = 0;
  int kind = 0;  // body::Kind and body::Encode of what it says
  std::string body;
  bool operator==(const MergedItem&) const = default;
};
KOINE_DESCRIBE(MergedItem, (sender, name, avatar, handle, card, sent_at, kind, body))

// Messages that were sent on as one (mapping 7.1). An item may be such a message again.
struct Merged {
  std::string title;
  std::vector<MergedItem> items;
  bool operator==(const Merged&) const = default;
};
KOINE_DESCRIBE(Merged, (title, items))
inline constexpr std::size_t kMergedItemsMax = 200;
inline constexpr std::size_t kMergedTitleMax = 100;  // code points
inline constexpr int kMergedDepthMax = 3;

// Stored as text: never rename the right-hand sides.
enum class NoticeKind : std::uint8_t {
  kFriendsNow,
  kFriendsEnded,
  kGroupCreated,
  kMemberInvited,
  kMemberJoined,
  kMemberRemoved,
  kMemberLeft,
  kDissolved,
  kOwnerTransferred,
  kRenamed,
  kAnnouncement,
  kMuteAllOn,
  kMuteAllOff,
  kMemberMuted,
  kMemberUnmuted,
  kTopSet,
  kPrivateOn,
  kPrivateOff,
  kCallStarted,
  kCallEnded,
  kGroupBanned,
  kGroupUnbanned,
};
KOINE_ENUM(NoticeKind, (NoticeKind::kFriendsNow, "friends_now"),
           (NoticeKind::kFriendsEnded, "friends_ended"),
           (NoticeKind::kGroupCreated, "group_created"),
           (NoticeKind::kMemberInvited, "member_invited"),
           (NoticeKind::kMemberJoined, "member_joined"),
           (NoticeKind::kMemberRemoved, "member_removed"), (NoticeKind::kMemberLeft, "member_left"),
           (NoticeKind::kDissolved, "dissolved"),
           (NoticeKind::kOwnerTransferred, "owner_transferred"), (NoticeKind::kRenamed, "renamed"),
           (NoticeKind::kAnnouncement, "announcement"), (NoticeKind::kMuteAllOn, "mute_all_on"),
           (NoticeKind::kMuteAllOff, "mute_all_off"), (NoticeKind::kMemberMuted, "member_muted"),
           (NoticeKind::kMemberUnmuted, "member_unmuted"), (NoticeKind::kTopSet, "top_set"),
           (NoticeKind::kPrivateOn, "private_on"), (NoticeKind::kPrivateOff, "private_off"),
           (NoticeKind::kCallStarted, "call_started"), (NoticeKind::kCallEnded, "call_ended"),
           (NoticeKind::kGroupBanned, "group_banned"),
           (NoticeKind::kGroupUnbanned, "group_unbanned"))

// A person as they were called when the notice was made.
struct Named {
  UserId id;
  std::string name;
  bool operator==(const Named&) const = default;
};
KOINE_DESCRIBE(Named, (id, name))

// A line of the system: who did what to whom. Words belong to the renderer (mapping P6).
struct Notice {
  NoticeKind kind = NoticeKind::kFriendsNow;
  Named actor;
  std::vector<Named> targets;
  std::string text;  // the new name, the announcement …
  // The version of the list of members that came of it (core/version); 0: not known.
  std::int64_t version = 0;
  std::string version_log;
  std::int64_t until = 0;  // how long a member is muted, ms
  Named other;             // kOwnerTransferred: who owned it before, if the actor did not
  bool operator==(const Notice&) const = default;
};
KOINE_DESCRIBE(Notice, (kind, actor, targets, text, version, version_log, until, other))

// What became of a call between two, from who called.
struct CallRecord {
  std::string call;  // its UUID
  bool video = false;
  std::string result;        // one of the words below
  std::int64_t seconds = 0;  // that it was talked
  bool operator==(const CallRecord&) const = default;
};
KOINE_DESCRIBE(CallRecord, (call, video, result, seconds))
// CallRecord::result. Stored: never rename.
inline constexpr char kCallTalked[] = "talked";
inline constexpr char kCallRejected[] = "rejected";
inline constexpr char kCallCancelled[] = "cancelled";
inline constexpr char kCallMissed[] = "missed";

struct Image : Media {};
struct Voice : Media {};
struct Video : Media {};
struct File : Media {};

using Body = std::variant<Text, Image, Voice, Video, File, Location, Card, Custom, Notice,
                          RedPacket, CallRecord, Merged>;

// The largest content, in bytes as its sender gave it. Dialects whose contracts know less have
// limits of their own (mapping 7.2); a message of OpenIM may fill a frame of its gateway, unpacked.
inline constexpr std::size_t kBodyBytesMax = 256 * 1024;
// Of what is kept beside it: at most the same once more as JSON within JSON, each quote escaped.
inline constexpr std::size_t kRawBytesMax = 2 * kBodyBytesMax;
// How large it is for these limits: data of a kind without form counts as it came.
std::size_t SentBytes(const Body& body);

Kind KindOf(const Body& body);
// Whether such a message counts as unread for the others.
bool Countable(const Body& body);
// The form in message.body; Text is its text, the rest is JSON.
std::string Encode(const Body& body);
// The same, and no copy where the body has it; in `room` otherwise. Valid as long as both are.
std::string_view Encoded(const Body& body, std::string* room);
// Reads what Encode wrote. A damaged row reads as Custom with the stored text.
Body Decode(Kind kind, std::string_view stored);
// One line of text for lists, pushes and dialects without such a body (mapping 7.1).
std::string Preview(const Body& body);
// What became of a call, in Chinese: `通话时长 00:35` (im-chat 2.6.1).
std::string CallText(const CallRecord& record);
// What an item says.
Body BodyOf(const MergedItem& item);
// How deep merged messages lie in each other: 0 for any other.
int DepthOf(const Body& body);
// The preview and the first kMergedLines of its items, for dialects that know no such message.
std::string MergedText(const Merged& merged);
// `name: preview` of the first items, one for each line.
inline constexpr std::size_t kMergedLines = 4;
std::vector<std::string> MergedLines(const Merged& merged);
// The line of a notice in Chinese (mapping 7.3).
std::string NoticeText(const Notice& notice);

}  // namespace koine::body
