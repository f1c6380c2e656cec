#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/random.h"
#include "base/result.h"
#include "core/identity/admin.h"
#include "server/report.h"
#include "server/secrets.h"
#include "store/store.h"

namespace koine::server {

inline constexpr std::size_t kAdminPasswordMin = 8;  // characters

// Refuses a weak admin.password, secrets that are known, short or repeat themselves, and a data
// directory that others may write in; an error names the setting, the file or the directory, never
// a value. Says in the log which secrets came as flags.
Status CheckStrength(const config::Config& config, const Secrets& secrets);

// Makes the first administrator: with the password of the configuration, or without one, and then
// returns what a link is bound to by which whoever opens it sets one. Says in the log what else
// became of it: the name is somebody's who is no administrator, or their password is another one.
Result<std::optional<identity::FirstAdmin>> PrepareAdmin(store::Store& store,
                                                         const config::Config& config);

// Makes the first department of a server that never had one, led by its first administrator.
Status PrepareOrganization(store::Store& store);

// `koine admin password NAME`: gives an administrator who forgot theirs a new password, ends what
// they are signed in to, and returns what to print.
Result<Report> RunAdmin(store::Store& store, Random& random, const access::Principal& who,
                        const std::vector<std::string>& words);

}  // namespace koine::server
