#include "cluster/inquiry.h"

#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace koine::cluster {
namespace {

constexpr std::int64_t kLongMs = 20'000, kShortMs = 100;

// Nodes that hear what each says.
class InquiryTest : public testing::Test {
 protected:
  struct Node {
    Speaker self;
    std::unique_ptr<Inquiry> inquiry;
  };
  void Add(const std::string& name, Inquiry::Answerer answerer) {
    Node& node = nodes_.emplace_back();
    node.self = {name, "boot of " + name};
    node.inquiry = std::make_unique<Inquiry>(
        node.self,
        [this, &node](FrameKind kind, std::string content) {
          for (Node& other : nodes_) {
            if (&other == &node) continue;
            if (kind == FrameKind::kQuestion) other.inquiry->HearQuestion(node.self, content);
            if (kind == FrameKind::kAnswer) other.inquiry->HearAnswer(node.self, content);
          }
          return true;
        },
        std::move(answerer));
  }
  void SetUp() override {
    Add("a", [](std::string_view) { return std::nullopt; });
    Add("b", [](std::string_view question) { return "b: " + std::string(question); });
    Add("c", [](std::string_view question) { return "c: " + std::string(question); });
  }
  // Before the nodes that their threads speak to are gone.
  void TearDown() override {
    for (Node& node : nodes_) node.inquiry->Stop();
  }
  Inquiry& Of(std::size_t index) { return *nodes_[index].inquiry; }

  std::deque<Node> nodes_;
};

TEST_F(InquiryTest, WhoeverIsMeantAnswers) {
  const Answers answers = Of(0).Ask({"b", "c"}, "trace 7", kLongMs);
  EXPECT_EQ(answers.by_node,
            (std::map<std::string, std::string>{{"b", "b: trace 7"}, {"c", "c: trace 7"}}));
  EXPECT_TRUE(answers.silent.empty());
  const Answers one = Of(0).Ask({"c"}, "more", kLongMs);
  EXPECT_EQ(one.by_node, (std::map<std::string, std::string>{{"c", "c: more"}}));
}

TEST_F(InquiryTest, WhoeverIsSilentIsNamed) {
  const Answers answers = Of(1).Ask({"gone", "c", "a"}, "x", kShortMs);
  EXPECT_EQ(answers.by_node, (std::map<std::string, std::string>{{"c", "c: x"}}));
  EXPECT_EQ(answers.silent, (std::vector<std::string>{"gone", "a"}));
  EXPECT_TRUE(Of(1).Ask({}, "x", kLongMs).silent.empty()) << "and nobody is waited for";
}

TEST_F(InquiryTest, ALongAnswerIsNotGiven) {
  Add("d", [](std::string_view) { return std::string(Inquiry::kAnswerBytesMax + 1, 'x'); });
  EXPECT_EQ(Of(0).Ask({"d"}, "x", kShortMs).silent, (std::vector<std::string>{"d"}));
}

TEST_F(InquiryTest, OnlyTheAnswerToThisQuestionOfThisProcessCounts) {
  Answers answers;
  std::thread asks([&] { answers = Of(0).Ask({"e"}, "x", kShortMs); });
  const auto answer = [&](const std::string& boot, std::int64_t number, const char* name) {
    std::string content;
    AppendText(boot, &content);
    AppendNumber(number, &content);
    AppendText("forged", &content);
    Of(0).HearAnswer({name, "?"}, content);
  };
  for (int i = 0; i < 50; ++i) {
    answer("boot of b", 1, "e");   // to somebody else
    answer("boot of a", 99, "e");  // to no question
    answer("boot of a", 1, "b");   // of a node that was not asked
    Of(0).HearAnswer({"e", "?"}, "damaged");
    std::this_thread::yield();
  }
  asks.join();
  EXPECT_TRUE(answers.by_node.empty());
  EXPECT_EQ(answers.silent, (std::vector<std::string>{"e"}));
}

TEST_F(InquiryTest, StopEndsWhatIsWaitedFor) {
  std::thread asks([&] { EXPECT_EQ(Of(0).Ask({"gone"}, "x", kLongMs).silent.size(), 1U); });
  Of(0).Stop();
  asks.join();
}

}  // namespace
}  // namespace koine::cluster
