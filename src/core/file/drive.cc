#include "core/file/drive.h"

#include <optional>
#include <string>
#include <utility>

#include "core/file/link.h"
#include "core/file/rows.h"

namespace koine::file {

namespace {

const body::Media* MediaOf(const body::Body& body) {
  if (const auto* image = std::get_if<body::Image>(&body)) return image;
  if (const auto* voice = std::get_if<body::Voice>(&body)) return voice;
  if (const auto* video = std::get_if<body::Video>(&body)) return video;
  return std::get_if<body::File>(&body);
}

}  // namespace

Result<File> AddFromMessage(store::Txn& txn, const access::Principal& who, const body::Body& body,
                            const Limits& limits) {
  const body::Media* media = MediaOf(body);
  if (media == nullptr) return Error{Code::kWrongKind, "drive_message"};
  const std::string key = KeyOfLink(media->url);
  if (media->file == 0 && key.empty()) return Error{Code::kWrongKind, "drive_message"};
  const auto found = media->file != 0 ? FindLinked(txn, FileId(media->file)) : FindByKey(txn, key);
  if (!found || !LockFile(txn, who.tenant, found->id) || !MayFollow(txn, who, found->id)) {
    return Error{Code::kNotFound, "file"};
  }
  Received content = ContentOf(*found);
  content.name = CleanName(media->name.empty() ? found->name : media->name);
  if (content.name.empty()) content.name = found->name;
  return Add(txn, who, content, Purpose::kDrive, ConversationId(), limits);
}

Result<File> TakeIntoDrive(store::Txn& txn, const access::Principal& who, FileId id) {
  if (!MarkOfDrive(txn, who, id)) return Error{Code::kNotFound, "file"};
  auto taken = FindReadable(txn, who, id);
  if (!taken) return Error{Code::kNotFound, "file"};
  return *std::move(taken);
}

void LetGo(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return;
  MarkDeleted(txn, tenant, ids);
  for (const Unused& file : FindUnused(txn, tenant, ids)) Purge(txn, file);
}

}  // namespace koine::file
