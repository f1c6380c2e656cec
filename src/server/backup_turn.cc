#include "server/backup_turn.h"

#include <optional>
#include <utility>

#include "base/json.h"
#include "base/log.h"
#include "store/lease.h"
#include "store/node.h"

namespace koine::server {

namespace {

constexpr std::string_view kLease = "backup", kLastMade = "backup.made";
constexpr std::int64_t kLeaseMs = 30'000;
constexpr store::CommandInfo kCommand{"backup.turn", store::kNoKey, /*background=*/true,
                                      /*repeatable=*/true};

}  // namespace

Result<BackupTurn::Whose> BackupTurn::Take(std::int64_t due_ms, BackupState* made) {
  const std::int64_t now = clock_.NowMs();
  std::optional<std::int64_t> position;
  std::string text;
  KOINE_CHECK(store_.WriteAndWait(kCommand, [&](store::Txn& txn) -> Status {
    text.clear();
    position = store::ClaimLease(txn, kLease, owner_, now + kLeaseMs);
    if (!position || *position < due_ms) return Ok();
    store::ClaimLease(txn, kLease, owner_, 0);
    text = store::SettleMeta(txn, kLastMade, "");
    return Ok();
  }));
  if (!position) return Whose::kOthers;
  position_ = *position;
  until_ms_ = now + kLeaseMs;
  if (position_ < due_ms) return Whose::kMine;
  if (auto state = json::Parse<BackupState>(text, {}); state.ok()) *made = *std::move(state);
  return Whose::kMade;
}

void BackupTurn::Keep() {
  const std::int64_t now = clock_.NowMs();
  if (until_ms_ - now > kLeaseMs / 2) return;
  until_ms_ = now + kLeaseMs;
  const Status kept = store_.WriteAndWait(kCommand, [&](store::Txn& txn) -> Status {
    store::ClaimLease(txn, kLease, owner_, until_ms_);
    return Ok();
  });
  if (!kept.ok()) log::Warn("backup", "other servers cannot be told that it is being made");
}

void BackupTurn::Made(std::int64_t due_ms, const BackupState& state) {
  const Status told = store_.WriteAndWait(kCommand, [&](store::Txn& txn) -> Status {
    if (store::AdvanceLease(txn, kLease, owner_, position_, due_ms, 0)) {
      store::SetMeta(txn, kLastMade, json::ToText(state));
    }
    return Ok();
  });
  if (!told.ok()) log::Warn("backup", "other servers cannot be told that it is made");
}

void BackupTurn::GiveBack() {
  static_cast<void>(store_.WriteAndWait(kCommand, [&](store::Txn& txn) -> Status {
    store::ClaimLease(txn, kLease, owner_, 0);
    return Ok();
  }));
}

}  // namespace koine::server
