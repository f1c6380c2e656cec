#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "core/body/message.h"
#include "core/event/fwd.h"
#include "core/person.h"
#include "core/place.h"
#include "core/version/version.h"
#include "store/txn.h"

// What somebody must hear of. One closed set; each dialect renders what its contract knows.
namespace koine::event {

// A user begins or ceases to hear a conversation.
struct Membership {
  ConversationId conversation;
  UserId user;
  bool joined = false;
  std::int64_t min_seq = 0;  // the member may not hear what lies before it
};
KOINE_DESCRIBE(Membership, (conversation, user, joined, min_seq))

// --- payloads

struct MessageCreated {
  body::Message message;
  Person sender;
  std::uint64_t origin_session = 0;  // gets an ack instead
  LoginId origin_login;              // its sessions of that dialect know it from an answer
  std::vector<UserId> mentioned;
  std::optional<body::Quote> quote;  // of what it replies to
};

// How many others than its sender have read a message, and whether all have who may.
struct Receipt {
  MessageId message;
  std::int64_t seq = 0;
  std::int64_t read = 0;
  bool all = false;
};
KOINE_DESCRIBE(Receipt, (message, seq, read, all))

// A reader's cursor moved over the messages from from_seq to to_seq.
struct ConversationRead {
  Person reader;
  std::int64_t from_seq = 0;
  std::int64_t to_seq = 0;
  MessageId last_id;                      // the last message read
  std::vector<std::int64_t> message_ids;  // the newest of those read, at most kReadIdsMax
  // Of messages of a group whose senders are told of their readers: how it stands with those that
  // are new to this one, the newest kReceiptsMax, in ascending order.
  std::vector<Receipt> receipts;
};
inline constexpr int kReadIdsMax = 100;
inline constexpr int kReceiptsMax = 50;
KOINE_DESCRIBE(ConversationRead, (reader, from_seq, to_seq, last_id, message_ids, receipts))

struct Typing {
  Person who;
  bool on = false;
  int platform = 0;  // on which they type (openim-http 2.1); 0: not known
};
KOINE_DESCRIBE(Typing, (who, on, platform))

// A kind of device (gateway::Dialect::PlatformOf) on which a user came or went.
struct DeviceChange {
  int platform = 0;
  bool here = false;
};
KOINE_DESCRIBE(DeviceChange, (platform, here))

struct PresenceChanged {
  UserId user;
  bool online = false;
  bool whole = true;  // that is what changed; else only some devices came or went
  std::vector<DeviceChange> devices;
  std::string status = "online";  // of a user who is online: how available, as StatusChanged
};
KOINE_DESCRIBE(PresenceChanged, (user, online, whole, devices, status))

// A user said how available they are (online, busy, away); lasts as long as their sessions.
struct StatusChanged {
  UserId user;
  std::string status;
};
KOINE_DESCRIBE(StatusChanged, (user, status))

// What a group is, for those who show it.
struct GroupCard {
  std::string avatar, notice;
  UserId owner;
  std::int64_t members = 0, created_at = 0;
  bool muted = false, banned = false;
  std::string ban_reason;
};
KOINE_DESCRIBE(GroupCard, (avatar, notice, owner, members, created_at, muted, banned, ban_reason))

// A conversation appeared in the lists of `Event::users`. `people` holds the two of a direct one.
struct ConversationAdded {
  std::string name;  // of a group
  std::string avatar;
  std::vector<Person> people;
  std::optional<GroupCard> card;  // of a group they came into
};
KOINE_DESCRIBE(ConversationAdded, (name, avatar, people, card))

struct ConversationRemoved {
  bool dissolved = false;
};
KOINE_DESCRIBE(ConversationRemoved, (dissolved))

enum class ContactAction : std::uint8_t {
  kRequested,
  kApproved,
  kRejected,
  kRemoved,
  kChanged,
  kRecalled,
  kExpired,
};
KOINE_ENUM(ContactAction, (ContactAction::kRequested, "requested"),
           (ContactAction::kApproved, "approved"), (ContactAction::kRejected, "rejected"),
           (ContactAction::kRemoved, "removed"), (ContactAction::kChanged, "changed"),
           (ContactAction::kRecalled, "recalled"), (ContactAction::kExpired, "expired"))

// What is different after kChanged.
enum class ContactChange : std::uint8_t { kOther, kRemark, kInfo, kBlocked, kUnblocked };
KOINE_ENUM(ContactChange, (ContactChange::kOther, "other"), (ContactChange::kRemark, "remark"),
           (ContactChange::kInfo, "info"), (ContactChange::kBlocked, "blocked"),
           (ContactChange::kUnblocked, "unblocked"))

struct ContactEvent {
  ContactAction action = ContactAction::kRequested;
  RequestId request;  // 0 where none is concerned
  Person from;        // who asked, removed, changed
  Person to;
  std::string message;
  std::string remark;
  ContactChange change = ContactChange::kOther;
  std::vector<UserId> peers;      // kChanged: the contacts it is about, where it is about several
  std::string answer, ex;         // of the request
  std::int64_t requested_at = 0;  // ms
  // The contacts of `from` and `to` after this, where it changed them; and whether their order did.
  version::Version from_list, to_list;
  bool order = false;
  std::string from_username, to_username;  // kApproved
};
KOINE_DESCRIBE(ContactEvent, (action, request, from, to, message, remark, change, peers, answer, ex,
                              requested_at, from_list, to_list, order, from_username, to_username))

enum class GroupAction : std::uint8_t {
  kCreated,
  kUpdated,
  kMembersAdded,
  kMembersRemoved,
  kMemberLeft,
  kDissolved,
  kMemberJoined,
  kRoleChanged,
  kTransferred,
  kAnnounced,
  kMuteAllChanged,
  kMemberMuted,
  kMemberChanged,
  kTopChanged,
};
KOINE_ENUM(GroupAction, (GroupAction::kCreated, "created"), (GroupAction::kUpdated, "updated"),
           (GroupAction::kMembersAdded, "members_added"),
           (GroupAction::kMembersRemoved, "members_removed"),
           (GroupAction::kMemberLeft, "member_left"), (GroupAction::kDissolved, "dissolved"),
           (GroupAction::kMemberJoined, "member_joined"),
           (GroupAction::kRoleChanged, "role_changed"), (GroupAction::kTransferred, "transferred"),
           (GroupAction::kAnnounced, "announced"),
           (GroupAction::kMuteAllChanged, "mute_all_changed"),
           (GroupAction::kMemberMuted, "member_muted"),
           (GroupAction::kMemberChanged, "member_changed"),
           (GroupAction::kTopChanged, "top_changed"))

// What a message says, as body::Message has it.
struct TopMessage {
  int kind = 0, origin = 0;
  std::string body, raw;
};
KOINE_DESCRIBE(TopMessage, (kind, origin, body, raw))

struct GroupEvent {
  GroupAction action = GroupAction::kCreated;
  std::string name;
  Person operator_;
  std::vector<UserId> targets;
  int role = 0;                  // kRoleChanged: the new access::MemberRole
  bool muted = false;            // kMuteAllChanged, kMemberMuted
  std::int64_t muted_until = 0;  // kMemberMuted, ms
  std::string text;              // announcement, nickname; kTopChanged: the message's id or none
  version::Version members;      // the list of members after this, where it changed
  bool order = false;            // whether its order did
  UserId inviter;                // kMemberJoined: who had asked for them, if another
  bool founding = false;         // kMembersAdded: they come in with the group itself
  bool quiet = false;            // no line of it is in the conversation, by wish of who did it
  // kUpdated: it has a new name; anything else but its notice changed.
  bool renamed = false, info = false;
  bool told = false;                      // kUpdated: it was told on its own (its notice, a ban)
  UserId former_owner;                    // kTransferred
  std::string top;                        // kTopChanged: a text on top that is no message
  std::optional<TopMessage> top_message;  // kTopChanged: what the message on top says
  std::optional<GroupCard> card;          // where something of it changed
};
KOINE_DESCRIBE(GroupEvent, (action, name, operator_, targets, role, muted, muted_until, text,
                            members, order, inviter, founding, quiet, renamed, info, told,
                            former_owner, top, top_message, card))

// A line in the group of `Event::place` that only the one of `Event::users` reads (mapping 7.3): a
// change of the conversation and no message.
struct MemberTold {
  TipKind kind = TipKind::kRaised;  // they are a manager now, or no longer
  Person by;
};
KOINE_DESCRIBE(MemberTold, (kind, by))

struct UserChanged {
  Person user;
};
KOINE_DESCRIBE(UserChanged, (user))

// Logins ended: their sessions are closed. Empty `logins` = every login of the user.
struct LoginsRevoked {
  UserId user;
  std::vector<LoginId> logins;
  std::string reason;  // "logout", "disabled", "password", "deregistered", "replaced", "kicked"
};
KOINE_DESCRIBE(LoginsRevoked, (user, logins, reason))

// A message was taken back: nobody reads it any more.
struct MessageRecalled {
  MessageId message;
  std::int64_t seq = 0;
  UserId sender;
  std::int64_t sent_at = 0;
  Person by;
};
KOINE_DESCRIBE(MessageRecalled, (message, seq, sender, sent_at, by))

struct MessageEdited {
  MessageId message;
  std::int64_t seq = 0;
  UserId sender;
  int kind = 0;  // body::Kind and body::Encode of the new content
  std::string body;
  std::int64_t edited_at = 0;
};
KOINE_DESCRIBE(MessageEdited, (message, seq, sender, kind, body, edited_at))

// Messages that `Event::users` (for all: the members) see no more.
struct MessagesDeleted {
  std::vector<std::int64_t> messages;
  bool for_all = false;
  std::vector<std::int64_t> seqs;
};
KOINE_DESCRIBE(MessagesDeleted, (messages, for_all, seqs))

struct ReactionChanged {
  MessageId message;
  std::int64_t seq = 0;
  Person who;
  std::string emoji;
  bool on = false;
};
KOINE_DESCRIBE(ReactionChanged, (message, seq, who, emoji, on))

// The user's own settings of a conversation, as they are now; to the user's other sessions.
struct ConversationChanged {
  bool pinned = false;
  bool muted = false;
  std::string draft, remark;
  bool cleared = false;    // what was there until now is gone for the user
  bool everywhere = true;  // of `cleared`: other devices of the user are to forget it too
};
KOINE_DESCRIBE(ConversationChanged, (pinned, muted, draft, remark, cleared, everywhere))

// A line for the list of notifications of `Event::users`.
struct Notified {
  NotificationId id;
  std::string type, title, content, related_type;
  std::int64_t related_id = 0;
  UserId sender;
};
KOINE_DESCRIBE(Notified, (id, type, title, content, related_type, related_id, sender))

// A member of a group is called or looks different there, for they changed their profile.
struct MemberProfile {
  Person user;
  version::Version members;
};
KOINE_DESCRIBE(MemberProfile, (user, members))

enum class JoinAction : std::uint8_t { kRequested, kApproved, kRejected };
KOINE_ENUM(JoinAction, (JoinAction::kRequested, "requested"), (JoinAction::kApproved, "approved"),
           (JoinAction::kRejected, "rejected"))

// Somebody asks to come into the group of `Event::place`, or was answered. To its managers, and to
// the applicant and who asked for them, who are `Event::targets`.
struct JoinEvent {
  JoinAction action = JoinAction::kRequested;
  JoinRequestId request;
  Person applicant;
  UserId inviter;    // 0: the applicant asked
  Person operator_;  // who asked, or answered
  std::string name;  // of the group
  std::string message, answer, ex;
  int source = 0;                                 // as openim-http 3.2 joinSource
  std::int64_t requested_at = 0, handled_at = 0;  // ms
};
KOINE_DESCRIBE(JoinEvent, (action, request, applicant, inviter, operator_, name, message, answer,
                           ex, source, requested_at, handled_at))

// What was said in a conversation until now is gone for every member.
struct ConversationCleared {
  std::int64_t min_seq = 0;  // what comes from here on is not
};
KOINE_DESCRIBE(ConversationCleared, (min_seq))

// The user's cursor was set by hand, up or down; others were shown nothing. To the user's other
// sessions.
struct CursorMoved {
  std::int64_t read_seq = 0;
};
KOINE_DESCRIBE(CursorMoved, (read_seq))

// What the server of an application tells clients in its own words (openim-http 5.6).
struct BusinessTold {
  std::string key, data;
};
KOINE_DESCRIBE(BusinessTold, (key, data))

// What a process keeps in memory about a user's account no longer holds: their role, whether they
// may sign in, whether they show that they are online. For the server itself: no dialect renders
// it.
struct AccountChanged {
  UserId user;
  std::optional<bool> hides_online;  // where that is what changed: as it is now
};
KOINE_DESCRIBE(AccountChanged, (user, hides_online))

// Stored as text: never rename the right-hand sides.
enum class MoneyMatter : std::uint8_t { kRecharge, kWithdrawal, kPacketRefund };
KOINE_ENUM(MoneyMatter, (MoneyMatter::kRecharge, "recharge"),
           (MoneyMatter::kWithdrawal, "withdrawal"), (MoneyMatter::kPacketRefund, "packet_refund"))

// What became of a user's money without their doing: an order was decided, the rest of a red packet
// came back.
struct MoneyTold {
  MoneyMatter about = MoneyMatter::kRecharge;
  std::string ref;  // the order's number, the packet's uuid
  std::int64_t cents = 0;
  int state = 0;  // of the order
  std::string remark;
};
KOINE_DESCRIBE(MoneyTold, (about, ref, cents, state, remark))

// Somebody took a share of a red packet: a line that `Event::users` alone reads, one to that user
// and one to the sender of the packet.
struct PacketTaken {
  std::string packet;  // uuid
  Person sender, taker;
};
KOINE_DESCRIBE(PacketTaken, (packet, sender, taker))

using CallId = Id<struct CallTag>;

// Stored in call.mode, and the numbers of im-chat 2.6: never renumber.
enum class CallMode : std::uint8_t { kVideo = 1, kVoice = 2 };
KOINE_ENUM(CallMode, (CallMode::kVideo, "video"), (CallMode::kVoice, "voice"))

enum class CallAction : std::uint8_t {
  kRinging,   // somebody is called: `who` calls, `named` are called
  kAccepted,  // by `who`
  kRejected,
  kCancelled,  // the caller gave up before an answer; of a group: its host ended it
  kEnded,      // it was talked
  kTimedOut,   // nobody answered
  kFailed,     // `who` cannot take part
  kJoined,     // `who` came into a group's call without being asked
  kLeft,
  kDropped,  // `named` did not come in time
  kBusy,     // `named` are in other calls
  kDevice,   // `who` switched camera or microphone
};
KOINE_ENUM(CallAction, (CallAction::kRinging, "ringing"), (CallAction::kAccepted, "accepted"),
           (CallAction::kRejected, "rejected"), (CallAction::kCancelled, "cancelled"),
           (CallAction::kEnded, "ended"), (CallAction::kTimedOut, "timed_out"),
           (CallAction::kFailed, "failed"), (CallAction::kJoined, "joined"),
           (CallAction::kLeft, "left"), (CallAction::kDropped, "dropped"),
           (CallAction::kBusy, "busy"), (CallAction::kDevice, "device"))

// Of a user's sessions only those of this login hear it; or all but those.
struct Terminal {
  UserId user;
  LoginId login;
  bool only = false;
};
KOINE_DESCRIBE(Terminal, (user, login, only))

// A call between two, or in the group of `Event::place`, is in another state.
struct CallChanged {
  CallId call;
  std::string uuid;
  bool group = false;
  CallMode mode = CallMode::kVideo;
  CallAction action = CallAction::kRinging;
  Person caller, callee;  // who began it; the other, where it is between two
  Person who;             // whose doing it is; nobody's: id 0
  std::vector<Person> named;
  std::string reason;                     // in the words of the person who gave it
  std::int64_t seconds = 0;               // that it was talked, once it is over
  std::int64_t ring_until = 0;            // ms
  bool over = false;                      // nothing more comes of it
  bool camera = true, microphone = true;  // kDevice
  std::vector<Terminal> terminals;
};
KOINE_DESCRIBE(CallChanged, (call, uuid, group, mode, action, caller, callee, who, named, reason,
                             seconds, ring_until, over, camera, microphone, terminals))

enum class SignalKind : std::uint8_t { kOffer, kAnswer, kCandidate, kHangup };
KOINE_ENUM(SignalKind, (SignalKind::kOffer, "offer"), (SignalKind::kAnswer, "answer"),
           (SignalKind::kCandidate, "candidate"), (SignalKind::kHangup, "hangup"))

// What one party's browser says to the other's. Never stored and never logged.
struct CallSignal {
  CallId call;
  std::string uuid;
  bool group = false;
  CallMode mode = CallMode::kVideo;
  SignalKind kind = SignalKind::kOffer;
  Person from;
  UserId to;
  std::string data;
  bool json = false;  // `data` is a JSON value; else plain text
  std::vector<Terminal> terminals;
};
KOINE_DESCRIBE(CallSignal, (call, uuid, group, mode, kind, from, to, data, json, terminals))

// What the server itself tells a user besides messages. Stored as text: never rename the right-hand
// sides.
enum class SystemKind : std::uint8_t { kBanned, kComplaintResolved };
KOINE_ENUM(SystemKind, (SystemKind::kBanned, "banned"),
           (SystemKind::kComplaintResolved, "complaint_resolved"))
struct SystemTold {
  SystemKind kind = SystemKind::kBanned;
  std::string text;
  std::int64_t until = 0;  // ms; of a ban
  std::int64_t ref = 0;    // what it is about: a complaint
};
KOINE_DESCRIBE(SystemTold, (kind, text, until, ref))

// A session took the place that its user has on one kind of device in one dialect: older sessions
// there end. For the server itself: no dialect renders it.
struct PlaceTaken {
  int dialect = 0;   // access::Dialect
  int platform = 0;  // as the dialect numbers them
  std::int64_t session = 0;
};
KOINE_DESCRIBE(PlaceTaken, (dialect, platform, session))

// What those who run the server tell `Event::users` (core/notification).
struct NoticeTold {
  std::int64_t seq = 0, notice = 0;
  std::string title, cover, intro;
  bool link = false;  // `body` is one; else rich text
  std::string body;
  std::int64_t sent_at = 0;  // ms
};
KOINE_DESCRIBE(NoticeTold, (seq, notice, title, cover, intro, link, body, sent_at))

using DingId = Id<struct DingTag>;

enum class DingAction : std::uint8_t { kNew, kRead, kConfirmed, kReminded };
KOINE_ENUM(DingAction, (DingAction::kNew, "new"), (DingAction::kRead, "read"),
           (DingAction::kConfirmed, "confirmed"), (DingAction::kReminded, "reminded"))

// A DING came to `Event::users`, or they are reminded of it; or `who` read or confirmed it, for its
// sender.
struct DingTold {
  DingAction action = DingAction::kNew;
  DingId ding;
  // kNew, kReminded
  Person sender;
  std::string content, way;  // APP, SMS, CALL
  bool urgent = false, needs_receipt = false;
  std::int64_t sent_at = 0;         // ms
  std::int64_t count = 0, max = 0;  // kReminded: which reminder it is, of how many
  // kRead, kConfirmed
  Person who;
  std::int64_t at = 0;  // ms
  std::string remark;
};
KOINE_DESCRIBE(DingTold, (action, ding, sender, content, way, urgent, needs_receipt, sent_at, count,
                          max, who, at, remark))

// The index is stored: append only.
using AnyPayload =
    std::variant<MessageCreated, ConversationRead, Typing, PresenceChanged, StatusChanged,
                 ConversationAdded, ConversationRemoved, ContactEvent, GroupEvent, UserChanged,
                 LoginsRevoked, MessageRecalled, MessageEdited, MessagesDeleted, ReactionChanged,
                 ConversationChanged, Notified, MemberProfile, JoinEvent, ConversationCleared,
                 CursorMoved, AccountChanged, BusinessTold, MoneyTold, PacketTaken, CallChanged,
                 CallSignal, SystemTold, PlaceTaken, MemberTold, NoticeTold, DingTold>;

template <class Kind, class... Kinds>
constexpr bool IsKindOf(const std::variant<Kinds...>*) {
  return (std::same_as<Kind, Kinds> || ...);
}
template <class Kind>
concept PayloadKind = IsKindOf<Kind>(static_cast<AnyPayload*>(nullptr));

// One of them. It is made, copied and destroyed in event.cc, since each file that holds an event
// would compile that for all kinds.
class Payload : public AnyPayload {
 public:
  Payload();
  template <PayloadKind Kind>
  Payload(Kind kind);  // as a variant is made; each kind has its line in event.cc
  Payload(const Payload& other);
  Payload(Payload&& other) noexcept;
  Payload& operator=(const Payload& other);
  Payload& operator=(Payload&& other) noexcept;
  ~Payload();
};

struct Event {
  TenantId tenant;
  UserId actor;
  std::int64_t at = 0;  // ms
  Place place;          // id 0: about no conversation
  // Its number in the stream of changes of `place`, if it is one; with `own_stream` in the actor's
  // own (core/change).
  std::int64_t change_seq = 0;
  bool own_stream = false;
  // Who hears it: the members of `place` if so, and these users.
  bool to_members = false;
  std::vector<UserId> users;
  // Whom it names, of those: they may see another variant (mapping P8).
  std::vector<UserId> targets;
  // Applied to the audience of the conversation: joins before, leaves after delivery.
  std::vector<Membership> membership;
  Payload payload;
};

// The position of a published event is that of its store::Entry; a MessageCreated's message has it
// as its id.

// Appends the event to the log and publishes it after the commit. Not for MessageCreated, whose
// row is the message itself.
void Emit(store::Txn& txn, Event event);
// Appends the event to the log without publishing it, where another row of the log carries it (a
// change of a conversation), so that readers of the event log need no other.
void Keep(store::Txn& txn, const Event& event);
// Publishes it after the commit (or the read) without row and position.
void EmitTransient(store::Txn& txn, Event event);

// Events kept at least so long.
inline constexpr std::int64_t kEventKeepMs = 24 * 3600 * 1000;

}  // namespace koine::event
