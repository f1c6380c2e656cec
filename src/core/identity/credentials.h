#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/attempts.h"
#include "store/store.h"

// Whether a password is right. Slow on purpose: on a pool, before the transaction that relies on
// it. Wrong ones are counted: by account, however it is named and from wherever, apart from that by
// address (identity::NetworkOf), and by the user whose own it is. Where a user signed in well
// before (StartLogin with an address), their failures there count alone, and lock that address
// only.
namespace koine::identity {

// Who is behind a login name or mobile number and a password. kTooManyAttempts; kWrongPassword,
// also when nobody has that name, and then it takes as long; kUnavailable.
Result<UserId> CheckCredentials(store::Store& store, AttemptLimiter& attempts, TenantId tenant,
                                const std::string& name, std::string_view password,
                                const std::string& address);

// The same where each reason is told apart (im-chat 2.1), also by an address: kUserNotFound when
// nobody signs in by that name, which takes as long; kAccountBanned (BannedError), whatever the
// password; kTooManyAttempts; kWrongPassword; kUnavailable.
Result<UserId> CheckNamedCredentials(store::Store& store, AttemptLimiter& attempts, TenantId tenant,
                                     const std::string& name, std::string_view password,
                                     const std::string& address);

// The hash that the principal's own password was checked against, for a change of it
// (ReplacePassword). kTooManyAttempts "password"; kWrongPassword "old"; kUnavailable.
Result<std::string> CheckOwnPassword(store::Store& store, AttemptLimiter& attempts,
                                     const access::Principal& who, std::string_view password);

}  // namespace koine::identity
