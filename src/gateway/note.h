#pragma once

#include <string>

#include "gateway/row.h"

// Acts of administrators that no verb can note, because they change nothing: what was read of
// others, and what was refused (core/audit). Written after the call, in a transaction of its own.
namespace koine::gateway {

// Once the answer stands.
void NoteAfterwards(Call& call, const std::string& action, const std::string& target,
                    const std::string& detail = {});
// The caller of a row signed in as this user: the log tells so once the answer stands.
void NoteSignIn(Call& call, UserId user, const std::string& terminal);
// An administrator called this row and was refused, by a rule.
void NoteRefusal(const Call& call, std::string_view row, const Error& error);

}  // namespace koine::gateway
