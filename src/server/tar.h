#pragma once

#include <string>

#include "base/result.h"

namespace koine::server {

// Packs the files of a directory and of the directories in it into one archive (POSIX pax) at `to`,
// which must not be there, in the order of their names, each removed once it is packed; then the
// directory goes. Readable by the owner only. An error names the file.
Status PackDirectory(const std::string& from, const std::string& to);

}  // namespace koine::server
