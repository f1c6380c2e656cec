#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/attempts.h"
#include "core/office/drive/drive.h"
#include "core/person.h"
#include "store/store.h"
#include "store/txn.h"

// Shares of a drive: whoever of the tenant has the code of one, and its password if there is one,
// sees the file, or the folder with what is in it, until it ends (ruoyi 27 CloudDrive).
namespace koine::drive {

// Stored in drive_share.kind: never renumber.
enum class ShareKind : std::uint8_t { kFile = 1, kFolder };
KOINE_ENUM(ShareKind, (ShareKind::kFile, "FILE"), (ShareKind::kFolder, "FOLDER"))

inline constexpr std::int64_t kSharesMax = 500;  // of one drive
inline constexpr std::int64_t kShareDaysMax = 3650;
inline constexpr std::int64_t kSharePasswordMin = 4, kSharePasswordMax = 32;  // characters
inline constexpr std::int64_t kShareCodeChars = 32;
// Wrong passwords within identity::AttemptLimiter::kAttemptWindowMs: of one person, and of all.
inline constexpr int kGuessesMax = 5;
inline constexpr int kGuessesOfAllMax = 50;
// Links that visitors get end after this time, or with the share; one that it was taken back from
// them ends no later.
inline constexpr std::int64_t kVisitMs = 3600 * 1000;

struct Share {
  ShareId id;
  UserId owner;
  std::string code;
  ShareKind kind = ShareKind::kFile;
  std::int64_t target = 0;  // an EntryId or a FolderId
  std::string name;         // of that; empty: it is gone
  std::string password;     // its hash; empty: none
  bool may_download = true, may_preview = true;
  std::int64_t days = 0;        // as it was asked for; 0: for ever
  std::int64_t expires_at = 0;  // ms; 0: never
  std::int64_t views = 0, created_at = 0;
};

// A share of the principal's own. kNotFound "drive_share".
class OwnShare {
 public:
  static constexpr const char* kDoor = "drive_share";
  using Key = ShareId;
  static Result<OwnShare> Open(store::Txn& txn, const access::Principal& who, ShareId id);

  const access::Principal& who() const { return who_; }
  const Share& share() const { return share_; }

 private:
  OwnShare(const access::Principal& who, Share share) : who_(who), share_(std::move(share)) {}
  access::Principal who_;
  Share share_;
};

// A file or a folder of the principal's that may be shared. kNotFound "file" or "drive_folder";
// kBadState "drive" for what is in the recycle bin.
class Shareable {
 public:
  static constexpr const char* kDoor = "drive_file";
  static Result<Shareable> Open(store::Txn& txn, const access::Principal& who, ShareKind kind,
                                std::int64_t target);

  const access::Principal& who() const { return who_; }
  ShareKind kind() const { return kind_; }
  std::int64_t target() const { return target_; }
  const std::string& name() const { return name_; }

 private:
  Shareable(const access::Principal& who, ShareKind kind, std::int64_t target, std::string name)
      : who_(who), kind_(kind), target_(target), name_(std::move(name)) {}
  access::Principal who_;
  ShareKind kind_;
  std::int64_t target_;
  std::string name_;
};

struct ShareIn {
  std::string password;  // identity::HashPassword of it; empty: none
  bool may_download = true, may_preview = true;
  std::int64_t days = 0;  // 0: for ever
};
// Everybody who has its code may look. kBadState "drive_shares" above kSharesMax.
Result<Share> MakeShare(store::Txn& txn, const Shareable& thing, const ShareIn& in);
void EndShare(store::Txn& txn, const OwnShare& place);
// Those that are not over, the newest first.
std::vector<Share> ListShares(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                              std::int64_t offset);
std::int64_t CountShares(store::Txn& txn, const access::Principal& who);

// That somebody knows the password of a share, or that it has none.
class ShareProof {
 public:
  ShareProof() = default;

 private:
  friend Result<ShareProof> ProveShare(store::Store& store, identity::AttemptLimiter& attempts,
                                       const access::Principal& who, std::string_view code,
                                       std::string_view password);
  friend class Visit;
  ShareId share_;
  std::string hash_;
};
// On the pool. kNotFound "drive_share"; kForbidden "drive_password" when it has a password and none
// is given, kWrongPassword "drive", kTooManyAttempts "drive".
Result<ShareProof> ProveShare(store::Store& store, identity::AttemptLimiter& attempts,
                              const access::Principal& who, std::string_view code,
                              std::string_view password);

// What somebody sees who has the code. A folder shows what is in it, and with `inside` what is in a
// folder under it. kNotFound "drive_share" for one that is over, or whose file or folder its owner
// threw away; "drive_folder" for an `inside` that is not in it.
class Visit {
 public:
  static Result<Visit> Open(store::Txn& txn, const access::Principal& who, std::string_view code,
                            const ShareProof& proof, FolderId inside);

  const Share& share() const { return share_; }
  const Person& owner() const { return owner_; }
  const std::vector<Folder>& folders() const { return folders_; }
  const std::vector<Entry>& files() const { return files_; }  // the one file of such a share

 private:
  Visit() = default;
  Share share_;
  Person owner_;
  std::vector<Folder> folders_;
  std::vector<Entry> files_;
};
// Somebody looked.
void NoteVisit(store::Txn& txn, TenantId tenant, ShareId id);

// The link to a file for whoever visits: it hangs on the right of its owner.
std::string VisitorLink(const Share& share, const Entry& entry, const file::Storage& storage,
                        std::int64_t now_ms);

}  // namespace koine::drive
