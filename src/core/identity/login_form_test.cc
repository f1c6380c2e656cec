#include <gtest/gtest.h>

#include <vector>

#include "core/core_test_util.h"
#include "core/identity/system.h"

namespace koine::identity {
namespace {

class LoginForms : public core::CoreOnBothTest {};
KOINE_ON_BOTH(LoginForms);

// Of a store from before names were compared by their looks: slice by slice, and each once.
TEST_P(LoginForms, OldNamesAreNotedFromWhereTheLastSliceEnded) {
  static const store::Sql kForget{"delete from login_form where user_id <> ?"};
  static const store::Sql kNoted{"select user_id from login_form order by user_id"};
  const UserId kept = AddUser("kept");
  std::vector<std::int64_t> all = {kept.value};
  for (const char* name : {"ann", "bob", "cid", "dan"}) all.push_back(AddUser(name).value);
  Exec(kForget, kept);
  auto slice = [this](std::int64_t after) {
    return Write([after](store::Txn& txn) -> Result<std::int64_t> {
             return NoteOldLoginForms(txn, after, 2);
           })
        .value();
  };
  std::int64_t after = 0;
  for (const std::int64_t last : {all[1], all[3], all[4]}) {
    after = slice(after);
    EXPECT_EQ(after, last);
  }
  EXPECT_EQ(slice(after), 0);
  auto read = [](const store::Row& row) { return row.Int(0); };
  EXPECT_EQ(Read([&](store::Txn& txn) { return txn.All(kNoted, read); }), all);
}

}  // namespace
}  // namespace koine::identity
