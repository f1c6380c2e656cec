#include "core/office/mail/mail.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/mail/list_rows.h"
#include "core/office/mail/rows.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"
#include "core/word/word.h"
#include "store/job.h"

namespace koine::mail {
namespace {

using core::Outcome;
using store::Txn;

TEST(MailStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("mail"), office::TableOf(kMailStates));
}

TEST(MailStates, EveryActInEveryState) {
  using F = Folder;
  constexpr std::nullopt_t kNo = std::nullopt;
  // By folder, then by act in their order: edit, send, to inbox, sent, drafts, spam, trash, away.
  const std::optional<F> after[6][8] = {
      {kNo, kNo, F::kInbox, kNo, kNo, F::kSpam, F::kTrash, F::kGone},
      {kNo, kNo, kNo, F::kSent, kNo, kNo, F::kTrash, F::kGone},
      {F::kDrafts, F::kGone, kNo, kNo, F::kDrafts, kNo, F::kTrash, F::kGone},
      {kNo, kNo, F::kInbox, kNo, kNo, F::kSpam, F::kTrash, F::kGone},
      {kNo, kNo, F::kInbox, F::kSent, F::kDrafts, F::kSpam, F::kTrash, F::kGone},
      {kNo, kNo, kNo, kNo, kNo, kNo, kNo, kNo}};
  for (const auto& from : json::TypeOf<Folder>()->enumerators) {
    for (const auto& act : json::TypeOf<MailAct>()->enumerators) {
      EXPECT_EQ(office::Next(kMailStates, static_cast<Folder>(from.value),
                             static_cast<MailAct>(act.value)),
                after[from.value - 1][act.value])
          << from.text << " " << act.text;
    }
  }
}

TEST(MailStates, AMailLiesOnlyWhereItBelongs) {
  EXPECT_TRUE(BelongsThere(Folder::kInbox, Folder::kSpam));
  EXPECT_TRUE(BelongsThere(Folder::kSent, Folder::kTrash));
  EXPECT_FALSE(BelongsThere(Folder::kSent, Folder::kInbox));
  EXPECT_FALSE(BelongsThere(Folder::kDrafts, Folder::kSpam));
}

class Mails : public core::TrioOnBothTest {
 protected:
  static LetterIn Letter(std::vector<std::int64_t> to, std::string subject,
                         std::string content = "<p>x</p>") {
    LetterIn in;
    in.to = std::move(to);
    in.subject = std::move(subject);
    in.content = Clean(content);
    return in;
  }
  Result<MailId> TrySend(UserId who, const LetterIn& in) {
    return Write([&](Txn& txn) { return SendMail(txn, As(who), in); });
  }
  MailId Send(UserId who, const LetterIn& in) {
    const auto id = TrySend(who, in);
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : MailId();
  }
  Result<MailId> Draft(UserId who, const LetterIn& in) {
    return Write([&](Txn& txn) { return SaveDraft(txn, As(who), in); });
  }
  static MailId Received(MailId sent) { return MailIdOf(LetterOf(sent), false); }

  template <class F>
  std::string With(UserId who, MailId id, F verb) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, OwnMail::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  std::string Trash(UserId who, MailId id) { return With(who, id, TrashMail); }
  std::string Remove(UserId who, MailId id) { return With(who, id, RemoveMail); }
  std::string Move(UserId who, MailId id, Folder folder) {
    return With(who, id,
                [&](Txn& txn, const OwnMail& place) { return MoveMail(txn, place, folder); });
  }
  std::string Look(UserId who, MailId id) {
    return Read([&](Txn& txn) { return Outcome(OwnMail::Open(txn, As(who), id)); });
  }
  ShownMail Show(UserId who, MailId id) {
    return Read([&](Txn& txn) { return ShowMail(txn, *OwnMail::Open(txn, As(who), id)); });
  }
  std::vector<std::string> Subjects(UserId who, const Listing& listing) {
    std::vector<std::string> out;
    for (const auto& one :
         Read([&](Txn& txn) { return ListMails(txn, As(who), listing, 100, 0); })) {
      out.push_back(one.letter.subject);
    }
    return out;
  }
  std::vector<std::string> In(UserId who, Folder folder) {
    Listing listing;
    listing.folder = folder;
    return Subjects(who, listing);
  }
  std::vector<std::string> Found(UserId who, std::string keyword) {
    Listing listing;
    listing.keyword = std::move(keyword);
    return Subjects(who, listing);
  }
  std::int64_t Unread(UserId who) {
    return Read([&](Txn& txn) { return CountUnread(txn, As(who)); });
  }
  std::int64_t Told(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kEmail;
      return notification::Count(txn, As(who), filter);
    });
  }
  std::int64_t Count(const store::Sql& sql) {
    return Read([&](Txn& txn) {
      return txn.First(sql, [](const store::Row& row) { return row.Int(0); }).value_or(-1);
    });
  }
  void RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    while (jobs.RunDue() > 0) clock.Advance(100);
  }
  using Names = std::vector<std::string>;
};
KOINE_ON_BOTH(Mails);

TEST_P(Mails, EachRecipientGetsOneAndTheSenderKeepsOne) {
  LetterIn in = Letter({bob_.value, bob_.value}, "Minutes", "<p>Agreed</p>");
  in.cc = {cat_.value, bob_.value};
  const MailId id = Send(ann_, in);
  EXPECT_EQ(In(ann_, Folder::kSent), Names{"Minutes"});
  EXPECT_EQ(In(ann_, Folder::kInbox), Names{});
  EXPECT_EQ(In(bob_, Folder::kInbox), Names{"Minutes"});
  EXPECT_EQ(In(cat_, Folder::kInbox), Names{"Minutes"});
  EXPECT_EQ(Unread(bob_), 1);
  EXPECT_EQ(Unread(ann_), 0);
  EXPECT_EQ(Told(bob_), 1);
  EXPECT_EQ(Told(cat_), 1);
  EXPECT_EQ(Told(ann_), 0);
  const ShownMail shown = Show(cat_, Received(id));
  EXPECT_EQ(shown.html, "<p>Agreed</p>");
  EXPECT_EQ(shown.plain, "Agreed");
  EXPECT_EQ(shown.sender.name, "Nann");
  ASSERT_EQ(shown.to.size(), 1u);
  ASSERT_EQ(shown.cc.size(), 1u);
  EXPECT_EQ(shown.cc[0].id, cat_);
}

TEST_P(Mails, WhoeverWritesToThemselfHasTwo) {
  const MailId id = Send(ann_, Letter({ann_.value}, "note"));
  EXPECT_EQ(In(ann_, Folder::kSent), Names{"note"});
  EXPECT_EQ(In(ann_, Folder::kInbox), Names{"note"});
  EXPECT_EQ(Told(ann_), 0);
  EXPECT_EQ(Remove(ann_, id), "ok");
  EXPECT_EQ(Look(ann_, Received(id)), "ok");
}

TEST_P(Mails, RefusalsOfRecipients) {
  EXPECT_EQ(Outcome(TrySend(ann_, Letter({}, "x"))), "BadArgument:receivers");
  EXPECT_EQ(Outcome(TrySend(ann_, Letter({999'999}, "x"))), "UserNotFound:mail_receiver");
  Exec(core::kSetUserState, 2, 0, cat_);
  EXPECT_EQ(Outcome(TrySend(ann_, Letter({bob_.value, cat_.value}, "x"))),
            "UserNotFound:mail_receiver");
  Block(bob_, ann_);
  EXPECT_EQ(Outcome(TrySend(ann_, Letter({bob_.value}, "x"))), "BlockedByPeer");
  std::vector<std::int64_t> many;
  for (std::int64_t i = 0; i <= static_cast<std::int64_t>(kRecipientsMax); ++i) many.push_back(i);
  EXPECT_EQ(Outcome(TrySend(ann_, Letter(many, "x"))), "BadArgument:receivers_many");
  EXPECT_EQ(In(ann_, Folder::kSent), Names{});
  EXPECT_EQ(In(bob_, Folder::kInbox), Names{});
}

TEST_P(Mails, AMailboxIsItsOwnersAlone) {
  const MailId id = Send(ann_, Letter({bob_.value}, "x"));
  EXPECT_EQ(Look(cat_, id), "RoleTooLow");
  EXPECT_EQ(Look(cat_, Received(id)), "RoleTooLow");
  // Both know of it, so there is nothing to refuse: it is not there under that number.
  EXPECT_EQ(Look(bob_, id), "NotFound:mail");
  EXPECT_EQ(Look(ann_, Received(id)), "NotFound:mail");
  EXPECT_EQ(Look(bob_, MailId(999'999)), "NotFound:mail");
  EXPECT_EQ(Remove(bob_, Received(id)), "ok");
  EXPECT_EQ(Look(bob_, Received(id)), "NotFound:mail");
  EXPECT_EQ(Look(ann_, id), "ok");
}

TEST_P(Mails, MarksAreEverybodysOwn) {
  const MailId id = Received(Send(ann_, Letter({bob_.value, cat_.value}, "x")));
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(With(bob_, id,
                   [](Txn& txn, const OwnMail& place) -> Status {
                     mail::MarkRead(txn, place);
                     StarMail(txn, place, true);
                     return Ok();
                   }),
              "ok");
  }
  EXPECT_EQ(Unread(bob_), 0);
  EXPECT_EQ(Unread(cat_), 1);
  Listing starred;
  starred.starred = true;
  EXPECT_EQ(Subjects(bob_, starred), Names{"x"});
  EXPECT_EQ(Subjects(cat_, starred), Names{});
  ASSERT_EQ(Trash(bob_, id), "ok");
  EXPECT_EQ(Subjects(bob_, starred), Names{"x"});
}

TEST_P(Mails, TrashAndBackToWhereItBelongs) {
  const MailId id = Send(ann_, Letter({bob_.value}, "x"));
  EXPECT_EQ(Trash(ann_, id), "ok");
  EXPECT_EQ(Trash(ann_, id), "ok");
  EXPECT_EQ(In(ann_, Folder::kTrash), Names{"x"});
  EXPECT_EQ(In(ann_, Folder::kSent), Names{});
  EXPECT_EQ(Move(ann_, id, Folder::kInbox), "BadState:mail_folder");
  EXPECT_EQ(Move(ann_, id, Folder::kSent), "ok");
  EXPECT_EQ(Move(bob_, Received(id), Folder::kSent), "BadState:mail_folder");
  EXPECT_EQ(Move(bob_, Received(id), Folder::kSpam), "ok");
  EXPECT_EQ(Unread(bob_), 0);
  EXPECT_EQ(Move(bob_, Received(id), Folder::kInbox), "ok");
  EXPECT_EQ(Unread(bob_), 1);
}

TEST_P(Mails, TheTrashIsEmptiedAtItsTime) {
  const MailId id = Send(ann_, Letter({bob_.value, cat_.value}, "x"));
  ASSERT_EQ(Trash(ann_, id), "ok");
  ASSERT_EQ(Trash(bob_, Received(id)), "ok");
  ASSERT_EQ(Move(bob_, Received(id), Folder::kInbox), "ok");
  clock.Advance(kTrashDays * kDayMs - 1'000);
  RunJobs();
  EXPECT_EQ(In(ann_, Folder::kTrash), Names{"x"});
  clock.Advance(1'000);
  RunJobs();
  EXPECT_EQ(Look(ann_, id), "NotFound:mail");
  EXPECT_EQ(In(bob_, Folder::kInbox), Names{"x"});
}

TEST_P(Mails, ALetterGoesWithItsLastMailboxAndItsSpaceIsFree) {
  static const store::Sql kLetters{"select count(*) from mail"};
  static const store::Sql kParts{
      "select (select count(*) from mail_text) + (select count(*) from mail_recipient) + "
      "(select count(*) from mail_file) + (select count(*) from mail_box)"};
  static const store::Sql kSpace{"select coalesce(max(bytes), 0) from storage_use"};
  LetterIn in = Letter({bob_.value, cat_.value}, "x", "12345");
  in.quota = 9;
  EXPECT_EQ(Outcome(TrySend(ann_, in)), "FileRejected:quota");
  EXPECT_EQ(Count(kParts), 0);
  in.quota = 10;
  const MailId id = Send(ann_, in);
  EXPECT_EQ(Count(kSpace), 10);
  EXPECT_EQ(Remove(ann_, id), "ok");
  EXPECT_EQ(Remove(bob_, Received(id)), "ok");
  EXPECT_EQ(Remove(bob_, Received(id)), "NotFound:mail");
  EXPECT_EQ(Count(kLetters), 1);
  EXPECT_EQ(Count(kSpace), 10);
  EXPECT_EQ(Remove(cat_, Received(id)), "ok");
  EXPECT_EQ(Count(kLetters), 0);
  EXPECT_EQ(Count(kParts), 0);
  EXPECT_EQ(Count(kSpace), 0);
}

// The last two who delete it leave nothing behind, in whatever order.
TEST_P(Mails, ManyDeleteALetterAtOnce) {
  static const store::Sql kLetters{"select count(*) from mail"};
  constexpr int kRounds = 6;
  for (int i = 0; i < kRounds; ++i) {
    const MailId id = Send(ann_, Letter({bob_.value, cat_.value}, "x"));
    core::OnThreads(3, [&](int n) {
      const UserId who = n == 0 ? ann_ : n == 1 ? bob_ : cat_;
      EXPECT_EQ(Remove(who, n == 0 ? id : Received(id)), "ok");
    });
    EXPECT_EQ(Count(kLetters), 0);
  }
}

TEST_P(Mails, ADraftIsChangedAndSent) {
  const auto id = Draft(ann_, Letter({bob_.value}, "one", "a"));
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(In(ann_, Folder::kDrafts), Names{"one"});
  EXPECT_EQ(Told(bob_), 0);
  // Its recipient is none yet.
  EXPECT_EQ(Look(bob_, Received(*id)), "RoleTooLow");
  LetterIn change;
  change.draft = *id;
  change.subject = "two";
  const auto again = Draft(ann_, change);
  ASSERT_TRUE(again.ok()) << Outcome(again);
  EXPECT_EQ(*again, *id);
  EXPECT_EQ(Show(ann_, *id).plain, "a");
  EXPECT_EQ(Outcome(Draft(bob_, change)), "RoleTooLow:mail");
  LetterIn send;
  send.draft = *id;
  const MailId sent = Send(ann_, send);
  EXPECT_NE(sent, *id);
  EXPECT_EQ(In(ann_, Folder::kDrafts), Names{});
  EXPECT_EQ(In(bob_, Folder::kInbox), Names{"two"});
  EXPECT_EQ(Show(bob_, Received(sent)).plain, "a");
  EXPECT_EQ(Outcome(TrySend(ann_, send)), "NotFound:mail");
  change.draft = sent;
  EXPECT_EQ(Outcome(Draft(ann_, change)), "BadState:mail_draft");
}

TEST_P(Mails, ADraftOfAnAnswerStaysInItsThread) {
  const MailId first = Received(Send(ann_, Letter({bob_.value}, "one")));
  LetterIn in = Letter({ann_.value}, "Re: one");
  in.answers = first;
  const auto draft = Draft(bob_, in);
  ASSERT_TRUE(draft.ok()) << Outcome(draft);
  LetterIn whole;
  whole.draft = *draft;
  const MailId sent = Send(bob_, whole);
  const auto letter = Read([&](Txn& txn) { return OwnMail::Open(txn, As(bob_), sent)->letter(); });
  EXPECT_EQ(letter.thread, LetterOf(first));
  EXPECT_EQ(letter.answered, LetterOf(first));
  EXPECT_EQ(Outcome(Draft(cat_, in)), "RoleTooLow:mail");
}

TEST_P(Mails, OneOfTwoWhoSendADraftWins) {
  for (int round = 0; round < 4; ++round) {
    const auto id = Draft(ann_, Letter({bob_.value}, "x"));
    ASSERT_TRUE(id.ok());
    std::atomic<int> won = 0;
    core::OnThreads(4, [&](int) {
      LetterIn send;
      send.draft = *id;
      const std::string was = Outcome(TrySend(ann_, send));
      if (was == "ok") {
        ++won;
      } else {
        EXPECT_EQ(was, "NotFound:mail");
      }
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(In(bob_, Folder::kInbox).size(), static_cast<std::size_t>(round + 1));
  }
}

TEST_P(Mails, AnswersAreOneThread) {
  LetterIn first = Letter({bob_.value}, "Plan", "one");
  first.cc = {cat_.value};
  const MailId id = Send(ann_, first);
  auto reply = [&](UserId who, MailId to, bool all) {
    return Write([&](Txn& txn) -> Result<MailId> {
      KOINE_TRY(const auto place, OwnMail::Open(txn, As(who), to));
      LetterIn in;
      in.content = Clean("two");
      return ReplyMail(txn, place, in, all);
    });
  };
  const auto answer = reply(bob_, Received(id), true);
  ASSERT_TRUE(answer.ok()) << Outcome(answer);
  EXPECT_EQ(In(ann_, Folder::kInbox), Names{"Re: Plan"});
  EXPECT_EQ(In(cat_, Folder::kInbox), (Names{"Re: Plan", "Plan"}));
  const auto again = reply(ann_, Received(*answer), false);
  ASSERT_TRUE(again.ok()) << Outcome(again);
  EXPECT_EQ(Show(bob_, Received(*again)).letter.subject, "Re: Plan");
  EXPECT_EQ(In(cat_, Folder::kInbox).size(), 2u);
  const auto thread =
      Read([&](Txn& txn) { return ListThread(txn, *OwnMail::Open(txn, As(bob_), Received(id))); });
  ASSERT_EQ(thread.size(), 3u);
  EXPECT_EQ(thread[0].plain, "one");
  // An answer to what one sent oneself goes to whom that went.
  const auto more = reply(ann_, id, false);
  ASSERT_TRUE(more.ok()) << Outcome(more);
  EXPECT_EQ(Show(bob_, Received(*more)).to.at(0).id, bob_);
  const auto draft = Draft(ann_, Letter({bob_.value}, "x"));
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(Outcome(reply(ann_, *draft, false)), "BadState:mail_unsent");
}

TEST_P(Mails, AForwardHasTheMailBelow) {
  const MailId id = Send(ann_, Letter({bob_.value}, "Plan", "<b>one</b>"));
  const auto forward = Write([&](Txn& txn) -> Result<MailId> {
    KOINE_TRY(const auto place, OwnMail::Open(txn, As(bob_), Received(id)));
    LetterIn in;
    in.to = {cat_.value};
    in.content = Clean("see");
    return ForwardMail(txn, place, in, "from <ann>");
  });
  ASSERT_TRUE(forward.ok()) << Outcome(forward);
  const ShownMail shown = Show(cat_, Received(*forward));
  EXPECT_EQ(shown.letter.subject, "Fwd: Plan");
  EXPECT_EQ(shown.html, "see<div>from &lt;ann&gt;</div><blockquote><b>one</b></blockquote>");
  EXPECT_EQ(shown.letter.thread, LetterOf(*forward));
}

TEST_P(Mails, SearchesLookAtSubjectSenderAndText) {
  Send(ann_, Letter({bob_.value}, "季度总结", "<p>项目计划已完成</p>"));
  clock.Advance(1);
  Send(cat_, Letter({bob_.value}, "Roadmap", "INTERNATIONAL"));
  EXPECT_EQ(Found(bob_, "项目"), Names{"季度总结"});
  EXPECT_EQ(Found(bob_, "international"), Names{"Roadmap"});
  EXPECT_EQ(Found(bob_, "ncat"), Names{"Roadmap"});
  EXPECT_EQ(Found(bob_, "n"), (Names{"Roadmap", "季度总结"}));
  EXPECT_EQ(Found(bob_, "<p>"), Names{});
  EXPECT_EQ(Found(cat_, "项目"), Names{});
}

TEST_P(Mails, WordsThatNobodyIsToReadAreMasked) {
  const std::vector<std::string> words = {"casino"};
  ASSERT_TRUE(Write([&](Txn& txn) { return word::Add(txn, AsAdmin(cat_), words, true); }).ok());
  const MailId id =
      Send(ann_, Letter({bob_.value}, "the Casino", "<p>a <b>cas</b>ino &lt;b&gt;</p>"));
  const ShownMail shown = Show(bob_, Received(id));
  EXPECT_EQ(shown.letter.subject.find("asino"), std::string::npos) << shown.letter.subject;
  EXPECT_EQ(shown.plain.find("casino"), std::string::npos) << shown.plain;
  EXPECT_EQ(shown.html.find("ino"), std::string::npos) << shown.html;
  EXPECT_NE(shown.html.find("&lt;b&gt;"), std::string::npos) << shown.html;
  EXPECT_EQ(shown.letter.preview, shown.plain);
  // A text without one keeps its layout.
  const MailId other = Send(ann_, Letter({bob_.value}, "x", "<b>y</b>"));
  EXPECT_EQ(Show(bob_, Received(other)).html, "<b>y</b>");
}

TEST_P(Mails, WhatBelongsToAnAccountGoesWithIt) {
  const MailId id = Send(ann_, Letter({bob_.value}, "x"));
  ASSERT_TRUE(Draft(ann_, Letter({bob_.value}, "y")).ok());
  const auto gone = Write([&](Txn& txn) -> Result<int> { return RemoveOf(txn, kTenant, ann_, 9); });
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(*gone, 2);
  EXPECT_EQ(Look(bob_, Received(id)), "ok");
  const auto all =
      Write([&](Txn& txn) -> Result<int> { return RemoveOf(txn, kTenant, UserId(), 9); });
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(*all, 1);
  static const store::Sql kLetters{"select count(*) from mail"};
  EXPECT_EQ(Count(kLetters), 0);
}

TEST_P(Mails, ManyGetALetterInAsManyStatementsAsOne) {
  auto statements = [&](std::vector<std::int64_t> users) {
    int count = 0;
    const auto sent = Write([&](Txn& txn) -> Result<MailId> {
      core::CountingTxn counting(txn);
      auto id = SendMail(counting, As(ann_), Letter(users, "x"));
      count = counting.statements();
      return id;
    });
    EXPECT_TRUE(sent.ok()) << Outcome(sent);
    return count;
  };
  // A notification costs an event for each.
  const int one = statements({bob_.value}), two = statements({bob_.value, cat_.value});
  EXPECT_LE(two - one, 4);
  auto listed = [&](std::int64_t limit) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      Listing sent;
      sent.folder = Folder::kSent;
      EXPECT_EQ(std::ssize(ListMails(counting, As(ann_), sent, limit, 0)), limit);
      return counting.statements();
    });
  };
  EXPECT_EQ(listed(1), listed(2));
}

class MailPlans : public core::PlansTest {};

TEST_F(MailPlans, ListsReadTheOwnersRowsAlone) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    for (const std::string_view keyword : {"", "x"}) {
      for (int i = 0; i < 4; ++i) {
        Listing listing;
        if (i == 1 || i == 2) listing.folder = Folder::kInbox;
        listing.unread = i == 2;
        listing.starred = i == 3;
        SelectListed(plan, As(ann), listing, keyword, 10, 0);
        CountListed(plan, As(ann), listing, keyword);
      }
    }
    SelectThread(plan, As(ann), LetterId(1), 10);
    SelectRecipients(plan, kTenant, ids);
    SelectFiles(plan, kTenant, ids);
    SelectTexts(plan, kTenant, ids);
    SetRead(plan, kTenant, ann, ids, false);
    DeleteBox(plan, kTenant, ann, MailId(2));
    SelectOwned(plan, kTenant, ann, 10);
    IsOfOthers(plan, As(ann), LetterId(1));
    for (const char* table : {"SCAN b\n", "SCAN m\n", "SCAN t\n", "SCAN r\n", "SCAN mail"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    for (const char* index : {"INDEX mail_box_list", "INDEX mail_box_unread",
                              "INDEX mail_box_starred", "INDEX mail_box_thread"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::mail
