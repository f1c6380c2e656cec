#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "store/shared.h"

namespace koine::conversation {

// What somebody calls a conversation who has not its id: the other of two, or the name of a group.
struct NamedPlace {
  TenantId tenant;
  UserId user;          // whose list shows the conversation of two; none of a group
  std::int64_t id = 0;  // of the other, where `name` is empty; of the group, if its name may be one
  std::string name;     // the handle of the other or of the group
  friend auto operator<=>(const NamedPlace&, const NamedPlace&) = default;
};

// Those of them that there are.
std::vector<std::pair<NamedPlace, ConversationId>> ListNamed(store::Txn& txn,
                                                             const std::set<NamedPlace>& places);

// The conversations that the commands of a batch ask for by name: each is looked up once.
class SharedPlaces final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  // The conversation, or that there is none, if that is known. If it is not, it will be when the
  // batch is read ahead.
  std::optional<std::optional<ConversationId>> Find(const NamedPlace& place);
  // What was read.
  void Keep(const NamedPlace& place, std::optional<ConversationId> id) { known_[place] = id; }

  bool Load(store::Txn& txn) override;
  void Forget() override;

 private:
  std::map<NamedPlace, std::optional<ConversationId>> known_;
  std::set<NamedPlace> wanted_;
};

}  // namespace koine::conversation
