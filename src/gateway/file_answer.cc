#include "gateway/file_answer.h"

#include <unistd.h>

#include <string>
#include <utility>

#include "base/log.h"
#include "core/file/file.h"
#include "gateway/file_reply.h"

namespace koine::gateway {

namespace {

// Where no thumbnails can be made, pictures up to this size stand for theirs.
constexpr std::int64_t kSmallImageBytes = 512 * 1024;

Error Unread(FileId id, const Error& error) {
  log::Error("files", "the content of file {} cannot be read: {}", id.value,
             error.text.empty() ? "it is gone" : error.text);
  if (error.Is(Code::kNotFound)) return Error{Code::kNotFound, "file"};
  return Error{Code::kUnavailable};
}

// The content behind `fd`, if it has the size that was stored.
Result<net::FileBody> BodyOf(int fd, const file::File& file) {
  net::FileBody body(fd, 0, file.size);
  if (::lseek(fd, 0, SEEK_END) == file.size) return body;
  return Unread(file.id, Error{Code::kUnavailable, "", "", "its size is not the stored one"});
}

// Where clients fetch contents from elsewhere: the way there. False where they do not.
bool Redirect(Call& call, const file::File& file, const FileReply& reply) {
  store::BlobStore::Shown shown;
  shown.head = call.request != nullptr && call.request->method == net::Method::kHead;
  shown.mime = reply.mime;
  shown.disposition = DispositionOf(reply);
  shown.cache_control = CacheControlOf(reply);
  const std::string url = call.services->files->blobs->LinkTo(call.who.tenant, file.sha256, shown);
  if (url.empty()) return false;
  net::Response response;
  response.status = 302;
  response.Add("Location", url)
      .Add("Cache-Control", "private, no-cache")
      .Add("Referrer-Policy", "no-referrer")
      .Add("Cross-Origin-Resource-Policy", "cross-origin");
  call.response = std::move(response);
  return true;
}

// The content into the reply: now, or later if it lies elsewhere.
Status Attach(Call& call, const file::File& file) {
  store::BlobStore* blobs = call.services->files->blobs;
  auto fd = blobs->Open(call.who.tenant, file.sha256);
  if (fd.ok()) {
    KOINE_TRY(call.reply->body, BodyOf(*fd, file));
    return Ok();
  }
  if (!store::IsOutOfReach(fd.error())) return Unread(file.id, fd.error());
  call.later = [blobs, tenant = call.who.tenant, file](Call& waiting, Call::Done done) {
    blobs->Fetch(tenant, file.sha256, [&waiting, file, done = std::move(done)](Result<int> got) {
      if (!got.ok()) return done(Unread(file.id, got.error()));
      auto body = BodyOf(*got, file);
      if (!body.ok()) return done(body.error());
      waiting.reply->body = std::move(*body);
      done(Ok());
    });
  };
  return Ok();
}

// Small forms take from what the owner may keep, as the picture does.
void CountForm(store::Store& store, TenantId tenant, FileId id, std::int64_t step,
               std::int64_t bytes) {
  store.Write(
      {"count small form", store::kNoKey, true},
      [tenant, id, step, bytes](store::Txn& txn) -> Status {
        file::CountSmallForm(txn, tenant, id, step, bytes);
        return Ok();
      },
      [](const Status&, const store::Numbering&) {});
}

}  // namespace

Status AnswerFile(Call& call, const file::File& file, bool attachment, bool count) {
  const file::Storage& storage = *call.services->files;
  FileReply reply;
  reply.mime = file.mime;
  reply.etag = "\"" + file.sha256.substr(0, 32) + "\"";
  reply.name = file.name;
  reply.attachment = attachment || !file::Inline(file.mime);
  reply.forever = storage.limits.link_ttl_ms == 0;
  if (Redirect(call, file, reply)) {
    count = count && call.request != nullptr && call.request->method != net::Method::kHead;
  } else {
    call.reply = std::move(reply);
    KOINE_CHECK(Attach(call, file));
  }
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
  const std::int64_t step = file::ThumbnailStep(width, height);
  const std::string variant = std::to_string(step) + "x" + std::to_string(step);
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
  auto original = storage.blobs->FetchAndWait(tenant, file.sha256);
  if (!original.ok()) return Unread(file.id, original.error());
  KOINE_TRY(net::FileBody body, BodyOf(*original, file));
  const bool fits = file.width <= step && file.height <= step;
  const bool able = storage.images != nullptr && storage.images->available();
  if ((fits || !able) && file.size <= kSmallImageBytes && file::Inline(file.mime)) {
    reply.body = std::move(body);
    reply.mime = file.mime;
    return reply;
  }
  if (!able) return Error{Code::kFileRejected, "preview"};
  KOINE_TRY(store::TempFile made, storage.blobs->NewFile());
  Status status = storage.images->Thumbnail(body.fd, step, step, &made);
  if (!status.ok() && !status.error().Is(Code::kFileRejected)) return std::move(status).error();
  if (!status.ok()) {
    KOINE_TRY(made, storage.blobs->NewFile());
  }
  const std::int64_t bytes = ::lseek(made.fd(), 0, SEEK_END);
  KOINE_CHECK(storage.blobs->PutVariant(tenant, file.sha256, variant, std::move(made)));
  CountForm(*call.services->store, tenant, file.id, step, bytes);
  KOINE_TRY(const int fd, storage.blobs->OpenVariant(tenant, file.sha256, variant));
  reply.body = net::FileBody(fd, 0, ::lseek(fd, 0, SEEK_END));
  if (!status.ok()) return std::move(status).error();
  return reply;
}

}  // namespace koine::gateway
