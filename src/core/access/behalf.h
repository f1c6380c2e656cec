#pragma once

#include <string>

#include "base/ids.h"
#include "core/access/principal.h"

// Principals who act for others. A principal comes from the gateway, as a token proved it, or from
// here, out of the right of one who is there already, or of what the caller of a function has
// checked: a key, a signed link, a password. Those functions have few callers, which are listed
// (PROVERS in tools/tidylib/access.py).
namespace koine::access {

// In the name of a user, with the rights of the administrator who acts: what is said is that
// user's. Who is no administrator stays who they are.
Principal InNameOf(const Principal& who, UserId user);
// As that user and with no more rights than a user has: where their own seat is to be judged. Who
// is no administrator stays who they are.
Principal OnBehalfOf(const Principal& who, UserId user);
// Who sends (openim 5.4). Administrators are stopped neither by blocks nor friendship nor mutes in
// what they send themselves; others are.
Principal Trusted(const Principal& who);
// A sender whom the settings name as an administrator, or an account of the server: likewise.
Principal AdministratorOf(const Principal& sender);
Principal AccountOf(const Principal& sender);
// Anybody else, whoever asks.
Principal Untrusted(const Principal& sender);
// The same principal outside of its session: what they do reaches that session, too.
Principal WithoutSession(const Principal& who);
// The same, calling from that address, for the audit.
Principal From(const Principal& who, std::string address);
// Whoever shows a link that was signed for it, which is the right: of a tenant, and for what a user
// keeps there as that user.
Principal ByLink(const Principal& caller, TenantId tenant, UserId user = {});
// The server of an application, as its key proves; with the master key it is trusted.
Principal OfApplication(TenantId tenant, bool master);
// A user who has just proved who they are, by a password or a secret of the server.
Principal Proved(const Principal& caller, UserId user);

}  // namespace koine::access
