#include "core/conversation/named.h"

#include <gtest/gtest.h>

#include <variant>

#include "core/core_test_util.h"

namespace koine::conversation {
namespace {

using core::kSetHidden;
using Found = std::vector<std::int64_t>;

// What is looked for, by whom.
struct Asked {
  UserId who;
  std::variant<UserId, std::string> direct;
  std::string group;  // instead, if it is not empty
};

class Named : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    direct_ = Direct(ann_, bob_);
    EXPECT_TRUE(Say(ann_, direct_, "hi").ok());
    group_ = Group(ann_, {bob_.value});
  }
  std::string HandleOf(UserId user) {
    static const store::Sql kHandle{"select handle from users where id = ?"};
    auto read = [](const store::Row& row) { return row.String(0); };
    return Read([&](store::Txn& txn) { return txn.First(kHandle, read, user).value_or(""); });
  }
  std::int64_t Find(store::Txn& txn, const Asked& asked) {
    const access::Principal who = As(asked.who);
    if (!asked.group.empty()) {
      return FindGroup(txn, who, asked.group).value_or(ConversationId()).value;
    }
    access::Peer peer;
    if (const auto* handle = std::get_if<std::string>(&asked.direct)) {
      peer = std::string_view(*handle);
    } else {
      peer = std::get<UserId>(asked.direct);
    }
    const auto place = OpenListedDirect(txn, who, peer);
    if (!place) return 0;
    EXPECT_TRUE(place->ok());
    if (!place->ok()) return 0;
    EXPECT_EQ((*place)->member().user, asked.who);
    return (*place)->conversation().id.value;
  }
  // Each by itself, and then all in one batch, which reads ahead what they ask for.
  void ExpectFound(const std::vector<Asked>& asked, const Found& expected) {
    for (std::size_t i = 0; i < asked.size(); ++i) {
      EXPECT_EQ(Read([&](store::Txn& txn) { return Find(txn, asked[i]); }), expected[i]) << i;
    }
    Found found(asked.size());
    std::vector<std::function<Status(store::Txn&)>> commands;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      commands.push_back([this, &asked, &found, i](store::Txn& txn) -> Status {
        found[i] = Find(txn, asked[i]);
        return Ok();
      });
    }
    EXPECT_EQ(Together(std::move(commands), 1), std::vector<std::string>(asked.size(), "ok"));
    EXPECT_EQ(found, expected);
  }

  UserId ann_, bob_, cid_;
  ConversationId direct_, group_;
};
KOINE_ON_BOTH(Named);

TEST_P(Named, TheConversationOfTwoByHandleAndById) {
  const std::int64_t id = direct_.value;
  ExpectFound({{ann_, HandleOf(bob_), ""},
               {ann_, bob_, ""},
               {bob_, HandleOf(ann_), ""},
               {bob_, ann_, ""},
               {ann_, HandleOf(bob_), ""},
               {ann_, HandleOf(cid_), ""},
               {ann_, cid_, ""},
               {cid_, bob_, ""},
               {ann_, ann_, ""},
               {ann_, std::string("nobody"), ""},
               {ann_, std::string(), ""},
               {ann_, UserId(77), ""}},
              {id, id, id, id, id, 0, 0, 0, 0, 0, 0, 0});
}

TEST_P(Named, OnlyWhereTheListShowsItAndTheOtherIsThere) {
  const UserId far = AddUser("far", kOtherTenant);
  Exec(kSetHidden, 1, direct_, ann_);
  ExpectFound({{ann_, bob_, ""}, {bob_, ann_, ""}, {far, ann_, ""}}, {0, direct_.value, 0});
  Exec(core::kSetUserState, 3, 0, ann_);
  ExpectFound({{bob_, ann_, ""}, {bob_, HandleOf(ann_), ""}}, {0, 0});
}

TEST_P(Named, AGroupByItsIdWhereItHasNoHandle) {
  const std::string id = std::to_string(group_.value);
  ExpectFound({{ann_, UserId(), id},
               {cid_, UserId(), id},
               {ann_, UserId(), "0" + id},
               {ann_, UserId(), std::to_string(direct_.value)},
               {ann_, UserId(), "nowhere"}},
              {group_.value, group_.value, 0, 0, 0});
  const access::Principal elsewhere = As(ann_, {.tenant = kOtherTenant});
  EXPECT_EQ(Read([&](store::Txn& txn) { return FindGroup(txn, elsewhere, id); }), std::nullopt);
}

TEST_P(Named, AGivenHandleIsTheGroupsOnlyName) {
  static const store::Sql kSetHandle{"update conversation set handle = ? where id = ?"};
  const std::string id = std::to_string(group_.value);
  Exec(kSetHandle, "team", group_);
  ExpectFound({{ann_, UserId(), "team"}, {ann_, UserId(), id}}, {group_.value, 0});
}

}  // namespace
}  // namespace koine::conversation
