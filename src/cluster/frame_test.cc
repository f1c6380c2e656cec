#include "cluster/frame.h"

#include <gtest/gtest.h>

#include "core/event/event.h"

namespace koine::cluster {
namespace {

store::Batch TwoEvents() {
  store::Batch batch;
  batch.first_position = 11;
  batch.last_position = 12;
  for (int i = 0; i < 3; ++i) {
    auto event = std::make_shared<event::Event>();
    event->tenant = TenantId(1);
    event->at = 1'800'000'000'000 + i;
    event->payload = event::UserChanged{{UserId(7), "n" + std::to_string(i), ""}};
    batch.entries.push_back({i < 2 ? 11 + i : 0, std::move(event)});
  }
  batch.entries.push_back({12, nullptr});  // a row that publishes nothing
  return batch;
}

TEST(Frame, CarriesABatch) {
  std::string text = BeginFrame(FrameKind::kBatch, {"a", "b00t"});
  AppendBatch(TwoEvents(), 1 << 20, &text);
  const auto frame = ReadFrame(text);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->kind, FrameKind::kBatch);
  EXPECT_EQ(frame->from.name, "a");
  EXPECT_EQ(frame->from.boot, "b00t");
  const auto read = ReadBatch(frame->content);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->whole);
  EXPECT_EQ(read->batch->first_position, 11);
  EXPECT_EQ(read->batch->last_position, 12);
  ASSERT_EQ(read->batch->entries.size(), 3u);
  EXPECT_EQ(read->batch->entries[1].position, 12);
  EXPECT_EQ(read->batch->entries[2].position, 0);
  const auto& event = *static_cast<const event::Event*>(read->batch->entries[1].object.get());
  EXPECT_EQ(event.tenant, TenantId(1));
  EXPECT_EQ(event.at, 1'800'000'000'001);
  EXPECT_EQ(std::get<event::UserChanged>(event.payload).user.name, "n1");
}

TEST(Frame, SaysOnlyPositionsWhereTheBatchIsTooLarge) {
  std::string text;
  AppendBatch(TwoEvents(), 100, &text);
  EXPECT_LE(text.size(), 100u);
  const auto read = ReadBatch(text);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->whole);
  EXPECT_EQ(read->batch->last_position, 12);
}

TEST(Frame, AnUnknownKindMakesABatchNotWhole) {
  std::string text;
  AppendNumber(5, &text);
  AppendNumber(5, &text);
  AppendNumber(5, &text);
  AppendNumber(1, &text);
  AppendNumber(1, &text);
  text.push_back('\xc8');
  AppendText("{}", &text);
  const auto read = ReadBatch(text);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->whole);
}

TEST(Frame, DamagedTextsAreRefused) {
  std::string text = BeginFrame(FrameKind::kBatch, {"a", "b00t"});
  AppendBatch(TwoEvents(), 1 << 20, &text);
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto frame = ReadFrame(std::string_view(text).substr(0, size));
    if (!frame) continue;
    const auto read = ReadBatch(frame->content);
    // Whole entries may be there, but never one more than was sent.
    EXPECT_TRUE(!read || !read->whole || read->batch->entries.size() < 3u);
  }
  EXPECT_FALSE(ReadFrame("\x02H"));
  EXPECT_FALSE(ReadFrame(""));
}

}  // namespace
}  // namespace koine::cluster
