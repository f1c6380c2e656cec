#include "core/file/app.h"

#include <limits>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "core/file/rows.h"
#include "core/tenant/tenant.h"

namespace koine::file {

namespace {

constexpr std::string_view kPath = "/storage/uploads/";
constexpr int kEndSlice = 200;
constexpr std::int64_t kEndPauseMs = 200;

}  // namespace

Result<File> AddForApp(store::Txn& txn, const tenant::App& app, const Received& received) {
  KOINE_CHECK(tenant::ChargeFile(txn, app, received.size));
  RefBlob(txn, app.tenant, received);
  File file;
  file.name = received.name;
  file.extension = received.extension;
  file.sha256 = received.sha256;
  file.md5 = received.md5;
  file.size = received.size;
  file.mime = received.mime;
  file.kind = received.kind;
  file.width = received.dimensions.width;
  file.height = received.dimensions.height;
  file.purpose = Purpose::kApp;
  InsertFile(txn, app.tenant, &file);
  return file;
}

std::string AppLinkOf(const File& file) {
  return std::string(kPath) + file.key + "." + file.extension;
}

Result<AppFile> FollowAppLink(store::Txn& txn, std::string_view name, std::string_view ticket,
                              const Storage& storage) {
  const Error none{Code::kNotFound, "file"};
  const std::string_view key = name.substr(0, name.find('.'));
  const auto tenant = FindOwnerOfKey(txn, key);
  if (!tenant) return none;
  KOINE_TRY(File file, FollowKey(txn, key, ticket, storage));
  if (name.substr(key.size()) != "." + file.extension) return none;
  return AppFile{std::move(file), *tenant};
}

Status EndFiles(store::Txn& txn, std::string_view key, std::string_view payload) {
  const auto tenant = text::ParseInt(key);
  const auto ended_ms = text::ParseInt(payload);
  if (!tenant || !ended_ms) return FieldError(Code::kBadArgument, "key");
  // The default tenant may have another application already, whose files are younger.
  const bool again = tenant::FindAppId(txn, TenantId(*tenant)).has_value();
  const std::int64_t until = again ? *ended_ms : std::numeric_limits<std::int64_t>::max();
  const auto files = ListOfEndedApp(txn, TenantId(*tenant), until, kEndSlice);
  for (const Unused& file : files) Purge(txn, file);
  if (files.size() == kEndSlice) {
    txn.PutJob(tenant::kEndFilesJob, key, txn.now_ms() + kEndPauseMs, payload);
  }
  return Ok();
}

}  // namespace koine::file
