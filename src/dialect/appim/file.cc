// Files (app-im 4).

#include <algorithm>
#include <utility>

#include "core/access/behalf.h"
#include "core/file/app.h"
#include "dialect/appim/appim.h"
#include "dialect/appim/wire.h"
#include "gateway/file_answer.h"
#include "gateway/file_reply.h"

namespace koine::appim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct FileUploadIn {
  std::optional<std::string> file;  // only where it came as something else than a file
  file::Received received;          // not of the wire
};
KOINE_DESCRIBE(FileUploadIn, (file))
struct StoredFileIn {
  std::string name, t;
};
KOINE_DESCRIBE(StoredFileIn, (name, t))

namespace {

// Judges before the body comes; the row itself is exact.
Status AdmitFile(Txn&, Call& call, std::int64_t bytes) {
  return tenant::MayStore(CallerOf(call).app, bytes);
}

Status PrepareFile(Call& call, FileUploadIn& in) {
  if (call.files.empty()) return Missing("file");
  gateway::UploadedFile& file = call.files.front();
  KOINE_TRY(in.received, file::Receive(*call.services->files, call.who.tenant,
                                       std::move(file.content), file.name, file::Accept::kApp));
  return Ok();
}

Result<std::string> UploadFile(Txn& txn, Call& call, FileUploadIn& in) {
  auto added = file::AddForApp(txn, CallerOf(call).app, in.received);
  // As for an application that was never there.
  if (!added.ok() && added.error().Is(Code::kNotFound)) {
    return Error{Code::kUnauthenticated, "header"};
  }
  if (!added.ok()) return std::move(added).error();
  const std::string& base = DialectOf(call).public_url();
  return (base.empty() ? gateway::OriginOf(*call.request) : base) + file::AppLinkOf(*added);
}

// The link of an application's file is the right: who has it needs neither application nor key.
// Links of IM Chat have tickets.
Result<Nothing> OpenFile(Txn& txn, Call& call, StoredFileIn& in) {
  KOINE_TRY(const file::AppFile found,
            file::FollowAppLink(txn, in.name, in.t, *call.services->files));
  call.who = access::ByLink(call.who, found.tenant);
  KOINE_CHECK(gateway::AnswerFile(call, found.file, found.file.kind != file::Kind::kImage, false));
  return Nothing{};
}

}  // namespace

void AddFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Mode;
  using net::Method;
  rows->push_back(gateway::EpPrepared<&UploadFile, &PrepareFile>(
      Method::kPost, "/im/file/upload", "Upload a file; its link opens without headers",
      {.mode = Mode::kWrite,
       .ref = "4",
       .files = "file",
       .file_bytes =
           [](const file::Limits& limits) {
             return std::min(limits.file_bytes, file::kAppFileBytes);
           },
       .admit = AdmitFile,
       .about = gateway::About::kCaller}));
  rows->push_back(gateway::Ep<&OpenFile>(Method::kGet, "/storage/uploads/{name}", "Download a file",
                                         {.auth = Auth::kNone,
                                          .mode = Mode::kRead,
                                          .example = R"({"name":"{upload.name}"})",
                                          .ref = "4",
                                          .binary = true,
                                          .about = gateway::About::kLink}));
}

}  // namespace koine::appim
