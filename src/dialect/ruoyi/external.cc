// External contacts: everybody's own address book of people outside (ruoyi 21).

#include "core/office/external/external.h"

#include <utility>

#include "base/text.h"
#include "dialect/ruoyi/external.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using external::ContactId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

// What adding and changing have in common, but for the name.
#define KOINE_EXTERNAL_RULES                                                                  \
  json::Rule("company").MaxChars(external::kCompanyChars, "公司长度不能超过100个字符"),       \
      json::Rule("position").MaxChars(external::kPositionChars, "职位长度不能超过50个字符"),  \
      json::Rule("mobile").MaxChars(external::kMobileChars, "手机号长度不能超过20个字符"),    \
      json::Rule("email").MaxChars(external::kEmailChars, "邮箱长度不能超过100个字符"),       \
      json::Rule("wechat").MaxChars(external::kWechatChars, "微信号长度不能超过50个字符"),    \
      json::Rule("address").MaxChars(external::kAddressChars, "地址长度不能超过200个字符"),   \
      json::Rule("remark").MaxChars(external::kRemarkChars, "备注长度不能超过500个字符"),     \
      json::Rule("tags").MaxChars(external::kTagsChars, "标签长度不能超过200个字符"),         \
      json::Rule("avatar").MaxChars(external::kAvatarChars, "头像地址长度不能超过500个字符"), \
      json::Rule("isStarred").Alias("starred")

struct NewExternalContactIn {
  std::string name;
  std::optional<std::int64_t> groupId;
  std::optional<std::string> company, position, mobile, email, wechat, address, remark, tags,
      avatar;
  std::optional<bool> isStarred;
};
KOINE_DESCRIBE(NewExternalContactIn, (name, groupId, company, position, mobile, email, wechat,
                                      address, remark, tags, avatar, isStarred))
KOINE_RULES(NewExternalContactIn,
            json::Rule("name")
                .NotBlank("姓名不能为空")
                .MaxChars(external::kNameChars, "姓名长度不能超过50个字符"),
            KOINE_EXTERNAL_RULES)
struct ExternalContactChangeIn {
  ContactId contactId;
  std::optional<std::string> name;
  std::optional<std::int64_t> groupId;
  std::optional<std::string> company, position, mobile, email, wechat, address, remark, tags,
      avatar;
  std::optional<bool> isStarred;

  Status Check(Txn&, const access::Principal&) const {
    if (name && text::IsBlank(*name)) {
      return FieldError(Code::kMissingArgument, "name", "姓名不能为空");
    }
    return Ok();
  }
};
KOINE_DESCRIBE(ExternalContactChangeIn, (contactId, name, groupId, company, position, mobile, email,
                                         wechat, address, remark, tags, avatar, isStarred))
KOINE_RULES(ExternalContactChangeIn,
            json::Rule("name").MaxChars(external::kNameChars, "姓名长度不能超过50个字符"),
            KOINE_EXTERNAL_RULES)
#undef KOINE_EXTERNAL_RULES

struct ExternalContactPathIn {
  ContactId contactId;
};
KOINE_DESCRIBE(ExternalContactPathIn, (contactId))
struct StarExternalContactIn {
  ContactId contactId;
  std::optional<bool> starred;
};
KOINE_DESCRIBE(StarExternalContactIn, (contactId, starred))
struct ExternalContactsIn {
  std::optional<std::string> tag;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ExternalContactsIn, (tag, pageNum, pageSize))
KOINE_RULES(ExternalContactsIn,
            json::Rule("tag").MaxChars(external::kTagsChars, "标签长度不能超过200个字符"))
struct GroupedExternalContactsIn {
  external::GroupId groupId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(GroupedExternalContactsIn, (groupId, pageNum, pageSize))
struct ExternalContactSearchIn {
  std::string keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ExternalContactSearchIn, (keyword, pageNum, pageSize))
KOINE_RULES(ExternalContactSearchIn, json::Rule("keyword")
                                         .NotBlank("搜索关键词不能为空")
                                         .MaxChars(external::kKeywordChars, "搜索关键词过长"))

struct NewExternalGroupIn {
  std::string name;
  std::optional<std::int64_t> sortOrder;
};
KOINE_DESCRIBE(NewExternalGroupIn, (name, sortOrder))
KOINE_RULES(
    NewExternalGroupIn,
    json::Rule("name")
        .NotBlank("分组名称不能为空")
        .MaxChars(external::kGroupNameChars, "分组名称长度不能超过50个字符"),
    json::Rule("sortOrder").Min(0, "排序号不正确").Max(external::kSortOrderMax, "排序号不正确"))
struct ExternalGroupChangeIn {
  external::GroupId groupId;
  std::optional<std::string> name;
  std::optional<std::int64_t> sortOrder;

  Status Check(Txn&, const access::Principal&) const {
    if (name ? text::IsBlank(*name) : !sortOrder) {
      return FieldError(Code::kMissingArgument, "name", "分组名称不能为空");
    }
    return Ok();
  }
};
KOINE_DESCRIBE(ExternalGroupChangeIn, (groupId, name, sortOrder))
KOINE_RULES(
    ExternalGroupChangeIn,
    json::Rule("name").MaxChars(external::kGroupNameChars, "分组名称长度不能超过50个字符"),
    json::Rule("sortOrder").Min(0, "排序号不正确").Max(external::kSortOrderMax, "排序号不正确"))
struct ExternalGroupPathIn {
  external::GroupId groupId;
};
KOINE_DESCRIBE(ExternalGroupPathIn, (groupId))

struct ExternalContactOut {
  ContactId id;
  UserId userId;
  std::optional<external::GroupId> groupId;
  std::optional<std::string> groupName;
  std::string name;
  std::optional<std::string> company, position, mobile, email, wechat, address, remark, tags;
  std::vector<std::string> tagList;
  std::optional<std::string> avatar;
  int isStarred = 0;
  bool starred = false;  // another name of the same
  external::Source source = external::Source::kManual;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(ExternalContactOut, (id, userId, groupId, groupName, name, company, position, mobile,
                                    email, wechat, address, remark, tags, tagList, avatar,
                                    isStarred, starred, source, createTime, updateTime))
struct ExternalGroupOut {
  external::GroupId id;
  UserId userId;
  std::string name;
  std::int64_t sortOrder = 0, contactCount = 0;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(ExternalGroupOut,
               (id, userId, name, sortOrder, contactCount, createTime, updateTime))
struct ExternalTagOut {
  std::string name;
  std::int64_t contactCount = 0;
};
KOINE_DESCRIBE(ExternalTagOut, (name, contactCount))

namespace {

ExternalContactOut ToExternalContact(external::Contact c) {
  ExternalContactOut out;
  out.id = c.id;
  out.userId = c.owner;
  if (c.group.value != 0) out.groupId = c.group;
  out.groupName = OptText(std::move(c.group_name));
  out.name = std::move(c.what.name);
  out.company = OptText(std::move(c.what.company));
  out.position = OptText(std::move(c.what.position));
  out.mobile = OptText(std::move(c.what.mobile));
  out.email = OptText(std::move(c.what.email));
  out.wechat = OptText(std::move(c.what.wechat));
  out.address = OptText(std::move(c.what.address));
  out.remark = OptText(std::move(c.what.remark));
  out.tagList = external::TagsOf(c.what.tags);
  out.tags = OptText(std::move(c.what.tags));
  out.avatar = OptText(std::move(c.what.avatar));
  out.isStarred = c.starred ? 1 : 0;
  out.starred = c.starred;
  out.source = c.source;
  out.createTime = {c.created_at};
  out.updateTime = {c.updated_at};
  return out;
}

// What the request has, over what there is.
template <class In>
void Take(In& in, external::Details* what) {
  const std::pair<std::optional<std::string>*, std::string*> texts[] = {
      {&in.company, &what->company}, {&in.position, &what->position}, {&in.mobile, &what->mobile},
      {&in.email, &what->email},     {&in.wechat, &what->wechat},     {&in.address, &what->address},
      {&in.remark, &what->remark},   {&in.tags, &what->tags},         {&in.avatar, &what->avatar}};
  for (const auto& [given, text] : texts) {
    if (*given) *text = std::move(**given);
  }
}

Result<ContactId> CreateExternal(Txn& txn, Call& call, NewExternalContactIn& in) {
  external::ContactDraft draft;
  draft.what.name = std::move(in.name);
  Take(in, &draft.what);
  draft.group = external::GroupId(in.groupId.value_or(0));
  draft.starred = in.isStarred.value_or(false);
  return external::AddContact(txn, call.who, draft);
}

// Published clients send the whole form, in which null is no group; else what is absent stays.
Result<Nothing> ChangeExternal(Txn& txn, Call& call, const external::OwnContact& place,
                               ExternalContactChangeIn& in) {
  const external::Contact& now = place.contact();
  external::ContactDraft draft;
  draft.what = now.what;
  if (in.name) draft.what.name = std::move(*in.name);
  Take(in, &draft.what);
  draft.group = now.group;
  if (in.groupId || IsPublished(call)) draft.group = external::GroupId(in.groupId.value_or(0));
  draft.starred = in.isStarred.value_or(now.starred);
  KOINE_CHECK(external::ChangeContact(txn, place, draft));
  return Nothing{};
}

Result<Nothing> RemoveExternal(Txn& txn, Call&, const external::OwnContact& place,
                               ExternalContactPathIn&) {
  external::RemoveContact(txn, place);
  return Nothing{};
}

Result<ExternalContactOut> ShowExternal(Txn&, Call&, const external::OwnContact& place,
                                        ExternalContactPathIn&) {
  return ToExternalContact(place.contact());
}

Result<Nothing> StarExternal(Txn& txn, Call&, const external::OwnContact& place,
                             StarExternalContactIn& in) {
  external::StarContact(txn, place, in.starred);
  return Nothing{};
}

std::vector<ExternalContactOut> ExternalsOf(Txn& txn, Call& call, const external::Filter& filter,
                                            const Slice& slice) {
  std::vector<ExternalContactOut> out;
  for (external::Contact& one :
       external::ListContacts(txn, call.who, filter, slice.reach(), slice.offset)) {
    out.push_back(ToExternalContact(std::move(one)));
  }
  TellTotal(call, out, slice, [&] { return external::CountContacts(txn, call.who, filter); });
  return out;
}

Result<std::vector<ExternalContactOut>> ListExternals(Txn& txn, Call& call,
                                                      ExternalContactsIn& in) {
  external::Filter filter;
  filter.tag = std::string(text::Trim(in.tag.value_or("")));
  return ExternalsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<ExternalContactOut>> StarredExternals(Txn& txn, Call& call,
                                                         ExternalContactsIn& in) {
  external::Filter filter;
  filter.starred = true;
  filter.tag = std::string(text::Trim(in.tag.value_or("")));
  return ExternalsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<ExternalContactOut>> GroupedExternals(Txn& txn, Call& call,
                                                         const external::OwnGroup& place,
                                                         GroupedExternalContactsIn& in) {
  external::Filter filter;
  filter.group = place.group().id;
  return ExternalsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<ExternalContactOut>> SearchExternals(Txn& txn, Call& call,
                                                        ExternalContactSearchIn& in) {
  external::Filter filter;
  filter.keyword = in.keyword;
  return ExternalsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<external::GroupId> CreateExternalGroup(Txn& txn, Call& call, NewExternalGroupIn& in) {
  return external::AddGroup(txn, call.who, in.name, in.sortOrder.value_or(0));
}

Result<Nothing> ChangeExternalGroup(Txn& txn, Call&, const external::OwnGroup& place,
                                    ExternalGroupChangeIn& in) {
  KOINE_CHECK(external::ChangeGroup(txn, place, in.name, in.sortOrder));
  return Nothing{};
}

Result<Nothing> RemoveExternalGroup(Txn& txn, Call&, const external::OwnGroup& place,
                                    ExternalGroupPathIn&) {
  KOINE_CHECK(external::RemoveGroup(txn, place));
  return Nothing{};
}

Result<std::vector<ExternalGroupOut>> ListExternalGroups(Txn& txn, Call& call, Nothing&) {
  std::vector<ExternalGroupOut> out;
  for (external::Group& g : external::ListGroups(txn, call.who)) {
    out.push_back({g.id,
                   g.owner,
                   std::move(g.name),
                   g.sort_order,
                   g.contacts,
                   {g.created_at},
                   {g.updated_at}});
  }
  return out;
}

Result<std::vector<ExternalTagOut>> ListExternalTags(Txn& txn, Call& call, Nothing&) {
  std::vector<ExternalTagOut> out;
  for (external::TagCount& tag : external::ListTags(txn, call.who)) {
    out.push_back({std::move(tag.name), tag.contacts});
  }
  return out;
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kContacts[] = "/api/im/external-contact";
constexpr char kContactPath[] = "/api/im/external-contact/{contactId}";
constexpr char kGroupPath[] = "/api/im/external-contact/group/{groupId}";
constexpr char kOneContact[] = R"({"contactId":"{externalcontact.mine}"})";
constexpr char kOneGroup[] = R"({"groupId":"{externalgroup.mine}"})";

void AddExternalLists(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ListExternals>(
      Method::kGet, "/api/im/external-contact/list", "List your external contacts",
      {.mode = Mode::kScan, .ref = "21.5", .about = About::kCaller}));
  rows->push_back(Ep<&GroupedExternals>(
      Method::kGet, kGroupPath, "List your external contacts in a group",
      {.mode = Mode::kScan, .door = "groupId", .example = kOneGroup, .ref = "21.6"}));
  rows->push_back(Ep<&StarredExternals>(
      Method::kGet, "/api/im/external-contact/starred", "List the external contacts you starred",
      {.mode = Mode::kScan, .ref = "21.7", .about = About::kCaller}));
  rows->push_back(Ep<&SearchExternals>(Method::kGet, "/api/im/external-contact/search",
                                       "Search your external contacts",
                                       {.mode = Mode::kScan,
                                        .expensive = true,
                                        .example = R"({"keyword":"acme"})",
                                        .ref = "21.8",
                                        .about = About::kCaller}));
}

void AddExternalGroups(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&CreateExternalGroup>(Method::kPost, "/api/im/external-contact/group",
                                           "Create a group of external contacts",
                                           {.mode = Mode::kWrite,
                                            .ok = "创建成功",
                                            .example = R"({"name":"Suppliers {unique}"})",
                                            .ref = "21.10",
                                            .about = About::kCaller}));
  rows->push_back(Ep<&ChangeExternalGroup>(
      Method::kPut, kGroupPath, "Change a group of external contacts",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .repeatable = true,
       .ok = "更新成功",
       .example = R"({"groupId":"{externalgroup.mine}","name":"Customers"})",
       .ref = "21.11"}));
  rows->push_back(Ep<&RemoveExternalGroup>(Method::kDelete, kGroupPath,
                                           "Delete a group of external contacts that is empty",
                                           {.mode = Mode::kWrite,
                                            .door = "groupId",
                                            .ok = "删除成功",
                                            .example = kOneGroup,
                                            .ref = "21.12"}));
  rows->push_back(Ep<&ListExternalGroups>(
      Method::kGet, "/api/im/external-contact/group/list", "List your groups of external contacts",
      {.mode = Mode::kScan, .ref = "21.13", .about = About::kCaller}));
  rows->push_back(Ep<&ListExternalTags>(
      Method::kGet, "/api/im/external-contact/tags", "List the tags of your external contacts",
      {.mode = Mode::kScan, .ref = "21.15", .about = About::kCaller}));
}

}  // namespace

void AddExternalContacts(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&CreateExternal>(Method::kPost, kContacts, "Create an external contact",
                          {.mode = Mode::kWrite,
                           .ok = "创建成功",
                           .example = R"({"name":"Eve Miller","company":"Acme","tags":"buyer"})",
                           .ref = "21.1",
                           .about = About::kCaller}));
  rows->push_back(
      Ep<&ChangeExternal>(Method::kPut, kContactPath, "Change an external contact",
                          {.mode = Mode::kWrite,
                           .door = "contactId",
                           .repeatable = true,
                           .ok = "更新成功",
                           .example = R"({"contactId":"{externalcontact.mine}","position":"CTO"})",
                           .ref = "21.2"}));
  rows->push_back(Ep<&RemoveExternal>(Method::kDelete, kContactPath, "Delete an external contact",
                                      {.mode = Mode::kWrite,
                                       .door = "contactId",
                                       .ok = "删除成功",
                                       .example = kOneContact,
                                       .ref = "21.3"}));
  rows->push_back(Ep<&ShowExternal>(
      Method::kGet, kContactPath, "Get an external contact",
      {.door = "contactId", .refusal = "无权限查看", .example = kOneContact, .ref = "21.4"}));
  AddExternalLists(rows);
  rows->push_back(Ep<&StarExternal>(
      Method::kPut, "/api/im/external-contact/{contactId}/star",
      "Star an external contact, or not any more",
      {.mode = Mode::kWrite, .door = "contactId", .example = kOneContact, .ref = "21.9"}));
  AddExternalGroups(rows);
  AddExternalFiles(rows);
}

}  // namespace koine::ruoyi
