#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/version/version.h"

// How lists are kept equal on a client (openim 10).
namespace koine::openim {

struct IncrementalIn {
  std::string userID, versionID;
  std::int64_t version = 0;

  version::Version seen() const { return {version, versionID}; }
};
KOINE_DESCRIBE(IncrementalIn, (userID, versionID, version))
KOINE_RULES(IncrementalIn, json::Rule("userID").Required())

struct FullIDsIn {
  std::string userID;
  json::Raw idHash;  // unsigned, up to 64 bits
};
KOINE_DESCRIBE(FullIDsIn, (userID, idHash))
KOINE_RULES(FullIDsIn, json::Rule("userID").Required())

// The hash of an ordered list of ids: the first 8 bytes of the MD5 of its JSON text; 0 without any.
std::uint64_t HashOf(const std::vector<std::string>& ids);
// Whether a client's hash is that of the list. kBadArgument with the field when it is no number.
Result<bool> SameHash(const json::Raw& given, const std::vector<std::string>& ids);

}  // namespace koine::openim
