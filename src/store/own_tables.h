#pragma once

#include <span>

#include "store/store.h"

// The tables of the store itself and the statements on them that both engines share.
namespace koine::store {

// Their migrations, numbered apart from those of the caller.
std::span<const Migration> OwnMigrations();

inline constexpr const char* kOwnSet = "store";
inline constexpr const char* kCallerSet = "koine";

// There as long as a move into the store is not finished.
inline constexpr const char* kMoveTable = "move_state";
// There from before `koine restore` fills the store until the data directory is there too.
inline constexpr const char* kRestoreTable = "restore_state";

inline constexpr std::int64_t kIdBlock = 100;  // ids leased at once

extern const Sql kSelectHead;     // -> position
extern const Sql kUpdateHead;     // (position)
extern const Sql kRaiseHead;      // (count) -> the new position
extern const Sql kSelectIdBlock;  // (name) -> next
extern const Sql kUpsertIdBlock;  // (name, next)
extern const Sql kLeaseIdBlock;   // (name, first + block, block) -> next after the block
extern const Sql kUpsertJob;      // (id, kind, key, due_at, payload)
extern const Sql kDeleteJob;      // (kind, key)

// Ids of job rows.
extern const IdSequence kJobIds;

}  // namespace koine::store
