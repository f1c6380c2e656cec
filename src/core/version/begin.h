#pragma once

#include "core/version/version.h"

namespace koine::version {

// Begins the logs of a user's own lists (contacts, groups, conversations) at version 1, where there
// is none yet. Before the user's first client reads them: a client that was told of no log takes
// the first thing in a list for what was always there, and tells its user nothing of it.
void Begin(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::version
