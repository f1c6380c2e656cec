// Talks with a language model, where the server has one (ruoyi 27, AI).

#include <utility>

#include "base/text.h"
#include "core/office/assistant/assistant.h"
#include "dialect/ruoyi/ai_model.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

#define KOINE_AI_RULES                                                    \
  json::Rule("content")                                                   \
      .NotBlank("内容不能为空")                                           \
      .MaxChars(assistant::kQuestionChars, "内容长度不能超过8000个字符"), \
      json::Rule("model").MaxChars(100, "模型名称过长")

// What a client says of who it is counts for nothing: the login does.
struct AiChatIn {
  std::string content;
  std::optional<std::string> conversationId, model;
  std::string said;  // by the model, before the transaction
};
KOINE_DESCRIBE(AiChatIn, (content, conversationId, model))
KOINE_RULES(AiChatIn, KOINE_AI_RULES,
            json::Rule("conversationId").MaxChars(assistant::kTalkNameChars, "会话编号过长"))
struct AiSummaryIn {
  std::string content;
  std::optional<std::string> model;
  std::string said;
};
KOINE_DESCRIBE(AiSummaryIn, (content, model))
KOINE_RULES(AiSummaryIn, KOINE_AI_RULES)
#undef KOINE_AI_RULES
struct AiTalkIn {
  std::string conversationId;
};
KOINE_DESCRIBE(AiTalkIn, (conversationId))
KOINE_RULES(AiTalkIn,
            json::Rule("conversationId").MaxChars(assistant::kTalkNameChars, "会话编号过长"))

struct AiChatOut {
  std::string content, conversationId, model;
};
KOINE_DESCRIBE(AiChatOut, (content, conversationId, model))
struct AiSummaryOut {
  std::string content, model;
};
KOINE_DESCRIBE(AiSummaryOut, (content, model))

namespace {

constexpr char kSummarize[] = "请用简洁的要点总结用户给出的内容，使用内容所用的语言。";
// Of talks that a client gives no number.
constexpr char kOnlyTalk[] = "default";

std::string TalkOf(const std::optional<std::string>& given) {
  return given && !given->empty() ? *given : kOnlyTalk;
}

Result<std::vector<std::string>> ListModels(Txn&, Call& call, Nothing&) {
  const AiSettings& settings = DialectOf(call).ai().settings();
  return settings.on() ? settings.models : std::vector<std::string>();
}

// The question is counted before it is asked, in a transaction of its own: what fails costs, too.
Result<assistant::Talk> BeginTalk(Call& call, const std::string& name) {
  const AiSettings& settings = DialectOf(call).ai().settings();
  if (!settings.on()) return Error{Code::kBadState, "ai_off"};
  return call.services->store->WriteAndWait(
      {"ruoyi ai begin"}, [who = call.who, name, most = settings.per_day](Txn& txn) {
        return assistant::Begin(txn, who, name, most);
      });
}

Status AskModel(Call& call, AiChatIn& in) {
  AiModel& ai = DialectOf(call).ai();
  KOINE_TRY(const assistant::Talk before, BeginTalk(call, TalkOf(in.conversationId)));
  KOINE_TRY(in.said, ai.Ask(ai.ModelOr(in.model.value_or("")), "", before, in.content));
  return Ok();
}

Result<AiChatOut> Chat(Txn& txn, Call& call, AiChatIn& in) {
  const std::string name = TalkOf(in.conversationId);
  assistant::Keep(txn, call.who, name, in.content, in.said);
  return AiChatOut{in.said, name, DialectOf(call).ai().ModelOr(in.model.value_or(""))};
}

Status AskForSummary(Call& call, AiSummaryIn& in) {
  AiModel& ai = DialectOf(call).ai();
  KOINE_CHECK(BeginTalk(call, ""));
  KOINE_TRY(in.said, ai.Ask(ai.ModelOr(in.model.value_or("")), kSummarize, {}, in.content));
  return Ok();
}

Result<AiSummaryOut> Summarize(Txn&, Call& call, AiSummaryIn& in) {
  return AiSummaryOut{in.said, DialectOf(call).ai().ModelOr(in.model.value_or(""))};
}

Result<Nothing> ForgetTalk(Txn& txn, Call& call, AiTalkIn& in) {
  assistant::Forget(txn, call.who, in.conversationId);
  return Nothing{};
}

}  // namespace

void AddAi(std::vector<gateway::Endpoint>* rows) {
  using gateway::About;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using gateway::Work;
  using net::Method;
  rows->push_back(Ep<&ListModels>(Method::kGet, "/api/im/ai/models",
                                  "List the language models that may be asked",
                                  {.ref = "27.7", .about = About::kNothing}));
  rows->push_back(EpPrepared<&Chat, &AskModel>(
      Method::kPost, "/api/im/ai/chat", "Ask a language model",
      {.mode = Mode::kWrite,
       .example = R"({"content":"How are you?","conversationId":"conv_1"})",
       .ref = "27.7",
       .work = Work::kRemote,
       .about = About::kCaller}));
  rows->push_back(EpPrepared<&Summarize, &AskForSummary>(
      Method::kPost, "/api/im/ai/summarize", "Let a language model sum up a text",
      {.example = R"({"content":"We met and agreed to meet again."})",
       .ref = "27.7",
       .work = Work::kRemote,
       .about = About::kCaller}));
  rows->push_back(Ep<&ForgetTalk>(Method::kDelete, "/api/im/ai/conversation/{conversationId}",
                                  "Forget a talk with a language model",
                                  {.mode = Mode::kWrite,
                                   .repeatable = true,
                                   .ok = "删除成功",
                                   .example = R"({"conversationId":"conv_1"})",
                                   .ref = "27.7",
                                   .about = About::kCaller}));
}

}  // namespace koine::ruoyi
