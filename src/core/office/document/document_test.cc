#include "core/office/document/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/document/comment.h"
#include "core/office/document/detail_rows.h"
#include "core/office/document/list_rows.h"
#include "core/office/document/rows.h"
#include "core/office/document/share.h"
#include "core/office/document/version.h"
#include "core/office/document/words.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"
#include "store/job.h"

namespace koine::document {
namespace {

using core::Outcome;
using store::Txn;

TEST(DocumentStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("document"), office::TableOf(kDocumentStates));
}

TEST(DocumentStates, EveryActInEveryState) {
  using S = DocumentState;
  // By state, then by act in their order; nothing: not allowed.
  const std::optional<S> after[3][4] = {{S::kKept, S::kTrashed, S::kKept, S::kGone},
                                        {std::nullopt, S::kTrashed, S::kKept, S::kGone},
                                        {std::nullopt, std::nullopt, std::nullopt, std::nullopt}};
  for (const auto& from : json::TypeOf<DocumentState>()->enumerators) {
    for (const auto& act : json::TypeOf<DocumentAct>()->enumerators) {
      EXPECT_EQ(office::Next(kDocumentStates, static_cast<DocumentState>(from.value),
                             static_cast<DocumentAct>(act.value)),
                after[from.value - 1][act.value])
          << from.text << " " << act.text;
    }
  }
}

TEST(DocumentWords, TagsAreNoText) {
  EXPECT_EQ(PlainOf("<p>项目&nbsp;<b>计划</b></p><!-- > -->", 100), "项目 计划 ");
  EXPECT_EQ(PlainOf("a < b && c > d", 100), "a < b && c > d");
  EXPECT_EQ(PlainOf("&lt;b&gt; &amp;c <b", 100), "<b> &c <b");
  EXPECT_EQ(PlainOf("一二三", 2), "一二");
  EXPECT_EQ(PreviewOf(std::string(100, 'a')), std::string(100, 'a'));
  EXPECT_EQ(PreviewOf(std::string(101, 'a')), std::string(100, 'a') + "...");
}

TEST(DocumentWords, EveryWordMustBeSomewhere) {
  const std::string far(12'000, ' ');
  const std::string plain = "项目" + far + "计划 done";
  EXPECT_TRUE(Wanted("项目 计划").Matches("t", plain));
  EXPECT_TRUE(Wanted("title do").Matches("Title", plain));
  EXPECT_FALSE(Wanted("项目计划").Matches("t", plain));
  EXPECT_FALSE(Wanted("项目 one").Matches("t", plain));
  EXPECT_TRUE(Wanted(" ，").tokens().empty());
  // What matches has all tokens of the query.
  const auto words = WordsOf("t", plain);
  const Wanted wanted("项目 计划 done");
  for (const std::int64_t token : wanted.tokens()) {
    EXPECT_TRUE(std::binary_search(words.begin(), words.end(), token));
  }
}

TEST(DocumentWords, APhraseAcrossTwoPiecesIsFound) {
  for (std::size_t before = 4'880; before < 5'010; before += 3) {
    std::string plain;
    for (std::size_t i = 0; i < before; ++i) plain += "。";
    plain += "项目计划书";
    EXPECT_TRUE(Wanted("项目计划书").Matches("t", plain)) << before;
  }
}

TEST(DocumentWords, PackedNumbersComeBack) {
  const std::vector<std::int64_t> numbers = {0, 1, 127, 128, 300, 1LL << 40, (1LL << 40) + 1};
  EXPECT_EQ(Unpacked(Packed(numbers)), numbers);
  EXPECT_EQ(Unpacked(""), std::vector<std::int64_t>());
  const std::string packed = Packed(numbers);
  EXPECT_EQ(Unpacked(packed.substr(0, packed.size() - 1)).size(), numbers.size() - 1);
}

class Documents : public core::TrioOnBothTest {
 protected:
  DocumentId Make(UserId who, std::string title, std::string content = "") {
    const auto id = Write([&](Txn& txn) {
      DocumentDraft draft;
      draft.title = title;
      draft.content = content;
      return CreateDocument(txn, As(who), draft);
    });
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : DocumentId();
  }
  template <class Door, class F>
  std::string With(UserId who, DocumentId id, F verb) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, Door::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  std::string Save(UserId who, DocumentId id, std::string content,
                   std::optional<std::int64_t> version = std::nullopt, bool by_itself = false) {
    return With<EditableDocument>(who, id, [&](Txn& txn, const auto& place) -> Status {
      DocumentChange change;
      change.content = content;
      change.version = version;
      change.by_itself = by_itself;
      KOINE_CHECK(ChangeDocument(txn, place, change));
      return Ok();
    });
  }
  // By itself, as an editor that had this revision before it.
  std::string SaveAfter(UserId who, DocumentId id, std::string content, std::int64_t revision) {
    return With<EditableDocument>(who, id, [&](Txn& txn, const auto& place) -> Status {
      DocumentChange change;
      change.content = content;
      change.revision = revision;
      change.by_itself = true;
      KOINE_CHECK(ChangeDocument(txn, place, change));
      return Ok();
    });
  }
  std::string Share(UserId who, DocumentId id, std::vector<std::int64_t> users,
                    Permission permission = Permission::kView, std::int64_t expires_at = 0) {
    return With<ShareableDocument>(who, id, [&](Txn& txn, const auto& place) {
      return ShareDocument(txn, place, {users, permission, true, true, expires_at});
    });
  }
  std::string Own(UserId who, DocumentId id, Status (*verb)(Txn&, const OwnDocument&)) {
    return With<OwnDocument>(who, id, verb);
  }
  std::string Look(UserId who, DocumentId id) {
    return Read([&](Txn& txn) { return Outcome(ReadableDocument::Open(txn, As(who), id)); });
  }
  std::string Say(UserId who, DocumentId id, std::string content, CommentId parent = {}) {
    return With<ReadableDocument>(who, id, [&](Txn& txn, const auto& place) -> Status {
      KOINE_CHECK(AddComment(txn, place, {content, "", 0, parent}));
      return Ok();
    });
  }
  Document Now(DocumentId id) {
    return Read([&](Txn& txn) { return *FindDocument(txn, kTenant, id, false); });
  }
  std::vector<std::string> Titles(UserId who, Listing listing) {
    std::vector<std::string> out;
    for (const auto& one :
         Read([&](Txn& txn) { return ListDocuments(txn, As(who), listing, 100, 0); })) {
      out.push_back(one.document.title);
    }
    return out;
  }
  std::vector<std::string> Found(UserId who, std::string keyword) {
    std::vector<std::string> out;
    for (const auto& one : Read([&](Txn& txn) { return SearchDocuments(txn, As(who), keyword); })) {
      out.push_back(one.document.title);
    }
    return out;
  }
  std::int64_t Told(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kDocument;
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
KOINE_ON_BOTH(Documents);

// Of many who save one version at once exactly one wins.
TEST_P(Documents, OneOfTheSavesOfAVersionWins) {
  const DocumentId id = Make(ann_, "a", "0");
  ASSERT_EQ(Share(ann_, id, {bob_.value}, Permission::kEdit), "ok");
  constexpr int kThreads = 6, kRounds = 5;
  for (int round = 1; round <= kRounds; ++round) {
    std::atomic<int> won = 0, lost = 0;
    core::OnThreads(kThreads, [&](int i) {
      const std::string was = Save(i % 2 == 0 ? ann_ : bob_, id, std::to_string(i), round);
      if (was == "ok") ++won;
      if (was == "Conflict:document:" + std::to_string(round + 1)) ++lost;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, kThreads - 1);
    EXPECT_EQ(Now(id).version, round + 1);
  }
}

TEST_P(Documents, CountersHoldWhenManyActAtOnce) {
  const DocumentId id = Make(ann_, "a", "0");
  ASSERT_EQ(Share(ann_, id, {bob_.value}, Permission::kEdit), "ok");
  constexpr int kThreads = 6;
  core::OnThreads(kThreads, [&](int i) {
    EXPECT_EQ(Say(i % 2 == 0 ? ann_ : bob_, id, "x"), "ok");
    EXPECT_EQ(Save(bob_, id, std::to_string(i)), "ok");
    EXPECT_EQ(Share(ann_, id, {cat_.value}), "ok");
  });
  EXPECT_EQ(Now(id).comments, kThreads);
  EXPECT_EQ(Now(id).version, kThreads + 1);
  EXPECT_EQ(Now(id).shares, 2);
  EXPECT_EQ(Told(cat_), 1);
}

TEST_P(Documents, ATextThatSavedItselfIsKeptBeforeAnotherWritesOverIt) {
  const DocumentId id = Make(ann_, "a", "one");
  ASSERT_EQ(Share(ann_, id, {bob_.value}, Permission::kEdit), "ok");
  ASSERT_EQ(Save(ann_, id, "two", 1, true), "ok");
  ASSERT_EQ(Save(ann_, id, "three", 1, true), "ok");
  EXPECT_EQ(Now(id).version, 1);
  ASSERT_EQ(Save(bob_, id, "four", 1), "ok");
  EXPECT_EQ(Now(id).version, 3);
  const auto versions = Read([&](Txn& txn) { return SelectVersions(txn, kTenant, id, 100, 0); });
  ASSERT_EQ(versions.size(), 3u);
  EXPECT_EQ(versions[1].cause, VersionCause::kKept);
  EXPECT_EQ(versions[1].changed_by.id, ann_);
  EXPECT_EQ(Read([&](Txn& txn) { return FindVersion(txn, kTenant, id, versions[1].id)->content; }),
            "three");
}

TEST_P(Documents, OfEditorsThatSaveByThemselvesOneWinsToo) {
  const DocumentId id = Make(ann_, "a", "0");
  ASSERT_EQ(Share(ann_, id, {bob_.value}, Permission::kEdit), "ok");
  constexpr int kThreads = 6, kRounds = 5;
  std::int64_t before = 0;
  for (int round = 1; round <= kRounds; ++round) {
    const std::int64_t revision = Now(id).revision();
    EXPECT_GT(revision, before);
    before = revision;
    std::atomic<int> won = 0, lost = 0;
    core::OnThreads(kThreads, [&](int i) {
      const UserId who = i % 2 == 0 ? ann_ : bob_;
      const std::string was = SaveAfter(who, id, std::to_string(i), revision);
      if (was == "ok") ++won;
      if (was.starts_with("Conflict:document:")) ++lost;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, kThreads - 1);
  }
  // They knew what they wrote over: it is kept, but not each time.
  EXPECT_EQ(Now(id).version, 1);
  const UserId last = Now(id).changed_by;
  clock.Advance(kKeepEveryMs);
  ASSERT_EQ(SaveAfter(last == ann_ ? bob_ : ann_, id, "x", Now(id).revision()), "ok");
  EXPECT_EQ(Now(id).version, 2);
}

TEST_P(Documents, TheTrashIsTheOwnersAndEndsAfterItsDays) {
  const DocumentId id = Make(ann_, "a", "项目");
  ASSERT_EQ(Share(ann_, id, {bob_.value}), "ok");
  ASSERT_EQ(Say(bob_, id, "x"), "ok");
  RunJobs();
  EXPECT_EQ(Own(bob_, id, TrashDocument), "RoleTooLow");
  ASSERT_EQ(Own(ann_, id, TrashDocument), "ok");
  EXPECT_EQ(Look(bob_, id), "NotFound:document");
  EXPECT_EQ(Look(cat_, id), "RoleTooLow");
  EXPECT_EQ(Look(ann_, id), "ok");
  EXPECT_EQ(Save(ann_, id, "y"), "BadState:document");
  EXPECT_EQ(Say(ann_, id, "y"), "BadState:document");
  EXPECT_EQ(Found(ann_, "项目"), Names());
  EXPECT_EQ(Titles(ann_, Listing::kTrash), Names({"a"}));
  clock.Advance((kTrashDays - 1) * kDayMs);
  RunJobs();
  ASSERT_EQ(Own(ann_, id, RestoreDocument), "ok");
  EXPECT_EQ(Titles(bob_, Listing::kShared), Names({"a"}));
  EXPECT_EQ(Found(bob_, "项目"), Names({"a"}));
  clock.Advance(2 * kDayMs);
  RunJobs();
  EXPECT_EQ(Look(ann_, id), "ok");
  ASSERT_EQ(Own(ann_, id, TrashDocument), "ok");
  // Thrown away again, it has not more time.
  clock.Advance(kDayMs);
  ASSERT_EQ(Own(ann_, id, TrashDocument), "ok");
  clock.Advance((kTrashDays - 1) * kDayMs);
  RunJobs();
  EXPECT_EQ(Look(ann_, id), "NotFound:document");
  static const store::Sql kLeft{
      "select (select count(*) from document) + (select count(*) from document_text) + "
      "(select count(*) from document_seat) + (select count(*) from document_version) + "
      "(select count(*) from document_comment) + (select count(*) from document_word)"};
  EXPECT_EQ(Count(kLeft), 0);
}

TEST_P(Documents, RemovalTakesManyWordsAndVersionsInSlices) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "w" + std::to_string(i) + " ";
  const DocumentId id = Make(ann_, "a", text);
  for (int i = 0; i < 25; ++i) ASSERT_EQ(Save(ann_, id, text), "ok");
  RunJobs();
  static const store::Sql kWords{"select count(*) from document_word"};
  static const store::Sql kVersions{"select count(*) from document_version"};
  EXPECT_GT(Count(kWords), 2000);
  EXPECT_EQ(Count(kVersions), 26);
  EXPECT_EQ(Found(ann_, "w2999"), Names({"a"}));
  ASSERT_EQ(Own(ann_, id, RemoveDocument), "ok");
  EXPECT_EQ(Look(ann_, id), "NotFound:document");
  RunJobs();
  EXPECT_EQ(Count(kWords), 0);
  EXPECT_EQ(Count(kVersions), 0);
}

TEST_P(Documents, SharesEndAtTheirTime) {
  const DocumentId id = Make(ann_, "a");
  ASSERT_EQ(Share(ann_, id, {bob_.value, cat_.value}, Permission::kEdit, clock.NowMs() + kDayMs),
            "ok");
  ASSERT_EQ(Share(ann_, id, {cat_.value}, Permission::kEdit), "ok");
  clock.Advance(kDayMs);
  // At once, whenever the job runs.
  EXPECT_EQ(Look(bob_, id), "RoleTooLow");
  EXPECT_EQ(Titles(bob_, Listing::kShared), Names());
  EXPECT_EQ(Titles(bob_, Listing::kAll), Names());
  EXPECT_EQ(Look(cat_, id), "ok");
  EXPECT_EQ(Now(id).shares, 2);
  RunJobs();
  EXPECT_EQ(Now(id).shares, 1);
  EXPECT_EQ(Look(cat_, id), "ok");
}

TEST_P(Documents, SharesAndCommentsAreBounded) {
  const DocumentId id = Make(ann_, "a");
  static const store::Sql kFull{
      "update document set shares = 200, comments = 1000 where tenant_id = 1 and id = ?"};
  Exec(kFull, id);
  EXPECT_EQ(Share(ann_, id, {bob_.value}), "BadState:document_shares");
  EXPECT_EQ(Say(ann_, id, "x"), "BadState:document_comments");
  EXPECT_EQ(Look(bob_, id), "RoleTooLow");
}

TEST_P(Documents, SharingTakesAsManyStatementsWithManyAsWithOne) {
  auto statements = [&](std::vector<std::int64_t> users) {
    const DocumentId id = Make(ann_, "a");
    EXPECT_EQ(Share(ann_, id, users), "ok");  // each hears of it once
    const auto count = Write([&](Txn& txn) -> Result<int> {
      core::CountingTxn counting(txn);
      KOINE_TRY(const auto place, ShareableDocument::Open(counting, As(ann_), id));
      KOINE_CHECK(ShareDocument(counting, place, {users, Permission::kView, true, true, 0}));
      return counting.statements();
    });
    EXPECT_EQ(Now(id).shares, std::ssize(users));
    return count.ok() ? *count : -1;
  };
  EXPECT_EQ(statements({bob_.value}), statements({bob_.value, cat_.value}));
}

TEST_P(Documents, OnlyTheOwnerMakesAdministrators) {
  const DocumentId id = Make(ann_, "a");
  EXPECT_EQ(Share(ann_, id, {bob_.value}, Permission::kAdmin), "ok");
  EXPECT_EQ(Share(bob_, id, {cat_.value}, Permission::kAdmin), "Forbidden:document_admin");
  EXPECT_EQ(Share(bob_, id, {cat_.value, ann_.value}, Permission::kEdit), "ok");
  EXPECT_EQ(Share(cat_, id, {bob_.value}), "RoleTooLow");
  EXPECT_EQ(Share(bob_, id, {bob_.value}), "Forbidden:document_admin");
  EXPECT_EQ(Own(bob_, id, TrashDocument), "RoleTooLow");
  EXPECT_EQ(Share(ann_, id, {999'999}), "UserNotFound");
  Block(cat_, ann_);
  EXPECT_EQ(Share(ann_, id, {cat_.value}), "BlockedByPeer");
}

TEST_P(Documents, RepliesAreOfOneCommentAndTellTheirAuthor) {
  const DocumentId id = Make(ann_, "a");
  ASSERT_EQ(Share(ann_, id, {bob_.value, cat_.value}), "ok");
  ASSERT_EQ(Say(bob_, id, "x"), "ok");
  EXPECT_EQ(Told(ann_), 1);
  const auto first = [&] {
    return Read([&](Txn& txn) { return SelectComments(txn, kTenant, id, 10, 0); }).at(0).id;
  };
  const CommentId root = first();
  ASSERT_EQ(Say(cat_, id, "y", root), "ok");
  EXPECT_EQ(Told(ann_), 2);
  EXPECT_EQ(Told(bob_), 2);
  const auto reply = Read([&](Txn& txn) {
                       return SelectReplies(txn, kTenant, id, std::vector{root.value});
                     }).at(0);
  ASSERT_EQ(Say(ann_, id, "z", reply.id), "ok");
  EXPECT_EQ(Told(cat_), 2);
  EXPECT_EQ(Told(ann_), 2);
  EXPECT_EQ(Now(id).comments, 3);
  auto remove = [&](UserId who, CommentId comment) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto own, OwnComment::Open(txn, As(who), comment));
      RemoveComment(txn, own);
      return Ok();
    }));
  };
  EXPECT_EQ(remove(bob_, reply.id), "RoleTooLow");
  EXPECT_EQ(remove(bob_, root), "ok");
  EXPECT_EQ(Now(id).comments, 0);
  EXPECT_EQ(Say(bob_, id, "x", root), "NotFound:document_comment");
}

TEST_P(Documents, WhatBelongsToAnAccountGoesWithIt) {
  const DocumentId own = Make(ann_, "own"), other = Make(bob_, "other");
  ASSERT_EQ(Share(ann_, own, {bob_.value}), "ok");
  ASSERT_EQ(Share(bob_, other, {ann_.value}), "ok");
  const auto gone = Write([&](Txn& txn) -> Result<int> { return RemoveOf(txn, kTenant, ann_, 9); });
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(*gone, 2);
  EXPECT_EQ(Look(bob_, own), "NotFound:document");
  EXPECT_EQ(Look(ann_, other), "RoleTooLow");
  EXPECT_EQ(Now(other).shares, 0);
  const auto all =
      Write([&](Txn& txn) -> Result<int> { return RemoveOf(txn, kTenant, UserId(), 9); });
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(*all, 1);
}

TEST_P(Documents, ListsRunAsManyStatementsForManyAsForFew) {
  for (int i = 0; i < 12; ++i) {
    const DocumentId id = Make(i % 2 == 0 ? ann_ : bob_, std::to_string(i));
    ASSERT_EQ(Share(i % 2 == 0 ? ann_ : bob_, id, {ann_.value, bob_.value, cat_.value}), "ok");
    clock.Advance(1);
  }
  auto statements = [&](std::int64_t limit) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      EXPECT_EQ(std::ssize(ListDocuments(counting, As(ann_), Listing::kAll, limit, 0)), limit);
      return counting.statements();
    });
  };
  EXPECT_EQ(statements(2), statements(12));
  EXPECT_EQ(Titles(ann_, Listing::kAll).front(), "11");
  EXPECT_EQ(Titles(cat_, Listing::kShared).size(), 12u);
  EXPECT_EQ(Read([&](Txn& txn) { return CountDocuments(txn, As(ann_), Listing::kAll); }), 12);
}

TEST_P(Documents, TextsAndVersionsTakeTheirOwnersSpace) {
  static const store::Sql kSpace{"select coalesce(max(bytes), 0) from storage_use"};
  auto create = [&](std::int64_t quota) {
    return Write([&](Txn& txn) {
      DocumentDraft draft;
      draft.title = "a";
      draft.content = "12345";
      draft.quota = quota;
      return CreateDocument(txn, As(ann_), draft);
    });
  };
  EXPECT_EQ(Outcome(create(9)), "FileRejected:quota");
  const auto id = create(10);
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(Count(kSpace), 10);
  ASSERT_EQ(Share(ann_, *id, {bob_.value}, Permission::kEdit), "ok");
  auto save = [&](std::string content, std::int64_t quota) {
    return With<EditableDocument>(bob_, *id, [&](Txn& txn, const auto& place) -> Status {
      DocumentChange change;
      change.content = content;
      change.quota = quota;
      KOINE_CHECK(ChangeDocument(txn, place, change));
      return Ok();
    });
  };
  EXPECT_EQ(save("1234567", 18), "FileRejected:quota");
  EXPECT_EQ(Now(*id).version, 1);
  EXPECT_EQ(save("1234567", 19), "ok");
  EXPECT_EQ(Count(kSpace), 19);
  ASSERT_EQ(Own(ann_, *id, TrashDocument), "ok");
  EXPECT_EQ(Count(kSpace), 19);
  ASSERT_EQ(Own(ann_, *id, RemoveDocument), "ok");
  EXPECT_EQ(Count(kSpace), 0);
  RunJobs();
  EXPECT_EQ(Count(kSpace), 0);
}

class DocumentPlans : public core::PlansTest {};

TEST_F(DocumentPlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    for (const Listing listing : {Listing::kAll, Listing::kMy, Listing::kShared, Listing::kStarred,
                                  Listing::kTrash, Listing::kRecent}) {
      SelectListed(plan, As(ann), listing, 10, 0);
      CountListed(plan, As(ann), listing);
    }
    SelectCandidates(plan, As(ann), Place::kOwn, ids, 10);
    SelectCandidates(plan, As(ann), Place::kShared, ids, 10);
    SelectSaid(plan, kTenant, ids);
    SelectThese(plan, As(ann), ids);
    SelectShares(plan, kTenant, ids);
    SelectVersions(plan, kTenant, DocumentId(1), 10, 0);
    OldestVersions(plan, kTenant, DocumentId(1), 10);
    DeleteVersions(plan, kTenant, DocumentId(1), 1);
    SelectComments(plan, kTenant, DocumentId(1), 10, 0);
    SelectReplies(plan, kTenant, DocumentId(1), ids);
    DeleteComment(plan, kTenant, DocumentId(1), CommentId(1));
    DeleteComments(plan, kTenant, DocumentId(1));
    DeleteWords(plan, kTenant, DocumentId(1), ann, ids);
    for (const char* table : {"SCAN s\n", "SCAN d\n", "SCAN w\n", "SCAN v\n", "SCAN c\n",
                              "SCAN t\n", "SCAN document"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
    for (const char* index : {"COVERING INDEX document_seat_list", "INDEX document_seat_starred",
                              "COVERING INDEX document_seat_opened"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::document
