#include "core/contact/contact.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "core/contact/rows.h"
#include "core/conversation/direct.h"
#include "core/conversation/summary.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/system.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"

namespace koine::contact {
namespace {

using core::Outcome;
using event::ContactAction;

class Contacts : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    TakeEvents();
  }
  Result<Requested> Ask(UserId from, UserId to, std::string remark = "",
                        std::string group_name = "") {
    return Write([&](store::Txn& txn) {
      return SendRequest(txn, As(from), {to, "it is me", group_name, remark});
    });
  }
  Status Answer(UserId who, RequestId id, bool approve, std::string remark = "") {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto received, ReceivedRequest::Open(txn, As(who), id));
      return AnswerRequest(txn, received, approve, remark);
    });
  }
  Status Part(UserId who, UserId peer) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto contact, OwnContact::Open(txn, As(who), peer));
      return Remove(txn, contact);
    });
  }
  std::vector<Contact> Of(UserId owner) {
    return Read([&](store::Txn& txn) { return ListContacts(txn, As(owner), 100); });
  }
  std::vector<RequestRow> Received(UserId user, bool all) {
    return Read([&](store::Txn& txn) {
      const std::int64_t pending[] = {static_cast<std::int64_t>(RequestStatus::kPending)};
      const RequestFilter some{false, pending};
      return PageRequests(txn, As(user), all ? RequestFilter{} : some, 100, 0);
    });
  }
  bool Friends(UserId a, UserId b) {
    return Read([&](store::Txn& txn) { return FindEdges(txn, As(a), b).friends(); });
  }
  // Notices "friends now" in the pair's conversation.
  std::int64_t Greetings(UserId a, UserId b) {
    auto id = Read([&](store::Txn& txn) { return conversation::FindDirect(txn, As(a), b); });
    if (!id) return 0;
    return Summary(a, *id)->conversation.last_seq;
  }
  // The users who got a line in their list of notifications, about contacts.
  static std::vector<UserId> NotifiedOf(const std::vector<core::Heard>& events) {
    std::vector<UserId> out;
    for (const core::Heard& heard : events) {
      const auto* told = heard.As<event::Notified>();
      if (told == nullptr) continue;
      EXPECT_EQ(told->type, "CONTACT");
      for (const UserId user : heard.event->users) out.push_back(user);
    }
    return out;
  }
  UserId ann_, bob_, cid_;
};
KOINE_ON_BOTH(Contacts);

TEST_P(Contacts, ARequestWaitsForItsReceiver) {
  auto asked = Ask(ann_, bob_, "Bobby", "work");
  ASSERT_TRUE(asked.ok());
  EXPECT_FALSE(asked->approved);
  EXPECT_FALSE(Friends(ann_, bob_));
  const auto rows = Received(bob_, false);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].request.id, asked->id);
  EXPECT_EQ(rows[0].request.message, "it is me");
  EXPECT_EQ(rows[0].other.id, ann_);
  EXPECT_TRUE(Received(ann_, true).empty());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(NotifiedOf(events), std::vector<UserId>{bob_});
  const auto* told = events[0].As<event::ContactEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, ContactAction::kRequested);
  EXPECT_EQ(told->request, asked->id);
  EXPECT_EQ(told->from.id, ann_);
  EXPECT_EQ(told->to.id, bob_);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{bob_, ann_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{bob_});
}

TEST_P(Contacts, RequestsThatCannotBe) {
  EXPECT_EQ(Outcome(Ask(ann_, ann_)), "SelfTarget:contact");
  EXPECT_EQ(Outcome(Ask(ann_, UserId(77))), "UserNotFound:target");
  EXPECT_EQ(Outcome(Ask(ann_, AddUser("far", kOtherTenant))), "UserNotFound:target");
  EXPECT_EQ(Outcome(Ask(UserId(77), ann_)), "UserNotFound:sender");
  ASSERT_EQ(Outcome(Ask(ann_, bob_)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "RequestPending");
  Block(cid_, ann_);
  EXPECT_EQ(Outcome(Ask(ann_, cid_)), "BlockedByPeer");
  Exec(core::kSetUserState, 3, 0, cid_);
  EXPECT_EQ(Outcome(Ask(ann_, cid_)), "UserNotFound:target");
}

TEST_P(Contacts, ApprovalMakesBothFriends) {
  auto asked = Ask(ann_, bob_, "Bobby", "work");
  ASSERT_TRUE(asked.ok());
  TakeEvents();
  clock.Advance(10);
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, true, "Annie")), "ok");
  EXPECT_TRUE(Friends(ann_, bob_));
  auto mine = Of(ann_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].peer.id, bob_);
  EXPECT_EQ(mine[0].remark, "Bobby");
  EXPECT_EQ(mine[0].group_name, "work");
  mine = Of(bob_);
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine[0].remark, "Annie");
  EXPECT_EQ(mine[0].group_name, kDefaultGroup);
  EXPECT_TRUE(Received(bob_, false).empty());
  const auto rows = Received(bob_, true);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].request.status, RequestStatus::kApproved);
  EXPECT_EQ(rows[0].request.handled_at, kStartMs + 10);
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "AlreadyFriends");
  EXPECT_EQ(Outcome(Ask(bob_, ann_)), "AlreadyFriends");

  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 5u);
  EXPECT_EQ(NotifiedOf(events), (std::vector<UserId>{ann_, bob_}));
  const auto* told = events[0].As<event::ContactEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, ContactAction::kApproved);
  EXPECT_EQ(told->from.id, ann_);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  ASSERT_NE(events[1].As<event::ConversationAdded>(), nullptr);
  EXPECT_EQ(events[1].event->users.size(), 2u);
  const auto* line = events[2].As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(body::Preview(line->message.body), "你们已成为好友，现在可以开始聊天了");
  // Both have the conversation in their lists, with nothing unread.
  const ConversationId id = events[2].event->place.id;
  for (const UserId user : {ann_, bob_}) {
    EXPECT_EQ(Read([&](store::Txn& txn) {
                return conversation::ListSummaries(txn, As(user), 10).size();
              }),
              1u);
    EXPECT_EQ(Unread(user, id), 0);
  }
}

TEST_P(Contacts, RefusalIsFinalForThisRequestOnly) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  TakeEvents();
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, false)), "ok");
  EXPECT_FALSE(Friends(ann_, bob_));
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(NotifiedOf(events), std::vector<UserId>{ann_});
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kRejected);
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestHandled");
  auto again = Ask(ann_, bob_);
  ASSERT_TRUE(again.ok());
  EXPECT_NE(again->id, asked->id);
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestNotFound");
  EXPECT_EQ(Outcome(Answer(bob_, again->id, true)), "ok");
  EXPECT_TRUE(Friends(ann_, bob_));
}

TEST_P(Contacts, OnlyTheReceiverAnswers) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(Outcome(Answer(cid_, asked->id, true)), "RequestNotFound");
  EXPECT_EQ(Outcome(Answer(ann_, asked->id, true)), "Forbidden:request");
  EXPECT_EQ(Outcome(Answer(bob_, RequestId(999), true)), "RequestNotFound");
  EXPECT_FALSE(Friends(ann_, bob_));
}

TEST_P(Contacts, AskingWhoHasAskedIsApproval) {
  auto first = Ask(ann_, bob_, "Bobby");
  ASSERT_TRUE(first.ok());
  auto second = Ask(bob_, ann_, "Annie");
  ASSERT_TRUE(second.ok());
  EXPECT_TRUE(second->approved);
  EXPECT_EQ(second->id, first->id);
  EXPECT_TRUE(Friends(ann_, bob_));
  EXPECT_EQ(Outcome(Answer(bob_, first->id, true)), "RequestHandled");
  EXPECT_EQ(Of(ann_)[0].remark, "Bobby");
  EXPECT_EQ(Of(bob_)[0].remark, "Annie");
}

TEST_P(Contacts, BothAskingAtOnceBecomeFriendsOnce) {
  std::atomic<int> waiting = 0;
  std::atomic<int> approved = 0;
  core::OnThreads(2, [&](int i) {
    auto asked = i == 0 ? Ask(ann_, bob_) : Ask(bob_, ann_);
    ASSERT_EQ(Outcome(asked), "ok");
    ++(asked->approved ? approved : waiting);
  });
  EXPECT_EQ(waiting, 1);
  EXPECT_EQ(approved, 1);
  EXPECT_TRUE(Friends(ann_, bob_));
  EXPECT_EQ(Of(ann_).size(), 1u);
  EXPECT_EQ(Greetings(ann_, bob_), 1);
}

TEST_P(Contacts, AnsweringFromManyDevicesBefriendsOnce) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  std::atomic<int> done = 0;
  core::OnThreads(8, [&](int) {
    auto out = Answer(bob_, asked->id, true);
    if (out.ok()) ++done;
    if (!out.ok()) {
      EXPECT_EQ(Outcome(out), "RequestHandled");
    }
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(Greetings(ann_, bob_), 1);
}

TEST_P(Contacts, ARequestExpires) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  clock.Advance(kRequestExpiresMs - 1);
  EXPECT_EQ(Received(bob_, false).size(), 1u);
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "RequestPending");
  clock.Advance(1);
  EXPECT_TRUE(Received(bob_, false).empty());
  EXPECT_EQ(Outcome(Answer(bob_, asked->id, true)), "RequestHandled");
  // The other's own request is a new one, not an approval.
  auto reverse = Ask(bob_, ann_);
  ASSERT_TRUE(reverse.ok());
  EXPECT_FALSE(reverse->approved);
}

TEST_P(Contacts, AListHasAnEndThatIsTold) {
  // All but one of bob's.
  const Status put = Write([&](store::Txn& txn) -> Status {
    for (int i = 1; i < kContactsMax; ++i) {
      PutEdge(txn, kTenant, bob_, UserId(1'000'000 + i), kDefaultGroup, "");
    }
    return Ok();
  });
  ASSERT_TRUE(put.ok());
  const UserId dan = AddUser("dan");
  const auto waits = Ask(dan, bob_);
  ASSERT_TRUE(waits.ok());
  const auto last = Ask(ann_, bob_);
  ASSERT_TRUE(last.ok());
  EXPECT_EQ(Outcome(Answer(bob_, last->id, true)), "ok");
  const auto listed =
      Read([&](store::Txn& txn) { return ListContacts(txn, As(bob_), kContactsMax + 1).size(); });
  EXPECT_EQ(listed, 1U);  // the others are no users
  EXPECT_EQ(Outcome(Answer(bob_, waits->id, true)), "BadState:contacts_full");
  EXPECT_EQ(Outcome(Ask(bob_, cid_)), "BadState:contacts_full");
  EXPECT_EQ(Outcome(Ask(cid_, bob_)), "BadState:peer_contacts_full");
  const auto import = [&](UserId who, UserId peer) {
    return Write([&](store::Txn& txn) {
      const std::int64_t peers[] = {peer.value};
      return Import(txn, As(who), peers, who);
    });
  };
  EXPECT_EQ(Outcome(import(bob_, cid_)), "BadState:contacts_full");
  EXPECT_EQ(Outcome(import(cid_, bob_)), "BadState:peer_contacts_full");
  // Who is there already may come again.
  EXPECT_EQ(Outcome(import(bob_, ann_)), "ok");
  EXPECT_EQ(Outcome(import(ann_, bob_)), "ok");
  // What ends makes room.
  EXPECT_EQ(Outcome(Part(bob_, ann_)), "ok");
  EXPECT_EQ(Outcome(Answer(bob_, waits->id, true)), "ok");
}

TEST_P(Contacts, WaitingRequestsAreLimitedEachWay) {
  policy.pending_requests_max = 2;
  const UserId dan = AddUser("dan");
  const UserId eve = AddUser("eve");
  const UserId fay = AddUser("fay");
  ASSERT_EQ(Outcome(Ask(ann_, bob_)), "ok");
  auto second = Ask(ann_, cid_);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(Outcome(Ask(ann_, dan)), "BadState:requests_full");
  ASSERT_EQ(Outcome(Ask(dan, bob_)), "ok");
  EXPECT_EQ(Outcome(Ask(eve, bob_)), "BadState:requests_full");
  // An answer makes room; so does time.
  ASSERT_EQ(Outcome(Answer(cid_, second->id, false)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, fay)), "ok");
  clock.Advance(kRequestExpiresMs);
  EXPECT_EQ(Outcome(Ask(eve, bob_)), "ok");
}

TEST_P(Contacts, RequestsAreCountedByTheDay) {
  policy.allowances.contacts_per_day = 2;
  const UserId dan = AddUser("dan");
  clock.Advance(24 * 3600 * 1000 - clock.NowMs() % (24 * 3600 * 1000));  // a new day
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, cid_)), "ok");
  EXPECT_EQ(Outcome(Ask(ann_, dan)), "RateLimited");
  EXPECT_EQ(Outcome(Ask(ann_, dan)), "RateLimited");
  // Others have a count of their own, and it is a new one the next day.
  EXPECT_EQ(Outcome(Ask(bob_, dan)), "ok");
  clock.Advance(24LL * 3600 * 1000);
  EXPECT_EQ(Outcome(Ask(ann_, dan)), "ok");
}

TEST_P(Contacts, RemovalIsForBothAndLeavesTheConversation) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, true)), "ok");
  TakeEvents();
  ASSERT_EQ(Outcome(Part(bob_, ann_)), "ok");
  EXPECT_TRUE(Of(ann_).empty());
  EXPECT_TRUE(Of(bob_).empty());
  EXPECT_EQ(Outcome(Part(bob_, ann_)), "NotFriends");
  EXPECT_EQ(Outcome(Part(ann_, bob_)), "NotFriends");
  EXPECT_EQ(Outcome(Part(ann_, UserId(77))), "NotFriends");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kRemoved);
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{bob_, ann_}));
  EXPECT_EQ(events[0].event->targets, std::vector<UserId>{ann_});
  const auto* line = events[1].As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(body::Preview(line->message.body), "你们的好友关系已解除");
  EXPECT_EQ(Unread(ann_, events[1].event->place.id), 0);
  EXPECT_EQ(Outcome(Say(ann_, Direct(ann_, bob_), "still here")), "ok");
  // Friendship needs a new request.
  auto again = Ask(ann_, bob_);
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(again->approved);
}

TEST_P(Contacts, AOneSidedEdgeEndsQuietly) {
  Befriend(ann_, bob_);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                DeleteEdge(txn, kTenant, ann_, bob_);
                return Ok();
              }).ok());
  TakeEvents();
  EXPECT_EQ(Outcome(Part(ann_, bob_)), "NotFriends");
  ASSERT_EQ(Outcome(Part(bob_, ann_)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{bob_});
}

TEST_P(Contacts, RemovingAtOnceFromBothSidesEndsItOnce) {
  auto asked = Ask(ann_, bob_);
  ASSERT_TRUE(asked.ok());
  ASSERT_EQ(Outcome(Answer(bob_, asked->id, true)), "ok");
  std::atomic<int> done = 0;
  core::OnThreads(4, [&](int i) {
    auto out = i % 2 == 0 ? Part(ann_, bob_) : Part(bob_, ann_);
    if (out.ok()) ++done;
    if (!out.ok()) {
      EXPECT_EQ(Outcome(out), "NotFriends");
    }
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(Greetings(ann_, bob_), 2);  // the first line and the last
}

TEST_P(Contacts, ABlockStopsRequestsAndMessagesUntilItEnds) {
  const ConversationId direct = Direct(ann_, bob_);
  ASSERT_EQ(Outcome(Say(ann_, direct, "hello")), "ok");  // opens the answer for bob
  auto block = [&](UserId who, UserId peer, bool on) {
    return Write([&](store::Txn& txn) { return SetBlocked(txn, As(who), peer, on); });
  };
  TakeEvents();
  ASSERT_EQ(Outcome(block(bob_, ann_, true)), "ok");
  ASSERT_EQ(Outcome(block(bob_, ann_, true)), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kChanged);
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{bob_});
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "BlockedByPeer");
  EXPECT_EQ(Outcome(Say(ann_, direct, "hello")), "BlockedByPeer");
  EXPECT_EQ(Outcome(Say(bob_, direct, "hello")), "ok");
  const auto rows = Read([&](store::Txn& txn) { return ListBlocks(txn, As(bob_), 10); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].peer.id, ann_);
  // The opening for answers is closed: where friendship is asked for, bob's message was none.
  policy.friends_only = true;
  EXPECT_EQ(Outcome(Say(bob_, direct, "hello")), "NotFriends");
  policy.friends_only = false;
  ASSERT_EQ(Outcome(block(bob_, ann_, false)), "ok");
  EXPECT_EQ(Outcome(Say(ann_, direct, "hello")), "ok");
  EXPECT_EQ(Outcome(block(bob_, bob_, true)), "SelfTarget:block");
  EXPECT_EQ(Outcome(block(bob_, UserId(77), true)), "UserNotFound:target");
}

TEST_P(Contacts, GroupsAreWhatTheirContactsSay) {
  Befriend(ann_, bob_);
  Befriend(ann_, cid_);
  auto run = [&](auto verb) { return Write([&](store::Txn& txn) -> Status { return verb(txn); }); };
  auto names = [&] {
    std::vector<std::string> out;
    for (const auto& group :
         Read([&](store::Txn& txn) { return ListGroupNames(txn, As(ann_), 10); })) {
      out.push_back(group.name + ":" + std::to_string(group.contacts));
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(names(), Words{"g:2"});
  const std::vector<std::int64_t> some = {cid_.value, 77};
  auto move = [&](const char* to) {
    return run([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto contacts, OwnContacts::Open(txn, As(ann_), some));
      return MoveToGroup(txn, contacts, to);
    });
  };
  auto rename = [&](const char* from, const char* to) {
    return run([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto group, OwnContactGroup::Open(txn, As(ann_), from));
      return RenameGroup(txn, group, to);
    });
  };
  EXPECT_EQ(Outcome(move("h")), "ok");
  EXPECT_EQ(names(), (Words{"g:1", "h:1"}));
  EXPECT_EQ(Outcome(rename("h", "g")), "Conflict:name");
  EXPECT_EQ(Outcome(rename("x", "y")), "NotFound:contact_group");
  EXPECT_EQ(Outcome(rename(kDefaultGroup, "y")), "Forbidden:default_group");
  EXPECT_EQ(Outcome(rename("h", "i")), "ok");
  EXPECT_EQ(names(), (Words{"g:1", "i:1"}));
  auto drop = [&](const char* name) {
    return run([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto group, OwnContactGroup::Open(txn, As(ann_), name));
      return DeleteGroup(txn, group);
    });
  };
  EXPECT_EQ(Outcome(drop("i")), "ok");
  EXPECT_EQ(Outcome(drop("i")), "NotFound:contact_group");
  EXPECT_EQ(names(), (Words{"g:1", std::string(kDefaultGroup) + ":1"}));
  // Nobody else's contacts are touched.
  EXPECT_EQ(Of(cid_)[0].group_name, "g");
  const std::vector<std::int64_t> none = {77};
  EXPECT_EQ(Outcome(Read([&](store::Txn& txn) { return OwnContacts::Open(txn, As(ann_), none); })),
            "NotFriends");
}

TEST_P(Contacts, TheSweepEndsWhatNobodyAnswered) {
  ASSERT_TRUE(Ask(ann_, bob_).ok());
  auto sweep = [&] {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return ExpireRequests(txn, txn.now_ms() - kRequestExpiresMs, 10);
    });
  };
  clock.Advance(kRequestExpiresMs - 1);
  EXPECT_EQ(sweep(), 0);
  clock.Advance(1);
  TakeEvents();
  EXPECT_EQ(sweep(), 1);
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 1u);
  const auto* told = std::get_if<event::ContactEvent>(&heard[0].event->payload);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->action, event::ContactAction::kExpired);
  EXPECT_EQ(told->from.id, ann_);
  EXPECT_EQ(told->to.id, bob_);
  EXPECT_EQ(told->from.name, "Nann");
  EXPECT_EQ(heard[0].event->users, std::vector<UserId>{ann_});
  EXPECT_EQ(sweep(), 0);
  const auto sent = Read([&](store::Txn& txn) {
    return PageRequests(txn, As(ann_), {true, {}}, 10, 0);
  });
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].request.status, RequestStatus::kExpired);
  EXPECT_EQ(sent[0].other.id, bob_);
  EXPECT_EQ(Outcome(Ask(ann_, bob_)), "ok");
}

TEST_P(Contacts, AProfileIsToldToContactsAndDirectPeers) {
  const UserId dan = AddUser("dan");
  Befriend(ann_, bob_);
  Direct(ann_, cid_);
  Group(ann_, {dan.value});
  TakeEvents();
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                TellProfile(txn, As(ann_), *identity::FindUser(txn, kTenant, ann_));
                return Ok();
              }).ok());
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  ASSERT_NE(events[0].As<event::UserChanged>(), nullptr);
  EXPECT_EQ(events[0].As<event::UserChanged>()->user.name, "Nann");
  EXPECT_EQ(events[0].event->users, (std::vector<UserId>{bob_, cid_, ann_}));
  // The group hears it by itself.
  ASSERT_NE(events[1].As<event::MemberProfile>(), nullptr);
  EXPECT_EQ(events[1].As<event::MemberProfile>()->user.name, "Nann");
}

TEST_P(Contacts, WhoRefusesStrangersIsReachedByFriendsOnly) {
  const ConversationId direct = Direct(ann_, bob_);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                setting::Put(txn, kTenant, bob_, setting::kPrivacy, setting::kAllowStrangers,
                             setting::kNo);
                return Ok();
              }).ok());
  EXPECT_EQ(Outcome(Say(ann_, direct, "hello")), "PeerRefuses");
  EXPECT_EQ(Outcome(Say(bob_, direct, "hello")), "ok");
  Befriend(ann_, bob_);
  EXPECT_EQ(Outcome(Say(ann_, direct, "hello")), "ok");
}

TEST_P(Contacts, ARemarkIsOnesOwn) {
  Befriend(ann_, bob_);
  TakeEvents();
  auto change = [&](UserId who, UserId peer, std::optional<std::string> remark,
                    std::optional<std::string> group_name) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto contact, OwnContact::Open(txn, As(who), peer));
      return Change(txn, contact, remark, group_name);
    });
  };
  ASSERT_EQ(Outcome(change(ann_, bob_, "Bobby", std::nullopt)), "ok");
  EXPECT_EQ(Of(ann_)[0].remark, "Bobby");
  EXPECT_EQ(Of(ann_)[0].group_name, "g");
  EXPECT_EQ(Of(bob_)[0].remark, "");
  auto events = TakeEvents();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->action, ContactAction::kChanged);
  EXPECT_EQ(events[0].As<event::ContactEvent>()->remark, "Bobby");
  EXPECT_EQ(events[0].event->users, std::vector<UserId>{ann_});
  ASSERT_EQ(Outcome(change(ann_, bob_, "", "family")), "ok");
  EXPECT_EQ(Of(ann_)[0].remark, "");
  EXPECT_EQ(Of(ann_)[0].group_name, "family");
  EXPECT_EQ(Outcome(change(ann_, cid_, "x", std::nullopt)), "NotFriends");
}

TEST_P(Contacts, FriendsAmongSome) {
  Befriend(ann_, bob_);
  const std::vector<std::int64_t> ids = {bob_.value, cid_.value, 999'999};
  EXPECT_EQ(Read([&](store::Txn& txn) { return FriendsAmong(txn, As(ann_), ids); }),
            std::vector<UserId>{bob_});
}

TEST_P(Contacts, FoundUsersKeepTheirOrderAndLackThePrincipal) {
  Befriend(ann_, bob_);
  const std::vector<std::int64_t> ids = {cid_.value, ann_.value, bob_.value};
  const std::vector<Found> found = Read([&](store::Txn& txn) {
    std::vector<identity::User> users;
    for (const std::int64_t id : ids) {
      users.push_back(*identity::FindUser(txn, As(ann_).tenant, UserId(id)));
    }
    return OthersFound(txn, As(ann_), std::move(users));
  });
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].user.id, cid_);
  EXPECT_FALSE(found[0].is_contact);
  EXPECT_EQ(found[1].user.id, bob_);
  EXPECT_TRUE(found[1].is_contact);
}

}  // namespace
}  // namespace koine::contact
