#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/store.h"

// Which passwords and secrets are refused because they are guessed first.
namespace koine::identity {

// Whether a lower-case word is the usual part of usual passwords.
bool IsUsualWord(std::string_view word);

// A few characters again and again (`aaaaaa`, `abcabc`), or one run of the alphabet, of the digits
// or of a row of the keyboard, up or down.
bool IsRepeatedOrRun(std::string_view text);

// What is tried first: repetitions and runs; fewer than eight digits and nothing else; a usual
// word, also with letters written as digits or signs, or with up to four digits before or after it;
// one of `names`, forwards or backwards, likewise.
bool IsUsual(std::string_view password, std::span<const std::string_view> names = {});

// The hash of a password that somebody chooses, about 15 ms: on a pool. kBadArgument
// "usual_password" for one that is usual for somebody of these names; kUnavailable.
Result<std::string> HashChosen(std::string_view password,
                               std::span<const std::string_view> names = {});
// The same for one of an account that there is, whose names are read.
Result<std::string> HashChosenFor(store::Store& store, TenantId tenant, UserId user,
                                  std::string_view password);

// Why a text is no secret: it has fewer than `chars_min` characters, fewer than eight different
// ones, repeats itself, or is one that is known; null if it is good.
inline constexpr std::size_t kSecretCharsMin = 16;
const char* SecretFault(std::string_view secret, std::size_t chars_min = kSecretCharsMin);

}  // namespace koine::identity
