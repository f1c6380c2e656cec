// Files (im-chat 2.8).

#include <utility>

#include "base/text.h"
#include "core/access/behalf.h"
#include "core/file/chat.h"
#include "core/file/link.h"
#include "dialect/imchat/imchat.h"
#include "gateway/file_answer.h"
#include "gateway/file_reply.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct FileUploadIn {
  std::optional<std::string> type;
  std::optional<std::string> file;  // only where it came as something else than a file
  file::Received received;          // not of the wire
};
KOINE_DESCRIBE(FileUploadIn, (type, file))
KOINE_RULES(FileUploadIn,
            json::Rule("type").OneOf({"image", "file", "video", "voice"}, "文件类型不正确"))
struct FileUploadOut {
  std::string url, fileName;
  std::int64_t fileSize = 0;
  std::optional<std::string> thumbUrl, coverUrl;
  std::string md5;
};
KOINE_DESCRIBE(FileUploadOut, (url, fileName, fileSize, thumbUrl, coverUrl, md5))
struct FileDownloadIn {
  std::string url;
};
KOINE_DESCRIBE(FileDownloadIn, (url))
KOINE_RULES(FileDownloadIn, json::Rule("url").Required("url不能为空").MaxChars(2048))
struct FileThumbIn {
  std::string name, t;
  gateway::FileReply made;  // not of the wire
};
KOINE_DESCRIBE(FileThumbIn, (name, t))

namespace {

constexpr std::string_view kStored = "/storage/uploads/";
constexpr std::string_view kTicket = "?t=";
constexpr std::string_view kThumbs = "/file/thumbnail/";
constexpr std::int64_t kThumbSize = 320;
// Room for a whole request, so that a file which is too large for its kind alone is told so.
constexpr std::int64_t kRoomBytes = 1 << 20;

std::string BaseOf(const Call& call) {
  const std::string& base = DialectOf(call).settings().public_url;
  return base.empty() ? gateway::OriginOf(*call.request) : base;
}

// Judges before the body comes; the row itself is exact.
Status AdmitUpload(Txn& txn, Call& call, std::int64_t bytes) {
  return file::MayKeep(txn, call.who, bytes, call.services->files->limits);
}

Status PrepareUpload(Call& call, FileUploadIn& in) {
  if (call.files.empty()) return FieldError(Code::kMissingArgument, "file", "文件不能为空");
  gateway::UploadedFile& sent = call.files.front();
  const auto kind = file::ChatKindOf(in.type.value_or("file"));
  if (!kind) return FieldError(Code::kBadArgument, "type");
  KOINE_TRY(in.received, file::ReceiveChat(*call.services->files, call.who.tenant,
                                           std::move(sent.content), sent.name, *kind));
  return Ok();
}

Result<FileUploadOut> UploadFile(Txn& txn, Call& call, FileUploadIn& in) {
  KOINE_TRY(const file::File file,
            file::AddForChat(txn, call.who, in.received, call.services->files->limits));
  const std::string base = BaseOf(call);
  FileUploadOut out;
  const std::string ticket =
      file::TicketOf(*call.services->files, file.key, {{}, 0, call.who.user}, call.now_ms());
  out.url = base + file::WithTicket(file::AppLinkOf(file), ticket);
  out.fileName = file.name;
  out.fileSize = file.size;
  out.md5 = file.md5;
  if (file.kind == file::Kind::kImage) {
    out.thumbUrl =
        base + file::WithTicket(std::string(kThumbs) + file.key + "." + file.extension, ticket);
  }
  return out;
}

// "HOST" of "http://HOST:PORT/…", and what follows it.
struct Place {
  std::string_view host, path;
};
Place PlaceOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return {{}, url};
  url.remove_prefix(scheme + 3);
  const std::size_t slash = std::min(url.find('/'), url.size());
  std::string_view host = url.substr(0, slash);
  // What stands before the sign is a user, and of no link here.
  if (host.find('@') != host.npos) return {"@", url.substr(slash)};
  const std::size_t port = host.rfind(':');
  if (port != host.npos && host.find(']', port) == host.npos) host = host.substr(0, port);
  return {host, url.substr(slash)};
}

// The last segment of a link of this server's own, whatever address of it stands there, and its
// ticket.
struct Stored {
  std::string name, ticket;
};
Result<Stored> NameOfLink(const Call& call, const std::string& url) {
  const Error foreign = FieldError(Code::kBadArgument, "url", "只能下载本服务器的文件");
  const Place place = PlaceOf(url);
  const bool own = place.host.empty() ||
                   place.host == PlaceOf(gateway::OriginOf(*call.request)).host ||
                   place.host == PlaceOf(DialectOf(call).settings().public_url).host;
  if (!own || !place.path.starts_with(kStored)) return foreign;
  std::string_view name = place.path.substr(kStored.size());
  const std::size_t query = name.find(kTicket);
  const std::string_view ticket =
      query == name.npos ? std::string_view() : name.substr(query + kTicket.size());
  name = name.substr(0, query);
  if (name.find_first_of("/?#%") != name.npos) return foreign;
  return Stored{std::string(name), std::string(ticket)};
}

// By a link that is over, for who may read the file anyway.
Result<file::AppFile> OpenStored(Txn& txn, const Call& call, const Stored& link) {
  auto followed = file::FollowAppLink(txn, link.name, link.ticket, *call.services->files);
  if (followed.ok()) return followed;
  const std::string_view key = std::string_view(link.name).substr(0, link.name.find('.'));
  const auto named = file::FindByKey(txn, key);
  if (!named || link.name != named->key + "." + named->extension ||
      !file::MayFollow(txn, call.who, named->id)) {
    return followed;
  }
  return file::AppFile{*named, call.who.tenant};
}

// Whoever has the link may read it; who is asked for it over this row is known, too.
Result<Nothing> DownloadFile(Txn& txn, Call& call, FileDownloadIn& in) {
  KOINE_TRY(const Stored link, NameOfLink(call, in.url));
  KOINE_TRY(const file::AppFile found, OpenStored(txn, call, link));
  call.who = access::ByLink(call.who, found.tenant);
  KOINE_CHECK(gateway::AnswerFile(call, found.file, true, true));
  return Nothing{};
}

// On the pool for pictures. The link is the right.
Status PrepareThumb(Call& call, FileThumbIn& in) {
  std::optional<file::AppFile> found;
  KOINE_CHECK(call.services->store->ReadNow("thumbnail", [&](Txn& txn) {
    auto one = file::FollowAppLink(txn, in.name, in.t, *call.services->files);
    if (one.ok()) found = std::move(one).value();
  }));
  if (!found || found->file.kind != file::Kind::kImage) return Error{Code::kNotFound, "file"};
  call.who = access::ByLink(call.who, found->tenant);
  KOINE_TRY(in.made, gateway::MakeThumbnail(call, found->file, kThumbSize, kThumbSize));
  return Ok();
}

Result<Nothing> ShowThumb(Txn&, Call& call, FileThumbIn& in) {
  call.reply = std::move(in.made);
  return Nothing{};
}

}  // namespace

void AddFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  rows->push_back(EpPrepared<&UploadFile, &PrepareUpload>(
      Method::kPost, "/file/upload", "Upload a file; its link opens without a token",
      {.mode = Mode::kWrite,
       .example = R"({"type":"image"})",
       .ref = "2.8.1",
       .files = "file",
       .file_bytes = [](const file::Limits&) { return file::kChatVideoBytes + kRoomBytes; },
       .too_large = "请求内容过大",
       .admit = AdmitUpload,
       .about = gateway::About::kCaller}));
  rows->push_back(gateway::Ep<&DownloadFile>(Method::kGet, "/file/download", "Download a file",
                                             {.example = R"({"url":"{upload.url}"})",
                                              .ref = "2.8.2",
                                              .binary = true,
                                              .about = gateway::About::kLink}));
  rows->push_back(EpPrepared<&ShowThumb, &PrepareThumb>(
      Method::kGet, "/file/thumbnail/{name}", "Get a thumbnail; the link is enough to open it",
      {.auth = Auth::kNone,
       .expensive = true,
       .example = R"({"name":"{upload.name}"})",
       .ref = "2.8",
       .work = gateway::Work::kPictures,
       .binary = true,
       .about = gateway::About::kLink}));
}

}  // namespace koine::imchat
