#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/identity/user.h"
#include "store/job.h"
#include "store/txn.h"

// What is left of a person whose account ends: their files go, and their name, mail and number out
// of every table. What they and others wrote stays as it was written.
namespace koine::erasure {

// Orders that, for a user as they were before the account was closed. Their files open for nobody
// from then on (core/file/file.h), the rest goes soon, in slices.
void PutErasePerson(store::Txn& txn, const identity::User& user);
void AddPersonJob(store::JobRunner& jobs);

// The job of tenant::kEndTenantJob: what was said in a deleted application goes, and its people
// with all that is theirs, in slices.
void AddTenantJob(store::JobRunner& jobs);

// The text of an event or a system line with the name and the picture of this person taken out
// wherever it names them by id, and these words, where they are whole strings of it.
std::string WithoutPerson(std::string_view text, UserId user,
                          const std::vector<std::string>& words);

}  // namespace koine::erasure
