#include "core/office/drive/drive.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/identity/password.h"
#include "core/office/drive/rows.h"
#include "core/office/drive/share.h"
#include "core/office/drive/share_rows.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"
#include "store/job.h"

namespace koine::drive {
namespace {

using core::Outcome;
using store::Txn;

const store::Sql kSpace{"select coalesce(max(bytes), 0) from storage_use"};
const store::Sql kContents{"select count(*) from file"};
const store::Sql kRows{
    "select (select count(*) from drive_file) + (select count(*) from drive_folder) + "
    "(select count(*) from drive_share)"};
const store::Sql kCounted{"select coalesce(sum(folders + files), 0){::bigint} from drive"};

TEST(DriveStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("drive"), office::TableOf(kDriveStates));
}

TEST(DriveStates, EveryActInEveryState) {
  using S = DriveState;
  // By state, then by act in their order; nothing: not allowed.
  const std::optional<S> after[3][4] = {{S::kKept, S::kTrashed, S::kKept, S::kGone},
                                        {std::nullopt, S::kTrashed, S::kKept, S::kGone},
                                        {std::nullopt, std::nullopt, std::nullopt, std::nullopt}};
  for (const auto& from : json::TypeOf<DriveState>()->enumerators) {
    for (const auto& act : json::TypeOf<DriveAct>()->enumerators) {
      EXPECT_EQ(office::Next(kDriveStates, static_cast<DriveState>(from.value),
                             static_cast<DriveAct>(act.value)),
                after[from.value - 1][act.value])
          << from.text << " " << act.text;
    }
  }
}

class Drives : public core::PairOnBothTest {
 protected:
  using Names = std::vector<std::string>;

  Result<FolderId> TryMake(UserId who, const std::string& name, FolderId into = {}) {
    return Write([&](Txn& txn) -> Result<FolderId> {
      KOINE_TRY(const Place place, Place::Open(txn, As(who), into));
      return MakeFolder(txn, place, name);
    });
  }
  FolderId Make(UserId who, const std::string& name, FolderId into = {}) {
    const auto made = TryMake(who, name, into);
    EXPECT_TRUE(made.ok()) << Outcome(made);
    return made.ok() ? *made : FolderId();
  }
  Result<EntryId> TryAdd(UserId who, FolderId into = {}, std::int64_t quota = 1'000'000) {
    return Write([&](Txn& txn) -> Result<EntryId> {
      KOINE_TRY(const Place place, Place::Open(txn, As(who), into));
      file::Received content;
      content.name = "a.png";
      content.extension = "png";
      content.mime = "image/png";
      content.kind = file::Kind::kImage;
      content.size = 10;
      content.md5 = std::string(32, 'a');
      content.sha256 = std::string(64, 'a');
      file::Limits limits;
      limits.quota_bytes = quota;
      KOINE_TRY(const Entry entry, AddFile(txn, place, content, limits));
      return entry.id;
    });
  }
  EntryId Add(UserId who, FolderId into = {}) {
    const auto added = TryAdd(who, into);
    EXPECT_TRUE(added.ok()) << Outcome(added);
    return added.ok() ? *added : EntryId();
  }
  std::string Do(UserId who, FolderId id, Status (*verb)(Txn&, const OwnFolder&)) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const OwnFolder place, OwnFolder::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  std::string Do(UserId who, EntryId id, Status (*verb)(Txn&, const OwnFile&)) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const OwnFile place, OwnFile::Open(txn, As(who), id));
      return verb(txn, place);
    }));
  }
  std::string MoveFolders(UserId who, std::vector<std::int64_t> ids, FolderId into) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const OwnFiles none, OwnFiles::Open(txn, As(who), {}));
      return Move(txn, none, {ids, into});
    }));
  }
  std::string MoveFolder(UserId who, FolderId id, FolderId into) {
    return MoveFolders(who, {id.value}, into);
  }
  Names FoldersOf(UserId who, FolderId in = {}) {
    return Read([&](Txn& txn) {
      Names out;
      const auto place = Place::Open(txn, As(who), in);
      if (!place.ok()) return Names{Outcome(place)};
      for (const Folder& one : ListFolders(txn, *place, 100, 0)) out.push_back(one.name);
      return out;
    });
  }
  std::int64_t FilesOf(UserId who, FolderId in = {}) {
    return Read([&](Txn& txn) {
      const auto place = Place::Open(txn, As(who), in);
      return place.ok() ? FilesIn(txn, *place) : -1;
    });
  }
  std::int64_t Count(const store::Sql& sql) {
    return Read([&](Txn& txn) {
      return txn.First(sql, [](const store::Row& row) { return row.Int(0); }).value_or(-1);
    });
  }
  std::int64_t InBin(UserId who) {
    return Read([&](Txn& txn) {
      EXPECT_EQ(std::ssize(ListBin(txn, As(who), 100, 0)), CountBin(txn, As(who)));
      return CountBin(txn, As(who));
    });
  }
  Share MakeShareOf(UserId who, EntryId id, std::int64_t days, const std::string& hash = "") {
    const auto made = Write([&](Txn& txn) -> Result<Share> {
      KOINE_TRY(const Shareable thing, Shareable::Open(txn, As(who), ShareKind::kFile, id.value));
      ShareIn in;
      in.days = days;
      in.password = hash;
      return MakeShare(txn, thing, in);
    });
    EXPECT_TRUE(made.ok()) << Outcome(made);
    return made.ok() ? *made : Share();
  }
  void RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    while (jobs.RunDue() > 0) clock.Advance(100);
  }
};
KOINE_ON_BOTH(Drives);

// Two who put two folders into each other at once: one of them hears that it cannot be.
TEST_P(Drives, FoldersThatMoveIntoEachOtherAtOnce) {
  constexpr int kRounds = 10;
  for (int round = 0; round < kRounds; ++round) {
    const std::string n = std::to_string(round);
    const FolderId a = Make(ann_, "A" + n), b = Make(ann_, "B" + n);
    const FolderId under_a = Make(ann_, "under", a), under_b = Make(ann_, "under", b);
    std::atomic<int> moved = 0, refused = 0;
    core::OnThreads(2, [&](int i) {
      const std::string said = i == 0 ? MoveFolder(ann_, a, under_b) : MoveFolder(ann_, b, under_a);
      if (said == "ok") ++moved;
      if (said == "BadArgument:drive_below") ++refused;
    });
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(refused, 1);
  }
}

TEST_P(Drives, OfOneNameOneIsMade) {
  std::atomic<int> made = 0, refused = 0;
  core::OnThreads(6, [&](int) {
    const std::string said = Outcome(TryMake(ann_, "A"));
    if (said == "ok") ++made;
    if (said == "Conflict:name") ++refused;
  });
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, 5);
  EXPECT_EQ(Outcome(TryMake(bob_, "A")), "ok");
}

// A folder is thrown away while files come into it: they are in it, or were refused.
TEST_P(Drives, AFileComesOrItsFolderIsInTheBin) {
  for (int round = 0; round < 10; ++round) {
    const FolderId a = Make(ann_, "A" + std::to_string(round));
    std::string said[2];
    core::OnThreads(
        2, [&](int i) { said[i] = i == 0 ? Do(ann_, a, TrashFolder) : Outcome(TryAdd(ann_, a)); });
    EXPECT_EQ(said[0], "ok");
    EXPECT_TRUE(said[1] == "ok" || said[1] == "NotFound:drive_folder") << said[1];
    ASSERT_EQ(Do(ann_, a, RestoreFolder), "ok");
    EXPECT_EQ(FilesOf(ann_, a), said[1] == "ok" ? 1 : 0);
  }
}

TEST_P(Drives, ManyAtOnceKeepNoMoreThanTheirSpace) {
  std::atomic<int> kept = 0, refused = 0;
  core::OnThreads(6, [&](int) {
    for (int i = 0; i < 4; ++i) {
      const std::string said = Outcome(TryAdd(ann_, {}, 100));
      if (said == "ok") ++kept;
      if (said == "FileRejected:quota") ++refused;
    }
  });
  EXPECT_EQ(kept, 10);
  EXPECT_EQ(refused, 14);
  EXPECT_EQ(Count(kSpace), 100);
  EXPECT_EQ(Count(kCounted), 10);
}

TEST_P(Drives, TheBinIsEmptiedAtItsTime) {
  const FolderId a = Make(ann_, "A"), b = Make(ann_, "B", a), kept = Make(ann_, "Kept");
  constexpr int kFiles = 130;  // more than a slice
  for (int i = 0; i < kFiles; ++i) Add(ann_, i % 2 == 0 ? a : b);
  const EntryId alone = Add(ann_), stays = Add(ann_, kept);
  MakeShareOf(ann_, alone, 0);
  ASSERT_EQ(Do(ann_, a, TrashFolder), "ok");
  ASSERT_EQ(Do(ann_, alone, TrashFile), "ok");
  ASSERT_EQ(Do(ann_, kept, TrashFolder), "ok");
  EXPECT_EQ(InBin(ann_), 3);
  clock.Advance((kTrashDays - 1) * kDayMs);
  RunJobs();
  EXPECT_EQ(InBin(ann_), 3);
  ASSERT_EQ(Do(ann_, kept, RestoreFolder), "ok");
  clock.Advance(2 * kDayMs);
  RunJobs();
  EXPECT_EQ(InBin(ann_), 0);
  EXPECT_EQ(FoldersOf(ann_), Names{"Kept"});
  EXPECT_EQ(FilesOf(ann_, kept), 1);
  EXPECT_EQ(Count(kSpace), 10);
  EXPECT_EQ(Count(kContents), 1);
  EXPECT_EQ(Count(kRows), 2);
  EXPECT_EQ(Count(kCounted), 2);
  EXPECT_EQ(Do(ann_, stays, RemoveFile), "ok");
  EXPECT_EQ(Count(kSpace), 0);
}

TEST_P(Drives, WhatWasThrownAwayBeforeItsFolderStaysByItself) {
  const FolderId a = Make(ann_, "A"), b = Make(ann_, "B", a), c = Make(ann_, "C", b);
  const EntryId inside = Add(ann_, b), deep = Add(ann_, c);
  ASSERT_EQ(Do(ann_, inside, TrashFile), "ok");
  ASSERT_EQ(Do(ann_, c, TrashFolder), "ok");
  ASSERT_EQ(Do(ann_, a, TrashFolder), "ok");
  EXPECT_EQ(InBin(ann_), 3);
  ASSERT_EQ(Do(ann_, a, RemoveFolder), "ok");
  RunJobs();
  EXPECT_EQ(InBin(ann_), 2);
  ASSERT_EQ(Do(ann_, inside, RestoreFile), "ok");
  ASSERT_EQ(Do(ann_, c, RestoreFolder), "ok");
  EXPECT_EQ(FilesOf(ann_), 1);
  EXPECT_EQ(FoldersOf(ann_), Names{"C"});
  EXPECT_EQ(FilesOf(ann_, c), 1);
  EXPECT_EQ(Do(bob_, deep, TrashFile), "NotFound:file");
}

TEST_P(Drives, AFolderWithinOneInTheBinComesOutAlone) {
  const FolderId a = Make(ann_, "A"), b = Make(ann_, "B", a), c = Make(ann_, "C", b);
  ASSERT_EQ(Do(ann_, a, TrashFolder), "ok");
  Make(ann_, "B");
  ASSERT_EQ(Do(ann_, b, RestoreFolder), "ok");
  EXPECT_EQ(FoldersOf(ann_), (Names{"B", "B (2)"}));
  EXPECT_EQ(FoldersOf(ann_, b), Names{"C"});
  EXPECT_EQ(FoldersOf(ann_, a), Names{"NotFound:drive_folder"});
  EXPECT_EQ(MoveFolder(ann_, c, a), "NotFound:drive_folder");
}

TEST_P(Drives, LevelsEnd) {
  FolderId at;
  for (int i = 0; i < kLevelsMax; ++i) at = Make(ann_, "A", at);
  EXPECT_EQ(Outcome(TryMake(ann_, "A", at)), "BadState:drive_levels");
  const FolderId two = Make(ann_, "Two");
  Make(ann_, "In", two);
  const auto path = Read([&](Txn& txn) { return SelectPath(txn, kTenant, ann_, at); });
  ASSERT_EQ(path.size(), static_cast<std::size_t>(kLevelsMax));
  EXPECT_EQ(MoveFolder(ann_, two, path[kLevelsMax - 2].id), "BadState:drive_levels");
  EXPECT_EQ(MoveFolder(ann_, two, path[kLevelsMax - 3].id), "ok");
}

// Of two that move at once the second is measured without the first, which lay in it.
TEST_P(Drives, LevelsOfFoldersThatMoveTogether) {
  FolderId deep;
  for (int i = 0; i < kLevelsMax - 2; ++i) deep = Make(ann_, "Deep", deep);
  const FolderId b = Make(ann_, "B");
  Make(ann_, "C", b);
  const FolderId a = Make(ann_, "A");
  ASSERT_EQ(MoveFolder(ann_, b, a), "ok");
  EXPECT_EQ(MoveFolder(ann_, a, deep), "BadState:drive_levels");
  EXPECT_EQ(MoveFolders(ann_, {a.value, b.value}, deep), "ok");
  EXPECT_EQ(FoldersOf(ann_, deep), (Names{"A", "B"}));
  EXPECT_EQ(FoldersOf(ann_, a), Names{});
  EXPECT_EQ(FoldersOf(ann_, b), Names{"C"});
}

TEST_P(Drives, SharesEndAndGuessesAreCounted) {
  const EntryId id = Add(ann_);
  const auto hash = identity::HashPassword("open");
  ASSERT_TRUE(hash.ok());
  const Share share = MakeShareOf(ann_, id, 2, *hash);
  identity::AttemptLimiter attempts(clock);
  auto look = [&](UserId who, std::string_view password) {
    const auto proof = ProveShare(store(), attempts, As(who), share.code, password);
    if (!proof.ok()) return Outcome(proof);
    return Read(
        [&](Txn& txn) { return Outcome(Visit::Open(txn, As(who), share.code, *proof, {})); });
  };
  EXPECT_EQ(look(bob_, ""), "Forbidden:drive_password");
  EXPECT_EQ(look(bob_, "open"), "ok");
  for (int i = 0; i < kGuessesMax; ++i) EXPECT_EQ(look(bob_, "shut"), "WrongPassword:drive");
  EXPECT_EQ(look(bob_, "open"), "TooManyAttempts:drive");
  EXPECT_EQ(look(ann_, "open"), "ok");
  // Nobody comes in with what proves nothing.
  EXPECT_EQ(Read([&](Txn& txn) {
              return Outcome(Visit::Open(txn, As(bob_), share.code, ShareProof(), {}));
            }),
            "NotFound:drive_share");
  clock.Advance(2 * kDayMs);
  EXPECT_EQ(look(ann_, "open"), "NotFound:drive_share");
  RunJobs();
  EXPECT_EQ(Count(kRows), 1);
}

TEST_P(Drives, NothingIsLeftOfWhoeverEnds) {
  for (int i = 0; i < 5; ++i) Add(ann_);
  MakeShareOf(ann_, Add(ann_), 0);
  const EntryId of_bob = Add(bob_);
  auto end = [&](int limit) {
    return *Write([&](Txn& txn) -> Result<int> { return RemoveOf(txn, kTenant, ann_, limit); });
  };
  EXPECT_EQ(end(4), 4);
  EXPECT_EQ(end(4), 2);
  EXPECT_EQ(end(4), 0);
  EXPECT_EQ(FilesOf(ann_), 0);
  EXPECT_EQ(Count(kContents), 1);
  EXPECT_EQ(Count(kRows), 1);
  EXPECT_EQ(Do(bob_, of_bob, TrashFile), "ok");
}

class DrivePlans : public core::PlansTest {};

TEST_F(DrivePlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    TakeDrive(plan, kTenant, ann);
    CountMore(plan, kTenant, ann, 0, 0);
    FindFolder(plan, kTenant, ann, FolderId(1));
    FindAnyFolder(plan, kTenant, FolderId(1));
    SetFolders(plan, kTenant, ids, DriveState::kKept, FolderId());
    HasFolderNamed(plan, kTenant, ann, FolderId(), "a", FolderId());
    SelectBranches(plan, kTenant, ann);
    SelectPath(plan, kTenant, ann, FolderId(1));
    SelectFolders(plan, kTenant, ann, FolderId(), 10, 0);
    CountFolders(plan, kTenant, ann, FolderId());
    SelectFileCounts(plan, kTenant, ann, ids);
    FindEntries(plan, kTenant, ann, ids);
    FindAnyEntry(plan, kTenant, EntryId(1));
    MoveEntries(plan, kTenant, ids, FolderId());
    DeleteEntries(plan, kTenant, ids);
    SelectEntries(plan, kTenant, ann, FolderId(), 10, 0);
    CountEntries(plan, kTenant, ann, FolderId());
    SelectFound(plan, kTenant, ann, "a", file::Kind::kImage, 10);
    SelectTrashedEntries(plan, kTenant, ann, 10);
    SelectTrashedFolders(plan, kTenant, ann, 10);
    CountTrashed(plan, kTenant, ann);
    SelectWithin(plan, kTenant, ann, FolderId(1), 10);
    SelectGone(plan, kTenant, ann, FolderId(1));
    DeleteFolders(plan, kTenant, ids);
    SelectOwned(plan, kTenant, ann, 10);
    FindShare(plan, kTenant, ann, ShareId(1));
    FindShareOf(plan, kTenant, "a");
    SelectShares(plan, kTenant, ann, 10, 0);
    CountSharesOf(plan, kTenant, ann);
    DeleteSharesOf(plan, kTenant, ShareKind::kFile, ids);
    for (const char* table : {"SCAN o\n", "SCAN d\n", "SCAN s\n", "SCAN f\n", "SCAN p\n",
                              "SCAN drive", "USE TEMP B-TREE FOR LAST"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << table << " in " << plan.used();
    }
    for (const char* index :
         {"COVERING INDEX drive_file_list", "INDEX drive_file_list", "INDEX drive_folder_list",
          "COVERING INDEX drive_file_recent", "INDEX drive_file_bin", "INDEX drive_share_list"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << index << " in " << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::drive
