#include "core/event/codec.h"

#include <gtest/gtest.h>

namespace koine::event {
namespace {

Event Any() {
  Event event;
  event.actor = UserId(7);
  event.place = {ConversationId(5), ConversationKind::kGroup, UserId(), UserId()};
  event.change_seq = 12;
  event.own_stream = true;
  event.to_members = true;
  event.users = {UserId(1), UserId(2)};
  event.targets = {UserId(2)};
  event.membership = {{ConversationId(5), UserId(2), true, 40}};
  return event;
}

// What Encode makes of what Decode reads is the same again: nothing is left out.
void ExpectSame(const Event& event) {
  const std::string text = Encode(event);
  auto read = Decode(static_cast<int>(event.payload.index()), text);
  ASSERT_TRUE(read.ok()) << text;
  EXPECT_EQ(Encode(*read), text);
  EXPECT_EQ(read->payload.index(), event.payload.index());
}

template <std::size_t... I>
void EachPayload(std::index_sequence<I...>) {
  auto one = [](Payload payload) {
    Event event = Any();
    event.payload = std::move(payload);
    ExpectSame(event);
  };
  (one(std::variant_alternative_t<I, AnyPayload>()), ...);
}

TEST(EventCodec, ReadsEveryKindBack) {
  EachPayload(std::make_index_sequence<std::variant_size_v<AnyPayload>>());
}

TEST(EventCodec, KeepsTheHead) {
  Event event = Any();
  event.payload = UserChanged{{UserId(7), "七", "/a"}};
  auto read = Decode(static_cast<int>(event.payload.index()), Encode(event));
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->actor, event.actor);
  EXPECT_EQ(read->place.id, event.place.id);
  EXPECT_EQ(read->place.kind, event.place.kind);
  EXPECT_EQ(read->change_seq, 12);
  EXPECT_TRUE(read->own_stream);
  EXPECT_TRUE(read->to_members);
  EXPECT_EQ(read->users, event.users);
  EXPECT_EQ(read->targets, event.targets);
  ASSERT_EQ(read->membership.size(), 1u);
  EXPECT_EQ(read->membership[0].min_seq, 40);
  EXPECT_EQ(std::get<UserChanged>(read->payload).user.name, "七");
}

TEST(EventCodec, KeepsAMessageWhole) {
  Event event = Any();
  MessageCreated created;
  body::Message& m = created.message;
  m.conversation = ConversationId(5);
  m.seq = 9;
  m.counted = 8;
  m.sender = UserId(7);
  m.origin = 4;
  m.body = body::Image{{"/x.png", "x", "image/png", "/t.png", 3, 4, 5, 6, 0}};
  m.raw = R"({"a":"\u4e2d"})";
  m.client_id = "c-1";
  m.reply_seq = 3;
  m.forwarded_from = MessageId(77);
  m.mention_all = true;
  m.options = 5;
  m.sent_at = 1'800'000'000'123;
  created.sender = {UserId(7), "seven", "/7"};
  created.origin_session = (std::uint64_t{1023} << 54) + 1;
  created.mentioned = {UserId(2)};
  created.quote = body::Quote{MessageId(3), body::Text{"q\"uoted"}, "bob", 1'799'999'999'000, true};
  event.payload = created;
  ExpectSame(event);
  auto read = Decode(0, Encode(event));
  ASSERT_TRUE(read.ok());
  const auto& got = std::get<MessageCreated>(read->payload);
  EXPECT_EQ(got.origin_session, created.origin_session);
  EXPECT_EQ(got.message.seq, 9);
  EXPECT_EQ(got.message.sent_at, m.sent_at);
  EXPECT_EQ(got.message.raw, m.raw);
  EXPECT_EQ(std::get<body::Image>(got.message.body).url, "/x.png");
  ASSERT_TRUE(got.quote);
  EXPECT_EQ(std::get<body::Text>(got.quote->body).text, "q\"uoted");
  EXPECT_TRUE(got.quote->recalled);
}

TEST(EventCodec, PassesOverWhatANewerVersionAdds) {
  auto read = Decode(9, R"({"head":{"actor":3,"later":[1]},"data":{"user":{"id":4},"new":true}})");
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->actor, UserId(3));
  EXPECT_EQ(std::get<UserChanged>(read->payload).user.id, UserId(4));
}

TEST(EventCodec, RefusesWhatIsDamagedOrUnknown) {
  EXPECT_FALSE(Decode(9, "").ok());
  EXPECT_FALSE(Decode(9, R"({"head":)").ok());
  EXPECT_FALSE(Decode(-1, R"({"head":{},"data":{}})").ok());
  EXPECT_FALSE(Decode(200, R"({"head":{},"data":{}})").ok());
}

}  // namespace
}  // namespace koine::event
