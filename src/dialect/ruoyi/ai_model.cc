#include "dialect/ruoyi/ai_model.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "base/text.h"

namespace koine::ruoyi {

// As the interface has them.
struct AiMessage {
  std::string role, content;
};
KOINE_DESCRIBE(AiMessage, (role, content))
struct AiQuestion {
  std::string model;
  std::vector<AiMessage> messages;
  bool stream = false;
};
KOINE_DESCRIBE(AiQuestion, (model, messages, stream))
struct AiSaid {
  std::optional<std::string> content;
};
KOINE_DESCRIBE(AiSaid, (content))
struct AiChoice {
  AiSaid message;
};
KOINE_DESCRIBE(AiChoice, (message))
struct AiReply {
  std::vector<AiChoice> choices;
};
KOINE_DESCRIBE(AiReply, (choices))

namespace {

Error Failed(std::string_view why) {
  log::Warn("ai", "ai.url gave no answer: {}", why);
  return Error{Code::kUnavailable, "ai"};
}

}  // namespace

const std::string& AiModel::ModelOr(const std::string& wanted) const {
  const auto found = std::ranges::find(settings_.models, wanted);
  return found != settings_.models.end() ? *found : settings_.models.front();
}

Result<http_client::Client*> AiModel::Http() {
  std::lock_guard lock(mutex_);
  if (stopped_) return Failed("the server stops");
  if (http_ == nullptr) {
    auto loaded = http_client::Client::Load();
    if (!loaded.ok()) return Failed(loaded.error().text);
    http_ = std::move(*loaded);
  }
  return http_.get();
}

Result<std::string> AiModel::Ask(const std::string& model, const std::string& instruction,
                                 const assistant::Talk& before, const std::string& question) {
  if (!settings_.on()) return Error{Code::kBadState, "ai_off"};
  KOINE_TRY(http_client::Client * http, Http());
  AiQuestion asked;
  asked.model = model;
  if (!instruction.empty()) asked.messages.push_back({"system", instruction});
  for (const assistant::Turn& turn : before) {
    asked.messages.push_back({turn.asked ? "user" : "assistant", turn.text});
  }
  asked.messages.push_back({"user", question});
  http_client::Request request;
  request.method = "POST";
  request.url = settings_.url + "/chat/completions";
  request.headers = {"Content-Type: application/json"};
  if (!settings_.key.empty()) request.headers.push_back("Authorization: Bearer " + settings_.key);
  request.body = json::ToText(asked);
  request.time_ms = settings_.timeout_ms;
  const auto answer = http->Run(request);
  if (!answer.ok()) return Failed(answer.error().text);
  if (answer->status != 200) return Failed("status " + std::to_string(answer->status));
  const auto reply = json::Parse<AiReply>(answer->body);
  if (!reply.ok() || reply->choices.empty() || !reply->choices[0].message.content) {
    return Failed("the answer is not in the form of chat/completions");
  }
  const std::string& said = *reply->choices[0].message.content;
  if (text::IsBlank(said)) return Failed("the answer is empty");
  return std::string(text::Prefix(said, kAnswerChars));
}

void AiModel::Stop() {
  std::lock_guard lock(mutex_);
  stopped_ = true;
  if (http_ != nullptr) http_->Stop();
}

}  // namespace koine::ruoyi
