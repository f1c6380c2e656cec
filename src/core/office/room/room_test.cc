#include "core/office/room/room.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/room/booking.h"
#include "core/office/room/rows.h"
#include "core/office/room/schedule.h"
#include "core/office/room/system.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"

namespace koine::room {
namespace {

using core::Outcome;
using store::Txn;

class MeetingRooms : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    admin_ = AddUser("boss");
  }
  RoomChange Named(const std::string& name) {
    RoomChange change;
    change.name = name;
    change.capacity = 10;
    return change;
  }
  Result<MeetingRoomId> Add(const RoomChange& change) {
    return Write([&](Txn& txn) { return AddRoom(txn, AsAdmin(admin_), change); });
  }
  MeetingRoomId Made(const std::string& name, bool confirmed = false) {
    RoomChange change = Named(name);
    change.confirmed = confirmed;
    const auto id = Add(change);
    EXPECT_TRUE(id.ok());
    return id.ok() ? *id : MeetingRoomId();
  }
  // A booking that begins so many minutes from now and lasts as many.
  Result<BookingId> Reserve(UserId who, MeetingRoomId id, std::int64_t in, std::int64_t minutes,
                            std::vector<std::int64_t> attendees = {}) {
    return Write([&](Txn& txn) -> Result<BookingId> {
      KOINE_TRY(const RoomDoor door, RoomDoor::Open(txn, As(who), id));
      BookIn what;
      what.title = "Weekly";
      what.people = 2;
      what.attendees = attendees;
      what.span.begin = txn.now_ms() + in * kMinuteMs;
      what.span.end = what.span.begin + minutes * kMinuteMs;
      return Book(txn, door, what);
    });
  }
  template <class Door, class F>
  Status On(const access::Principal& who, BookingId id, F fn) {
    return Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Door door, Door::Open(txn, who, id));
      return fn(txn, door);
    });
  }
  Status CallOff(UserId who, BookingId id) {
    return On<EndedBooking>(
        As(who), id, [](Txn& txn, const EndedBooking& door) { return Cancel(txn, door, ""); });
  }
  Status Come(UserId who, BookingId id) {
    return On<AttendedBooking>(
        As(who), id, [](Txn& txn, const AttendedBooking& door) { return CheckIn(txn, door); });
  }
  BookingStatus StatusOf(BookingId id) {
    return Read([&](Txn& txn) { return FindBooking(txn, kTenant, id)->status; });
  }
  std::int64_t Heard(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kMeeting;
      return notification::Count(txn, As(who), filter);
    });
  }
  UserId ann_, bob_, admin_;
};
KOINE_ON_BOTH(MeetingRooms);

TEST_P(MeetingRooms, ListsTakeAsManyStatementsForManyAsForOne) {
  const MeetingRoomId id = Made("a");
  EXPECT_TRUE(Reserve(ann_, id, 60, 30, {bob_.value}).ok());
  const auto statements = [&] {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      ListOwn(counting, As(ann_), 100, 0);
      ListRooms(counting, As(ann_), {}, 100, 0);
      return counting.statements();
    });
  };
  const int one = statements();
  for (int i = 1; i < 15; ++i) EXPECT_TRUE(Reserve(ann_, id, 60 + i * 40, 30, {bob_.value}).ok());
  Made("b");
  EXPECT_EQ(statements(), one);
}

TEST(MeetingStates, TheDocumentedOnesAreThose) {
  const std::span<const office::Transition<BookingStatus, BookingAct>> table = kBookingStates;
  EXPECT_EQ(office::DocumentedStates("booking"), office::TableOf(table));
}

// Every state × every act: what is not in the list of the contract leads nowhere.
TEST(MeetingStates, NothingElseIsAllowed) {
  const std::set<std::string> allowed = {
      "PENDING confirm CONFIRMED",     "PENDING cancel CANCELLED",
      "CONFIRMED cancel CANCELLED",    "CONFIRMED check in CONFIRMED",
      "CONFIRMED check out COMPLETED", "CONFIRMED release CANCELLED",
      "CONFIRMED finish COMPLETED",    "COMPLETED feedback COMPLETED"};
  std::set<std::string> found;
  for (const auto& from : json::TypeOf<BookingStatus>()->enumerators) {
    for (const auto& act : json::TypeOf<BookingAct>()->enumerators) {
      const auto to =
          After(static_cast<BookingStatus>(from.value), static_cast<BookingAct>(act.value));
      if (!to) continue;
      found.insert(std::string(from.text) + " " + std::string(act.text) + " " +
                   std::string(office::WordOf(*to)));
    }
  }
  EXPECT_EQ(found, allowed);
}

TEST_P(MeetingRooms, ANumberIsThatOfOneRoom) {
  RoomChange change = Named("a");
  change.number = "1";
  const auto first = Add(change);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(Outcome(Add(change)), "Conflict:room_number");
  EXPECT_EQ(Outcome(Add(Named("b"))), "ok");
  EXPECT_EQ(Outcome(Add(Named("c"))), "ok");  // none is no number
  ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              KOINE_TRY(const RoomDoor door, RoomDoor::Open(txn, AsAdmin(admin_), *first));
              return RemoveRoom(txn, door);
            })),
            "ok");
  EXPECT_EQ(Outcome(Add(change)), "ok");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return AddRoom(txn, As(ann_), change); })), "Forbidden");
}

TEST_P(MeetingRooms, ARoomOfAnotherTenantIsNotThere) {
  const MeetingRoomId id = Made("a");
  const UserId stranger = AddUser("eve", kOtherTenant);
  const access::Principal who = As(stranger, {.tenant = kOtherTenant});
  EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              KOINE_CHECK(RoomDoor::Open(txn, who, id));
              return Ok();
            })),
            "NotFound:meeting_room");
}

TEST_P(MeetingRooms, OfManyAtOnceOneGetsTheRoom) {
  constexpr int kThreads = 8, kEach = 12;
  const MeetingRoomId id = Made("a");
  std::atomic<int> won = 0, lost = 0;
  core::OnThreads(kThreads, [&](int n) {
    for (int i = 0; i < kEach; ++i) {
      const std::string outcome = Outcome(Reserve(n % 2 == 0 ? ann_ : bob_, id, 60 + i, 120));
      won += outcome == "ok" ? 1 : 0;
      lost += outcome == "Conflict:booking" ? 1 : 0;
    }
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, kThreads * kEach - 1);
}

TEST_P(MeetingRooms, OfConfirmAndCancelAtOnceTheStateIsOneThatTheTableHas) {
  const auto id = Reserve(ann_, Made("a", true), 60, 60);
  ASSERT_TRUE(id.ok());
  std::atomic<int> cancelled = 0, confirmed = 0;
  core::OnThreads(6, [&](int n) {
    const Status done = n % 2 == 0 ? CallOff(ann_, *id)
                                   : On<WaitingBooking>(AsAdmin(admin_), *id,
                                                        [](Txn& txn, const WaitingBooking& door) {
                                                          return Confirm(txn, door);
                                                        });
    (n % 2 == 0 ? cancelled : confirmed) += done.ok() ? 1 : 0;
  });
  EXPECT_EQ(cancelled, 1);
  EXPECT_LE(confirmed, 1);
  EXPECT_EQ(StatusOf(*id), BookingStatus::kCancelled);
}

TEST_P(MeetingRooms, TheJobRemindsOnceAndEndsIt) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, 0);
  const auto id = Reserve(ann_, Made("a"), 60, 30, {bob_.value});
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(Heard(bob_), 1);
  EXPECT_EQ(Heard(ann_), 0);
  clock.Advance(45 * kMinuteMs);
  jobs.RunDue();
  jobs.RunDue();
  EXPECT_EQ(Heard(bob_), 2);
  EXPECT_EQ(Heard(ann_), 1);
  EXPECT_EQ(Outcome(Come(bob_, *id)), "ok");
  EXPECT_EQ(Outcome(Come(bob_, *id)), "BadState:checked_in");
  clock.Advance(15 * kMinuteMs);
  jobs.RunDue();
  EXPECT_EQ(StatusOf(*id), BookingStatus::kConfirmed);
  clock.Advance(30 * kMinuteMs);
  jobs.RunDue();
  EXPECT_EQ(StatusOf(*id), BookingStatus::kCompleted);
  EXPECT_EQ(Heard(bob_), 2);
}

TEST_P(MeetingRooms, NobodyIsRemindedOfWhatWasCalledOffOrHasBegun) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, 0);
  const MeetingRoomId room = Made("a");
  const auto off = Reserve(ann_, room, 60, 30, {bob_.value});
  const auto begun = Reserve(ann_, room, 100, 30, {bob_.value});
  ASSERT_TRUE(off.ok() && begun.ok());
  ASSERT_EQ(Outcome(CallOff(ann_, *off)), "ok");
  EXPECT_EQ(Heard(bob_), 3);
  clock.Advance(2 * kHourMs);  // as after an outage
  jobs.RunDue();
  EXPECT_EQ(Heard(bob_), 3);
  EXPECT_EQ(StatusOf(*begun), BookingStatus::kConfirmed);
}

TEST_P(MeetingRooms, ARoomToWhichNobodyComesIsReleased) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, 15 * kMinuteMs);
  const MeetingRoomId room = Made("a");
  const auto id = Reserve(ann_, room, 20, 60);
  const auto kept = Reserve(bob_, room, 80, 60);
  ASSERT_TRUE(id.ok() && kept.ok());
  clock.Advance(20 * kMinuteMs);
  jobs.RunDue();
  clock.Advance(14 * kMinuteMs);
  jobs.RunDue();
  EXPECT_EQ(StatusOf(*id), BookingStatus::kConfirmed);
  clock.Advance(kMinuteMs);
  jobs.RunDue();
  EXPECT_EQ(StatusOf(*id), BookingStatus::kCancelled);
  EXPECT_EQ(Outcome(Reserve(bob_, room, 1, 30)), "ok");
  clock.Advance(40 * kMinuteMs);
  EXPECT_EQ(Outcome(Come(bob_, *kept)), "ok");
  jobs.RunDue();
  clock.Advance(30 * kMinuteMs);
  jobs.RunDue();
  EXPECT_EQ(StatusOf(*kept), BookingStatus::kConfirmed);
}

TEST_P(MeetingRooms, WhoIsGoneHoldsNoRoom) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, 0);
  const MeetingRoomId room = Made("a");
  std::vector<BookingId> made;
  for (int i = 0; i < 25; ++i) {
    const auto id = Reserve(ann_, room, 60 * (i + 1), 60, {bob_.value});
    ASSERT_TRUE(id.ok());
    made.push_back(*id);
  }
  ASSERT_EQ(Outcome(Write([&](Txn& txn) -> Status {
              EndBookings(txn, kTenant, ann_);
              return Ok();
            })),
            "ok");
  jobs.RunDue();
  clock.Advance(kMinuteMs);
  jobs.RunDue();
  for (const BookingId id : made) EXPECT_EQ(StatusOf(id), BookingStatus::kCancelled);
  EXPECT_EQ(Heard(bob_), 50);
  EXPECT_EQ(Outcome(Reserve(bob_, room, 59, 60)), "ok");
}

TEST_P(MeetingRooms, FreeOnesAndNumbersAreCounted) {
  const MeetingRoomId a = Made("a"), b = Made("b");
  ASSERT_EQ(Outcome(Reserve(ann_, a, 10, 60)), "ok");
  const auto names = [&](std::int64_t in, std::int64_t minutes) {
    return Read([&](Txn& txn) {
      FreeFilter filter;
      filter.span = Span{txn.now_ms() + in * kMinuteMs, txn.now_ms() + (in + minutes) * kMinuteMs};
      std::string out;
      for (const Room& room : ListFree(txn, As(ann_), filter, 10, 0)) out += room.name;
      EXPECT_EQ(CountFree(txn, As(ann_), filter), static_cast<std::int64_t>(out.size()));
      return out;
    });
  };
  EXPECT_EQ(names(0, 10), "ab");
  EXPECT_EQ(names(0, 11), "b");
  clock.Advance(11 * kMinuteMs);
  const auto counted = Read([&](Txn& txn) {
    return Count(txn, As(ann_), {txn.now_ms() - kHourMs, txn.now_ms() + kHourMs});
  });
  EXPECT_EQ(counted.rooms, 2);
  EXPECT_EQ(counted.open, 2);
  EXPECT_EQ(counted.occupied, 1);
  EXPECT_EQ(counted.today, 1);
  EXPECT_EQ(counted.mine, 0);
  const Room shown =
      Read([&](Txn& txn) { return GetRoom(txn, *RoomDoor::Open(txn, As(bob_), a)); });
  EXPECT_TRUE(shown.occupied);
  EXPECT_EQ(shown.bookings, 1);
  static_cast<void>(b);
}

class MeetingRoomPlans : public core::PlansTest {};

TEST_F(MeetingRoomPlans, ListsAreLookedUp) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& txn) {
    const access::Principal who = As(ann);
    RoomFilter filter;
    ListRooms(txn, who, filter, 10, 0);
    std::vector<Room> rooms(2);
    rooms[0].id = MeetingRoomId(1);
    rooms[1].id = MeetingRoomId(2);
    FillFacts(txn, kTenant, &rooms);
    ListFree(txn, who, {Span{1, 2}, 0}, 10, 0);
    Count(txn, who, {1, 2});
    ListOwn(txn, who, 10, 0);
    CountOwn(txn, who);
    CountComing(txn, kTenant, ann);
    IsTaken(txn, kTenant, MeetingRoomId(1), {1, 2});
    HasComing(txn, kTenant, MeetingRoomId(1));
    SelectOf(txn, kTenant, MeetingRoomId(1), {1, 2}, 10);
    const std::int64_t ids[] = {1, 2};
    FindSeats(txn, kTenant, ids);
    FindRooms(txn, kTenant, ids);
    for (const char* scan : {"SCAN meeting_room", "SCAN meeting_booking", "SCAN meeting_attendee",
                             "SCAN b", "SCAN r"}) {
      EXPECT_EQ(txn.used().find(scan), std::string::npos) << txn.used();
    }
  });
}

}  // namespace
}  // namespace koine::room
