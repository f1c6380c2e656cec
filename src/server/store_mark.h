#pragma once

#include <string>

#include "base/config.h"
#include "base/result.h"

namespace koine::server {

// The file of the secrets also tells for which store they are, once that is made: an empty one in
// its place is a loss, not a beginning.

// The path of that file.
std::string SecretsPath(const config::Config& config);
// Whether the secrets know the store of the settings.
bool KnowsStore(const config::Config& config);
// Writes it down. A file that may not be written stays as it is; the log says so.
void NoteStore(const config::Config& config);
// The same for a store at another address, which becomes one of this installation.
void NoteStoreAt(const config::Config& config, const std::string& url);
// That the store is gone, and what to do.
Error StoreIsGone(const config::Config& config, const Error& found);

}  // namespace koine::server
