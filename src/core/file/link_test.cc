#include "core/file/link.h"

#include "core/core_test_util.h"
#include "core/file/door.h"
#include "core/file/rows.h"

namespace koine::file {
namespace {

constexpr std::int64_t kLife = 3600'000;
const std::string kKey(32, 'b');

class Links : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    storage_.key = &key_;
    storage_.limits.link_ttl_ms = kLife;
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    dm_ = Direct(ann_, bob_);
  }
  File Picture() {
    Received content;
    content.name = "a.png";
    content.extension = "png";
    content.mime = "image/png";
    content.kind = Kind::kImage;
    content.size = 10;
    content.md5 = std::string(32, 'a');
    content.sha256 = std::string(64, 'a');
    auto file = Write([&](store::Txn& txn) {
      return Add(txn, As(ann_), content, Purpose::kFile, {}, storage_.limits);
    });
    EXPECT_TRUE(file.ok());
    return file.ok() ? *file : File();
  }
  std::int64_t SendIt(const File& file) {
    message::SendIn in;
    body::Image image;
    image.url = LinkOf(file, storage_, As(ann_), clock.NowMs());
    in.body = image;
    auto sent = Send(ann_, dm_, in);
    EXPECT_TRUE(sent.ok());
    return sent.ok() ? sent->seq : 0;
  }
  std::string Ticket(const File& file, const Grant& grant) {
    return TicketOf(storage_, file.key, grant, clock.NowMs());
  }
  bool Opens(const File& file, const std::string& ticket) {
    return Read([&](store::Txn& txn) { return FollowKey(txn, file.key, ticket, storage_).ok(); });
  }

  const crypto::HmacSha256 key_{"a key of thirty-two bytes or more"};
  Storage storage_;
  UserId ann_, bob_;
  ConversationId dm_;
};
KOINE_ON_BOTH(Links);

TEST_P(Links, EndAndCannotBeAltered) {
  const File file = Picture();
  const std::string ticket = Ticket(file, {{}, 0, ann_});
  EXPECT_TRUE(Opens(file, ticket));
  EXPECT_FALSE(Opens(file, ""));
  EXPECT_FALSE(Opens(file, "a" + ticket.substr(ticket.find('.'))));
  std::string other = ticket;
  other.back() = other.back() == '0' ? '1' : '0';
  EXPECT_FALSE(Opens(file, other));
  EXPECT_FALSE(Opens(Picture(), ticket));
  clock.Advance(kLife + 1);
  EXPECT_FALSE(Opens(file, ticket));
  EXPECT_TRUE(Opens(file, Ticket(file, {{}, 0, ann_})));
}

TEST_P(Links, HangOnTheRightOfWhoTheyAreFor) {
  const File file = Picture();
  const std::string ticket = Ticket(file, {{}, 0, bob_});
  EXPECT_FALSE(Opens(file, ticket));
  SendIt(file);
  EXPECT_TRUE(Opens(file, ticket));
}

TEST_P(Links, EndWhenTheMessageIsRecalled) {
  const File file = Picture();
  const std::string uploaded = Ticket(file, {{}, 0, ann_});
  const std::int64_t seq = SendIt(file);
  const std::string shown = Ticket(file, {dm_, seq, {}});
  EXPECT_TRUE(Opens(file, shown));
  // A message that does not hold the file gives no right to it.
  EXPECT_FALSE(Opens(file, Ticket(file, {dm_, seq + 1, {}})));
  clock.Advance(1000);
  Exec(core::kSetRecalled, clock.NowMs(), dm_, seq);
  EXPECT_FALSE(Opens(file, shown));
  EXPECT_FALSE(Opens(file, uploaded));
  EXPECT_FALSE(Opens(file, Ticket(file, {{}, 0, bob_})));
  clock.Advance(1000);
  EXPECT_TRUE(Opens(file, Ticket(file, {{}, 0, ann_})));
}

TEST_P(Links, WithoutAnEndStillEndWithTheMessage) {
  storage_.limits.link_ttl_ms = 0;
  const File file = Picture();
  EXPECT_TRUE(Opens(file, ""));
  const std::int64_t seq = SendIt(file);
  EXPECT_TRUE(Opens(file, ""));
  Exec(core::kSetRecalled, clock.NowMs(), dm_, seq);
  EXPECT_FALSE(Opens(file, ""));
}

TEST_P(Links, OfTextsGetNewTickets) {
  const LinkSigner signer(storage_, clock);
  const Grant grant{ConversationId(7), 3, {}};
  const std::string ticket = TicketOf(storage_, kKey, grant, clock.NowMs());
  auto fresh = [&](std::string text) {
    Freshen(&text, grant);
    return text;
  };
  const std::string path = "/uploads/2026/11/20/" + kKey + ".png";
  EXPECT_EQ(fresh(path), path + "?t=" + ticket);
  EXPECT_EQ(fresh(path + "?t=m1-1.5.aa"), path + "?t=" + ticket);
  EXPECT_EQ(fresh(R"({"url":"https://a)" + path + R"(?t=u1.5.aa","n":1})"),
            R"({"url":"https://a)" + path + "?t=" + ticket + R"(","n":1})");
  const std::string stored = "http://a/storage/uploads/" + kKey + ".png";
  EXPECT_EQ(fresh(stored), stored + "?t=" + ticket);
  const std::string object = "http://a/object/u1/b%20c.png?k=" + kKey;
  EXPECT_EQ(fresh(object + "&type=image"), object + "." + ticket + "&type=image");
  EXPECT_EQ(fresh(object + ".u1.5.aa\\u0026type=image"),
            object + "." + ticket + "\\u0026type=image");
  for (const std::string& other :
       {std::string("https://example.com/?k=") + kKey, std::string("/uploads/"),
        "/uploads/2026/11/20/" + kKey, std::string("k="), std::string()}) {
    EXPECT_EQ(fresh(other), other);
  }
  EXPECT_EQ(KeysIn(path + "\n" + object), (std::vector<std::string>{kKey, kKey}));
}

}  // namespace
}  // namespace koine::file
