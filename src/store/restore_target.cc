#include "store/restore_target.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/diag.h"
#include "store/move_end.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {

constexpr const char* kMakeMark =
    "create table restore_state (backup text primary key);"
    "insert into restore_state (backup) values ('";
constexpr const char* kDropMark = "drop table if exists restore_state;";

}  // namespace

RestoreTarget::RestoreTarget(std::unique_ptr<MoveEnd> end) : end_(std::move(end)) {}
RestoreTarget::~RestoreTarget() = default;

Result<std::unique_ptr<RestoreTarget>> RestoreTarget::Open(const std::string& url) {
  KOINE_TRY(auto end, OpenPgEnd(url, MoveRole::kTarget));
  return std::unique_ptr<RestoreTarget>(new RestoreTarget(std::move(end)));
}

Result<RestoreTarget::State> RestoreTarget::Look(const std::string& backup) {
  KOINE_TRY(const bool empty, end_->Empty());
  if (empty) return State::kEmpty;
  KOINE_TRY(const std::vector<MoveTable> tables, end_->Tables());
  const bool marked = std::ranges::any_of(
      tables, [](const MoveTable& table) { return table.name == kRestoreTable; });
  if (!marked) {
    return StoreError(Code::kBadState, end_->name() +
                                           " is not empty: name another database, or make this "
                                           "one anew with dropdb and createdb");
  }
  // The mark is alone until all others are there.
  const bool filled = tables.size() > 1;
  KOINE_TRY(const MoveEnd::Lines of, end_->Ask("select backup from restore_state"));
  const bool same = of.size() == 1 && of[0].size() == 1 && of[0][0] == backup;
  if (filled && !same) {
    return StoreError(Code::kBadState,
                      end_->name() +
                          " holds another backup, whose restore was broken off: run that again, or "
                          "make the database anew with dropdb and createdb");
  }
  if (!same) return State::kEmpty;
  return filled ? State::kFilled : State::kMarked;
}

Status RestoreTarget::Mark(const std::string& backup) {
  // It is on the disk before anything else is.
  KOINE_CHECK(end_->schema().Script("set synchronous_commit = on"));
  KOINE_CHECK(end_->Begin());
  KOINE_CHECK(end_->schema().Script(kDropMark));
  KOINE_CHECK(end_->schema().Script(kMakeMark + backup + "')"));
  return end_->Commit();
}

Status RestoreTarget::Unmark() {
  KOINE_CHECK(end_->schema().Script("set synchronous_commit = on"));
  return end_->schema().Script(kDropMark);
}

}  // namespace koine::store
