#include "core/office/assistant/assistant.h"

#include "core/access/allowance.h"
#include "core/office/assistant/rows.h"

namespace koine::assistant {

Result<Talk> Begin(store::Txn& txn, const access::Principal& who, std::string_view name,
                   std::int64_t per_day) {
  KOINE_CHECK(access::CountActs(txn, who, access::Act::kAsk, 1, per_day));
  return Find(txn, who, name);
}

void Keep(store::Txn& txn, const access::Principal& who, std::string_view name,
          const std::string& question, const std::string& answer) {
  Talk talk = Find(txn, who, name);
  talk.push_back({true, question});
  talk.push_back({false, answer});
  std::size_t bytes = 0, kept = 0;
  while (kept < talk.size() && kept < kTurnsMax) {
    bytes += talk[talk.size() - 1 - kept].text.size();
    if (bytes > kTalkBytesMax) break;
    ++kept;
  }
  // A talk begins with a question.
  kept -= kept % 2;
  talk.erase(talk.begin(), talk.end() - static_cast<std::ptrdiff_t>(kept));
  Put(txn, who, name, talk);
}

void Forget(store::Txn& txn, const access::Principal& who, std::string_view name) {
  Delete(txn, who, name);
}

}  // namespace koine::assistant
