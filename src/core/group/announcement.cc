#include "core/group/announcement.h"

#include <utility>

#include "core/access/system.h"
#include "core/event/event.h"
#include "core/group/member_rows.h"
#include "core/group/rows.h"
#include "core/word/word.h"

namespace koine::group {

namespace {

using event::GroupAction;

struct Expiring {
  TenantId tenant;
  AnnouncementId id;
};
KOINE_DESCRIBE(Expiring, (tenant, id))

// The group's notice is the current announcement.
std::string RefreshNotice(store::Txn& txn, const Scene& scene) {
  const auto current = SelectAnnouncements(txn, scene.tenant, scene.state.id, Which::kValid, 1);
  const std::string text = current.empty() ? "" : current.front().content;
  const UserId by = current.empty() ? scene.actor.id : current.front().sender.id;
  SetNotice(txn, scene.tenant, scene.state.id, text, by);
  return text;
}

void TellCurrent(store::Txn& txn, const Scene& scene, std::string text) {
  event::GroupEvent event;
  event.action = GroupAction::kAnnounced;
  event.text = std::move(text);
  TellGroup(txn, scene, std::move(event));
}

void Changed(store::Txn& txn, Scene* scene) {
  std::string text = RefreshNotice(txn, *scene);
  NoteMembers(txn, scene, {version::kItself});
  TellCurrent(txn, *scene, std::move(text));
}

void Changed(store::Txn& txn, const ManagedAnnouncement& place) {
  Scene scene = place.by.scene();
  Changed(txn, &scene);
}

Result<Announcement> Insert(store::Txn& txn, const Scene& scene, const AnnouncementIn& in) {
  Announcement a;
  a.id = NewAnnouncementId(txn);
  a.conversation = scene.state.id;
  a.sender = scene.actor;
  KOINE_TRY(const auto masked,
            word::Masked(txn, scene.tenant, scene.state.words, in.content, "content"));
  a.content = masked ? *masked : in.content;
  a.attachment = in.attachment;
  a.pinned = in.pinned;
  a.expires_at = in.expires_at;
  a.created_at = a.updated_at = txn.now_ms();
  InsertAnnouncement(txn, scene.tenant, a);
  return a;
}

Result<AnnouncementId> PublishIn(store::Txn& txn, Scene* scene, const AnnouncementIn& in) {
  KOINE_TRY(const Announcement a, Insert(txn, *scene, in));
  if (a.expires_at > 0) {
    txn.PutJob(kExpireJob, std::to_string(a.id.value), a.expires_at,
               json::ToText(Expiring{scene->tenant, a.id}));
  }
  std::string text = RefreshNotice(txn, *scene);
  NoteMembers(txn, scene, {version::kItself});
  AddLine(txn, scene, body::NoticeKind::kAnnouncement, {}, a.content);
  SetNoticeSeq(txn, scene->tenant, scene->state.id, scene->state.last_seq);
  TellCurrent(txn, *scene, std::move(text));
  return a.id;
}

}  // namespace

std::vector<Announcement> ListAnnouncements(store::Txn& txn, const access::GroupMember& place,
                                            Which which, std::int64_t limit, std::int64_t offset) {
  return SelectAnnouncements(txn, place.who().tenant, place.conversation().id, which, limit,
                             offset);
}

Result<AnnouncementId> Publish(store::Txn& txn, const Manager& by, const AnnouncementIn& in) {
  Scene scene = by.scene();
  return PublishIn(txn, &scene, in);
}

Result<ManagedAnnouncement> ManagedAnnouncement::Open(store::Txn& txn, const access::Principal& who,
                                                      AnnouncementId id) {
  const Error unknown{Code::kNotFound, "announcement"};
  auto found = FindAnnouncement(txn, who.tenant, id);
  if (!found) return unknown;
  auto place = access::GroupAdmin::Open(txn, who, found->conversation);
  if (!place.ok()) {
    return place.error().Is(Code::kGroupNotFound) ? unknown : std::move(place).error();
  }
  // Again, now that nobody else can change it.
  found = FindAnnouncement(txn, who.tenant, id);
  if (!found) return unknown;
  return ManagedAnnouncement(*place, *std::move(found));
}

Status PinAnnouncement(store::Txn& txn, const ManagedAnnouncement& place, bool pinned) {
  if (place.announcement.pinned == pinned) return Ok();
  Announcement changed = place.announcement;
  changed.pinned = pinned;
  UpdateAnnouncement(txn, place.by.scene().tenant, changed);
  Changed(txn, place);
  return Ok();
}

Status RecallAnnouncement(store::Txn& txn, const ManagedAnnouncement& place) {
  if (place.announcement.recalled) return Ok();
  Announcement changed = place.announcement;
  changed.recalled = true;
  UpdateAnnouncement(txn, place.by.scene().tenant, changed);
  Changed(txn, place);
  return Ok();
}

Status EditAnnouncement(store::Txn& txn, const ManagedAnnouncement& place,
                        const std::string& content) {
  if (place.announcement.recalled) return Error{Code::kBadState, "recalled"};
  Announcement changed = place.announcement;
  const Scene& scene = place.by.scene();
  KOINE_TRY(const auto masked,
            word::Masked(txn, scene.tenant, scene.state.words, content, "content"));
  changed.content = masked ? *masked : content;
  UpdateAnnouncement(txn, place.by.scene().tenant, changed);
  Changed(txn, place);
  return Ok();
}

Status RemoveAnnouncement(store::Txn& txn, const ManagedAnnouncement& place) {
  const Scene& scene = place.by.scene();
  DeleteAnnouncement(txn, scene.tenant, place.announcement.id);
  txn.CancelJob(kExpireJob, std::to_string(place.announcement.id.value));
  Changed(txn, place);
  return Ok();
}

Result<std::int64_t> RemoveExpired(store::Txn& txn, const access::Principal& who, int limit) {
  if (!who.admin()) return Error{Code::kForbidden};
  return DeleteExpiredAnnouncements(txn, who.tenant, limit);
}

Status SetFirstNotice(store::Txn& txn, const Scene& scene, const std::string& text) {
  KOINE_TRY(const Announcement a, Insert(txn, scene, {text, "", false, 0}));
  SetNotice(txn, scene.tenant, scene.state.id, a.content, scene.actor.id);
  return Ok();
}

Result<bool> ReplaceNotice(store::Txn& txn, Scene* scene, const std::string& text) {
  const auto current = SelectAnnouncements(txn, scene->tenant, scene->state.id, Which::kValid, 1);
  if ((current.empty() ? "" : current.front().content) == text) return false;
  if (!text.empty()) {
    // Pinned like the one it takes the place of, or it would stand below it.
    KOINE_CHECK(PublishIn(txn, scene, {text, "", !current.empty() && current.front().pinned, 0}));
    return true;
  }
  RecallAllAnnouncements(txn, scene->tenant, scene->state.id);
  Changed(txn, scene);
  return true;
}

Status EndAnnouncement(store::Txn& txn, std::string_view, std::string_view payload) {
  KOINE_TRY(const Expiring ending, json::Parse<Expiring>(payload));
  auto found = FindAnnouncement(txn, ending.tenant, ending.id);
  if (!found || found->recalled) return Ok();
  auto state = access::FindConversation(txn, ending.tenant, found->conversation, true);
  if (!state || state->status != access::ConversationStatus::kNormal) return Ok();
  Scene scene{ending.tenant, access::Dialect::kNone, found->sender, *std::move(state)};
  Changed(txn, &scene);
  return Ok();
}

}  // namespace koine::group
