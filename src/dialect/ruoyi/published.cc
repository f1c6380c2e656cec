#include "dialect/ruoyi/published.h"

#include "base/text.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

namespace {

// Whether a token that was not read says that it is one of a published client. Its signature is not
// looked at: this decides on the form of an answer, never on a right.
bool IsMarked(std::string_view token) {
  constexpr std::size_t kTokenMax = 8192;
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || token.size() > kTokenMax) return false;
  const auto claims = text::FromBase64Url(token.substr(first + 1, second - first - 1));
  return claims && claims->find(R"("published":true)") != std::string::npos;
}

}  // namespace

std::string_view Ruoyi::AnswerFormOf(const net::Request& request,
                                     const gateway::TokenClaim* claim) const {
  const bool published = request.HasHeader("x-csrf-token") ||
                         (claim != nullptr ? claim->other_form : IsMarked(TokenOf(request)));
  return published ? kPublished : std::string_view();
}

void Publish(MessageOut* message) {
  message->status.text = message->isRevoked ? R"("recalled")" : "null";
  if (message->type == "SYSTEM") message->type = message->messageType = "TEXT";
}

BatchOut ToBatch(std::int64_t done, std::vector<FailedItem> failed) {
  BatchOut out;
  out.successCount = done;
  out.failCount = out.failedCount = static_cast<std::int64_t>(failed.size());
  out.totalCount = out.successCount + out.failCount;
  out.failedItems = std::move(failed);
  return out;
}

}  // namespace koine::ruoyi
