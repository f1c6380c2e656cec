// Shares of the cloud drive (ruoyi 15.20).

#include <utility>

#include "core/file/type.h"
#include "core/identity/password.h"
#include "core/office/drive/share.h"
#include "dialect/ruoyi/cloud.h"
#include "dialect/ruoyi/file.h"
#include "dialect/ruoyi/ruoyi.h"
#include "store/store.h"

namespace koine::ruoyi {

using drive::ShareId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct NewCloudShareIn {
  std::optional<drive::ShareKind> shareType;
  std::optional<std::int64_t> resourceId;
  std::optional<std::string> accessPassword;
  std::optional<std::int64_t> expireDays;
  bool allowDownload = true, allowPreview = true;
  std::string hash;  // of the password, as Prepare makes it
};
KOINE_DESCRIBE(NewCloudShareIn,
               (shareType, resourceId, accessPassword, expireDays, allowDownload, allowPreview))
KOINE_RULES(NewCloudShareIn,
            json::Rule("shareType").Required("分享类型不能为空").AnyCase().Text("分享类型不正确"),
            json::Rule("resourceId").Required("资源ID不能为空"),
            json::Rule("accessPassword")
                .Alias("password")
                .MaxChars(drive::kSharePasswordMax, "访问密码长度应为4到32个字符"),
            json::Rule("expireDays")
                .Min(0, "有效期天数不正确")
                .Max(drive::kShareDaysMax, "有效期天数不正确"))
struct CloudShareIn {
  ShareId shareId;
};
KOINE_DESCRIBE(CloudShareIn, (shareId))
struct CloudSharesIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(CloudSharesIn, (pageNum, pageSize))
struct VisitCloudShareIn {
  std::string shareCode;
  std::optional<std::string> password;
  std::optional<drive::FolderId> folderId;
  drive::ShareProof proof;
};
KOINE_DESCRIBE(VisitCloudShareIn, (shareCode, password, folderId))
KOINE_RULES(
    VisitCloudShareIn,
    json::Rule("shareCode")
        .NotBlank("分享码不能为空")
        .MaxChars(drive::kShareCodeChars, "分享码不正确"),
    json::Rule("password").MaxChars(drive::kSharePasswordMax, "访问密码长度应为4到32个字符"))

struct CloudShareOut {
  ShareId id, shareId;
  drive::ShareKind shareType = drive::ShareKind::kFile;
  std::int64_t resourceId = 0;
  std::string resourceName;
  UserId sharerId;
  std::string sharerName, shareCode, shareLink;
  bool hasPassword = false;
  std::int64_t expireDays = 0;
  std::optional<json::Time> expireTime;
  bool isExpired = false, allowDownload = true, allowPreview = true;
  std::int64_t viewCount = 0;
  std::string status = "ACTIVE";
  json::Time createTime;
};
KOINE_DESCRIBE(CloudShareOut,
               (id, shareId, shareType, resourceId, resourceName, sharerId, sharerName, shareCode,
                shareLink, hasPassword, expireDays, expireTime, isExpired, allowDownload,
                allowPreview, viewCount, status, createTime))
struct CloudVisitOut {
  drive::ShareKind shareType = drive::ShareKind::kFile;
  std::string resourceName, shareCode;
  UserId sharerId;
  std::string sharerName, sharerAvatar;
  std::optional<json::Time> expireTime;
  bool allowDownload = true, allowPreview = true;
  std::vector<CloudFolderOut> folders;
  std::vector<CloudFileOut> files;
};
KOINE_DESCRIBE(CloudVisitOut,
               (shareType, resourceName, shareCode, sharerId, sharerName, sharerAvatar, expireTime,
                allowDownload, allowPreview, folders, files))

namespace {

CloudShareOut ToShare(const drive::Share& share, const std::string& owner) {
  CloudShareOut out;
  out.id = out.shareId = share.id;
  out.shareType = share.kind;
  out.resourceId = share.target;
  out.resourceName = share.name;
  out.sharerId = share.owner;
  out.sharerName = owner;
  out.shareCode = share.code;
  out.shareLink = "/api/im/cloud/share/access?shareCode=" + share.code;
  out.hasPassword = !share.password.empty();
  out.expireDays = share.days;
  out.expireTime = OptTime(share.expires_at);
  out.allowDownload = share.may_download;
  out.allowPreview = share.may_preview;
  out.viewCount = share.views;
  out.createTime = {share.created_at};
  return out;
}

Status HashPassword(Call&, NewCloudShareIn& in) {
  if (!in.accessPassword || in.accessPassword->empty()) return Ok();
  if (std::ssize(*in.accessPassword) < drive::kSharePasswordMin) {
    return FieldError(Code::kBadArgument, "accessPassword", "访问密码长度应为4到32个字符");
  }
  KOINE_TRY(in.hash, identity::HashPassword(*in.accessPassword));
  return Ok();
}

// What is to be shared.
class CloudThing {
 public:
  static constexpr const char* kDoor = drive::Shareable::kDoor;
  static Result<CloudThing> Open(Txn& txn, Call& call, const NewCloudShareIn& in) {
    KOINE_TRY(drive::Shareable thing,
              drive::Shareable::Open(txn, call.who, *in.shareType, *in.resourceId));
    return CloudThing(std::move(thing));
  }
  const drive::Shareable& thing() const { return thing_; }

 private:
  explicit CloudThing(drive::Shareable thing) : thing_(std::move(thing)) {}
  drive::Shareable thing_;
};

Result<CloudShareOut> MakeShare(Txn& txn, Call& call, const CloudThing& place,
                                NewCloudShareIn& in) {
  drive::ShareIn wanted;
  wanted.password = std::move(in.hash);
  wanted.may_download = in.allowDownload;
  wanted.may_preview = in.allowPreview;
  wanted.days = in.expireDays.value_or(0);
  KOINE_TRY(const drive::Share share, drive::MakeShare(txn, place.thing(), wanted));
  return ToShare(share, access::PersonOf(txn, call.who).name);
}

Result<Nothing> EndShare(Txn& txn, Call&, const drive::OwnShare& place, CloudShareIn&) {
  drive::EndShare(txn, place);
  return Nothing{};
}

Result<std::vector<CloudShareOut>> ListShares(Txn& txn, Call& call, CloudSharesIn& in) {
  const Slice slice = CloudSlice(in.pageNum, in.pageSize);
  const std::string owner = access::PersonOf(txn, call.who).name;
  std::vector<CloudShareOut> out;
  for (const drive::Share& one : drive::ListShares(txn, call.who, slice.reach(), slice.offset)) {
    out.push_back(ToShare(one, owner));
  }
  TellTotal(call, out, slice, [&] { return drive::CountShares(txn, call.who); });
  return out;
}

Status CheckPassword(Call& call, VisitCloudShareIn& in) {
  KOINE_TRY(in.proof, drive::ProveShare(*call.services->store, *call.services->attempts, call.who,
                                        in.shareCode, in.password.value_or("")));
  return Ok();
}

Result<CloudVisitOut> VisitShare(Txn& txn, Call& call, VisitCloudShareIn& in) {
  KOINE_TRY(const drive::Visit visit, drive::Visit::Open(txn, call.who, in.shareCode, in.proof,
                                                         in.folderId.value_or(drive::FolderId())));
  const drive::Share& share = visit.share();
  CloudVisitOut out;
  out.shareType = share.kind;
  out.resourceName = share.name;
  out.shareCode = share.code;
  out.sharerId = share.owner;
  out.sharerName = visit.owner().name;
  out.sharerAvatar = AvatarOf(visit.owner().avatar);
  out.expireTime = OptTime(share.expires_at);
  out.allowDownload = share.may_download;
  out.allowPreview = share.may_preview;
  for (const drive::Folder& one : visit.folders()) {
    CloudFolderOut folder = ToFolder(one, out.sharerName);
    folder.isStarred = false;  // a mark of the owner's
    out.folders.push_back(std::move(folder));
  }
  for (const drive::Entry& one : visit.files()) {
    CloudFileOut file = ToUnlinked(one, out.sharerName);
    file.isStarred = false;
    const std::string link = drive::VisitorLink(share, one, *call.services->files, call.now_ms());
    if (share.may_download) file.fileUrl = file.url = link;
    if (share.may_preview && file::Previewable(one.file.extension, one.file.mime)) {
      file.previewUrl = link;
    }
    out.files.push_back(std::move(file));
  }
  call.afterwards = [store = call.services->store, tenant = call.who.tenant, id = share.id] {
    store->Write(
        {"note visit", store::kNoKey, true},
        [tenant, id](Txn& write) -> Status {
          drive::NoteVisit(write, tenant, id);
          return Ok();
        },
        [](const Status&, const store::Numbering&) {});
  };
  return out;
}

using gateway::About;
using gateway::Ep;
using gateway::EpPrepared;
using gateway::Mode;
using net::Method;

}  // namespace

void AddCloudShares(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(EpPrepared<&MakeShare, &HashPassword>(
      Method::kPost, "/api/im/cloud/share/create", "Share a file or a folder of your drive",
      {.mode = Mode::kWrite,
       .door = "shareType resourceId",
       .expensive = true,
       .ok = "创建成功",
       .example = R"({"shareType":"FILE","resourceId":"{drivefile.mine}","expireDays":7})",
       .ref = kCloudShareRef}));
  rows->push_back(
      Ep<&ListShares>(Method::kGet, "/api/im/cloud/share/list", "List what you share of your drive",
                      {.mode = Mode::kScan, .ref = kCloudShareRef, .about = About::kCaller}));
  rows->push_back(EpPrepared<&VisitShare, &CheckPassword>(
      Method::kGet, "/api/im/cloud/share/access", "See what somebody shares of their drive",
      {.mode = Mode::kScan,
       .expensive = true,
       .example = R"({"shareCode":"5f0c2d7e91ab43c86d10"})",
       .ref = kCloudShareRef,
       .about = About::kLink}));
  rows->push_back(Ep<&EndShare>(Method::kDelete, "/api/im/cloud/share/{shareId}",
                                "Stop sharing a file or a folder of your drive",
                                {.mode = Mode::kWrite,
                                 .door = "shareId",
                                 .ok = "已取消分享",
                                 .example = R"({"shareId":"{driveshare.mine}"})",
                                 .ref = kCloudShareRef}));
}

}  // namespace koine::ruoyi
