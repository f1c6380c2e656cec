#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/office/drive/drive.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/row.h"

// What the rows of the cloud drive share (ruoyi 15.16).
namespace koine::ruoyi {

struct CloudFolderOut {
  drive::FolderId id;
  std::string folderName;
  drive::FolderId parentId;
  UserId ownerId;
  std::string ownerName, ownerType = "USER", accessPermission = "PRIVATE";
  std::int64_t fileCount = 0;
  bool isStarred = false;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(CloudFolderOut, (id, folderName, parentId, ownerId, ownerName, ownerType,
                                accessPermission, fileCount, isStarred, createTime, updateTime))

struct CloudFileOut {
  drive::EntryId id;
  FileId storedFileId;                // of what is stored, as the rows of files name it
  std::string fileName, name, title;  // three names of the same
  std::int64_t fileSize = 0;
  std::string fileSizeFormat, fileType, fileExt, mimeType;
  std::optional<std::string> fileUrl, url, previewUrl, thumbnailUrl;
  drive::FolderId folderId;
  UserId uploaderId;
  std::string uploaderName;
  bool isStarred = false;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(CloudFileOut,
               (id, storedFileId, fileName, name, title, fileSize, fileSizeFormat, fileType,
                fileExt, mimeType, fileUrl, url, previewUrl, thumbnailUrl, folderId, uploaderId,
                uploaderName, isStarred, createTime, updateTime))

// As published clients draw it: TEXT, FILE, IMAGE, VIDEO, VOICE.
const char* CloudKind(const file::File& file);
CloudFolderOut ToFolder(const drive::Folder& folder, const std::string& owner);
// All but its links.
CloudFileOut ToUnlinked(const drive::Entry& entry, const std::string& owner);
// As its owner sees it, who is the caller.
CloudFileOut ToCloudFile(const drive::Entry& entry, const std::string& owner,
                         const gateway::Call& call);
std::vector<CloudFileOut> ToCloudFiles(store::Txn& txn, const std::vector<drive::Entry>& entries,
                                       const gateway::Call& call);
// The part of a list that is asked for; without pages as far as a drive shows at once.
Slice CloudSlice(const std::optional<std::int64_t>& page_num,
                 const std::optional<std::int64_t>& page_size);

inline constexpr char kCloudRef[] = "15.16";
inline constexpr char kCloudFolderRef[] = "15.17";
inline constexpr char kCloudFileRef[] = "15.18";
inline constexpr char kCloudBinRef[] = "15.19";
inline constexpr char kCloudShareRef[] = "15.20";

// Its files; its recycle bin and its shares.
void AddCloudFiles(std::vector<gateway::Endpoint>* rows);
void AddCloudShares(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
