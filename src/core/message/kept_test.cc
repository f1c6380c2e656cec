// What is remembered of seats and peers is what statements would read, whatever changes their rows.
#include <gtest/gtest.h>

#include <random>

#include "core/access/kept_seats.h"
#include "core/access/rows.h"
#include "core/core_test_util.h"
#include "core/message/kept_peers.h"
#include "core/message/rows.h"

namespace koine::message {
namespace {

using access::Seat;

// (conversation)
const store::Sql kConversationChanges[] = {
    store::Sql{"update conversation set owner_id = owner_id + 1 where id = ?"},
    store::Sql{"update conversation set name = coalesce(name, '') || 'n' where id = ?"},
    store::Sql{"update conversation set avatar = coalesce(avatar, '') || 'a' where id = ?"},
    store::Sql{"update conversation set status = 1 - status where id = ?"},
    store::Sql{"update conversation set mute_all = 1 - mute_all where id = ?"},
    store::Sql{
        "update conversation set banned_at = 1 - banned_at, ban_reason = coalesce(ban_reason, "
        "'') || 'b' where id = ?"},
    store::Sql{"update conversation set join_mode = (join_mode + 1) % 3, history_for_new = 1 - "
               "history_for_new, max_members = max_members + 1 where id = ?"},
    store::Sql{"update conversation set member_count = member_count + 1 where id = ?"},
    store::Sql{"update conversation set min_seq = min_seq + 1, change_seq = change_seq + 1, "
               "receipt_seq = receipt_seq + 1 where id = ?"},
    store::Sql{"update conversation set last_seq = last_seq + 1, last_counted = last_counted + 1, "
               "last_sent_at = last_sent_at + 1 where id = ?"},
    store::Sql{"update conversation set hidden = 1 - hidden where id = ?"},
    // That none of what is remembered shows, and several at once.
    store::Sql{"update conversation set description = 'd' where id = ?"},
    store::Sql{"update conversation set last_seq = last_seq + 1 where id >= ?"},
};
// (conversation, user)
const store::Sql kMemberChanges[] = {
    store::Sql{"update member set state = 3 - state where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set role = role % 3 + 1 where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set min_seq = min_seq + 1, max_seq = max_seq + 1 where "
               "conversation_id = ? and user_id = ?"},
    store::Sql{"update member set read_seq = read_seq + 1, read_counted = read_counted + 1, "
               "read_sent = read_sent + 1, receipt_seq = receipt_seq + 1 where conversation_id = ? "
               "and user_id = ?"},
    store::Sql{"update member set sent_seq = sent_seq + 1, sent_counted = sent_counted + 1 where "
               "conversation_id = ? and user_id = ?"},
    store::Sql{"update member set hidden_seq = 50 - hidden_seq where conversation_id = ? and "
               "user_id = ?"},
    store::Sql{"update member set muted_until = muted_until + 1 where conversation_id = ? and "
               "user_id = ?"},
    store::Sql{"update member set notify = (notify + 1) % 3 where conversation_id = ? and "
               "user_id = ?"},
    store::Sql{"update member set nickname = 'here' where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set nickname = null where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set reply_open = 1 - reply_open where conversation_id = ? and "
               "user_id = ?"},
    store::Sql{"update member set draft = 'd' where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set role = 1 where conversation_id >= ? and user_id >= ?"},
    // Away, and back.
    store::Sql{
        "update member set user_id = 1000 + user_id where conversation_id = ? and user_id = ?"},
    store::Sql{"update member set user_id = user_id - 1000 where conversation_id = ? and user_id = "
               "1000 + ?"},
    store::Sql{"update member set conversation_id = -conversation_id where conversation_id = ? and "
               "user_id = ?"},
    store::Sql{
        "update member set conversation_id = -conversation_id where conversation_id + ? = 0 and "
        "user_id = ?"},
};
// (user)
const store::Sql kUserChanges[] = {
    store::Sql{"update users set nickname = nickname || 'u' where id = ?"},
    store::Sql{"update users set avatar = coalesce(avatar, '') || 'a' where id = ?"},
    store::Sql{"update users set state = 4 - state where id = ?"},
    store::Sql{"update users set recv_opt = (recv_opt + 1) % 3 where id = ?"},
    store::Sql{"update users set handle = handle || 'h' where id = ?"},
    store::Sql{"update users set last_online_at = last_online_at + 1 where id = ?"},
    store::Sql{"delete from user_setting where user_id = ?"},
    store::Sql{
        "insert into user_setting (tenant_id, user_id, scope, name, value, updated_at) values "
        "(1, ?, 'privacy', 'allow_strangers', 'no', 1) on conflict do nothing"},
    store::Sql{"update tenant set words = words + 1 where id = 1 + 0 * ?"},
};
// (owner, peer)
const store::Sql kPairChanges[] = {
    store::Sql{"insert into block (owner_id, peer_id, tenant_id, operator_id, created_at) values "
               "(?, ?, 1, 0, 0) on conflict do nothing"},
    store::Sql{"delete from block where owner_id = ? and peer_id = ?"},
    store::Sql{"insert into contact (owner_id, peer_id, tenant_id, group_name, pinned_at, "
               "add_source, operator_id, created_at) values (?, ?, 1, '', 0, 0, 0, 0) on conflict "
               "do nothing"},
    store::Sql{"delete from contact where owner_id = ? and peer_id = ?"},
    store::Sql{"update contact set pinned_at = 1 where owner_id = ? and peer_id = ?"},
};
const store::Sql kHandles{"select handle from users where id = ?"};

class KeptRows : public core::CoreTest {
 protected:
  struct Found {
    std::vector<std::optional<Seat>> seats;
    std::vector<PeerState> peers;
    bool operator==(const Found&) const = default;
  };

  void SetUp() override {
    CoreTest::SetUp();
    for (const char* name : {"ann", "bob", "cat", "dan"}) users_.push_back(AddUser(name));
    for (std::size_t i = 0; i < users_.size(); ++i) {
      for (std::size_t k = i + 1; k < 3; ++k) places_.push_back(Direct(users_[i], users_[k]));
    }
    places_.push_back(Group(users_[0], {users_[1].value, users_[2].value}));
    for (const ConversationId place : places_) {
      for (const UserId user : users_) (void)Say(user, place, "hi");
    }
  }
  // All that is remembered, or may be.
  Found Ask(store::Txn& txn) {
    Found out;
    for (const ConversationId place : places_) {
      for (const UserId user : users_) {
        out.seats.push_back(access::FindSeat(txn, kTenant, place, user, txn.writable()));
      }
    }
    auto read = [](const store::Row& row) { return row.String(0); };
    for (const UserId peer : users_) {
      const std::string handle = txn.First(kHandles, read, peer).value_or("");
      for (const UserId user : users_) {
        out.seats.push_back(
            access::FindListedSeat(txn, kTenant, user, std::string_view(handle), txn.writable()));
      }
    }
    for (std::size_t i = 0; i < 3; ++i) {  // the conversations of two
      for (const UserId user : users_) {
        for (const UserId peer : users_) {
          out.peers.push_back(FindPeerState(txn, kTenant, places_[i], user, peer, std::nullopt));
        }
      }
    }
    return out;
  }
  void Change(store::Txn& txn) {
    auto any = [this](const auto& all) -> const auto& {
      return all[Below(std::size(all))];
    };
    const std::int64_t place = any(places_).value, user = any(users_).value;
    switch (Below(4)) {
      case 0:
        txn.Exec(any(kConversationChanges), place);
        return;
      case 1:
        txn.Exec(any(kMemberChanges), place, user);
        return;
      case 2:
        txn.Exec(any(kUserChanges), user);
        return;
      default:
        txn.Exec(any(kPairChanges), user, any(users_).value);
    }
  }
  std::size_t Below(std::size_t n) { return random_() % n; }

  std::vector<UserId> users_;
  std::vector<ConversationId> places_;
  std::mt19937 random_{7};
};

TEST_F(KeptRows, AreWhatStatementsWouldRead) {
  Found before;
  int changed = 0;
  for (int round = 0; round < 800; ++round) {
    const std::size_t way = Below(5);
    if (way < 3) {
      EXPECT_EQ(core::Outcome(Write([&](store::Txn& txn) -> Status {
                  Change(txn);
                  if (Below(4) == 0) Ask(txn);  // what is uncommitted yet
                  if (Below(4) == 0) Change(txn);
                  return way == 0 ? Status(Error{Code::kConflict}) : Ok();
                })),
                way == 0 ? "Conflict" : "ok")
          << round;
    } else {
      // One of several of a batch is taken back.
      const auto change = [this](store::Txn& txn) -> Status {
        Change(txn);
        return Ok();
      };
      const auto fails = [this](store::Txn& txn) -> Status {
        Ask(txn);
        Change(txn);
        Ask(txn);
        return Error{Code::kConflict};
      };
      Together(
          {change, fails, change, way == 3 ? change : std::function<Status(store::Txn&)>(fails)});
    }
    std::optional<Found> kept;
    ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                  kept = Ask(txn);
                  return Ok();
                }).ok());
    const Found read = Read([&](store::Txn& txn) { return Ask(txn); });
    ASSERT_EQ(kept->seats, read.seats) << round;
    ASSERT_EQ(kept->peers, read.peers) << round;
    changed += read == before ? 0 : 1;
    before = read;
  }
  EXPECT_GT(changed, 300);
}

// Without it nothing would be remembered where a column has another name, and nobody would see it.
TEST_F(KeptRows, AreThereAfterTheyWereRead) {
  const ConversationId direct = places_[0];
  const UserId ann = users_[0], bob = users_[1];
  ASSERT_TRUE(Say(ann, direct, "one").ok());
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                auto* seats = txn.Keep<access::KeptSeats>(kHandles);
                auto* peers = txn.Keep<KeptPeers>(kHandles);
                EXPECT_TRUE(seats != nullptr && seats->Find({kTenant, direct, ann}));
                EXPECT_TRUE(peers != nullptr && peers->Find({kTenant, direct, ann}, bob));
                return Ok();
              }).ok());
}

TEST_F(KeptRows, VerbsSeeThemAtOnce) {
  const ConversationId direct = places_[0], group = places_.back();
  const UserId ann = users_[0], bob = users_[1];
  EXPECT_TRUE(Say(bob, direct, "one").ok());
  Block(ann, bob);
  EXPECT_EQ(core::Outcome(Say(bob, direct, "two")), "BlockedByPeer");
  EXPECT_TRUE(Say(bob, group, "three").ok());
  Exec(kMemberChanges[0], group.value, bob.value);  // out
  EXPECT_NE(core::Outcome(Say(bob, group, "four")), "ok");
  Exec(kMemberChanges[0], group.value, bob.value);
  EXPECT_TRUE(Say(bob, group, "five").ok());
}

}  // namespace
}  // namespace koine::message
