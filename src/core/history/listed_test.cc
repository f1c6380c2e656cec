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
  const UserId who = users_[static_cast<std::size_t>(Upto(static_cast<int>(users_.size())))];
  const UserId other = users_[static_cast<std::size_t>(Upto(static_cast<int>(users_.size())))];
  const ConversationId where =
      places_[static_cast<std::size_t>(Upto(static_cast<int>(places_.size())))];
  switch (Upto(15)) {
    case 0:
      if (who != other) places_.push_back(Direct(who, other));
      break;
    case 1:
      places_.push_back(Group(who, {other.value}));
      break;
    case 2:
    case 3:
      static_cast<void>(Say(who, where, "text"));
      break;
    case 4:
      static_cast<void>(MarkRead(who, where, 1));
      break;
    case 5:
    case 6:
      In<Member>(who, where, [](store::Txn& txn, const Member& place) -> Status {
        conversation::Hide(txn, place);
        return Ok();
      });
      break;
    case 7:
      In<GroupAdmin>(who, where, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
        KOINE_CHECK(group::AddMembers(txn, place, {other.value}));
        return Ok();
      });
      break;
    case 8:
      In<GroupAdmin>(who, where, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
        KOINE_CHECK(group::RemoveMembers(txn, place, {other.value}));
        return Ok();
      });
      break;
    case 9:
      In<GroupMember>(who, where, [](store::Txn& txn, const GroupMember& place) {
        return group::LeaveGroup(txn, place);
      });
      break;
    case 10:
      In<Member>(who, where, [&](store::Txn& txn, const Member& place) -> Status {
        conversation::SetPinned(txn, place, std::nullopt);
        return Ok();
      });
      break;
    case 11:
      In<Member>(who, where, [&](store::Txn& txn, const Member& place) -> Status {
        conversation::SettingsIn in;
        in.pinned = Upto(2) == 0;
        const access::Seated some[] = {place};
        conversation::ChangeMany(txn, some, in);
        return Ok();
      });
      break;
    case 12:
      In<Member>(who, where, [](store::Txn& txn, const Member& place) -> Status {
        conversation::Clear(txn, place);
        return Ok();
      });
      break;
    case 13:
      // The seats end later.
      In<GroupOwner>(who, where, [](store::Txn& txn, const GroupOwner& place) {
        return group::Dissolve(txn, place, true);
      });
      break;
    default:
      store::JobRunner jobs(store(), clock);
      group::AddJobs(jobs);
      clock.Advance(60'000);
      jobs.RunDue();
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
