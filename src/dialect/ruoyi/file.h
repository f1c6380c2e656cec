#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/file/file.h"
#include "gateway/row.h"

// Files as the contract shows them (ruoyi 12), and what its chapters on files share.
namespace koine::ruoyi {

struct FileOut {
  FileId fileId, id;
  std::string fileName;
  std::int64_t fileSize = 0;
  std::string fileType, fileExtension, filePath, fileUrl, url;
  std::optional<std::string> thumbnailUrl;
  UserId uploaderId;
  std::string uploaderName;
  json::Time uploadTime;
  std::int64_t downloadCount = 0;
  bool deleted = false;
  std::string md5, mimeType;
  std::optional<std::int64_t> width, height;
};
KOINE_DESCRIBE(FileOut, (fileId, id, fileName, fileSize, fileType, fileExtension, filePath, fileUrl,
                         url, thumbnailUrl, uploaderId, uploaderName, uploadTime, downloadCount,
                         deleted, md5, mimeType, width, height))
FileOut ToFile(const file::File& file, const gateway::Call& call);

// "image", "video", "audio", "document", "other".
const char* KindText(file::Kind kind);
// The kind of such a text, in any case; empty for an empty one. kBadArgument "fileType".
Result<std::optional<file::Kind>> KindOfText(const std::optional<std::string>& text);
// "512 B", "12.34 MB": bytes as whole numbers, else two decimals (ruoyi 12.10).
std::string FormatSize(std::int64_t bytes);
// How much of it is used, in percent with two decimals.
double UsageRate(const file::Space& space);

inline file::Storage& FilesOf(gateway::Call& call) {
  return *call.services->files;
}
inline const file::Limits& LimitsOf(const gateway::Call& call) {
  return call.services->files->limits;
}

// Takes the n-th file of a request off the wire and into the store (on the pool). `name`, if not
// blank, counts instead of the one that came with it. kFileRejected; "empty" without a file.
Result<file::Received> TakeFile(gateway::Call& call, std::size_t n,
                                const std::optional<std::string>& name, file::Accept accept);
// Whether the caller's space takes so many bytes more; see Options::admit.
Status AdmitFile(store::Txn& txn, gateway::Call& call, std::int64_t bytes);

// The rows of uploads in parts, and of the files of groups.
void AddFileChunks(std::vector<gateway::Endpoint>* rows);
void AddGroupFiles(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
