#include <gtest/gtest.h>

#include "core/contact/contact.h"
#include "core/conversation/direct.h"
#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/erasure/deregister.h"
#include "core/event/event.h"
#include "core/group/announcement.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/identity/account.h"
#include "core/version/version.h"

// What moves which version log (openim-http 10), and which version the events tell.
namespace koine::version {
namespace {

using access::GroupAdmin;
using access::GroupMember;
using access::GroupOwner;
using Ids = std::vector<std::int64_t>;
constexpr auto kContacts = Collection::kContacts;
constexpr auto kGroups = Collection::kGroups;
constexpr auto kMembers = Collection::kMembers;
constexpr auto kConversations = Collection::kConversations;

class VersionHooks : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
  }
  Version Now(Collection what, std::int64_t owner) {
    return Read([&](store::Txn& txn) { return Current(txn, kTenant, what, owner); });
  }
  // What `act` did to a list: "+1 ~2 -3 self order v+1", in the order of the ids given as names.
  template <class F>
  std::string Effect(Collection what, std::int64_t owner, F act) {
    const Version before = Now(what, owner);
    act();
    const Delta delta =
        Read([&](store::Txn& txn) { return Since(txn, kTenant, what, owner, before); });
    std::string out = "v+" + std::to_string(delta.now.number - before.number);
    for (const std::int64_t id : delta.inserted) out += " +" + Name(id);
    for (const std::int64_t id : delta.updated) out += " ~" + Name(id);
    for (const std::int64_t id : delta.deleted) out += " -" + Name(id);
    if (delta.itself) out += " self";
    if (delta.order > 0) out += " order";
    return out;
  }
  std::string Name(std::int64_t id) const {
    if (id == ann_.value) return "ann";
    if (id == bob_.value) return "bob";
    if (id == cid_.value) return "cid";
    return "it";
  }
  template <class Proof, class F>
  void In(UserId who, ConversationId where, F fn) {
    const auto done = Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const Proof place, Proof::Open(txn, As(who), where));
      return fn(txn, place);
    });
    EXPECT_EQ(core::Outcome(done), "ok");
  }
  template <class F>
  void Do(F fn) {
    EXPECT_EQ(core::Outcome(Write(fn)), "ok");
  }
  // The only event of this kind since the last call.
  template <class T>
  T Told() {
    T out;
    int found = 0;
    for (const core::Heard& heard : TakeEvents()) {
      if (const T* one = heard.As<T>()) {
        out = *one;
        ++found;
      }
    }
    EXPECT_EQ(found, 1);
    return out;
  }
  void Become(UserId a, UserId b) {
    contact::Requested asked;
    Do([&](store::Txn& txn) -> Status {
      KOINE_TRY(asked, contact::SendRequest(txn, As(a), {b, "hi", "", ""}));
      return Ok();
    });
    Do([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto received, contact::ReceivedRequest::Open(txn, As(b), asked.id));
      return contact::AnswerRequest(txn, received, true, "");
    });
  }
  UserId ann_, bob_, cid_;
};
KOINE_ON_BOTH(VersionHooks);

TEST_P(VersionHooks, Contacts) {
  Become(ann_, cid_);
  EXPECT_EQ(Effect(kContacts, ann_.value, [&] { Become(ann_, bob_); }), "v+1 +bob");
  EXPECT_EQ(Now(kContacts, bob_.value).number, 1);
  TakeEvents();
  EXPECT_EQ(Effect(kContacts, ann_.value,
                   [&] {
                     Do([&](store::Txn& txn) -> Status {
                       KOINE_TRY(const auto bob, contact::OwnContact::Open(txn, As(ann_), bob_));
                       return contact::Change(txn, bob, "Bobby", std::nullopt);
                     });
                   }),
            "v+1 ~bob");
  const auto changed = Told<event::ContactEvent>();
  EXPECT_EQ(changed.from_list, Now(kContacts, ann_.value));
  EXPECT_EQ(changed.change, event::ContactChange::kRemark);
  EXPECT_EQ(Effect(kContacts, ann_.value,
                   [&] {
                     Do([&](store::Txn& txn) -> Status {
                       const Ids both = {bob_.value, cid_.value, 999};
                       KOINE_TRY(const auto all, contact::OwnContacts::Open(txn, As(ann_), both));
                       return contact::MoveToGroup(txn, all, "work");
                     });
                   }),
            "v+1 ~bob ~cid");
  EXPECT_EQ(Told<event::ContactEvent>().peers.size(), 2u);
  EXPECT_EQ(Effect(kContacts, ann_.value,
                   [&] {
                     Do([&](store::Txn& txn) -> Status {
                       KOINE_TRY(const auto work,
                                 contact::OwnContactGroup::Open(txn, As(ann_), "work"));
                       return contact::RenameGroup(txn, work, "play");
                     });
                   }),
            "v+1 ~bob ~cid");
  TakeEvents();
  // The black list has no log; who hears of it reads it anew.
  EXPECT_EQ(
      Effect(kContacts, ann_.value,
             [&] {
               Do([&](store::Txn& txn) { return contact::SetBlocked(txn, As(ann_), bob_, true); });
             }),
      "v+0");
  EXPECT_EQ(Told<event::ContactEvent>().change, event::ContactChange::kBlocked);
  const Version bobs = Now(kContacts, bob_.value);
  EXPECT_EQ(Effect(kContacts, ann_.value,
                   [&] {
                     Do([&](store::Txn& txn) -> Status {
                       KOINE_TRY(const auto bob, contact::OwnContact::Open(txn, As(ann_), bob_));
                       return contact::Remove(txn, bob);
                     });
                   }),
            "v+1 -bob");
  const auto removed = Told<event::ContactEvent>();
  EXPECT_EQ(removed.from_list, Now(kContacts, ann_.value));
  EXPECT_EQ(removed.to_list, (Version{bobs.number + 1, bobs.log}));
}

TEST_P(VersionHooks, AProfile) {
  Become(ann_, bob_);
  const ConversationId group = Group(ann_, {bob_.value, cid_.value});
  const ConversationId named = Group(ann_, {bob_.value});
  In<GroupMember>(bob_, named, [](store::Txn& txn, const GroupMember& place) {
    return group::SetOwnNickname(txn, place, "Bo");
  });
  TakeEvents();
  auto rename = [&] {
    Do([&](store::Txn& txn) -> Status {
      identity::ProfileChange change;
      change.nickname = "Robert";
      KOINE_TRY(const auto user, identity::ChangeProfile(txn, As(bob_), bob_, change));
      contact::TellProfile(txn, As(bob_), user);
      return Ok();
    });
  };
  EXPECT_EQ(Effect(kContacts, ann_.value, rename), "v+1 ~bob");
  TakeEvents();
  EXPECT_EQ(Effect(kMembers, group.value, rename), "v+1 ~bob");
  // Twice: in the second group bob has a name for that group, but shows the picture of the profile.
  int told = 0;
  for (const core::Heard& heard : TakeEvents()) {
    const auto* profile = heard.As<event::MemberProfile>();
    if (profile == nullptr) continue;
    ++told;
    EXPECT_EQ(profile->members, Now(kMembers, heard.event->place.id.value));
    EXPECT_TRUE(heard.event->to_members);
  }
  EXPECT_EQ(told, 2);
  EXPECT_EQ(Effect(kContacts, ann_.value,
                   [&] {
                     Do([&](store::Txn& txn) { return erasure::Deregister(txn, As(bob_), bob_); });
                   }),
            "v+2 -bob");
}

TEST_P(VersionHooks, ComingAndGoing) {
  const ConversationId group = Group(ann_, {bob_.value});
  EXPECT_EQ(Now(kMembers, group.value).number, 2);
  EXPECT_EQ(Now(kGroups, bob_.value).number, 1);
  EXPECT_EQ(Now(kConversations, bob_.value).number, 1);
  const ConversationId other = Group(ann_, {cid_.value});
  TakeEvents();
  auto add = [&] {
    In<GroupAdmin>(ann_, group, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
      KOINE_CHECK(group::AddMembers(txn, place, {cid_.value, bob_.value}));
      return Ok();
    });
  };
  EXPECT_EQ(Effect(kMembers, group.value, add), "v+1 +cid");
  EXPECT_EQ(Told<event::GroupEvent>().members, Now(kMembers, group.value));
  auto leave = [&] {
    In<GroupMember>(cid_, group, [](store::Txn& txn, const GroupMember& place) {
      return group::LeaveGroup(txn, place);
    });
  };
  EXPECT_EQ(Effect(kGroups, cid_.value, leave), "v+1 -it");
  EXPECT_EQ(Told<event::GroupEvent>().members, Now(kMembers, group.value));
  EXPECT_EQ(Effect(kGroups, cid_.value, add), "v+1 +it");
  // The member keeps the conversation, which ends where they left.
  EXPECT_EQ(Effect(kConversations, cid_.value, leave), "v+1 ~it");
  EXPECT_EQ(Effect(kConversations, cid_.value, add), "v+1 +it");
  auto remove = [&] {
    In<GroupAdmin>(ann_, group, [&](store::Txn& txn, const GroupAdmin& place) -> Status {
      KOINE_CHECK(group::RemoveMembers(txn, place, {cid_.value}));
      return Ok();
    });
  };
  TakeEvents();
  EXPECT_EQ(Effect(kMembers, group.value, remove), "v+1 -cid");
  EXPECT_EQ(Told<event::GroupEvent>().members, Now(kMembers, group.value));
  EXPECT_EQ(Now(kMembers, other.value).number, 2);
}

TEST_P(VersionHooks, RolesAndMutes) {
  const ConversationId group = Group(ann_, {bob_.value, cid_.value});
  TakeEvents();
  auto owner = [&](auto verb) {
    return [this, group, verb] { In<GroupOwner>(ann_, group, verb); };
  };
  auto told = [&] {
    const auto event = Told<event::GroupEvent>();
    EXPECT_EQ(event.members, Now(kMembers, group.value));
    return event.order;
  };
  EXPECT_EQ(Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) {
                     return group::SetMemberRole(txn, place, bob_, true);
                   })),
            "v+1 ~bob order");
  EXPECT_TRUE(told());
  EXPECT_EQ(Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) {
                     return group::MuteAll(txn, place, true);
                   })),
            "v+1 self");
  EXPECT_FALSE(told());
  EXPECT_EQ(
      Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) -> Status {
               KOINE_CHECK(group::MuteMembers(txn, place, {cid_.value}, kStartMs * 2));
               return Ok();
             })),
      "v+1 ~cid");
  EXPECT_FALSE(told());
  EXPECT_EQ(Effect(kMembers, group.value,
                   [&] {
                     In<GroupMember>(cid_, group, [](store::Txn& txn, const GroupMember& place) {
                       return group::SetOwnNickname(txn, place, "Sid");
                     });
                   }),
            "v+1 ~cid");
  EXPECT_FALSE(told());
  EXPECT_EQ(Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) {
                     return group::Transfer(txn, place, bob_);
                   })),
            "v+1 ~ann ~bob self order");
  EXPECT_TRUE(told());
  // None of it concerns the lists of the members.
  EXPECT_EQ(Now(kGroups, bob_.value).number, 1);
  EXPECT_EQ(Now(kConversations, bob_.value).number, 1);
}

TEST_P(VersionHooks, TheGroupItself) {
  const ConversationId group = Group(ann_, {bob_.value, cid_.value});
  TakeEvents();
  auto owner = [&](auto verb) {
    return [this, group, verb] { In<GroupOwner>(ann_, group, verb); };
  };
  EXPECT_EQ(Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) {
                     group::GroupChange change;
                     change.name = "new";
                     return group::UpdateGroup(txn, place, change);
                   })),
            "v+1 self");
  EXPECT_EQ(Told<event::GroupEvent>().members, Now(kMembers, group.value));
  EXPECT_EQ(
      Effect(kMembers, group.value, owner([&](store::Txn& txn, const GroupOwner& place) -> Status {
               KOINE_CHECK(group::Publish(txn, place, {"read this", "", false, 0}));
               return Ok();
             })),
      "v+1 self");
  EXPECT_EQ(Told<event::GroupEvent>().members, Now(kMembers, group.value));
  auto dissolve =
      owner([&](store::Txn& txn, const GroupOwner& place) { return group::Dissolve(txn, place); });
  EXPECT_EQ(Effect(kGroups, cid_.value, dissolve), "v+1 -it");
  EXPECT_EQ(Effect(kConversations, cid_.value,
                   [&] {
                     store::JobRunner jobs(store(), clock);
                     group::AddJobs(jobs);
                     clock.Advance(60'000);
                     jobs.RunDue();
                   }),
            "v+1 ~it");
  EXPECT_EQ(Now(kGroups, cid_.value).number, 2);
}

TEST_P(VersionHooks, ConversationsAndNotMessages) {
  const ConversationId first = Direct(ann_, cid_);
  EXPECT_EQ(Now(kConversations, cid_.value).number, 1);
  const ConversationId direct = Direct(ann_, bob_);
  EXPECT_EQ(Effect(kConversations, ann_.value,
                   [&] {
                     ASSERT_EQ(core::Outcome(Say(ann_, direct, "one")), "ok");
                     ASSERT_EQ(core::Outcome(Say(bob_, direct, "two")), "ok");
                     ASSERT_EQ(core::Outcome(MarkRead(ann_, direct, 2)), "ok");
                     EXPECT_EQ(Direct(ann_, bob_), direct);
                   }),
            "v+0");
  auto set = [&](conversation::SettingsIn in) {
    return [this, direct, in] {
      In<access::Member>(ann_, direct, [&](store::Txn& txn, const access::Member& place) -> Status {
        conversation::ChangeSettings(txn, place, in);
        return Ok();
      });
    };
  };
  EXPECT_EQ(Effect(kConversations, ann_.value, set({true, {}, {}, {}})), "v+1 ~it");
  EXPECT_EQ(Effect(kConversations, ann_.value, set({true, {}, {}, {}})), "v+0");
  EXPECT_EQ(Effect(kConversations, ann_.value, set({{}, {}, "draft", {}})), "v+0");
  EXPECT_EQ(Effect(kConversations, ann_.value,
                   [&] {
                     In<access::Member>(ann_, direct,
                                        [](store::Txn& txn, const access::Member& p) -> Status {
                                          conversation::Clear(txn, p);
                                          return Ok();
                                        });
                   }),
            "v+1 ~it");
  EXPECT_EQ(Effect(kConversations, ann_.value,
                   [&] {
                     In<access::Member>(ann_, direct,
                                        [](store::Txn& txn, const access::Member& p) -> Status {
                                          conversation::Hide(txn, p);
                                          return Ok();
                                        });
                   }),
            "v+1 -it");
  EXPECT_EQ(Effect(kConversations, ann_.value, [&] { Direct(ann_, bob_); }), "v+1 +it");
  EXPECT_EQ(Now(kConversations, bob_.value).number, 1);
  EXPECT_NE(first, direct);
}

}  // namespace
}  // namespace koine::version
