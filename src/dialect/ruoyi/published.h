#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/row.h"

// The published clients read other forms of some answers than the documents give (mapping 15.16):
// objects where these have a number, HTTP 400 with the code in the body for refusals by a rule. A
// request comes from such a client if it carries X-CSRF-Token, which no other client sends, or if
// the login of its token was made, or renewed, by such a request: reads carry no such header.
namespace koine::ruoyi {

// Call::form of their requests.
inline constexpr std::string_view kPublished = "published";
inline bool IsPublished(const gateway::Call& call) {
  return call.form == kPublished;
}

// What stands in `data` instead of the row's result.
class OtherForm : public gateway::CallerState {
 public:
  virtual void Write(const json::Profile& profile, json::Numbers numbers,
                     std::string* out) const = 0;
};

// Lets a published client read `object`, whatever the row's result is.
template <class T>
void ShowInstead(gateway::Call& call, T object) {
  class Form final : public OtherForm {
   public:
    explicit Form(T shown) : shown_(std::move(shown)) {}
    void Write(const json::Profile& profile, json::Numbers numbers,
               std::string* out) const override {
      json::Write(shown_, profile, out, numbers);
    }

   private:
    T shown_;
  };
  call.caller = std::make_shared<const Form>(std::move(object));
}

// A message as these clients draw it: `status` tells of a recall, or nothing; what the server says
// is a text.
void Publish(MessageOut* message);

// What became of several things at once.
struct FailedItem {
  json::Raw id;  // a number, or of an import the name
  std::string reason;
};
KOINE_DESCRIBE(FailedItem, (id, reason))
struct BatchOut {
  std::int64_t successCount = 0, failCount = 0, failedCount = 0, totalCount = 0;
  std::vector<FailedItem> failedItems;
};
KOINE_DESCRIBE(BatchOut, (successCount, failCount, failedCount, totalCount, failedItems))
// `done` of `total` succeeded.
BatchOut ToBatch(std::int64_t done, std::vector<FailedItem> failed);

}  // namespace koine::ruoyi
