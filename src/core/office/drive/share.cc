#include "core/office/drive/share.h"

#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "core/file/link.h"
#include "core/identity/password.h"
#include "core/identity/people.h"
#include "core/office/drive/keep.h"
#include "core/office/drive/rows.h"
#include "core/office/drive/share_rows.h"

namespace koine::drive {

namespace {

using access::Principal;
using store::Txn;

constexpr std::size_t kCodeBytes = 10;  // 80 random bits, that nobody guesses

Error None() {
  return Error{Code::kNotFound, "drive_share"};
}

// Its file or folder as its owner has it, if it is not thrown away.
Status Find(Txn& txn, TenantId tenant, UserId owner, ShareKind kind, std::int64_t target,
            std::optional<Entry>* file, std::optional<Folder>* folder) {
  std::optional<DriveState> state;
  if (kind == ShareKind::kFile) {
    const std::int64_t ids[] = {target};
    std::vector<Entry> found = FindEntries(txn, tenant, owner, ids);
    if (!found.empty()) *file = std::move(found.front());
    if (*file) state = (*file)->state;
  } else {
    *folder = FindFolder(txn, tenant, owner, FolderId(target));
    if (*folder) state = (*folder)->state;
  }
  if (!state || *state == DriveState::kGone) {
    return Error{Code::kNotFound, kind == ShareKind::kFile ? "file" : "drive_folder"};
  }
  if (!office::Next(kDriveStates, *state, DriveAct::kUse)) return Error{Code::kBadState, "drive"};
  return Ok();
}

}  // namespace

Result<OwnShare> OwnShare::Open(Txn& txn, const Principal& who, ShareId id) {
  auto found = FindShare(txn, who.tenant, who.user, id);
  if (!found) return None();
  return OwnShare(who, *std::move(found));
}

Result<Shareable> Shareable::Open(Txn& txn, const Principal& who, ShareKind kind,
                                  std::int64_t target) {
  if (txn.writable()) TakeDrive(txn, who.tenant, who.user);
  std::optional<Entry> file;
  std::optional<Folder> folder;
  KOINE_CHECK(Find(txn, who.tenant, who.user, kind, target, &file, &folder));
  return Shareable(who, kind, target, file ? file->name : folder->name);
}

Result<Share> MakeShare(Txn& txn, const Shareable& thing, const ShareIn& in) {
  const Principal& who = thing.who();
  if (CountSharesOf(txn, who.tenant, who.user) >= kSharesMax) {
    return Error{Code::kBadState, "drive_shares"};
  }
  Share share;
  share.owner = who.user;
  share.code = txn.random().Hex(kCodeBytes);
  share.kind = thing.kind();
  share.target = thing.target();
  share.name = thing.name();
  share.password = in.password;
  share.may_download = in.may_download;
  share.may_preview = in.may_preview;
  share.days = in.days;
  share.created_at = txn.now_ms();
  if (in.days > 0) share.expires_at = share.created_at + in.days * kDayMs;
  InsertShare(txn, who.tenant, &share);
  if (share.expires_at > 0) PutShareEnd(txn, who.tenant, share.id, share.expires_at);
  return share;
}

void EndShare(Txn& txn, const OwnShare& place) {
  DeleteShare(txn, place.who().tenant, place.share().id);
}

std::vector<Share> ListShares(Txn& txn, const Principal& who, std::int64_t limit,
                              std::int64_t offset) {
  return SelectShares(txn, who.tenant, who.user, limit, offset);
}

std::int64_t CountShares(Txn& txn, const Principal& who) {
  return CountSharesOf(txn, who.tenant, who.user);
}

Result<ShareProof> ProveShare(store::Store& store, identity::AttemptLimiter& attempts,
                              const Principal& who, std::string_view code,
                              std::string_view password) {
  std::optional<Share> share;
  KOINE_CHECK(
      store.ReadNow("drive share", [&](Txn& txn) { share = FindShareOf(txn, who.tenant, code); }));
  if (!share) return None();
  ShareProof proof;
  proof.share_ = share->id;
  proof.hash_ = share->password;
  if (share->password.empty()) return proof;
  if (password.empty()) return Error{Code::kForbidden, "drive_password"};
  const std::string key = "drive-share:" + std::to_string(share->id.value);
  auto trial = attempts.Begin({{key + ":" + std::to_string(who.user.value), kGuessesMax, true},
                               {key, kGuessesOfAllMax, false}});
  if (!trial) return Error{Code::kTooManyAttempts, "drive"};
  if (!identity::VerifyPassword(share->password, password)) {
    trial->Failed();
    return Error{Code::kWrongPassword, "drive"};
  }
  trial->Succeeded();
  return proof;
}

Result<Visit> Visit::Open(Txn& txn, const Principal& who, std::string_view code,
                          const ShareProof& proof, FolderId inside) {
  auto share = FindShareOf(txn, who.tenant, code);
  if (!share || share->id != proof.share_ || share->password != proof.hash_) return None();
  Visit visit;
  std::optional<Entry> file;
  std::optional<Folder> folder;
  const Status found =
      Find(txn, who.tenant, share->owner, share->kind, share->target, &file, &folder);
  if (!found.ok()) return None();
  if (file) visit.files_.push_back(*std::move(file));
  if (folder) {
    FolderId shown = folder->id;
    if (inside && inside != shown) {
      const auto path = SelectPath(txn, who.tenant, share->owner, inside);
      const bool within =
          std::any_of(path.begin(), path.end(), [&](const Folder& one) { return one.id == shown; });
      if (!within || path.back().state != DriveState::kKept) {
        return Error{Code::kNotFound, "drive_folder"};
      }
      shown = inside;
    }
    visit.folders_ = SelectFolders(txn, who.tenant, share->owner, shown, kListedMax, 0);
    visit.files_ = SelectEntries(txn, who.tenant, share->owner, shown, kListedMax, 0);
  }
  visit.owner_ = identity::FindPeople(txn, who, {share->owner.value}).Of(share->owner);
  visit.share_ = *std::move(share);
  return visit;
}

void NoteVisit(Txn& txn, TenantId tenant, ShareId id) {
  CountView(txn, tenant, id);
}

std::string VisitorLink(const Share& share, const Entry& entry, const file::Storage& storage,
                        std::int64_t now_ms) {
  file::Storage shorter = storage;
  std::int64_t left = kVisitMs;
  if (share.expires_at > 0) left = std::min(left, share.expires_at - now_ms);
  // 0 would be for ever: links that have no end in the settings have none here either.
  std::int64_t& ttl = shorter.limits.link_ttl_ms;
  if (ttl > 0) ttl = std::max<std::int64_t>(1, std::min(ttl, left));
  return file::LinkBy(entry.file, shorter, {{}, 0, share.owner}, now_ms);
}

}  // namespace koine::drive
