#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/core_test_util.h"
#include "core/file/space.h"
#include "core/notification/notification.h"
#include "core/office/mail/incoming.h"
#include "core/office/mail/outside_rows.h"
#include "core/office/mail/rows.h"
#include "core/office/mail/system.h"
#include "core/plan_test_util.h"

namespace koine::mail {
namespace {

using core::Outcome;
using store::Txn;

mail::World Sending() {
  mail::World world;
  world.domain = "example.org";
  world.sends = true;
  world.per_day = 100;
  return world;
}

class Outsides : public core::TrioOnBothTest {
 protected:
  LetterIn To(std::vector<std::string> addresses) const {
    LetterIn in;
    in.to_outside = std::move(addresses);
    in.subject = "Plan";
    in.content = Clean("<p>x</p>");
    in.world = &world_;
    return in;
  }
  MailId Send(UserId who, const LetterIn& in) {
    const auto id = Write([&](Txn& txn) { return SendMail(txn, As(who), in); });
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : MailId();
  }
  std::vector<Delivery> Due() {
    return Read([](Txn& txn) { return ListDue(txn, 100); });
  }
  static mail::Outcome Ended(const Delivery& delivery, bool taken, std::int64_t due_at = 0) {
    mail::Outcome out;
    out.letter = delivery.letter;
    out.tenant = delivery.tenant;
    out.position = delivery.position;
    out.attempts = delivery.attempts + 1;
    out.taken = taken;
    out.status = taken ? 250 : 550;
    out.due_at = due_at;
    if (!taken && due_at == 0) out.bounce = {"server", "daemon@example.org", "Lost", "why"};
    return out;
  }
  void Settle(const mail::Outcome& outcome) {
    EXPECT_TRUE(Write([&](Txn& txn) -> Status {
                  SettleOutgoing(txn, {&outcome, 1});
                  return Ok();
                }).ok());
  }
  std::vector<ShownMail> Inbox(UserId who) {
    Listing listing;
    listing.folder = Folder::kInbox;
    return Read([&](Txn& txn) { return ListMails(txn, As(who), listing, 100, 0); });
  }
  std::int64_t Letters() {
    return Read([](Txn& txn) {
      static const store::Sql kCount{"select count(*) from mail where tenant_id = ?"};
      return txn
          .First(
              kCount, [](const store::Row& row) { return row.Int(0); }, kTenant)
          .value_or(0);
    });
  }
  const mail::World world_ = Sending();
};
KOINE_ON_BOTH(Outsides);

TEST_P(Outsides, WhatWaitsHoldsItsLetter) {
  const MailId id = Send(ann_, To({"a@example.com", "b@example.com"}));
  ASSERT_EQ(Due().size(), 2u);
  EXPECT_TRUE(Write([&](Txn& txn) -> Status {
                KOINE_TRY(const auto place, OwnMail::Open(txn, As(ann_), id));
                return RemoveMail(txn, place);
              }).ok());
  EXPECT_EQ(Letters(), 1);
  const auto due = Due();
  ASSERT_EQ(due.size(), 2u);
  const auto letter = Read([&](Txn& txn) { return ReadOutgoing(txn, due[0]); });
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->plain, "x");
  Settle(Ended(due[0], true));
  EXPECT_EQ(Letters(), 1);
  Settle(Ended(due[1], true));
  EXPECT_EQ(Letters(), 0);
}

TEST_P(Outsides, OneThatFailsComesBackOnce) {
  Send(ann_, To({"a@example.com"}));
  const auto due = Due();
  ASSERT_EQ(due.size(), 1u);
  Settle(Ended(due[0], false, Read([](Txn& txn) { return txn.now_ms(); }) + 60'000));
  EXPECT_TRUE(Due().empty());
  EXPECT_TRUE(Inbox(ann_).empty());
  std::atomic<int> done = 0;
  core::OnThreads(4, [&](int) {
    Settle(Ended(due[0], false));
    ++done;
  });
  EXPECT_EQ(done, 4);
  const auto inbox = Inbox(ann_);
  ASSERT_EQ(inbox.size(), 1u);
  EXPECT_EQ(inbox[0].sender.name, "server");
  EXPECT_EQ(inbox[0].letter.from_address, "daemon@example.org");
}

TEST_P(Outsides, OneThatFailsComesBackWhereNoSpaceIsLeft) {
  Send(ann_, To({"a@example.com"}));
  const std::int64_t all = file::Limits().quota_bytes;
  ASSERT_EQ(Outcome(Write(
                [&](Txn& txn) { return file::CountSpace(txn, kTenant, ann_, all, INT64_MAX); })),
            "ok");
  Settle(Ended(Due().front(), false));
  EXPECT_EQ(Inbox(ann_).size(), 1u);
  EXPECT_EQ(Read([&](Txn& txn) {
              notification::Filter filter;
              filter.type = notification::kEmail;
              return notification::Count(txn, As(ann_), filter);
            }),
            1);
}

TEST_P(Outsides, AddressesHereAreUsers) {
  LetterIn in = To({std::to_string(bob_.value) + "@EXAMPLE.org", "a@example.com"});
  in.cc_outside = {"a@EXAMPLE.com", std::to_string(bob_.value) + "@example.org"};
  Send(ann_, in);
  EXPECT_EQ(Due().size(), 1u);
  EXPECT_EQ(Inbox(bob_).size(), 1u);
  EXPECT_EQ(Outcome(Write(
                [&](Txn& txn) { return SendMail(txn, As(ann_), To({"999999999@example.org"})); })),
            "UserNotFound:mail_receiver");
}

TEST_P(Outsides, WhatComesIsThereOnceAndInItsThread) {
  const MailId sent = Send(ann_, To({"a@example.com"}));
  const std::string id =
      Read([&](Txn& txn) { return ReadMessageId(txn, kTenant, LetterOf(sent)); });
  EXPECT_TRUE(id.ends_with("@example.org")) << id;
  Incoming in;
  in.from_name = "Zoe";
  in.from_address = "a@example.com";
  in.subject = "Re: Plan";
  in.content = Clean("<b>fine</b>");
  in.message_id = "1@example.com";
  in.answered = {"unknown@example.com", id};
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Receive(txn, kTenant, ann_, in); })), "ok");
  }
  // To somebody else it answers nothing that they have.
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Receive(txn, kTenant, bob_, in); })), "ok");
  const auto inbox = Inbox(ann_);
  ASSERT_EQ(inbox.size(), 1u);
  EXPECT_EQ(inbox[0].letter.thread, LetterOf(sent));
  ASSERT_EQ(Inbox(bob_).size(), 1u);
  EXPECT_NE(Inbox(bob_)[0].letter.thread, LetterOf(sent));
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Receive(txn, kTenant, UserId(999), in); })),
            "UserNotFound:mail_receiver");
  // An answer goes back to where it came from.
  EXPECT_TRUE(Write([&](Txn& txn) -> Result<MailId> {
                KOINE_TRY(const auto place, OwnMail::Open(txn, As(ann_), inbox[0].id()));
                LetterIn answer;
                answer.world = &world_;
                return ReplyMail(txn, place, answer, false);
              }).ok());
  const auto due = Due();
  ASSERT_EQ(due.size(), 2u);
  const auto answer = Read([&](Txn& txn) { return ReadOutgoing(txn, due[1]); });
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->answered, "1@example.com");
  EXPECT_EQ(due[1].address, "a@example.com");
}

class OutsidePlans : public core::PlansTest {};

TEST_F(OutsidePlans, WhatIsDueIsAnIndex) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    SelectDue(plan, 10);
    SelectOutside(plan, kTenant, ids);
    FindByMessageId(plan, kTenant, ann, "x");
    EXPECT_NE(plan.used().find("INDEX mail_outside_due"), std::string::npos) << plan.used();
    EXPECT_NE(plan.used().find("INDEX mail_message"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::mail
