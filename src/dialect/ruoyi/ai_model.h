#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/http_client.h"
#include "base/result.h"
#include "core/office/assistant/assistant.h"

namespace koine::ruoyi {

struct AiSettings {
  std::string url;  // of the interface, as https://host/v1; empty: none
  std::string key;  // empty: none is sent
  std::vector<std::string> models;
  std::int64_t timeout_ms = 14'000;
  std::int64_t per_day = 200;  // questions of a user

  bool on() const { return !url.empty() && !models.empty(); }
};

// A language model behind an interface as OpenAI's (POST …/chat/completions). Any thread; a
// question blocks it for as long as the settings say.
class AiModel {
 public:
  static constexpr std::size_t kAnswerChars = 20'000;  // code points; the rest is cut off

  explicit AiModel(AiSettings settings) : settings_(std::move(settings)) {}

  const AiSettings& settings() const { return settings_; }
  // The one that is asked where a client names another, or none.
  const std::string& ModelOr(const std::string& wanted) const;
  // What the model says to `question` after `before`; `instruction`, if there is one, says how.
  // kBadState "ai_off" without settings; kUnavailable "ai" when no answer came: why is in the log,
  // without a word of what was said.
  Result<std::string> Ask(const std::string& model, const std::string& instruction,
                          const assistant::Talk& before, const std::string& question);
  // Breaks off what is under way. Any thread.
  void Stop();

 private:
  Result<http_client::Client*> Http();

  const AiSettings settings_;
  std::mutex mutex_;
  std::unique_ptr<http_client::Client> http_;  // loaded when first needed
  bool stopped_ = false;
};

}  // namespace koine::ruoyi
