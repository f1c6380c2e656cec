#include "server/backup_remote.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "base/http_client.h"
#include "server/backup_files.h"
#include "store/blob.h"

namespace koine::server {

namespace {

namespace fs = std::filesystem;
namespace s3 = store::s3;

constexpr std::string_view kScheme = "s3://";
// What S3 takes in one request.
constexpr std::int64_t kPieceMax = 5LL << 30;

Error Failed(const std::string& what, const Error& error) {
  const std::string& why = error.text.empty() ? error.field : error.text;
  return FieldError(error.Is(Code::kNotFound) ? Code::kNotFound : Code::kUnavailable, "backup",
                    what + ": " + (why.empty() ? std::string(CodeName(error.code)) : why));
}

Error Fault(const std::string& path) {
  return FieldError(Code::kUnavailable, "backup", path + ": " + std::strerror(errno));
}

// The value of backup.s3.NAME, or where that is empty of files.s3.NAME.
const std::string& Setting(const config::Config& config, const char* name) {
  const std::string& own = config.Text(std::string("backup.s3.") + name);
  return own.empty() ? config.Text(std::string("files.s3.") + name) : own;
}

std::string OriginOf(const std::string& url) {
  const std::size_t slashes = url.find("://");
  if (slashes == url.npos) return url;
  return url.substr(0, url.find('/', slashes + 3));
}

}  // namespace

bool IsRemote(const std::string& place) {
  return place.starts_with(kScheme);
}

Result<std::unique_ptr<RemoteBackups>> RemoteBackups::Open(const config::Config& config,
                                                           const std::string& place) {
  const std::string region = Setting(config, "region");
  s3::Credentials who{Setting(config, "access_key"), Setting(config, "secret_key"), region};
  for (const auto& [name, value] :
       {std::pair("access_key", &who.access_key), std::pair("secret_key", &who.secret_key)}) {
    if (!value->empty()) continue;
    return config.Refusal(std::string("backup.s3.") + name,
                          "is not set; backups to s3://… need it");
  }
  std::string origin = OriginOf(Setting(config, "url"));
  if (origin.empty()) origin = "https://s3." + region + ".amazonaws.com";
  const std::string bucket = place.substr(kScheme.size());
  if (bucket.empty() || bucket.front() == '/') {
    return FieldError(Code::kBadArgument, "backup", "expected s3://BUCKET/PREFIX, not " + place);
  }
  auto parsed = s3::ParsePlace(origin + "/" + bucket, /*virtual_host=*/false);
  if (!parsed.ok()) {
    return FieldError(Code::kBadArgument, "backup", place + ": " + parsed.error().text);
  }
  auto http = http_client::Client::Load();
  if (!http.ok()) return FieldError(Code::kUnavailable, "backup", http.error().text);
  auto client = std::make_unique<s3::Client>(std::move(http).value(), std::move(parsed).value(),
                                             std::move(who));
  return std::unique_ptr<RemoteBackups>(new RemoteBackups(std::move(client)));
}

Result<std::vector<std::string>> RemoteBackups::List() {
  auto listed = client_->List("koine-", /*folders=*/false);
  if (!listed.ok()) return Failed("the list of backups", listed.error());
  std::vector<std::string> out;
  const std::string sum = std::string("/") + kHeadSum;
  for (const s3::Object& object : listed->objects) {
    if (object.key.ends_with(sum)) {
      out.push_back(object.key.substr(0, object.key.size() - sum.size()));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<std::set<std::string>> RemoteBackups::Contents() {
  const std::string folder = std::string(kContentsFolder) + "/";
  auto listed = client_->List(folder, /*folders=*/false);
  if (!listed.ok()) return Failed("the list of contents", listed.error());
  std::set<std::string> out;
  for (const s3::Object& object : listed->objects) {
    std::string name = object.key.substr(std::min(folder.size(), object.key.size()));
    if (!DigestOf(name).empty()) out.insert(std::move(name));
  }
  return out;
}

Status RemoteBackups::Put(const std::string& path, const std::string& key) {
  KOINE_TRY(const BackupFile sum, SumFile(path));
  if (sum.bytes > kPieceMax) {
    return FieldError(Code::kTooLarge, "backup",
                      path +
                          ": is larger than the 5 GiB that S3 takes in one piece; make this "
                          "backup into a directory");
  }
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return Fault(path);
  const Status put = client_->PutFile(key, fd, sum.bytes, sum.sha256);
  ::close(fd);
  return put.ok() ? Ok() : Status(Failed(key, put.error()));
}

Status RemoteBackups::Get(const std::string& key, const std::string& path) {
  const std::string part = path + kUnfinished;
  const int fd = ::open(part.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) return Fault(part);
  store::TempFile file(fd, part);
  const Status got = client_->Get(key, &file);
  if (!got.ok()) return Failed(key, got.error());
  return file.MoveTo(path);
}

Status RemoteBackups::PutBackup(const std::string& path, const std::string& name) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    files.push_back(it->path().filename().string());
  }
  std::erase(files, kHeadSum);
  files.emplace_back(kHeadSum);
  for (const std::string& file : files) {
    KOINE_CHECK(Put(path + "/" + file, name + "/" + file));
  }
  return Ok();
}

Status RemoteBackups::GetBackup(const std::string& name, const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return FieldError(Code::kUnavailable, "backup", path + ": " + error.message());
  auto listed = client_->List(name + "/", /*folders=*/false);
  if (!listed.ok()) return Failed(name, listed.error());
  for (const s3::Object& object : listed->objects) {
    const std::string file = fs::path(object.key).filename().string();
    KOINE_CHECK(Get(object.key, path + "/" + file));
  }
  return Ok();
}

Status RemoteBackups::Delete(const std::string& name) {
  auto deleted = client_->Delete(name + "/" + kHeadSum);
  if (!deleted.ok()) return Failed(name, deleted.error());
  auto listed = client_->List(name + "/", /*folders=*/false);
  if (!listed.ok()) return Failed(name, listed.error());
  for (const s3::Object& object : listed->objects) {
    deleted = client_->Delete(object.key);
    if (!deleted.ok()) return Failed(object.key, deleted.error());
  }
  return Ok();
}

Status RemoteBackups::DeleteContent(const std::string& content) {
  const Status deleted = client_->Delete(std::string(kContentsFolder) + "/" + content);
  return deleted.ok() ? Ok() : Status(Failed(content, deleted.error()));
}

Status RemoteBackups::Tidy() {
  auto listed = client_->List("koine-", /*folders=*/false);
  if (!listed.ok()) return Failed("the list of backups", listed.error());
  KOINE_TRY(const std::vector<std::string> whole, List());
  std::set<std::string> broken;
  for (const s3::Object& object : listed->objects) {
    const std::string name = object.key.substr(0, object.key.find('/'));
    if (!std::binary_search(whole.begin(), whole.end(), name)) broken.insert(name);
  }
  for (const std::string& name : broken) KOINE_CHECK(Delete(name));
  return Ok();
}

}  // namespace koine::server
