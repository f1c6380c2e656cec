#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What somebody and a language model said to each other (ruoyi 27, AI), so that the model knows
// what was said before. Whoever asks the model is the dialect: nothing here leaves the server.
namespace koine::assistant {

inline constexpr std::int64_t kQuestionChars = 8'000;    // code points
inline constexpr std::int64_t kTalkNameChars = 100;      // of the number that a client gives a talk
inline constexpr std::size_t kTurnsMax = 20;             // that are kept of a talk
inline constexpr std::size_t kTalkBytesMax = 64 * 1024;  // of these; older ones are forgotten
inline constexpr std::int64_t kTalksMax = 50;            // of a user; older ones are forgotten

struct Turn {
  bool asked = false;  // by the user; else the model's
  std::string text;
};
KOINE_DESCRIBE(Turn, (asked, text))
using Talk = std::vector<Turn>;

// Counts one more question of the principal's; what was said in the talk before, nothing in one
// that is new. kRateLimited above `per_day`.
Result<Talk> Begin(store::Txn& txn, const access::Principal& who, std::string_view name,
                   std::int64_t per_day);
// Puts a question with its answer at the end of the talk.
void Keep(store::Txn& txn, const access::Principal& who, std::string_view name,
          const std::string& question, const std::string& answer);
// Also when there is no such talk.
void Forget(store::Txn& txn, const access::Principal& who, std::string_view name);

}  // namespace koine::assistant
