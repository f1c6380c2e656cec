// Fills a data directory with a large, repeatable history for the scenario `read`, past the server:
// `bench_seed --store URL --state FILE [--conversations 1000] [--messages 1000000] [--foreign N]`.
// The first user of FILE is in all --conversations, which hold --messages; half of the messages
// have the word 频繁. Beside them lie --foreign messages in conversations that this user is not in,
// each with the word 别处. Prints the id of the largest conversation.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/text.h"
#include "bench/lib/process.h"
#include "bench/lib/report.h"
#include "bench/lib/ruoyi.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/group/member_rows.h"
#include "core/message/reading_rows.h"
#include "core/message/rows.h"
#include "core/schema/schema.h"
#include "store/store.h"

namespace koine::bench {
namespace {

constexpr std::size_t kPerCommand = 500;
constexpr std::int64_t kYearMs = 365LL * 24 * 3600 * 1000;
constexpr TenantId kTenant{1};
constexpr std::size_t kHan = 3'000;
constexpr std::size_t kWords = 20'000;
constexpr std::int64_t kRareEvery = 10'000;

// The same sequence in each run.
class Sequence final : public Random {
 public:
  void Fill(void* out, std::size_t size) override {
    auto* bytes = static_cast<unsigned char*>(out);
    for (std::size_t i = 0; i < size; ++i) {
      state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
      bytes[i] = static_cast<unsigned char>(state_ >> 56);
    }
  }

 private:
  std::uint64_t state_ = 1;
};

// A number below n; 0 is the most frequent, k about 1/k as much.
std::size_t Zipf(Random& random, std::size_t n) {
  const double u = static_cast<double>(random.Below(1'000'000)) / 1e6;
  return std::min(n - 1, static_cast<std::size_t>(std::pow(static_cast<double>(n), u)) - 1);
}

std::string MakeText(Random& random, std::int64_t number, bool foreign) {
  std::string out;
  if (foreign) out += "别处 ";
  if (!foreign && number % 2 == 0) out += "频繁 ";
  if (random.Below(10) < 7) {
    const std::uint64_t chars = 4 + random.Below(26);
    for (std::uint64_t i = 0; i < chars; ++i) {
      text::AppendCodePoint(static_cast<char32_t>(0x4E00 + Zipf(random, kHan)), &out);
    }
  } else {
    const std::uint64_t words = 3 + random.Below(12);
    for (std::uint64_t i = 0; i < words; ++i)
      out += "word" + std::to_string(Zipf(random, kWords)) + " ";
  }
  if (number % kRareEvery == 1) out += " rare" + std::to_string(number / kRareEvery);
  return out;
}

struct Chat {
  access::ConversationState state;
  std::vector<UserId> members;
};

// A third direct, the others groups of three to ten; all with the first user unless `foreign`.
std::vector<Chat> MakeChats(store::Store& store, const std::vector<UserId>& users,
                            std::size_t count, bool foreign, Random& random) {
  std::vector<Chat> chats(count);
  const std::size_t direct = foreign ? 0 : std::min(count / 3, users.size() - 1);
  for (std::size_t from = 0; from < count; from += kPerCommand / 10) {
    const auto made = store.WriteAndWait({"seed"}, [&](store::Txn& txn) -> Status {
      for (std::size_t i = from; i < std::min(count, from + kPerCommand / 10); ++i) {
        Chat& chat = chats[i];
        if (i < direct) {
          bool created = false;
          chat.members = {users[0], users[i + 1]};
          chat.state.id =
              conversation::EnsureDirect(txn, kTenant, users[0], users[i + 1], &created);
          continue;
        }
        group::NewGroup group;
        group.id = conversation::NewConversationId(txn);
        group.owner = users[foreign ? 1 : 0];
        group.name = "group " + std::to_string(i);
        group.max_members = 500;
        group::InsertGroup(txn, kTenant, group);
        std::vector<std::int64_t> members = {group.owner.value};
        for (std::uint64_t n = 2 + random.Below(8); n > 0; --n) {
          members.push_back(users[1 + random.Below(users.size() - 1)].value);
        }
        chat.state.id = group.id;
        chat.members = group::InsertMembers(txn, kTenant, group.id, {}, members);
        group::AddToMemberCount(txn, kTenant, group.id,
                                static_cast<std::int64_t>(chat.members.size()));
      }
      return Ok();
    });
    if (!made.ok()) Die("seed: " + made.error().text);
  }
  return chats;
}

struct Plan {
  std::size_t chat = 0;
  bool foreign = false;
};

void Say(store::Txn& txn, Chat* chat, std::int64_t number, std::int64_t at, bool foreign,
         Random& random) {
  body::Message m;
  m.conversation = chat->state.id;
  m.seq = ++chat->state.last_seq;
  m.counted = ++chat->state.last_counted;
  m.sender = chat->members[random.Below(chat->members.size())];
  m.origin = 1;
  m.body = body::Text{MakeText(random, number, foreign)};
  m.sent_at = chat->state.last_sent_at = std::max(at, chat->state.last_sent_at + 1);
  message::Insert(txn, kTenant, m, std::nullopt, std::make_shared<const event::Event>());
}

int Main(int argc, char** argv) {
  const Args args(argc, argv);
  const World world = World::Load(args.Text("state", ""));
  if (world.users.size() < 100) Die("seed: needs a --state of at least 100 users");
  std::vector<UserId> users;
  for (const User& user : world.users) users.push_back(UserId(user.id));
  const std::int64_t messages = args.Number("messages", 1'000'000);
  const std::int64_t foreign = args.Number("foreign", 250'000);
  log::SetLevel(log::Level::kError);  // its commands are large on purpose
  SystemClock clock;
  Sequence random;
  store::Options options;
  options.url = args.Text("store", "");
  options.clock = &clock;
  options.random = &random;
  auto store = store::Store::Open(options, core::Migrations());
  if (!store.ok()) Die("seed: " + store.error().text);
  auto chats = MakeChats(
      **store, users, static_cast<std::size_t>(args.Number("conversations", 1000)), false, random);
  auto others = MakeChats(**store, users, 250, true, random);
  const std::int64_t total = messages + foreign;
  const std::int64_t begin = clock.NowMs() - kYearMs;
  for (std::int64_t from = 0; from < total; from += kPerCommand) {
    const auto done = (*store)->WriteAndWait({"seed"}, [&](store::Txn& txn) -> Status {
      for (std::int64_t i = from; i < std::min<std::int64_t>(total, from + kPerCommand); ++i) {
        // Every so many is a foreign one; conversations differ in how busy they are.
        const bool other = foreign > 0 && i % (total / foreign) == 0;
        std::vector<Chat>& all = other ? others : chats;
        const std::size_t busy =
            random.Below(4) == 0 ? Zipf(random, all.size()) : random.Below(all.size());
        Say(txn, &all[busy], i, begin + i * (kYearMs / total), other, random);
      }
      return Ok();
    });
    if (!done.ok()) Die("seed: " + done.error().text);
  }
  for (std::vector<Chat>* all : {&chats, &others}) {
    for (std::size_t from = 0; from < all->size(); from += kPerCommand) {
      const auto done = (*store)->WriteAndWait({"seed"}, [&](store::Txn& txn) -> Status {
        for (std::size_t i = from; i < std::min(all->size(), from + kPerCommand); ++i) {
          const access::ConversationState& state = (*all)[i].state;
          message::AdvanceConversation(txn, kTenant, state);
          // The first user has read most of them; the messages of that user are not counted apart.
          if (all == &chats && i % 10 != 0) {
            message::SetReadCursor(txn, {kTenant, state.id, users[0]},
                                   {state.last_seq, state.last_counted, 0, state.last_seq});
          }
        }
        return Ok();
      });
      if (!done.ok()) Die("seed: " + done.error().text);
    }
  }
  const auto largest = std::max_element(
      chats.begin(), chats.end(),
      [](const Chat& a, const Chat& b) { return a.state.last_seq < b.state.last_seq; });
  std::printf("{\"largest\":%lld}\n", static_cast<long long>(largest->state.id.value));
  return 0;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  return koine::bench::Main(argc, argv);
}
