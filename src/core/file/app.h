#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/file/file.h"
#include "core/tenant/tenant.h"

// Files of an application (app-im 4): they count with it, no user owns them, and their links open
// without headers for as long as it is there.
namespace koine::file {

inline constexpr std::int64_t kAppFileBytes = 20LL << 20;

// Makes what was received (Accept::kApp) a file of the application. kFileRejected "quota";
// kNotFound when it was deleted meanwhile.
Result<File> AddForApp(store::Txn& txn, const tenant::App& app, const Received& received);

// The path below the server under which it, or a file of IM Chat, is reached:
// /storage/uploads/KEY.EXT, without a ticket, which those of applications do not need.
std::string AppLinkOf(const File& file);
// The file of the last segment of such a path, with its tenant, as FollowKey. kNotFound.
struct AppFile {
  File file;
  TenantId tenant;
};
Result<AppFile> FollowAppLink(store::Txn& txn, std::string_view name, std::string_view ticket,
                              const Storage& storage);

// The job of tenant::kEndFilesJob: takes away the files of a deleted application, in slices.
Status EndFiles(store::Txn& txn, std::string_view key, std::string_view payload);

}  // namespace koine::file
