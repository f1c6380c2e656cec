#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/file/object.h"
#include "core/file/upload_object.h"
#include "dialect/openim/dialect.h"

// What the files of the chapter on objects share (openim 9).
namespace koine::openim {

// Where contents come in and go out under signed links; no part of the contract.
inline constexpr std::string_view kStorage = "/storage/";
inline constexpr std::int64_t kPartLinkMs = 24LL * 3600 * 1000;
inline constexpr std::int64_t kLinkMs = 3600LL * 1000;

inline file::Storage& FilesOf(gateway::Call& call) {
  return *call.services->files;
}
inline const file::Limits& LimitsOf(const gateway::Call& call) {
  return call.services->files->limits;
}

// The public address of this API with a `/` at its end: that of the settings, else as the request
// came by it (openim 9.1).
std::string BaseOf(const gateway::Call& call);
// The address of an object, with a ticket for the caller (core/file/link.h).
std::string AddressOf(const gateway::Call& call, const file::File& object);

// The file of the `k` of an address: its key, a dot and a ticket. kNotFound "object".
Result<file::File> FollowAddress(store::Txn& txn, gateway::Call& call, std::string_view k);

// Links that end, each for one thing only.
std::string PartLink(gateway::Call& call, const file::Upload& upload, std::int64_t number,
                     std::int64_t end_ms);
std::string FormLink(gateway::Call& call, const file::Upload& upload, std::int64_t end_ms);
std::string ContentLink(gateway::Call& call, const file::File& object, std::int64_t end_ms);

// What a client may ask of a link to a picture (openim 9.4, access_url).
struct PictureQuery {
  std::string type, width, height;
};
// The same for an object as it is asked for: a picture may be made smaller. kBadArgument "type";
// kFileRejected "preview" for what is no picture, or too large for one.
Result<std::string> LinkFor(gateway::Call& call, const file::File& object,
                            const PictureQuery& query, std::int64_t end_ms);

}  // namespace koine::openim
