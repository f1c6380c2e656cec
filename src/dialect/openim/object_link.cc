// The addresses of objects, and the signed links under which contents come and go (openim 9.1).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/access/behalf.h"
#include "core/file/link.h"
#include "dialect/openim/object.h"
#include "gateway/file_answer.h"
#include "gateway/file_reply.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr std::string_view kObjects = "object/";
// Larger pictures are not made smaller (openim 9.4).
constexpr std::int64_t kPictureBytesMax = 50LL << 20;
constexpr std::size_t kBaseBytesMax = 512;

bool IsWeb(std::string_view url) {
  return url.substr(0, 7) == "http://" || url.substr(0, 8) == "https://";
}

std::string EncodeName(std::string_view name) {
  std::string out;
  for (const std::string_view segment : text::Split(name, '/')) {
    if (!out.empty()) out += '/';
    out += text::PercentEncode(segment);
  }
  return out;
}

// What a mark is made over: no two links mean the same. That of a part binds its size, too.
std::string PartMeaning(std::string_view upload, std::int64_t number, std::int64_t bytes) {
  return "part/" + std::string(upload) + "/" + std::to_string(number) + "/" + std::to_string(bytes);
}
std::string FormMeaning(std::string_view upload) {
  return "form/" + std::string(upload);
}
std::string FileMeaning(FileId id) {
  return "file/" + std::to_string(id.value);
}
std::string PictureMeaning(FileId id, std::string_view size) {
  return "picture/" + std::to_string(id.value) + "/" + std::string(size);
}

std::string Signed(Call& call, const std::string& path, const std::string& meaning,
                   std::int64_t end_ms) {
  const std::string end = std::to_string(end_ms / 1000);
  return BaseOf(call) + std::string(kStorage.substr(1)) + path + "?e=" + end +
         "&s=" + file::MarkOf(FilesOf(call), meaning, end);
}

}  // namespace

std::string BaseOf(const Call& call) {
  const std::string& own = static_cast<const Openim&>(*call.dialect).settings().public_url;
  if (!own.empty()) return own + "/";
  const net::Request& request = *call.request;
  const std::string_view given = request.Header("X-Request-Api");
  if (IsWeb(given) && given.size() <= kBaseBytesMax) {
    return std::string(given) + (given.back() == '/' ? "" : "/");
  }
  return gateway::OriginOf(request) + "/";
}

std::string AddressOf(const Call& call, const file::File& object) {
  const std::string ticket =
      file::TicketOf(*call.services->files, object.key, {{}, 0, call.who.user}, call.now_ms());
  return BaseOf(call) + std::string(kObjects) + EncodeName(object.object) + "?k=" + object.key +
         (ticket.empty() ? "" : "." + ticket);
}

Result<file::File> FollowAddress(Txn& txn, Call& call, std::string_view k) {
  const std::size_t dot = k.find('.');
  const std::string_view key = k.substr(0, dot);
  const std::string_view ticket = dot == k.npos ? std::string_view() : k.substr(dot + 1);
  if (DialectOf(call).settings().plain_object_urls) {
    if (auto found = file::FindByKey(txn, key)) return *std::move(found);
  }
  auto found = file::FollowKey(txn, key, ticket, *call.services->files);
  if (!found.ok()) return Error{Code::kNotFound, "object"};
  return found;
}

std::string PartLink(Call& call, const file::Upload& upload, std::int64_t number,
                     std::int64_t end_ms) {
  return Signed(call, "parts/" + upload.key + "/" + std::to_string(number),
                PartMeaning(upload.key, number, upload.PartBytes(number)), end_ms);
}

std::string FormLink(Call& call, const file::Upload& upload, std::int64_t end_ms) {
  return Signed(call, "forms/" + upload.key, FormMeaning(upload.key), end_ms);
}

std::string ContentLink(Call& call, const file::File& object, std::int64_t end_ms) {
  return Signed(call, "files/" + std::to_string(object.id.value), FileMeaning(object.id), end_ms);
}

Result<std::string> LinkFor(Call& call, const file::File& object, const PictureQuery& query,
                            std::int64_t end_ms) {
  if (query.type.empty()) return ContentLink(call, object, end_ms);
  if (query.type != "image") return FieldError(Code::kBadArgument, "type");
  if (object.kind != file::Kind::kImage || object.width <= 0 || object.size > kPictureBytesMax) {
    return Error{Code::kFileRejected, "preview"};
  }
  const std::int64_t width = text::ParseInt(query.width).value_or(0);
  const std::int64_t height = text::ParseInt(query.height).value_or(0);
  const bool large = width > file::kThumbnailMax || height > file::kThumbnailMax;
  const bool whole =
      (width <= 0 || width >= object.width) && (height <= 0 || height >= object.height);
  if (large || whole) return ContentLink(call, object, end_ms);
  auto side = [](std::int64_t wanted, std::int64_t own) {
    return std::min(wanted <= 0 || wanted > own ? own : wanted, file::kThumbnailMax);
  };
  const std::string size =
      std::to_string(side(width, object.width)) + "x" + std::to_string(side(height, object.height));
  return Signed(call, "pictures/" + std::to_string(object.id.value) + "/" + size,
                PictureMeaning(object.id, size), end_ms);
}

// --- GET /object/*name

struct ObjectLinkIn {
  std::string name;
  std::string k, type, width, height;
};
KOINE_DESCRIBE(ObjectLinkIn, (name, k, type, width, height))
struct LinkIn {
  FileId id;
  std::string size;
  std::string e, s;
  gateway::FileReply made;  // not of the wire
};
KOINE_DESCRIBE(LinkIn, (id, size, e, s))
struct PartIn {
  std::string upload;
  std::int64_t number = 0;
  std::string etag;  // of what came
};
KOINE_DESCRIBE(PartIn, (upload, number))
struct FormPostIn {
  std::string upload;
};
KOINE_DESCRIBE(FormPostIn, (upload))

namespace {

// A name opens nothing, since anybody can guess it; the key that links carry does (mapping 14, 15).
Result<Nothing> OpenObject(Txn& txn, Call& call, ObjectLinkIn& in) {
  if (in.name.empty()) return FieldError(Code::kBadArgument, "name");
  if (!in.type.empty() && in.type != "image") return FieldError(Code::kBadArgument, "type");
  std::optional<file::File> found;
  if (!in.k.empty()) {
    KOINE_TRY(found, FollowAddress(txn, call, in.k));
  } else if (DialectOf(call).settings().plain_object_urls) {
    found = file::FindObject(txn, call.who, in.name);
  }
  if (!found || found->object != in.name) return Error{Code::kNotFound, "object"};
  KOINE_TRY(const std::string url,
            LinkFor(call, *found, {in.type, in.width, in.height}, call.now_ms() + kLinkMs));
  net::Response response;
  response.status = 302;
  response.Add("Location", url).Add("Cache-Control", "no-cache");
  call.response = std::move(response);
  return Nothing{};
}

// --- contents out

// Whether every message that held it was taken back since this link was given out.
bool IsOver(Txn& txn, const file::File& file, std::string_view end) {
  const std::int64_t end_ms = text::ParseInt(end).value_or(0) * 1000;
  return file::IsTakenBack(txn, file.id, end_ms - kLinkMs);
}

Result<Nothing> GetContent(Txn& txn, Call& call, LinkIn& in) {
  if (!file::Holds(FilesOf(call), FileMeaning(in.id), in.e, in.s, call.now_ms())) {
    return Error{Code::kForbidden, "link"};
  }
  const auto file = file::FindLinked(txn, in.id);
  if (!file || IsOver(txn, *file, in.e)) return Error{Code::kNotFound, "object"};
  KOINE_CHECK(gateway::AnswerFile(call, *file, false, true));
  return Nothing{};
}

Status PreparePicture(Call& call, LinkIn& in) {
  if (!file::Holds(FilesOf(call), PictureMeaning(in.id, in.size), in.e, in.s, call.now_ms())) {
    return Error{Code::kForbidden, "link"};
  }
  std::optional<file::File> file;
  KOINE_CHECK(call.services->store->ReadNow("picture", [&](Txn& txn) {
    file = file::FindLinked(txn, in.id);
    if (file && IsOver(txn, *file, in.e)) file.reset();
  }));
  if (!file) return Error{Code::kNotFound, "object"};
  const std::size_t cross = in.size.find('x');
  const auto width = text::ParseInt(std::string_view(in.size).substr(0, cross));
  const auto height = text::ParseInt(std::string_view(in.size).substr(cross + 1));
  KOINE_TRY(in.made, gateway::MakeThumbnail(call, *file, width.value_or(1), height.value_or(1)));
  return Ok();
}

Result<Nothing> GetPicture(Txn&, Call& call, LinkIn& in) {
  call.reply = std::move(in.made);
  return Nothing{};
}

// --- contents in

// The part of a path behind the first `skip` segments, cut at slashes, and the mark in the query.
struct Ticket {
  std::vector<std::string_view> path;
  std::string end, mark;
};
Ticket TicketOf(const net::Request& request, std::size_t skip) {
  Ticket out;
  out.path = text::Split(request.path().substr(1), '/');
  out.path.erase(out.path.begin(),
                 out.path.begin() + static_cast<std::ptrdiff_t>(std::min(skip, out.path.size())));
  std::vector<json::Param> params;
  if (!text::ParseQuery(request.query(), &params).ok()) return out;
  for (const json::Param& param : params) {
    if (param.name == "e") out.end = param.value;
    if (param.name == "s") out.mark = param.value;
  }
  return out;
}

// Contents come in the name of the user who began the upload; the link says who that is.
Status ActAsOwner(Txn& txn, Call& call, file::UploadKind kind, std::string_view key,
                  file::Upload* upload) {
  KOINE_TRY(file::ObjectTarget target, file::FollowObject(txn, kind, key));
  call.who = access::ByLink(call.who, target.tenant, target.upload.user);
  *upload = std::move(target.upload);
  return Ok();
}

// The mark stands for number and size, so the store is asked for links that were given only.
Status AdmitPart(Txn& txn, Call& call, std::int64_t bytes) {
  const Ticket ticket = TicketOf(*call.request, 2);
  if (ticket.path.size() != 2) return Error{Code::kForbidden, "link"};
  const std::int64_t number = text::ParseInt(ticket.path[1]).value_or(0);
  if (!file::Holds(FilesOf(call), PartMeaning(ticket.path[0], number, bytes), ticket.end,
                   ticket.mark, call.now_ms())) {
    return Error{Code::kForbidden, "link"};
  }
  file::Upload upload;
  KOINE_CHECK(ActAsOwner(txn, call, file::UploadKind::kObject, ticket.path[0], &upload));
  return file::FitsPart(upload, number, bytes);
}

Status AdmitForm(Txn& txn, Call& call, std::int64_t bytes) {
  const Ticket ticket = TicketOf(*call.request, 2);
  if (ticket.path.size() != 1 || !file::Holds(FilesOf(call), FormMeaning(ticket.path[0]),
                                              ticket.end, ticket.mark, call.now_ms())) {
    return Error{Code::kForbidden, "link"};
  }
  file::Upload upload;
  KOINE_CHECK(ActAsOwner(txn, call, file::UploadKind::kForm, ticket.path[0], &upload));
  return file::FitsPart(upload, 1, bytes);
}

// What came goes where its upload waits for it. A body that was not admitted has no owner.
Status KeepPart(Call& call, file::UploadKind kind, const std::string& key, std::int64_t number) {
  if (call.files.empty() || !call.who.user) return Error{Code::kFileRejected, "empty"};
  Result<file::Upload> upload = Error{Code::kNotFound, "upload"};
  KOINE_CHECK(call.services->store->ReadNow("part", [&](Txn& txn) {
    const auto door = file::UploadDoor::Open(txn, call.who, key, kind);
    if (door.ok()) upload = door->upload();
  }));
  if (!upload.ok()) return std::move(upload).error();
  store::TempFile& content = call.files.front().content;
  KOINE_CHECK(file::FitsPart(*upload, number, content.size()));
  Status put = FilesOf(call).blobs->PutPart(upload->key, number, std::move(content));
  return put.ok() ? Ok() : Status(file::NotStored(put.error()));
}

Status PrepareObjectPart(Call& call, PartIn& in) {
  if (!call.files.empty()) {
    KOINE_TRY(const store::Digest digest, FilesOf(call).blobs->Hash(call.files.front().content));
    in.etag = "\"" + digest.md5 + "\"";
  }
  return KeepPart(call, file::UploadKind::kObject, in.upload, in.number);
}

Status PrepareFormPart(Call& call, FormPostIn& in) {
  return KeepPart(call, file::UploadKind::kForm, in.upload, 1);
}

Result<Nothing> Kept(Call& call) {
  call.response = net::Response::Text(200, "");
  return Nothing{};
}

Result<Nothing> PutObjectPart(Txn& txn, Call& call, PartIn& in) {
  KOINE_TRY(const auto door, file::ObjectUploadDoor::Open(txn, call.who, in.upload));
  KOINE_CHECK(file::NotePart(txn, door, in.number, LimitsOf(call)));
  KOINE_CHECK(Kept(call));
  // As stores of objects do it: clients compare it with what they sent (openim-http 9.4).
  call.response->Add("ETag", in.etag);
  return Nothing{};
}

Result<Nothing> PostForm(Txn& txn, Call& call, FormPostIn& in) {
  KOINE_TRY(const auto door, file::FormUploadDoor::Open(txn, call.who, in.upload));
  KOINE_CHECK(file::NotePart(txn, door, 1, LimitsOf(call)));
  return Kept(call);
}

std::int64_t ObjectPartBytes(const file::Limits& limits) {
  const auto size = file::ObjectPartSize(limits.chunked_bytes);
  return size.ok() ? *size : file::kObjectPartMin;
}

std::int64_t FormBytes(const file::Limits& limits) {
  return limits.chunked_bytes;
}

}  // namespace

void AddObjectLinks(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  gateway::Options out{.auth = Auth::kNone, .ref = "9.1", .binary = true, .plain_refusals = true};
  out.example = R"({"name":"u1/a.png","k":"00000000000000000000000000000000"})";
  rows->push_back(Ep<&OpenObject>(Method::kGet, "/object/*name", "Redirect to an object",
                                  gateway::Doorless(out, gateway::About::kLink)));
  out.example = R"({"id":1001,"e":"0","s":""})";
  rows->push_back(Ep<&GetContent>(Method::kGet, "/storage/files/{id}",
                                  "Download an object by a signed link",
                                  gateway::Doorless(out, gateway::About::kLink)));
  out.example = R"({"id":1001,"size":"64x64","e":"0","s":""})";
  out.expensive = true;
  out.work = gateway::Work::kPictures;
  rows->push_back(EpPrepared<&GetPicture, &PreparePicture>(
      Method::kGet, "/storage/pictures/{id}/{size}", "Download a thumbnail by a signed link",
      gateway::Doorless(out, gateway::About::kLink)));
  gateway::Options in{.auth = Auth::kNone,
                      .mode = Mode::kWrite,
                      .repeatable = true,
                      .ref = "9.4",
                      .work = gateway::Work::kFiles,
                      .binary = true,
                      .plain_refusals = true};
  in.example = R"({"upload":"00000000000000000000000000000000","number":1})";
  in.raw_body = true;
  in.file_bytes = &ObjectPartBytes;
  in.admit = &AdmitPart;
  rows->push_back(EpPrepared<&PutObjectPart, &PrepareObjectPart>(
      Method::kPut, "/storage/parts/{upload}/{number}", "Upload a part, by a signed link",
      gateway::Doorless(in, gateway::About::kLink)));
  in.example = R"({"upload":"00000000000000000000000000000000"})";
  in.raw_body = false;
  in.files = "file";
  in.file_bytes = &FormBytes;
  in.admit = &AdmitForm;
  rows->push_back(EpPrepared<&PostForm, &PrepareFormPart>(
      Method::kPost, "/storage/forms/{upload}", "Upload by a form, by a signed link",
      gateway::Doorless(in, gateway::About::kLink)));
}

}  // namespace koine::openim
