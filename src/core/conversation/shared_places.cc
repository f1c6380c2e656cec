#include "core/conversation/shared_places.h"

#include "store/txn.h"

namespace koine::conversation {

const store::SharedKind SharedPlaces::kKind{
    {"conversation", "member", "users"},
    []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedPlaces>(); }};

std::optional<std::optional<ConversationId>> SharedPlaces::Find(const NamedPlace& place) {
  const auto it = known_.find(place);
  if (it != known_.end()) return it->second;
  if (read_ahead()) wanted_.insert(place);
  return std::nullopt;
}

bool SharedPlaces::Load(store::Txn& txn) {
  const std::set<NamedPlace> wanted = std::exchange(wanted_, {});
  if (wanted.empty()) return false;
  const auto found = ListNamed(txn, wanted);
  if (txn.failed()) return true;
  for (const NamedPlace& place : wanted) known_.try_emplace(place);
  for (const auto& [place, id] : found) known_[place] = id;
  return true;
}

void SharedPlaces::Forget() {
  known_.clear();
}

}  // namespace koine::conversation
