// Objects: uploads in parts and by forms, addresses (openim 4.8, 9).

#include "dialect/openim/object.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/file/link.h"
#include "dialect/openim/names.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

// Of a whole upload by a form (openim 9.4); administrators may ask for another time.
constexpr std::int64_t kFormMs = 10 * 60 * 1000;
constexpr std::int64_t kFormMsMax = 7LL * 24 * 3600 * 1000;
constexpr std::int64_t kTypeBytesMax = 256;
constexpr char kFormField[] = "file";

}  // namespace

struct PartLimitOut {
  std::int64_t minPartSize = file::kObjectPartMin, maxPartSize = file::kObjectPartMax;
  int maxNumSize = static_cast<int>(file::kObjectPartsMax);
};
KOINE_DESCRIBE(PartLimitOut, (minPartSize, maxPartSize, maxNumSize))
struct PartSize {
  std::int64_t size = 0;
};
KOINE_DESCRIBE(PartSize, (size))

struct KeyValues {
  std::string key;
  std::vector<std::string> values;
};
KOINE_DESCRIBE(KeyValues, (key, values))
struct SignPart {
  int partNumber = 0;
  std::string url;
  std::vector<KeyValues> query, header;
};
KOINE_DESCRIBE(SignPart, (partNumber, url, query, header))
struct AuthSignParts {
  std::string url;
  std::vector<KeyValues> query, header;
  std::vector<SignPart> parts;
};
KOINE_DESCRIBE(AuthSignParts, (url, query, header, parts))
struct UploadInfo {
  std::string uploadID;
  std::int64_t partSize = 0;
  std::optional<AuthSignParts> sign;
  std::int64_t expireTime = 0;
};
KOINE_DESCRIBE(UploadInfo, (uploadID, partSize, sign, expireTime))

struct InitiateIn {
  std::string hash;
  std::int64_t size = 0;
  int maxParts = 0;
  std::string cause, name, contentType;
};
KOINE_DESCRIBE(InitiateIn, (hash, size, maxParts, cause, name, contentType))
KOINE_RULES(InitiateIn, json::Rule("name").Required(),
            json::Rule("cause").MaxBytes(file::kCauseBytes))
struct InitiateOut {
  std::string url;
  std::optional<UploadInfo> upload;
};
KOINE_DESCRIBE(InitiateOut, (url, upload))
struct AuthSignIn {
  std::string uploadID;
  std::vector<int> partNumbers;
};
KOINE_DESCRIBE(AuthSignIn, (uploadID, partNumbers))
KOINE_RULES(AuthSignIn, json::Rule("uploadID").Required(),
            json::Rule("partNumbers").MaxItems(kListMax))
struct CompleteIn {
  std::string uploadID;
  std::vector<std::string> parts;
  std::string name, contentType, cause;
  std::string hash;                        // not of the wire: what the parts say
  std::optional<file::Received> received;  // nor this
};
KOINE_DESCRIBE(CompleteIn, (uploadID, parts, name, contentType, cause))
KOINE_RULES(CompleteIn, json::Rule("uploadID").Required(), json::Rule("name").Required(),
            json::Rule("parts").MaxItems(file::kObjectPartsMax),
            json::Rule("cause").MaxBytes(file::kCauseBytes))
struct ObjectOut {
  std::string url;
};
KOINE_DESCRIBE(ObjectOut, (url))
struct AccessUrlIn {
  std::string name;
  std::map<std::string, std::string> query;
};
KOINE_DESCRIBE(AccessUrlIn, (name, query))
KOINE_RULES(AccessUrlIn, json::Rule("name").Required())
struct AccessUrlOut {
  std::string url;
  std::int64_t expireTime = 0;
};
KOINE_DESCRIBE(AccessUrlOut, (url, expireTime))
struct FormIn {
  std::string name;
  std::int64_t size = 0;
  std::string contentType, group;
  std::int64_t millisecond = 0;
  bool absolute = false;
};
KOINE_DESCRIBE(FormIn, (name, size, contentType, group, millisecond, absolute))
KOINE_RULES(FormIn, json::Rule("name").Required(), json::Rule("size").Required().Min(1),
            json::Rule("contentType").MaxBytes(kTypeBytesMax),
            json::Rule("group").MaxBytes(file::kCauseBytes))
struct FormOut {
  std::string id, url, file;
  std::vector<KeyValues> header;
  std::map<std::string, std::string> formData;
  std::int64_t expires = 0;
  std::vector<int> successCodes;
};
KOINE_DESCRIBE(FormOut, (id, url, file, header, formData, expires, successCodes))
struct CompleteFormIn {
  std::string id;
  std::string name;                        // not of the wire: what the form was begun for
  std::optional<file::Received> received;  // nor this
};
KOINE_DESCRIBE(CompleteFormIn, (id))
KOINE_RULES(CompleteFormIn, json::Rule("id").Required())

namespace {

// Whether the caller may give this name (openim 9.2).
Status MayName(Txn& txn, const Call& call, std::string_view name) {
  return file::CheckObjectName(name, HandleOf(txn, call.who), call.who.admin());
}

// --- how large parts are

Result<PartLimitOut> PartLimit(Call&, Nothing&) {
  return PartLimitOut{};
}

Result<PartSize> GetPartSize(Call&, PartSize& in) {
  KOINE_TRY(const std::int64_t size, file::ObjectPartSize(in.size));
  return PartSize{size};
}

// --- in parts

AuthSignParts SignParts(Call& call, const file::Upload& upload, const std::vector<int>& numbers) {
  const std::int64_t end = std::min(upload.expires_at, call.now_ms() + kPartLinkMs);
  AuthSignParts out;
  for (const int number : numbers) {
    out.parts.push_back({number, PartLink(call, upload, number, end), {}, {}});
  }
  return out;
}

Result<InitiateOut> Initiate(Txn& txn, Call& call, InitiateIn& in) {
  KOINE_CHECK(MayName(txn, call, in.name));
  KOINE_TRY(
      file::BegunUpload begun,
      file::BeginObject(txn, call.who, {in.name, text::LowerAscii(in.hash), in.size, in.cause},
                        LimitsOf(call)));
  if (begun.file) return InitiateOut{AddressOf(call, *begun.file), std::nullopt};
  const file::Upload& upload = begun.upload;
  if (upload.part_count < in.maxParts) return Error{Code::kFileRejected, "max_parts"};
  UploadInfo info{upload.key, upload.part_size, std::nullopt, upload.expires_at};
  // One part is signed at once, of more as many as are asked for; less than none means all.
  std::int64_t wanted = in.maxParts < 0 ? upload.part_count : in.maxParts;
  if (upload.part_count == 1) wanted = 1;
  if (wanted > 0) {
    std::vector<int> numbers;
    for (int number = 1; number <= wanted; ++number) numbers.push_back(number);
    info.sign = SignParts(call, upload, numbers);
  }
  return InitiateOut{"", std::move(info)};
}

Result<AuthSignParts> AuthSign(Txn&, Call& call, const file::ObjectUploadDoor& door,
                               AuthSignIn& in) {
  const file::Upload& upload = door.upload();
  if (upload.part_count == 1) return Error{Code::kFileRejected, "one_part"};
  for (const int number : in.partNumbers) {
    if (number < 1 || number > upload.part_count) {
      return FieldError(Code::kBadArgument, "partNumbers");
    }
  }
  return SignParts(call, upload, in.partNumbers);
}

struct Peeked {
  file::Upload upload;
  std::int64_t parts = 0;  // that are here
};
// An upload as it is now, outside the transaction that will follow. `name`: what it is to be
// called, where that is not said yet.
Result<Peeked> Peek(Call& call, const std::string& key, file::UploadKind kind,
                    const std::optional<std::string>& name) {
  Result<Peeked> out = Error{Code::kUnavailable};
  auto look = [&](Txn& txn) -> Result<Peeked> {
    if (name) KOINE_CHECK(MayName(txn, call, *name));
    Peeked found;
    KOINE_TRY(const auto door, file::UploadDoor::Open(txn, call.who, key, kind));
    found.upload = door.upload();
    found.parts = static_cast<std::int64_t>(file::UploadParts(txn, door).size());
    return found;
  };
  KOINE_CHECK(call.services->store->ReadNow("upload", [&](Txn& txn) { out = look(txn); }));
  return out;
}

// The parts in one file. kBadState "parts" when some are not here.
Result<store::TempFile> Join(Call& call, const file::Upload& upload) {
  auto joined = FilesOf(call).blobs->JoinParts(upload.key, upload.part_count);
  if (joined.ok()) return std::move(joined).value();
  if (joined.error().Is(Code::kNotFound)) return Error{Code::kBadState, "parts"};
  return file::NotStored(joined.error());
}

Status PrepareComplete(Call& call, CompleteIn& in) {
  KOINE_TRY(const auto peeked, Peek(call, in.uploadID, file::UploadKind::kObject, in.name));
  const file::Upload& upload = peeked.upload;
  in.hash = upload.md5;
  if (file::ObjectHash(in.parts) != upload.md5) return Error{Code::kFileRejected, "parts"};
  if (upload.state == file::UploadState::kMerged) return Ok();
  if (peeked.parts < upload.part_count) return Error{Code::kBadState, "parts"};
  KOINE_TRY(store::TempFile joined, Join(call, upload));
  if (joined.size() != upload.size) return Error{Code::kFileRejected, "parts"};
  // What lies on disk counts, not what clients say of it.
  auto hash = file::ObjectHash(joined.fd(), joined.size(), upload.part_size);
  if (!hash.ok()) return Error{Code::kFileRejected, "failed"};
  if (*hash != upload.md5) {
    return Error{Code::kFileRejected, upload.part_count == 1 ? "md5" : "parts"};
  }
  KOINE_TRY(in.received, file::Receive(FilesOf(call), call.who.tenant, std::move(joined), in.name,
                                       file::Accept::kAny));
  return Ok();
}

// Removes the parts once the outcome stands.
void RemovePartsAfter(Call& call, const std::string& key) {
  store::BlobStore* blobs = FilesOf(call).blobs;
  Pool* pool = &call.services->pools.Of(gateway::Work::kFiles);
  call.afterwards = [blobs, pool, key] {
    // What a full pool leaves is swept.
    static_cast<void>(pool->Submit([blobs, key] { blobs->RemoveParts(key); }));
  };
}

Result<ObjectOut> Complete(Txn& txn, Call& call, const file::ObjectUploadDoor& door,
                           CompleteIn& in) {
  KOINE_TRY(const file::File file, file::FinishObject(txn, door, {in.name, in.hash, in.cause},
                                                      in.received, LimitsOf(call)));
  RemovePartsAfter(call, in.uploadID);
  return ObjectOut{AddressOf(call, file)};
}

// --- by a form

Result<FormOut> InitiateForm(Txn& txn, Call& call, FormIn& in) {
  KOINE_CHECK(MayName(txn, call, in.name));
  std::int64_t ttl = kFormMs;
  if (call.who.admin() && in.millisecond > 0) ttl = std::min(in.millisecond, kFormMsMax);
  KOINE_TRY(const file::Upload upload,
            file::BeginForm(txn, call.who, {in.name, "", in.size, in.group}, ttl, LimitsOf(call)));
  FormOut out;
  out.id = upload.key;
  out.url = FormLink(call, upload, upload.expires_at);
  out.file = kFormField;
  out.expires = upload.expires_at;
  out.successCodes = {200};
  return out;
}

Status PrepareCompleteForm(Call& call, CompleteFormIn& in) {
  KOINE_TRY(const auto peeked, Peek(call, in.id, file::UploadKind::kForm, std::nullopt));
  const file::Upload& upload = peeked.upload;
  in.name = upload.name;
  if (upload.state == file::UploadState::kMerged) return Ok();
  if (peeked.parts == 0) return Error{Code::kNotFound, "content"};
  KOINE_TRY(store::TempFile joined, Join(call, upload));
  if (joined.size() != upload.size) return Error{Code::kFileRejected, "mismatch"};
  KOINE_TRY(in.received, file::Receive(FilesOf(call), call.who.tenant, std::move(joined), in.name,
                                       file::Accept::kAny));
  return Ok();
}

Result<ObjectOut> CompleteForm(Txn& txn, Call& call, const file::FormUploadDoor& door,
                               CompleteFormIn& in) {
  const std::string hash = in.received ? "etag_" + in.received->md5 : std::string();
  KOINE_TRY(const file::File file,
            file::FinishObject(txn, door, {in.name, hash, ""}, in.received, LimitsOf(call)));
  RemovePartsAfter(call, in.id);
  return ObjectOut{AddressOf(call, file)};
}

// --- addresses

// An object for whoever has its key, or may read it as a file: its name alone is no right, since
// anybody can guess it (mapping 14, 15).
class ObjectDoor {
 public:
  static constexpr const char* kDoor = "object";
  static Result<ObjectDoor> Open(Txn& txn, Call& call, const AccessUrlIn& in);
  const file::File& object() const { return object_; }

 private:
  explicit ObjectDoor(file::File object) : object_(std::move(object)) {}
  file::File object_;
};

Result<ObjectDoor> ObjectDoor::Open(Txn& txn, Call& call, const AccessUrlIn& in) {
  std::string name = in.name;
  std::string key;
  if (const auto it = in.query.find("k"); it != in.query.end()) key = it->second;
  // Clients cut the name out of an address; its query is part of what is left.
  if (const std::size_t at = name.rfind("?k="); at != name.npos && key.empty()) {
    key = name.substr(at + 3);
    name.resize(at);
  }
  std::optional<file::File> found;
  if (!key.empty()) {
    // A ticket that is over costs nothing who may read the file anyway.
    auto followed = FollowAddress(txn, call, key);
    if (followed.ok()) found = std::move(followed).value();
  }
  if (!found) found = file::FindReadableObject(txn, call.who, name);
  if (!found || found->object != name) return Error{Code::kNotFound, "object"};
  return ObjectDoor(*std::move(found));
}

Result<AccessUrlOut> AccessUrl(Txn&, Call& call, const ObjectDoor& door, AccessUrlIn& in) {
  auto param = [&in](const char* name) {
    const auto it = in.query.find(name);
    return it == in.query.end() ? std::string() : it->second;
  };
  const std::int64_t end = call.now_ms() + kLinkMs;
  KOINE_TRY(std::string url,
            LinkFor(call, door.object(), {param("type"), param("width"), param("height")}, end));
  return AccessUrlOut{std::move(url), end};
}

}  // namespace

void AddObjects(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  static constexpr char kInitiate[] =
      R"({"hash":"c4ca4238a0b923820dcc509a6f75849b","size":10,"maxParts":1,)"
      R"("name":"{user.me}/{unique}.bin"})";
  const gateway::Options plain{.mode = Mode::kPlain, .ref = "4.8"};
  rows->push_back(Ep<&PartLimit>(kPost, "/object/part_limit", "Get the limits of upload parts",
                                 gateway::Doorless(plain, gateway::About::kNothing)));
  gateway::Options size = plain;
  size.example = R"({"size":10})";
  rows->push_back(Ep<&GetPartSize>(kPost, "/object/part_size", "Get the part size for an upload",
                                   gateway::Doorless(size, gateway::About::kNothing)));
  rows->push_back(Ep<&Initiate>(kPost, "/object/initiate_multipart_upload",
                                "Begin an upload in parts",
                                {.mode = Mode::kWrite,
                                 .example = kInitiate,
                                 .ref = "4.8",
                                 .about = gateway::About::kCaller}));
  rows->push_back(Ep<&AuthSign>(kPost, "/object/auth_sign", "Get links to upload parts",
                                {.door = "uploadID",
                                 .example = R"({"uploadID":"{upload.mine}","partNumbers":[1]})",
                                 .ref = "4.8"}));
  rows->push_back(EpPrepared<&Complete, &PrepareComplete>(
      kPost, "/object/complete_multipart_upload", "Complete an upload in parts",
      {.mode = Mode::kWrite,
       .door = "uploadID",
       .repeatable = true,
       .example = R"({"uploadID":"{upload.mine}","parts":["{part.one}","{part.two}"],)"
                  R"("name":"{user.me}/parts.bin"})",
       .ref = "4.8",
       .work = gateway::Work::kFiles}));
  rows->push_back(
      Ep<&AccessUrl>(kPost, "/object/access_url", "Get a temporary link to an object",
                     {.door = "name", .example = R"({"name":"{object.mine}"})", .ref = "4.8"}));
  rows->push_back(Ep<&InitiateForm>(kPost, "/object/initiate_form_data",
                                    "Begin an upload by a form",
                                    {.mode = Mode::kWrite,
                                     .example = R"({"name":"{user.me}/{unique}.bin","size":10})",
                                     .ref = "4.8",
                                     .about = gateway::About::kCaller}));
  rows->push_back(EpPrepared<&CompleteForm, &PrepareCompleteForm>(
      kPost, "/object/complete_form_data", "Complete an upload by a form",
      {.mode = Mode::kWrite,
       .door = "id",
       .repeatable = true,
       .example = R"({"id":"{form.mine}"})",
       .ref = "4.8",
       .work = gateway::Work::kFiles}));
  AddObjectLinks(rows);
}

}  // namespace koine::openim
