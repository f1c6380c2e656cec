// Applications: what people open from their workbench, and the administrators' work on it (ruoyi
// 16).

#include "core/office/application/application.h"

#include <utility>

#include "base/text.h"
#include "core/office/application/address.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using application::Application;
using application::ApplicationId;
using application::ApplicationScope;
using application::ApplicationType;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

#define KOINE_APP_RULES                                                              \
  json::Rule("icon").MaxChars(application::kIconChars, "图标长度不能超过200个字符"), \
      json::Rule("description")                                                      \
          .MaxChars(application::kDescriptionChars, "描述长度不能超过200个字符"),    \
      json::Rule("sortOrder").Min(0, "排序号不正确").Max(application::kSortMax, "排序号不正确")

struct NewAppIn {
  std::string name, code, category;
  std::optional<ApplicationType> appType;
  std::string appUrl;
  std::optional<std::string> icon, description;
  std::optional<std::int64_t> sortOrder;
};
KOINE_DESCRIBE(NewAppIn, (name, code, category, appType, appUrl, icon, description, sortOrder))
KOINE_RULES(NewAppIn,
            json::Rule("name")
                .NotBlank("应用名称不能为空")
                .MaxChars(application::kNameChars, "应用名称长度不能超过50个字符"),
            json::Rule("code")
                .NotBlank("应用编码不能为空")
                .MaxChars(application::kCodeChars, "应用编码长度不能超过50个字符"),
            json::Rule("category")
                .NotBlank("应用分类不能为空")
                .MaxChars(application::kCategoryChars, "应用分类长度不能超过20个字符"),
            json::Rule("appType").Required("应用类型不能为空").AnyCase().Text("应用类型不正确"),
            json::Rule("appUrl")
                .NotBlank("应用地址不能为空")
                .MaxChars(application::kUrlChars, "应用地址长度不能超过500个字符"),
            KOINE_APP_RULES)

struct AppChangeIn {
  ApplicationId id;
  std::optional<std::string> name, description, icon, appUrl, category;
  std::optional<std::int64_t> sortOrder;

  Status Check(Txn&, const access::Principal&) const {
    if (name && text::IsBlank(*name)) {
      return FieldError(Code::kMissingArgument, "name", "应用名称不能为空");
    }
    if (category && text::IsBlank(*category)) {
      return FieldError(Code::kMissingArgument, "category", "应用分类不能为空");
    }
    if (appUrl && text::IsBlank(*appUrl)) {
      return FieldError(Code::kMissingArgument, "appUrl", "应用地址不能为空");
    }
    return Ok();
  }
};
KOINE_DESCRIBE(AppChangeIn, (id, name, description, icon, appUrl, category, sortOrder))
KOINE_RULES(
    AppChangeIn,
    json::Rule("name").MaxChars(application::kNameChars, "应用名称长度不能超过50个字符"),
    json::Rule("category").MaxChars(application::kCategoryChars, "应用分类长度不能超过20个字符"),
    json::Rule("appUrl").MaxChars(application::kUrlChars, "应用地址长度不能超过500个字符"),
    KOINE_APP_RULES)
#undef KOINE_APP_RULES

struct AppVisibilityIn {
  ApplicationId id;
  std::optional<bool> isVisible;
  std::optional<ApplicationScope> scopeType;
  std::optional<std::vector<std::int64_t>> scopeIds;
};
KOINE_DESCRIBE(AppVisibilityIn, (id, isVisible, scopeType, scopeIds))
KOINE_RULES(AppVisibilityIn, json::Rule("isVisible").Required("请指定是否可见").Alias("visible"),
            json::Rule("scopeType").AnyCase().Text("可见范围不正确"))

struct AppIn {
  ApplicationId id;
};
KOINE_DESCRIBE(AppIn, (id))
struct UsedAppIn {
  ApplicationId appId;
};
KOINE_DESCRIBE(UsedAppIn, (appId))
KOINE_RULES(UsedAppIn, json::Rule("appId").Required("应用ID不能为空"))
struct AppsIn {
  std::optional<std::string> category, keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AppsIn, (category, keyword, pageNum, pageSize))
KOINE_RULES(AppsIn, json::Rule("keyword").MaxChars(application::kKeywordChars, "搜索关键词过长"))
struct AppSearchIn {
  std::string keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AppSearchIn, (keyword, pageNum, pageSize))
KOINE_RULES(AppSearchIn, json::Rule("keyword")
                             .NotBlank("搜索关键词不能为空")
                             .MaxChars(application::kKeywordChars, "搜索关键词过长"))
struct AppCategoryIn {
  std::optional<std::string> category;
};
KOINE_DESCRIBE(AppCategoryIn, (category))

struct AppOut {
  ApplicationId id;
  std::string name, code;
  std::optional<std::string> icon;
  std::string category;
  std::optional<std::string> description;
  ApplicationType appType = ApplicationType::kRoute;
  std::string appUrl;
  // The site that it leads to; null for what leads nowhere else. Whether it may be shown within a
  // page of this server.
  std::optional<std::string> host;
  bool framed = false;
  int isSystem = 0, isVisible = 1;
  bool visible = true;
  std::int64_t sortOrder = 0;
  std::optional<std::string> permissions;
  // For administrators: whom it is shown to.
  std::optional<ApplicationScope> scopeType;
  std::optional<std::vector<std::int64_t>> scopeIds;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(AppOut, (id, name, code, icon, category, description, appType, appUrl, host, framed,
                        isSystem, isVisible, visible, sortOrder, permissions, scopeType, scopeIds,
                        createTime, updateTime))

namespace {

std::optional<std::string> Trimmed(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return std::string(text::Trim(*text));
}

// `managed`: as administrators see it.
AppOut ToApp(Call& call, Application a, bool managed) {
  AppOut out;
  out.id = a.id;
  out.name = std::move(a.name);
  out.code = std::move(a.code);
  out.icon = OptText(std::move(a.icon));
  out.category = std::move(a.category);
  out.description = OptText(std::move(a.description));
  out.appType = a.type;
  out.appUrl = std::move(a.url);
  out.host = OptText(application::HostOf(out.appUrl));
  out.framed = a.type == ApplicationType::kIframe && out.host &&
               MayFrame(DialectOf(call).settings(), *out.host);
  out.isSystem = a.system ? 1 : 0;
  out.isVisible = a.visible ? 1 : 0;
  out.visible = a.visible;
  out.sortOrder = a.sort;
  if (managed) {
    out.scopeType = a.scope;
    out.scopeIds = std::move(a.scope_ids);
  }
  out.createTime = {a.created_at};
  out.updateTime = {a.updated_at};
  return out;
}

std::vector<AppOut> ToApps(Call& call, std::vector<Application> found, bool managed) {
  std::vector<AppOut> out;
  out.reserve(found.size());
  for (Application& one : found) out.push_back(ToApp(call, std::move(one), managed));
  return out;
}

std::vector<AppOut> AppsOf(Txn& txn, Call& call, const application::Filter& filter,
                           const Slice& slice) {
  auto out = ToApps(call, application::List(txn, call.who, filter, slice.reach(), slice.offset),
                    filter.all);
  TellTotal(call, out, slice, [&] { return application::Count(txn, call.who, filter); });
  return out;
}

// Administrators see all of them, also those that are hidden.
Result<std::vector<AppOut>> ListApps(Txn& txn, Call& call, AppsIn& in) {
  application::Filter filter;
  filter.all = call.who.admin();
  filter.category = std::string(text::Trim(in.category.value_or("")));
  filter.keyword = std::string(text::Trim(in.keyword.value_or("")));
  return AppsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<AppOut>> VisibleApps(Txn& txn, Call& call, AppsIn& in) {
  application::Filter filter;
  filter.category = std::string(text::Trim(in.category.value_or("")));
  filter.keyword = std::string(text::Trim(in.keyword.value_or("")));
  return AppsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<AppOut>> SearchApps(Txn& txn, Call& call, AppSearchIn& in) {
  application::Filter filter;
  filter.keyword = std::string(text::Trim(in.keyword));
  return AppsOf(txn, call, filter, SliceOf(in.pageNum, in.pageSize));
}

// An object whose members are the categories in the order of their first applications, which is no
// map's; with a category the array of that one.
Result<json::Raw> AppsByCategory(Txn& txn, Call& call, AppCategoryIn& in) {
  application::Filter filter;
  filter.category = std::string(text::Trim(in.category.value_or("")));
  const auto apps = ToApps(
      call, application::List(txn, call.who, filter, application::kApplicationsMax, 0), false);
  const json::Profile& profile = call.dialect->profile();
  json::Raw out;
  if (!filter.category.empty()) {
    json::Write(apps, profile, &out.text);
    return out;
  }
  std::vector<std::pair<std::string, std::vector<AppOut>>> groups;
  for (const AppOut& app : apps) {
    auto at = groups.begin();
    while (at != groups.end() && at->first != app.category) ++at;
    if (at == groups.end()) at = groups.insert(at, {app.category, {}});
    at->second.push_back(app);
  }
  out.text = "{";
  for (const auto& [category, of_it] : groups) {
    if (out.text.size() > 1) out.text += ",";
    json::Quote(category, &out.text);
    out.text += ":";
    json::Write(of_it, profile, &out.text);
  }
  out.text += "}";
  return out;
}

Result<AppOut> ShowApp(Txn& txn, Call& call, const application::Seen& place, AppIn&) {
  return ToApp(call, application::Get(txn, place), call.who.admin());
}

Result<ApplicationId> CreateApp(Txn& txn, Call& call, NewAppIn& in) {
  application::Draft draft;
  draft.name = std::string(text::Trim(in.name));
  draft.code = std::string(text::Trim(in.code));
  draft.category = std::string(text::Trim(in.category));
  draft.type = *in.appType;
  draft.url = std::string(text::Trim(in.appUrl));
  draft.icon = Trimmed(in.icon).value_or("");
  draft.description = in.description.value_or("");
  draft.sort = in.sortOrder;
  return application::Create(txn, call.who, draft);
}

Result<Nothing> UpdateApp(Txn& txn, Call&, const application::Managed& place, AppChangeIn& in) {
  application::ApplicationChange change;
  change.name = Trimmed(in.name);
  change.icon = Trimmed(in.icon);
  change.category = Trimmed(in.category);
  change.description = in.description;
  change.url = Trimmed(in.appUrl);
  change.sort = in.sortOrder;
  KOINE_CHECK(application::Change(txn, place, change));
  return Nothing{};
}

Result<Nothing> DeleteApp(Txn& txn, Call&, const application::Managed& place, AppIn&) {
  KOINE_CHECK(application::Remove(txn, place));
  return Nothing{};
}

Result<Nothing> SetAppVisibility(Txn& txn, Call&, const application::Managed& place,
                                 AppVisibilityIn& in) {
  KOINE_CHECK(application::SetVisibility(
      txn, place,
      {*in.isVisible, in.scopeType, in.scopeIds.value_or(std::vector<std::int64_t>())}));
  return Nothing{};
}

Result<std::vector<AppOut>> RecentApps(Txn& txn, Call& call, Nothing&) {
  return ToApps(call, application::Recent(txn, call.who), false);
}

Result<Nothing> RecordApp(Txn& txn, Call&, const application::Seen& place, UsedAppIn&) {
  application::NoteUse(txn, place);
  return Nothing{};
}

using gateway::About;
using gateway::Auth;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kAppPath[] = "/api/im/app/{id}";

void AddAppReads(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ListApps>(Method::kGet, "/api/im/app/list", "List applications",
                                {.mode = Mode::kScan, .ref = "16.1", .about = About::kCaller}));
  for (const auto& [path, ref] :
       {std::pair{"/api/im/app/visible", "16.2"}, std::pair{"/api/im/workbench/apps", "16.9"}}) {
    rows->push_back(Ep<&VisibleApps>(Method::kGet, path, "List the applications that you see",
                                     {.mode = Mode::kScan, .ref = ref, .about = About::kCaller}));
  }
  for (const auto& [path, ref] : {std::pair{"/api/im/app/category", "16.3"},
                                  std::pair{"/api/im/workbench/apps/category", "16.9"}}) {
    rows->push_back(
        Ep<&AppsByCategory>(Method::kGet, path, "List applications by category",
                            {.mode = Mode::kScan, .ref = ref, .about = About::kCaller}));
  }
  for (const char* path : {"/api/im/app/search", "/api/im/workbench/apps/search"}) {
    rows->push_back(Ep<&SearchApps>(Method::kGet, path, "Search applications",
                                    {.mode = Mode::kScan,
                                     .expensive = true,
                                     .example = R"({"keyword":"calendar"})",
                                     .ref = "16.9",
                                     .about = About::kCaller}));
  }
  rows->push_back(
      Ep<&ShowApp>(Method::kGet, kAppPath, "Get an application",
                   {.door = "id", .example = R"({"id":"{officeapp.mine}"})", .ref = "16.4"}));
}

void AddAppUse(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&RecentApps>(Method::kGet, "/api/im/workbench/apps/recent",
                                  "List the applications you opened last",
                                  {.mode = Mode::kScan, .ref = "16.9", .about = About::kCaller}));
  rows->push_back(Ep<&RecordApp>(Method::kPost, "/api/im/workbench/apps/record",
                                 "Note that you opened an application",
                                 {.mode = Mode::kWrite,
                                  .door = "appId",
                                  .repeatable = true,
                                  .ok = "记录成功",
                                  .example = R"({"appId":"{officeapp.mine}"})",
                                  .ref = "16.9"}));
}

}  // namespace

void AddApplications(std::vector<gateway::Endpoint>* rows) {
  AddAppReads(rows);
  rows->push_back(
      Ep<&CreateApp>(Method::kPost, "/api/im/app/create", "Create an application",
                     {.auth = Auth::kAdmin,
                      .mode = Mode::kWrite,
                      .ok = "创建成功",
                      .example = R"({"name":"Wiki","code":"wiki-{unique}","category":"CUSTOM",)"
                                 R"("appType":"LINK","appUrl":"https://wiki.example.org/"})",
                      .ref = "16.5"}));
  rows->push_back(Ep<&UpdateApp>(Method::kPut, kAppPath, "Change an application",
                                 {.auth = Auth::kAdmin,
                                  .mode = Mode::kWrite,
                                  .door = "id",
                                  .repeatable = true,
                                  .ok = "更新成功",
                                  .example = R"({"id":"{officeapp.mine}","description":"Notes"})",
                                  .ref = "16.6"}));
  rows->push_back(Ep<&DeleteApp>(Method::kDelete, kAppPath, "Delete an application",
                                 {.auth = Auth::kAdmin,
                                  .mode = Mode::kWrite,
                                  .door = "id",
                                  .ok = "删除成功",
                                  .example = R"({"id":"{officeapp.spare}"})",
                                  .ref = "16.7"}));
  rows->push_back(Ep<&SetAppVisibility>(Method::kPut, "/api/im/app/{id}/visibility",
                                        "Choose who sees an application",
                                        {.auth = Auth::kAdmin,
                                         .mode = Mode::kWrite,
                                         .door = "id",
                                         .repeatable = true,
                                         .ok = "设置成功",
                                         .example = R"({"id":"{officeapp.mine}","isVisible":true})",
                                         .ref = "16.8"}));
  AddAppUse(rows);
}

}  // namespace koine::ruoyi
