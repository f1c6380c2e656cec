// The groups into which users sort their contacts (ruoyi 27 Contact).

#include <utility>

#include "core/contact/book.h"
#include "core/contact/contact.h"
#include "dialect/ruoyi/contact.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kMoveMax = 500;

struct GroupedOut {
  std::string groupName, name;
  std::int64_t count = 0;
  std::vector<ContactOut> friends;
};
KOINE_DESCRIBE(GroupedOut, (groupName, name, count, friends))

struct RenameIn {
  std::string oldName, newName;
};
KOINE_DESCRIBE(RenameIn, (oldName, newName))
KOINE_RULES(RenameIn, json::Rule("newName")
                          .Alias("newGroupName")
                          .Alias("groupName")
                          .NotBlank("分组名称不能为空")
                          .MaxChars(kContactGroupChars, "分组名称长度不能超过20个字符"))

struct GroupNameIn {
  std::string groupName;
};
KOINE_DESCRIBE(GroupNameIn, (groupName))

struct MoveIn {
  std::vector<std::int64_t> friendIds;
  std::string groupName;
};
KOINE_DESCRIBE(MoveIn, (friendIds, groupName))
KOINE_RULES(MoveIn,
            json::Rule("friendIds")
                .Alias("contactIds")
                .Alias("ids")
                .Alias("friendId")
                .Required()
                .MinItems(1)
                .MaxItems(kMoveMax),
            json::Rule("groupName")
                .Alias("newGroupName")
                .NotBlank("分组名称不能为空")
                .MaxChars(kContactGroupChars, "分组名称长度不能超过20个字符"))

namespace {

// The usual group is always there, and first.
std::vector<contact::GroupCount> GroupsOf(Txn& txn, const access::Principal& who) {
  std::vector<contact::GroupCount> out = {{contact::kDefaultGroup, 0}};
  for (auto& group : contact::ListGroupNames(txn, who, contact::kGroupNamesMax)) {
    if (group.name == contact::kDefaultGroup) {
      out.front().contacts = group.contacts;
    } else {
      out.push_back(std::move(group));
    }
  }
  return out;
}

Result<std::vector<std::string>> ListContactGroups(Txn& txn, Call& call, Nothing&) {
  std::vector<std::string> out;
  for (auto& group : GroupsOf(txn, call.who)) out.push_back(std::move(group.name));
  return out;
}

Result<std::vector<GroupedOut>> ListGrouped(Txn& txn, Call& call, Nothing&) {
  std::vector<GroupedOut> out;
  for (const auto& group : GroupsOf(txn, call.who)) out.push_back({group.name, group.name, 0, {}});
  for (const auto& c : contact::ListContacts(txn, call.who, kListMax)) {
    for (GroupedOut& group : out) {
      if (group.name != c.group_name) continue;
      ++group.count;
      group.friends.push_back(ToContact(c, call.services->presence->Online(c.peer.id)));
    }
  }
  return out;
}

Result<Nothing> RenameContactGroup(Txn& txn, Call&, const contact::OwnContactGroup& group,
                                   RenameIn& in) {
  KOINE_CHECK(contact::RenameGroup(txn, group, in.newName));
  return Nothing{};
}

Result<Nothing> DeleteContactGroup(Txn& txn, Call&, const contact::OwnContactGroup& group,
                                   GroupNameIn&) {
  KOINE_CHECK(contact::DeleteGroup(txn, group));
  return Nothing{};
}

Result<Nothing> MoveContacts(Txn& txn, Call&, const contact::OwnContacts& contacts, MoveIn& in) {
  KOINE_CHECK(contact::MoveToGroup(txn, contacts, in.groupName));
  return Nothing{};
}

}  // namespace

void AddContactGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListContactGroups>(Method::kGet, "/api/im/contact/group/list",
                                         "List the names of your contact groups",
                                         {.ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&ListGrouped>(Method::kGet, "/api/im/contact/grouped", "List your contacts by group",
                       {.mode = Mode::kScan, .ref = "27", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&MoveContacts>(
      Method::kPut, "/api/im/contact/group/move", "Move contacts to a contact group",
      {.mode = Mode::kWrite,
       .door = "friendIds",
       .repeatable = true,
       .ok = "移动成功",
       .example = R"({"friendIds":["{contact.mine}"],"groupName":"work"})",
       .ref = "27"}));
  rows->push_back(Ep<&RenameContactGroup>(
      Method::kPut, "/api/im/contact/group/{oldName}", "Rename a contact group",
      {.mode = Mode::kWrite,
       .door = "oldName",
       .ok = "更新成功",
       .example = R"({"oldName":"{contactgroup.own}","newName":"staff"})",
       .ref = "27"}));
  rows->push_back(Ep<&DeleteContactGroup>(Method::kDelete, "/api/im/contact/group/{groupName}",
                                          "Delete a contact group; its contacts stay",
                                          {.mode = Mode::kWrite,
                                           .door = "groupName",
                                           .ok = "删除成功",
                                           .example = R"({"groupName":"{contactgroup.own}"})",
                                           .ref = "27"}));
}

}  // namespace koine::ruoyi
