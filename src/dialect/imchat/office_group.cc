// The back office: which groups there are (im-chat 3.2).

#include <utility>

#include "base/text.h"
#include "core/group/rows.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using store::Txn;

struct OfficeGroupOut {
  ConversationId id;
  std::string groupName;
  std::optional<std::string> groupAvatar, groupNotice;
  UserId ownerId;
  std::int64_t memberCount = 0;
  bool isMuted = false, isBanned = false, isDissolved = false;
  std::optional<std::string> banReason;  // of one that was asked for by its id
  json::Time createTime;
};
KOINE_DESCRIBE(OfficeGroupOut, (id, groupName, groupAvatar, groupNotice, ownerId, memberCount,
                                isMuted, isBanned, isDissolved, banReason, createTime))
struct OfficeGroupPage {
  std::int64_t total = 0;
  std::vector<OfficeGroupOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeGroupPage, (total, records, page, size))
struct OfficeGroupsIn {
  std::optional<std::string> name;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeGroupsIn, (name, page, size))
KOINE_RULES(OfficeGroupsIn, json::Rule("name").Alias("groupName").MaxChars(64),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OfficeGroupKey {
  ConversationId id;
};
KOINE_DESCRIBE(OfficeGroupKey, (id))

namespace {

constexpr std::int64_t kGroupsByName = 10;

OfficeGroupOut ShowInfo(const group::Info& info) {
  const auto& state = info.state;
  OfficeGroupOut out;
  out.id = state.id;
  out.groupName = state.name;
  out.groupAvatar = OptText(state.avatar);
  out.groupNotice = OptText(info.notice);
  out.ownerId = state.owner;
  out.memberCount = state.member_count;
  out.isMuted = state.mute_all;
  out.isBanned = state.banned;
  out.isDissolved = state.status == access::ConversationStatus::kDissolved;
  out.createTime = {info.created_at};
  return out;
}

std::string Keyword(const OfficeGroupsIn& in) {
  return std::string(text::Trim(in.name.value_or("")));
}

Result<OfficeGroupPage> ListGroups(Txn& txn, Call& call, OfficeGroupsIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  const std::string keyword = Keyword(in);
  OfficeGroupPage out;
  out.page = slice.page;
  out.size = slice.limit;
  out.total = group::CountInfos(txn, call.who.tenant, keyword);
  for (const group::Info& info :
       group::ListInfos(txn, call.who.tenant, keyword, slice.limit, slice.offset())) {
    out.records.push_back(ShowInfo(info));
  }
  return out;
}

Result<std::vector<OfficeGroupOut>> FindGroups(Txn& txn, Call& call, OfficeGroupsIn& in) {
  std::vector<OfficeGroupOut> out;
  for (const group::Info& info :
       group::ListInfos(txn, call.who.tenant, Keyword(in), kGroupsByName, 0)) {
    out.push_back(ShowInfo(info));
  }
  return out;
}

Result<OfficeGroupOut> GetGroup(Txn& txn, Call& call, OfficeGroupKey& in) {
  const auto info = group::FindInfo(txn, call.who.tenant, in.id);
  if (!info) return Error{Code::kGroupNotFound};
  OfficeGroupOut out = ShowInfo(*info);
  if (out.isBanned) out.banReason = OptText(group::FindBanReason(txn, call.who.tenant, in.id));
  return out;
}

}  // namespace

void AddOfficeGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  const gateway::Options list{.auth = Auth::kAdmin,
                              .also = kAuditors,
                              .mode = Mode::kScan,
                              .expensive = true,
                              .ref = "3.2"};
  rows->push_back(
      Ep<&ListGroups>(Method::kGet, "/im/group/list", "Groups, page by page", list));
  rows->push_back(
      Ep<&FindGroups>(Method::kGet, "/im/group/findByName", "Ten groups by part of a name", list));
  rows->push_back(
      Ep<&GetGroup>(Method::kGet, "/im/group/{id}", "One group",
                    {.auth = Auth::kAdmin,
                     .also = kAuditors,
                     .example = R"({"id":"{group.mine}"})",
                     .ref = "3.2"}));
}

}  // namespace koine::imchat
