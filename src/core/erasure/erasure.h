#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "core/identity/user.h"
#include "store/job.h"
#include "store/txn.h"

// What is left of a person whose account ends: their files go, and their name, mail and number out
// of every table, and out of copies of their messages. What they wrote stays as it was written, or
// goes with all copies.
namespace koine::erasure {

// What becomes of what somebody wrote. Stored: never renumber.
enum class Said : std::uint8_t { kBySetting = 0, kKeep = 1, kDelete = 2 };
KOINE_ENUM(Said, (Said::kBySetting, "setting"), (Said::kKeep, "keep"), (Said::kDelete, "delete"))

// Orders that, for a user as they were before the account was closed. Their files open for nobody
// from then on (core/file/file.h), the rest goes soon, in slices.
void PutErasePerson(store::Txn& txn, const identity::User& user, Said said);
void AddPersonJob(store::JobRunner& jobs, Said by_setting = Said::kKeep);

// Orders the end of an erasing: words leave the index, free pages the file, and `clear` of
// AddFinishJob is called with `what` until nothing is left in the log of the store; then that is
// noted as `erase.done`.
void PutFinish(store::Txn& txn, std::string_view what);
enum class Cleared : std::uint8_t { kNotYet, kDone, kFailed };
void AddFinishJob(store::JobRunner& jobs, std::function<Cleared(std::string_view what)> clear);

// What is still being erased, as a line for each.
std::vector<std::string> ListPending(store::Txn& txn);

// The job of tenant::kEndTenantJob: what was said in a deleted application goes, and its people
// with all that is theirs, in slices.
void AddTenantJob(store::JobRunner& jobs);

}  // namespace koine::erasure
