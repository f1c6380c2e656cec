// How SQLite finds the rows of statements that name them by a list: never by reading a tenant, nor
// one list for each element of another.

#include <gtest/gtest.h>

#include <map>

#include "core/backoffice/rows.h"
#include "core/change/rows.h"
#include "core/contact/rows.h"
#include "core/conversation/rows.h"
#include "core/conversation/seat_rows.h"
#include "core/core_test_util.h"
#include "core/group/member_rows.h"
#include "core/group/rows.h"
#include "core/history/sync_rows.h"
#include "core/identity/account.h"
#include "core/identity/rows.h"
#include "core/message/rows.h"
#include "core/notification/notice_rows.h"
#include "core/retention/rows.h"
#include "core/version/rows.h"
#include "core/version/version.h"
#include "core/webhook/rows.h"

namespace koine::core {
namespace {

using store::Sql;
using store::Txn;

// Passes statements on, and reads the plan of each first.
class PlanTxn final : public Txn {
 public:
  explicit PlanTxn(Txn& txn) : txn_(txn) {}

  std::int64_t Run(const Sql& sql, std::span<const store::Param> params,
                   const RowFn* row) override {
    static std::vector<std::unique_ptr<std::string>> texts;
    static std::vector<std::unique_ptr<Sql>> plans;
    texts.push_back(
        std::make_unique<std::string>(std::string("explain query plan ") + sql.common()));
    plans.push_back(std::make_unique<Sql>(texts.back()->c_str()));
    std::map<std::int64_t, int> lists;  // walked inside each other, by their parent
    const RowFn take = [&](const store::Row& step) {
      const std::string text = step.String(3);
      used_ += text + "\n";
      if (text.ends_with("(tenant_id=?)")) bad_.push_back(text + " in: " + sql.common());
      if (text.find("VIRTUAL TABLE INDEX 1") != text.npos && ++lists[step.Int(1)] == 2) {
        bad_.push_back("a list for each element of another in: " + std::string(sql.common()));
      }
    };
    txn_.Run(*plans.back(), params, &take);
    return txn_.Run(sql, params, row);
  }
  std::int64_t Append(const store::LogTable& table, std::span<const store::Param> columns,
                      std::shared_ptr<const void> object) override {
    return txn_.Append(table, columns, std::move(object));
  }
  void PublishTransient(std::shared_ptr<const void> object) override {
    txn_.PublishTransient(std::move(object));
  }
  std::int64_t NextId(const store::IdSequence& sequence) override { return txn_.NextId(sequence); }
  void PutJob(std::string_view, std::string_view, std::int64_t, std::string_view) override {}
  void CancelJob(std::string_view, std::string_view) override {}
  std::int64_t SnapshotPosition() override { return txn_.SnapshotPosition(); }
  std::int64_t now_ms() const override { return txn_.now_ms(); }
  Random& random() override { return txn_.random(); }
  bool writable() const override { return txn_.writable(); }
  bool failed() const override { return txn_.failed(); }

  const std::vector<std::string>& bad() const { return bad_; }
  // All steps of all plans.
  const std::string& used() const { return used_; }

 private:
  Txn& txn_;
  std::vector<std::string> bad_;
  std::string used_;
};

class Plans : public CoreTest {};

TEST_F(Plans, ListsOfIdsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId place = Direct(ann, bob);
  const std::vector<std::int64_t> users = {ann.value, bob.value};
  const std::vector<std::int64_t> places = {place.value};
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::FindUsers(plan, kTenant, users);
    history::FindHandles(plan, kTenant, users);
    contact::LockUsers(plan, kTenant, users);
    contact::PutEdges(plan, kTenant, ann, users, "g", contact::AddSource::kImported, ann);
    group::FindNewcomers(plan, kTenant, place, users);
    group::InsertMembers(plan, kTenant, place, {}, users);
    const conversation::DirectOf pair{ann, bob, {}};
    conversation::FindDirects(plan, kTenant, {&pair, 1});
    conversation::ClearForAll(plan, kTenant, places);
    retention::ListBlocks(plan, kTenant, ConversationId(), 10);
    retention::ListBlocksOf(plan, kTenant, places);
    const std::vector<std::int64_t> seqs = {1};
    retention::ListSent(plan, kTenant, places, seqs);
    const retention::Cut cut{place, ann, 1, 1};
    retention::CutSeats(plan, kTenant, {&cut, 1});
    retention::RaiseCursors(plan, kTenant, {&cut, 1});
    const change::Range range{place.value, 1, 2};
    change::List(plan, kTenant, {&range, 1});
    const std::span<const std::int64_t> one(users.data(), 1);
    const conversation::Stored stored{conversation::ListSettings(plan, kTenant, places, one).at(0),
                                      0};
    conversation::SetManySettings(plan, kTenant, places, one, {&stored, 1});
    const version::Element element{ann.value, bob.value};
    version::BumpEach(plan, kTenant, version::Collection::kContacts, {&element, 1},
                      version::Op::kInsert);
    version::ListChanged(plan, kTenant, version::Collection::kContacts, users, users, 10);
    history::ListEntries(plan, kTenant, ann, places, seqs);
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

TEST_F(Plans, NamesAreLookedUpWhenAUserIsMade) {
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::User user;
    user.tenant = kTenant;
    user.username = "ann";
    user.mobile = "13800000000";
    user.email = "ann@example.org";
    identity::LoginNameTaken(plan, user);
    identity::NewUserId(plan, kTenant);
    KOINE_CHECK(identity::RegisterGiven(plan, kTenant, {{"one", "One"}, {"two", "Two"}}));
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

// Of the back office: what was made at a time, and one group's members by their role.
TEST_F(Plans, FilteredListsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const ConversationId group = Group(ann, {});
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    identity::UserFilter users;
    users.folded = "n";
    users.banned = false;
    users.created_from = 1;
    identity::ListUsers(plan, kTenant, users, 10, 0);
    identity::CountUsers(plan, kTenant, users);
    group::InfoFilter groups;
    groups.banned = true;
    groups.created_to = 1;
    group::ListInfos(plan, kTenant, groups, 10, 0);
    group::CountInfos(plan, kTenant, groups);
    const group::MemberFilter members{access::MemberRole::kAdmin, true};
    group::ListMembers(plan, kTenant, group, 10, 0, members);
    group::CountMembers(plan, kTenant, group, members);
    backoffice::MessageFilter messages;
    messages.places = backoffice::Places::kPrivate;
    messages.receiver = ann;
    messages.type = backoffice::ShownType{.kind = body::Kind::kImage};
    backoffice::ListItems(plan, kTenant, messages, MessageId(1000), 10, 0);
    backoffice::CountItems(plan, kTenant, messages, 10);
    EXPECT_NE(plan.used().find("conversation_pair_hi"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("message_seq"), std::string::npos) << plan.used();
    const std::int64_t places[] = {group.value};
    message::ListShown(plan, kTenant, places, 500);
    message::ListReceipted(plan, kTenant, group, ann, 1, 9, 10);
    EXPECT_NE(plan.used().find("message_receipt"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("users_created"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("conversation_created"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("member_list"), std::string::npos) << plan.used();
    for (const char* table : {"SCAN users", "SCAN c", "SCAN m"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

TEST_F(Plans, DeliveriesAreLookedUp) {
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    const std::vector<std::int64_t> ids = {1, 2};
    webhook::ListDue(plan, 8, 100);
    webhook::DeleteDeliveries(plan, 1, ids);
    webhook::Revive(plan, kTenant, 0, 100);
    webhook::ListDead(plan, kTenant, 100);
    webhook::ListDeadBefore(plan, 1, 100);
    webhook::DeleteOf(plan, 1, 100);
    webhook::InsertOnline(plan, kTenant, ids);
    webhook::DeleteOnline(plan, kTenant, ids);
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

TEST_F(Plans, NoticesAreLookedUp) {
  const UserId ann = AddUser("ann");
  const auto bad = Write([&](Txn& txn) -> Result<std::vector<std::string>> {
    PlanTxn plan(txn);
    const std::vector<std::int64_t> ids = {1, 2};
    const std::vector<std::int64_t> users = {ann.value};
    notification::LockNotices(plan, kTenant, ids);
    notification::HasNoticeTask(plan, kTenant, ids, notification::NoticeState::kSending,
                                notification::NoticeState::kSent);
    notification::InsertNoticeReceivers(plan, kTenant, 1, users);
    notification::ListNamedNotices(plan, kTenant, ids);
    notification::NoticeTask task;
    task.id = 1;
    notification::NumberNoticeReceivers(plan, kTenant, task);
    notification::NextNoticeReceivers(plan, kTenant, task, 10);
    task.to_all = true;
    notification::NextNoticeReceivers(plan, kTenant, task, 10);
    notification::PullNoticesFor(plan, kTenant, ann, 0, 10);
    notification::FindNoticeFor(plan, kTenant, ann, 1);
    notification::DeleteNotices(plan, kTenant, ids);
    return plan.bad();
  });
  ASSERT_TRUE(bad.ok());
  EXPECT_EQ(*bad, std::vector<std::string>());
}

}  // namespace
}  // namespace koine::core
