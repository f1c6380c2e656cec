#include "cluster/inquiry.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace koine::cluster {

Inquiry::Inquiry(Speaker self, Send send, Answerer answerer)
    : self_(std::move(self)),
      send_(std::move(send)),
      answerer_(std::move(answerer)),
      pool_("questions", 1, kWaitingMax) {}

void Inquiry::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  pool_.Stop();
}

// Number, how many are meant and their names, the question.
Answers Inquiry::Ask(const std::vector<std::string>& nodes, std::string_view question,
                     std::int64_t wait_ms) {
  Answers out;
  std::unique_lock lock(mutex_);
  const std::int64_t number = next_++;
  std::string content;
  AppendNumber(number, &content);
  AppendNumber(static_cast<std::int64_t>(nodes.size()), &content);
  for (const std::string& node : nodes) AppendText(node, &content);
  AppendText(question, &content);
  Waiting& waiting = waiting_[number];
  waiting.nodes = &nodes;
  lock.unlock();
  const bool sent = !nodes.empty() && nodes.size() <= kNodesMax &&
                    send_(FrameKind::kQuestion, std::move(content));
  lock.lock();
  if (sent) {
    wake_.wait_for(lock, std::chrono::milliseconds(wait_ms),
                   [&] { return stop_ || waiting.answers.size() == nodes.size(); });
  }
  out.by_node = std::move(waiting.answers);
  waiting_.erase(number);
  for (const std::string& node : nodes) {
    if (!out.by_node.contains(node)) out.silent.push_back(node);
  }
  return out;
}

void Inquiry::HearQuestion(const Speaker& from, std::string_view content) {
  Reader in(content);
  const std::int64_t number = in.Number();
  const std::int64_t count = in.Number();
  if (count < 0 || count > static_cast<std::int64_t>(kNodesMax)) return;
  bool meant = false;
  for (std::int64_t i = 0; i < count && !in.failed(); ++i) meant = in.Text() == self_.name || meant;
  std::string question(in.Text());
  if (in.failed() || !meant) return;
  const bool taken = pool_.Submit([this, number, boot = from.boot, text = std::move(question)] {
    const std::optional<std::string> answer = answerer_(text);
    if (!answer || answer->size() > kAnswerBytesMax) return;
    std::string out;
    AppendText(boot, &out);
    AppendNumber(number, &out);
    AppendText(*answer, &out);
    send_(FrameKind::kAnswer, std::move(out));
  });
  // Whoever asks says that this node did not answer.
  static_cast<void>(taken);
}

void Inquiry::HearAnswer(const Speaker& from, std::string_view content) {
  Reader in(content);
  const bool mine = in.Text() == self_.boot;
  const std::int64_t number = in.Number();
  const std::string_view answer = in.Text();
  if (in.failed() || !mine) return;
  {
    const std::lock_guard lock(mutex_);
    const auto waiting = waiting_.find(number);
    if (waiting == waiting_.end()) return;
    const auto& nodes = *waiting->second.nodes;
    if (std::find(nodes.begin(), nodes.end(), from.name) == nodes.end()) return;
    waiting->second.answers.emplace(from.name, answer);
  }
  wake_.notify_all();
}

}  // namespace koine::cluster
