#pragma once

#include <string>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "server/report.h"
#include "store/store.h"

namespace koine::server {

// NAME of a command line: a login name, a mobile number or id:NUMBER, also of an account that has
// ended. kUserNotFound with a sentence.
Result<identity::User> FindNamed(store::Txn& txn, const access::Principal& who, const char* command,
                                 const std::string& name);

// `koine user …`: accounts of people, by login name, mobile number or id. `who` is whoever runs
// the server (access::OfOperator). kBadArgument and kUserNotFound with a sentence.
Result<Report> RunUser(store::Store& store, Random& random, const access::Principal& who,
                       const std::vector<std::string>& words);
// `koine invite`: a code with which somebody makes their account.
Result<Report> RunInvite(store::Store& store, const access::Principal& who,
                         const std::vector<std::string>& words);

}  // namespace koine::server
