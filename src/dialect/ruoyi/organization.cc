// Departments and who is in them (ruoyi 17).

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/contact/book.h"
#include "core/identity/people.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"
#include "dialect/ruoyi/organization.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using organization::Department;
using organization::DepartmentId;
using store::Txn;

// What published clients call the row above all departments, which is none itself.
constexpr char kTop[] = "root";
constexpr char kTopName[] = "组织架构";
using organization::kSortMax;

namespace {

bool IsDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

bool IsName(std::string_view text) {
  return !text::Trim(text).empty();
}

bool IsDepartmentOrTop(std::string_view text) {
  return text == kTop || (IsDigits(text) && text.size() <= 15);
}

}  // namespace

bool IsDepartmentPhone(std::string_view text) {
  if (IsMobile(text)) return true;
  std::string_view number = text;
  if (number.front() == '0') {
    const std::size_t dash = number.find('-');
    if (dash == number.npos) return IsDigits(number) && number.size() >= 10 && number.size() <= 12;
    if (dash < 3 || dash > 4 || !IsDigits(number.substr(0, dash))) return false;
    number.remove_prefix(dash + 1);
  }
  return IsDigits(number) && (number.size() == 7 || number.size() == 8);
}

struct DeputyOut {
  UserId userId;
  std::string name;
};
KOINE_DESCRIBE(DeputyOut, (userId, name))

struct DepartmentOut {
  DepartmentId id;
  std::string name;
  DepartmentId parentId;
  std::string ancestors;
  std::int64_t orderNum = 0;
  std::optional<UserId> leaderId;
  std::optional<std::string> leaderName, phone, email;
  int status = 0;
  std::optional<std::string> remark;
  std::int64_t memberCount = 0;
  std::optional<json::Time> createTime, updateTime;
  std::vector<DepartmentOut> children;
};
KOINE_DESCRIBE(DepartmentOut,
               (id, name, parentId, ancestors, orderNum, leaderId, leaderName, phone, email, status,
                remark, memberCount, createTime, updateTime, children))

struct DepartmentWholeOut : DepartmentOut {
  std::vector<DeputyOut> deputies;
};
KOINE_DESCRIBE(DepartmentWholeOut,
               (id, name, parentId, ancestors, orderNum, leaderId, leaderName, phone, email, status,
                remark, memberCount, createTime, updateTime, children, deputies))

struct DepartmentKeyIn {
  std::string departmentId;
};
KOINE_DESCRIBE(DepartmentKeyIn, (departmentId))
KOINE_RULES(DepartmentKeyIn, json::Rule("departmentId").Pattern(IsDepartmentOrTop, "部门ID不正确"))

struct DepartmentIdIn {
  DepartmentId departmentId;
};
KOINE_DESCRIBE(DepartmentIdIn, (departmentId))

#define KOINE_DEPARTMENT_RULES                                                              \
  json::Rule("orderNum").Min(-kSortMax, "显示顺序不正确").Max(kSortMax, "显示顺序不正确"),  \
      json::Rule("phone").Pattern(IsDepartmentPhone, "联系电话格式不正确"),                 \
      json::Rule("email")                                                                   \
          .MaxChars(organization::kEmailChars, "邮箱格式不正确")                            \
          .Pattern(IsEmail, "邮箱格式不正确"),                                              \
      json::Rule("deputyIds").MaxItems(organization::kDeputiesMax, "副负责人不能超过10人"), \
      json::Rule("remark").MaxChars(organization::kRemarkChars, "备注长度不能超过500个字符")

struct NewDepartmentIn {
  std::string name;
  std::optional<DepartmentId> parentId;
  std::optional<std::int64_t> orderNum;
  std::optional<UserId> leaderId;
  std::optional<std::string> phone, email, remark;
  std::optional<std::vector<UserId>> deputyIds;
};
KOINE_DESCRIBE(NewDepartmentIn,
               (name, parentId, orderNum, leaderId, phone, email, remark, deputyIds))
KOINE_RULES(NewDepartmentIn,
            json::Rule("name")
                .NotBlank("部门名称不能为空")
                .MaxChars(organization::kNameChars, "部门名称长度不能超过50个字符"),
            KOINE_DEPARTMENT_RULES)

struct DepartmentChangeIn {
  DepartmentId id;
  std::optional<std::string> name;
  std::optional<DepartmentId> parentId;
  std::optional<std::int64_t> orderNum;
  std::optional<UserId> leaderId;
  std::optional<std::string> phone, email, remark;
  std::optional<int> status;
  std::optional<std::vector<UserId>> deputyIds;
};
KOINE_DESCRIBE(DepartmentChangeIn,
               (id, name, parentId, orderNum, leaderId, phone, email, remark, status, deputyIds))
KOINE_RULES(DepartmentChangeIn, json::Rule("id").Alias("departmentId").Required("部门ID不能为空"),
            json::Rule("name")
                .Pattern(IsName, "部门名称不能为空")
                .MaxChars(organization::kNameChars, "部门名称长度不能超过50个字符"),
            KOINE_DEPARTMENT_RULES,
            json::Rule("status").Min(0, "状态值不正确").Max(1, "状态值不正确").Text("状态值不正确"))

struct DeptMemberOut {
  std::int64_t id = 0;
  DepartmentId departmentId;
  std::string departmentName;
  UserId userId;
  std::optional<std::string> username;
  std::string nickname, userName, avatar;
  std::optional<std::string> email, mobile;
  int isPrimary = 0;
  std::optional<std::string> position;
  json::Time joinTime;
  int status = 1;
  bool online = false;
};
KOINE_DESCRIBE(DeptMemberOut,
               (id, departmentId, departmentName, userId, username, nickname, userName, avatar,
                email, mobile, isPrimary, position, joinTime, status, online))

struct MembersIn {
  std::string departmentId;
  bool includeChildren = false;
  std::optional<std::string> keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(MembersIn, (departmentId, includeChildren, keyword, pageNum, pageSize))
KOINE_RULES(MembersIn, json::Rule("departmentId").Pattern(IsDepartmentOrTop, "部门ID不正确"),
            json::Rule("keyword").MaxChars(100))

struct AddMemberIn {
  DepartmentId departmentId;
  std::optional<std::int64_t> userId;
  std::optional<std::vector<std::int64_t>> userIds;
  bool isPrimary = false;
  std::optional<std::string> position;
};
KOINE_DESCRIBE(AddMemberIn, (departmentId, userId, userIds, isPrimary, position))
KOINE_RULES(
    AddMemberIn, json::Rule("departmentId").Required("部门ID不能为空"),
    json::Rule("userIds").MaxItems(organization::kAddMax),
    json::Rule("position").MaxChars(organization::kPositionChars, "职位长度不能超过50个字符"))

struct DepartmentOfUserIn {
  DepartmentId departmentId;
  UserId userId;
};
KOINE_DESCRIBE(DepartmentOfUserIn, (departmentId, userId))

struct DepartmentsOfIn {
  UserId userId;
};
KOINE_DESCRIBE(DepartmentsOfIn, (userId))

namespace {

// A department by its number, or what is above them all.
class DepartmentOrTop {
 public:
  static constexpr const char* kDoor = "department";
  using Key = std::string;
  static Result<DepartmentOrTop> Open(Txn& txn, Call& call, const std::string& key) {
    if (key == kTop) return DepartmentOrTop(organization::Place::Top(call.who));
    const DepartmentId id(std::stoll(key));
    KOINE_TRY(auto place, organization::Place::Open(txn, call.who, id));
    return DepartmentOrTop(std::move(place));
  }
  const organization::Place& place() const { return place_; }

 private:
  explicit DepartmentOrTop(organization::Place place) : place_(std::move(place)) {}
  organization::Place place_;
};

std::string Below(const std::string& ancestors, DepartmentId id) {
  return ancestors + ',' + std::to_string(id.value);
}

DepartmentOut ToDepartment(Department&& d, const std::string& ancestors) {
  DepartmentOut out;
  out.id = d.id;
  out.name = std::move(d.name);
  out.parentId = d.parent;
  out.ancestors = ancestors;
  out.orderNum = d.sort;
  if (d.leader) {
    out.leaderId = d.leader;
    out.leaderName = std::move(d.leader_name);
  }
  out.phone = OptText(std::move(d.phone));
  out.email = OptText(std::move(d.email));
  out.status = d.disabled ? 1 : 0;
  out.remark = OptText(std::move(d.remark));
  out.memberCount = d.members;
  out.createTime = OptTime(d.created_at);
  out.updateTime = OptTime(d.updated_at);
  return out;
}

// From the list, which must outlive it, to the tree. Nothing lies deeper than
// organization::kLevelsMax.
class TreeOut {
 public:
  explicit TreeOut(const organization::Tree& all) {
    for (const Department& one : all) under_[one.parent.value].push_back(&one);
  }
  std::vector<DepartmentOut> Under(DepartmentId parent, const std::string& ancestors) {
    std::vector<DepartmentOut> out;
    const auto found = under_.find(parent.value);
    if (found == under_.end()) return out;
    out.reserve(found->second.size());
    for (const Department* one : found->second) {
      out.push_back(ToDepartment(Department(*one), ancestors));
      out.back().children = Under(one->id, Below(ancestors, one->id));
    }
    return out;
  }

 private:
  std::unordered_map<std::int64_t, std::vector<const Department*>> under_;
};

Result<std::vector<DepartmentOut>> GetTree(Txn& txn, Call& call, Nothing&) {
  const auto all = organization::ListTree(txn, call.who, DialectOf(call).trees());
  return TreeOut(*all).Under(DepartmentId(), "0");
}

Result<DepartmentWholeOut> GetDepartment(Txn& txn, Call&, const DepartmentOrTop& at,
                                         DepartmentKeyIn&) {
  Department shown = at.place().department();
  const bool top = !shown.id;
  organization::Whole whole = organization::GetWhole(txn, at.place());
  std::string ancestors = "0";
  for (const DepartmentId above : whole.above) ancestors = Below(ancestors, above);
  const std::string below = top ? ancestors : Below(ancestors, shown.id);
  DepartmentWholeOut out{ToDepartment(std::move(shown), ancestors), {}};
  for (organization::Deputy& one : whole.deputies) {
    out.deputies.push_back({one.user, std::move(one.name)});
  }
  if (top) {
    out.name = kTopName;
    out.ancestors = "";
  }
  for (Department& child : whole.children) {
    out.children.push_back(ToDepartment(std::move(child), below));
  }
  return out;
}

Result<DepartmentId> CreateDepartment(Txn& txn, Call& call, NewDepartmentIn& in) {
  return organization::Create(
      txn, call.who,
      {in.name, in.parentId.value_or(DepartmentId()), in.orderNum.value_or(0),
       in.leaderId.value_or(UserId()), in.phone.value_or(""), in.email.value_or(""),
       in.remark.value_or(""), in.deputyIds.value_or(std::vector<UserId>())});
}

Result<Nothing> ChangeDepartment(Txn& txn, Call&, const organization::Managed& place,
                                 DepartmentChangeIn& in) {
  organization::DepartmentChange change{in.name,  in.parentId, in.orderNum,  in.leaderId, in.phone,
                                        in.email, in.remark,   std::nullopt, in.deputyIds};
  if (in.status) change.disabled = *in.status == 1;
  KOINE_CHECK(organization::Change(txn, place, change));
  return Nothing{};
}

Result<Nothing> DeleteDepartment(Txn& txn, Call&, const organization::Managed& place,
                                 DepartmentIdIn&) {
  KOINE_CHECK(organization::Remove(txn, place));
  return Nothing{};
}

// The memberships with their people, as the caller may see these.
std::vector<DeptMemberOut> ToMembers(Txn& txn, Call& call,
                                     const std::vector<organization::Membership>& listed) {
  std::vector<std::int64_t> ids;
  for (const organization::Membership& one : listed) ids.push_back(one.user.value);
  std::unordered_map<std::int64_t, identity::User> users;
  for (identity::User& user : identity::FindUsers(txn, call.who, ids)) {
    users.emplace(user.id.value, std::move(user));
  }
  std::vector<UserId> reached = contact::AddressesShown(txn, call.who, ids);
  std::ranges::sort(reached);
  std::vector<DeptMemberOut> out;
  out.reserve(listed.size());
  for (const organization::Membership& one : listed) {
    const auto found = users.find(one.user.value);
    if (found == users.end()) continue;
    const UserOut user = ToUser(found->second, call.services->presence->Online(one.user));
    const bool reachable = std::ranges::binary_search(reached, one.user);
    out.push_back({one.id,
                   one.department,
                   one.department_name,
                   one.user,
                   user.username,
                   user.nickname,
                   user.nickname,
                   user.avatar,
                   reachable ? user.email : std::nullopt,
                   reachable ? user.mobile : std::nullopt,
                   one.primary ? 1 : 0,
                   one.position.empty() ? user.position : one.position,
                   {one.joined_at},
                   user.status,
                   user.online});
  }
  return out;
}

Result<std::vector<DeptMemberOut>> ListDeptMembers(Txn& txn, Call& call, const DepartmentOrTop& at,
                                                   MembersIn& in) {
  const organization::MemberFilter filter{in.includeChildren,
                                          text::Fold(text::Trim(in.keyword.value_or("")))};
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  auto out = ToMembers(
      txn, call, organization::ListMembers(txn, at.place(), filter, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return organization::CountMembers(txn, at.place(), filter); });
  return out;
}

Result<Nothing> AddDeptMember(Txn& txn, Call&, const organization::Managed& place,
                              AddMemberIn& in) {
  std::vector<std::int64_t> users = in.userIds.value_or(std::vector<std::int64_t>());
  if (in.userId) users.push_back(*in.userId);
  if (users.empty()) return FieldError(Code::kMissingArgument, "userId", "用户ID不能为空");
  KOINE_CHECK(organization::AddMembers(txn, place, users, in.isPrimary, in.position.value_or("")));
  return Nothing{};
}

Result<Nothing> RemoveDeptMember(Txn& txn, Call&, const organization::Managed& place,
                                 DepartmentOfUserIn& in) {
  KOINE_CHECK(organization::RemoveMember(txn, place, in.userId));
  return Nothing{};
}

Result<Nothing> MakePrimary(Txn& txn, Call&, const organization::Managed& place,
                            DepartmentOfUserIn& in) {
  KOINE_CHECK(organization::MakePrimary(txn, place, in.userId));
  return Nothing{};
}

Result<std::vector<DeptMemberOut>> DepartmentsOfUser(Txn& txn, Call& call, DepartmentsOfIn& in) {
  KOINE_TRY(const auto listed, organization::ListMembershipsOf(txn, call.who, in.userId));
  return ToMembers(txn, call, listed);
}

// Null for who is in no department.
Result<std::optional<DeptMemberOut>> PrimaryOfUser(Txn& txn, Call& call, DepartmentsOfIn& in) {
  KOINE_TRY(auto listed, organization::ListMembershipsOf(txn, call.who, in.userId));
  if (listed.empty() || !listed.front().primary) return std::optional<DeptMemberOut>();
  listed.resize(1);
  return std::optional(ToMembers(txn, call, listed).front());
}

void AddDepartmentWrites(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kPath[] = "/api/im/organization/department";
  static constexpr char kMember[] =
      R"({"departmentId":"{department.other}","userId":"{user.peer}"})";
  rows->push_back(Ep<&CreateDepartment>(Method::kPost, kPath, "Create a department",
                                        {.auth = Auth::kAdmin,
                                         .mode = Mode::kWrite,
                                         .example = R"({"name":"Plans {unique}","parentId":0})",
                                         .ref = "17.3"}));
  rows->push_back(
      Ep<&ChangeDepartment>(Method::kPut, kPath, "Update or move a department",
                            {.auth = Auth::kAdmin,
                             .mode = Mode::kWrite,
                             .door = "id",
                             .repeatable = true,
                             .example = R"({"id":"{department.mine}","remark":"second floor"})",
                             .ref = "17.4"}));
  rows->push_back(Ep<&DeleteDepartment>(
      Method::kDelete, "/api/im/organization/department/{departmentId}", "Delete a department",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .door = "departmentId",
       .example = R"({"departmentId":"{department.empty}"})",
       .ref = "17.5"}));
  rows->push_back(Ep<&AddDeptMember>(Method::kPost, "/api/im/organization/department/member",
                                     "Add members to a department",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .door = "departmentId",
                                      .example = kMember,
                                      .ref = "17.7"}));
  rows->push_back(Ep<&RemoveDeptMember>(
      Method::kDelete, "/api/im/organization/department/{departmentId}/member/{userId}",
      "Remove a member from a department",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .door = "departmentId",
       .example = R"({"departmentId":"{department.mine}","userId":"{user.peer}"})",
       .ref = "17.8"}));
  rows->push_back(Ep<&MakePrimary>(
      Method::kPut, "/api/im/organization/user/{userId}/primary-department/{departmentId}",
      "Choose the primary department of a user",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .door = "departmentId",
       .repeatable = true,
       .example = R"({"departmentId":"{department.mine}","userId":"{user.peer}"})",
       .ref = "17.9"}));
}

}  // namespace

void AddOrganization(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kOne[] = R"({"departmentId":"{department.mine}"})";
  rows->push_back(Ep<&GetTree>(
      Method::kGet, "/api/im/organization/department/tree", "Get the tree of departments",
      {.mode = Mode::kScan, .ref = "17.1", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&GetDepartment>(Method::kGet, "/api/im/organization/department/{departmentId}",
                                     "Get a department",
                                     {.door = "departmentId", .example = kOne, .ref = "17.2"}));
  rows->push_back(Ep<&ListDeptMembers>(
      Method::kGet, "/api/im/organization/department/{departmentId}/members",
      "List the members of a department",
      {.mode = Mode::kScan, .door = "departmentId", .example = kOne, .ref = "17.6"}));
  rows->push_back(Ep<&DepartmentsOfUser>(
      Method::kGet, "/api/im/organization/user/{userId}/departments",
      "List the departments of a user",
      {.example = R"({"userId":"{user.peer}"})", .ref = "17.9", .about = gateway::About::kPeople}));
  rows->push_back(Ep<&PrimaryOfUser>(
      Method::kGet, "/api/im/organization/user/{userId}/primary-department",
      "Get the primary department of a user",
      {.example = R"({"userId":"{user.peer}"})", .ref = "17.9", .about = gateway::About::kPeople}));
  AddDepartmentWrites(rows);
  AddOrganizationFiles(rows);
}

}  // namespace koine::ruoyi
