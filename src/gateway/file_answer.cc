#include "gateway/file_answer.h"

#include <unistd.h>

#include <string>
#include <utility>

#include "base/log.h"
#include "core/file/rows.h"

namespace koine::gateway {

namespace {

// Where no thumbnails can be made, pictures up to this size stand for theirs.
constexpr std::int64_t kSmallImageBytes = 512 * 1024;

}  // namespace

Status AnswerFile(Call& call, const file::File& file, bool attachment, bool count) {
  const file::Storage& storage = *call.services->files;
  auto fd = storage.blobs->Open(call.who.tenant, file.sha256);
  if (!fd.ok()) {
    log::Error("files", "the content of file {} cannot be read: {}", file.id.value,
               fd.error().text.empty() ? "it is gone" : fd.error().text);
    return Error{Code::kNotFound, "file"};
  }
  FileReply reply;
  reply.body = net::FileBody(*fd, 0, file.size);
  reply.mime = file.mime;
  reply.etag = "\"" + file.sha256.substr(0, 32) + "\"";
  reply.name = file.name;
  reply.attachment = attachment || !file::Inline(file.mime);
  reply.forever = storage.limits.link_ttl_ms == 0;
  call.reply = std::move(reply);
  if (!count) return Ok();
  store::Store* store = call.services->store;
  call.afterwards = [store, tenant = call.who.tenant, id = file.id] {
    store->Write(
        {"count download", store::kNoKey, true},
        [tenant, id](store::Txn& txn) -> Status {
          file::CountDownload(txn, tenant, id);
          return Ok();
        },
        [](const Status&, const store::Numbering&) {});
  };
  return Ok();
}

Result<FileReply> MakeThumbnail(Call& call, const file::File& file, std::int64_t width,
                                std::int64_t height) {
  file::Storage& storage = *call.services->files;
  const TenantId tenant = call.who.tenant;
  const std::string variant = std::to_string(width) + "x" + std::to_string(height);
  FileReply reply;
  reply.etag = "\"" + file.sha256.substr(0, 32) + "-" + variant + "\"";
  reply.name = file.name;
  reply.attachment = false;
  reply.mime = "image/webp";
  auto kept = storage.blobs->OpenVariant(tenant, file.sha256, variant);
  if (kept.ok()) {
    reply.body = net::FileBody(*kept, 0, ::lseek(*kept, 0, SEEK_END));
    // An empty one says that it was tried in vain.
    if (reply.body.size == 0) return Error{Code::kFileRejected, "preview"};
    return reply;
  }
  auto original = storage.blobs->Open(tenant, file.sha256);
  if (!original.ok()) return Error{Code::kNotFound, "file"};
  net::FileBody body(*original, 0, file.size);
  const bool fits = file.width <= width && file.height <= height;
  const bool able = storage.images != nullptr && storage.images->available();
  if ((fits || !able) && file.size <= kSmallImageBytes && file::Inline(file.mime)) {
    reply.body = std::move(body);
    reply.mime = file.mime;
    return reply;
  }
  if (!able) return Error{Code::kFileRejected, "preview"};
  KOINE_TRY(store::TempFile made, storage.blobs->NewFile());
  Status status = storage.images->Thumbnail(body.fd, width, height, &made);
  if (!status.ok() && !status.error().Is(Code::kFileRejected)) return std::move(status).error();
  if (!status.ok()) {
    KOINE_TRY(made, storage.blobs->NewFile());
  }
  KOINE_CHECK(storage.blobs->PutVariant(tenant, file.sha256, variant, std::move(made)));
  KOINE_TRY(const int fd, storage.blobs->OpenVariant(tenant, file.sha256, variant));
  reply.body = net::FileBody(fd, 0, ::lseek(fd, 0, SEEK_END));
  if (!status.ok()) return std::move(status).error();
  return reply;
}

}  // namespace koine::gateway
