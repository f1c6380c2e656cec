#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

// Slow on purpose (about 15 ms): only on a pool, never on a store or I/O thread.
namespace koine::identity {

// Argon2id with 19 MiB and two passes, in its usual text form. kUnavailable without memory.
Result<std::string> HashPassword(std::string_view password);

// How much a hash costs: kFull as said, kTest next to nothing, for servers of tests, which make
// thousands of accounts (`test.passwords`). Set before the threads begin.
enum class PasswordCost { kFull, kTest };
void SetPasswordCost(PasswordCost cost);

// What stands before the hash of an account that nobody can sign in to yet.
inline constexpr char kNoPassword[] = "*";

// Whether `password` is the one behind `hash` (Argon2id, or bcrypt of imported accounts).
bool VerifyPassword(std::string_view hash, std::string_view password);

// Takes as long as a check of a real password: for names that nobody has.
void BurnPasswordTime(std::string_view password);

}  // namespace koine::identity
