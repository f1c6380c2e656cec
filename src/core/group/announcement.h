#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/group/scene.h"
#include "store/txn.h"

// Announcements of a group (ruoyi 6.8, 6.9). The text of the current one (pinned first, then the
// newest that is valid) is also the group's notice.
namespace koine::group {

struct Announcement {
  AnnouncementId id;
  ConversationId conversation;
  Person sender;
  std::string content, attachment;
  bool pinned = false;
  bool recalled = false;
  std::int64_t expires_at = 0;  // ms; 0: never
  std::int64_t created_at = 0, updated_at = 0;
};

enum class Which : std::uint8_t { kAll, kValid, kPinned };  // pinned ones that are valid
std::vector<Announcement> ListAnnouncements(store::Txn& txn, const access::GroupMember& place,
                                            Which which, std::int64_t limit,
                                            std::int64_t offset = 0);

std::int64_t CountAnnouncements(store::Txn& txn, const access::GroupMember& place, Which which);

struct AnnouncementIn {
  std::string content, attachment;
  bool pinned = false;
  std::int64_t expires_at = 0;
};
// Publishes it with a system line; older ones stay as history.
Result<AnnouncementId> Publish(store::Txn& txn, const Manager& by, const AnnouncementIn& in);

// One to be changed, with the right to do so. kNotFound "announcement" when there is none that the
// principal may know of; kNotMember, kRoleTooLow as at the door of the group.
class ManagedAnnouncement {
 public:
  static constexpr const char* kDoor = "announcement";
  using Key = AnnouncementId;
  static Result<ManagedAnnouncement> Open(store::Txn& txn, const access::Principal& who,
                                          AnnouncementId id);
  const Manager by;
  const Announcement announcement;

 private:
  ManagedAnnouncement(Manager manager, Announcement found)
      : by(std::move(manager)), announcement(std::move(found)) {}
};
Status PinAnnouncement(store::Txn& txn, const ManagedAnnouncement& place, bool pinned);
// Takes it back for good. Does nothing when it is taken back.
Status RecallAnnouncement(store::Txn& txn, const ManagedAnnouncement& place);
// kBadState "recalled".
Status EditAnnouncement(store::Txn& txn, const ManagedAnnouncement& place,
                        const std::string& content);
Status RemoveAnnouncement(store::Txn& txn, const ManagedAnnouncement& place);

// Removes expired ones of all groups of the tenant, at most `limit`; returns how many.
// kForbidden for anybody but an administrator of the server.
Result<std::int64_t> RemoveExpired(store::Txn& txn, const access::Principal& who, int limit);

// The group's notice becomes this text: published, or, if empty, the valid ones are taken back.
// Nothing happens, and false, when it is the current one. kContentRejected "content".
Result<bool> ReplaceNotice(store::Txn& txn, Scene* scene, const std::string& text);
// The notice of a group that nobody knows yet: nobody is told. Refused likewise.
Status SetFirstNotice(store::Txn& txn, const Scene& scene, const std::string& text);

// The job at the end of an announcement: the notice becomes what is valid then.
inline constexpr char kExpireJob[] = "announcement.expire";
Status EndAnnouncement(store::Txn& txn, std::string_view key, std::string_view payload);

}  // namespace koine::group
