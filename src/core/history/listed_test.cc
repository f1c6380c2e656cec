#include "core/history/listed.h"

#include <gtest/gtest.h>

#include <random>

#include "core/conversation/places.h"
#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/history/sync.h"

namespace koine::history {
namespace {

using access::GroupAdmin;
using access::GroupMember;
using access::GroupOwner;
using access::Member;

class ListedPages : public core::CoreOnBothTest {
 protected:
  template <class Proof, class F>
  void In(UserId who, ConversationId where, F fn) {
    static_cast<void>(Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const Proof place, Proof::Open(txn, As(who), where));
      return fn(txn, place);
    }));
  }
  int Upto(int n) { return std::uniform_int_distribution(0, n - 1)(dice_); }
  // Whatever may be done to a list, by somebody, somewhere; much of it is refused.
  void Act();
  Status ChangeList(store::Txn& txn, const Member& place);
  void ChangeMembers(UserId who, ConversationId where, UserId other);
  // Whether pages are what is read without what was kept; counts what was kept and good.
  void Compare(UserId user);

  std::mt19937 dice_{20261126};
  ListedCache listed_{1, {}};
  conversation::PlacesCache places_kept_{1, {}};
  int kept_ids_ = 0, kept_places_ = 0;
  std::vector<UserId> users_;
  std::vector<ConversationId> places_;
};
KOINE_ON_BOTH(ListedPages);

void ListedPages::Act() {
  const auto any = [this](const auto& all) {
    return all[static_cast<std::size_t>(Upto(static_cast<int>(all.size())))];
  };
  const UserId who = any(users_), other = any(users_);
  const ConversationId where = any(places_);
  switch (Upto(6)) {
    case 0:
      if (Upto(2) == 0) {
        places_.push_back(Group(who, {other.value}));
      } else if (who != other) {
        places_.push_back(Direct(who, other));
      }
      return;
    case 1:
      static_cast<void>(Say(who, where, "text"));
      return;
    case 2:
      static_cast<void>(MarkRead(who, where, 1));
      return;
    case 3:
      In<Member>(who, where,
                 [this](store::Txn& txn, const Member& place) { return ChangeList(txn, place); });
      return;
    case 4:
      ChangeMembers(who, where, other);
      return;
    default:
      store::JobRunner jobs(store(), clock);
      group::AddJobs(jobs);
      clock.Advance(60'000);
      jobs.RunDue();
  }
}

Status ListedPages::ChangeList(store::Txn& txn, const Member& place) {
  conversation::SettingsIn in;
  switch (Upto(5)) {
    case 0:
      conversation::Clear(txn, place);
      break;
    case 1:
      conversation::SetPinned(txn, place, std::nullopt);
      break;
    case 2: {
      in.pinned = Upto(2) == 0;
      const access::Seated some[] = {place};
      conversation::ChangeMany(txn, some, in);
      break;
    }
    default:
      conversation::Hide(txn, place);
  }
  return Ok();
}

void ListedPages::ChangeMembers(UserId who, ConversationId where, UserId other) {
  switch (Upto(4)) {
    case 0:
      return In<GroupAdmin>(who, where, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
        KOINE_CHECK(group::AddMembers(txn, place, {other.value}));
        return Ok();
      });
    case 1:
      return In<GroupAdmin>(who, where, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
        KOINE_CHECK(group::RemoveMembers(txn, place, {other.value}));
        return Ok();
      });
    case 2:
      return In<GroupMember>(who, where, [](store::Txn& txn, const GroupMember& place) {
        return group::LeaveGroup(txn, place);
      });
    default:
      // The seats end later.
      return In<GroupOwner>(who, where, [](store::Txn& txn, const GroupOwner& place) {
        return group::Dissolve(txn, place, true);
      });
  }
}

void ListedPages::Compare(UserId user) {
  using conversation::Listing;
  const std::int64_t limit = Upto(8), offset = Upto(8);
  const auto listing = static_cast<Listing>(Upto(4));
  Read([&](store::Txn& txn) {
    const version::Version at =
        version::Current(txn, kTenant, version::Collection::kConversations, user.value);
    const auto ids = listed_.kept.Find(user);
    kept_ids_ += ids != nullptr && ids->at == at ? 1 : 0;
    const ListedPage page = ListPage(txn, As(user), listed_, limit, offset);
    EXPECT_EQ(page.total, CountListed(txn, As(user)));
    EXPECT_EQ(page.ids, ListListed(txn, As(user), Listed::kAll, limit, offset));

    const auto places = places_kept_.kept.Find(user);
    kept_places_ += places != nullptr && places->at == at ? 1 : 0;
    conversation::PlacesCache none;
    const auto one = conversation::ListPage(txn, As(user), places_kept_, listing, limit, offset);
    const auto other = conversation::ListPage(txn, As(user), none, listing, limit, offset);
    EXPECT_EQ(one.total, other.total) << static_cast<int>(listing);
    EXPECT_EQ(one.ids, other.ids) << static_cast<int>(listing);
    return 0;
  });
}

TEST_P(ListedPages, AreAsTheyAreReadWhateverHappened) {
  const int steps = GetParam() == store::Engine::kSqlite ? 1'000 : 300;
  for (int i = 0; i < 5; ++i) users_.push_back(AddUser("user" + std::to_string(i)));
  places_.push_back(Direct(users_[0], users_[1]));
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    SCOPED_TRACE(step);
    clock.Advance(Upto(2'000));
    Act();
    for (const UserId user : users_) Compare(user);
  }
  EXPECT_GT(kept_ids_, steps) << "hardly anything was kept";
  EXPECT_GT(kept_places_, steps);
}

// What nobody asked for in a long while, or in which much happened, is read anew.
TEST_P(ListedPages, PlacesAreReadAnewWhenTooMuchMayHaveHappened) {
  users_ = {AddUser("ann"), AddUser("bob")};
  const ConversationId first = Direct(users_[0], users_[1]);
  ASSERT_TRUE(Say(users_[0], first, "text").ok());
  auto page = [&] {
    return Read([&](store::Txn& txn) {
      return conversation::ListPage(txn, As(users_[0]), places_kept_, conversation::Listing::kAll,
                                    10, 0);
    });
  };
  EXPECT_EQ(page().total, 1);
  static const store::Sql kDissolve{"update conversation set status = 1 where id = ?"};
  Exec(kDissolve, first);
  EXPECT_EQ(page().total, 1) << "nothing was told of it";
  clock.Advance(11 * 60 * 1000);
  EXPECT_EQ(page().total, 0);
}

}  // namespace
}  // namespace koine::history
