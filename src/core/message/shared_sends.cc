#include "core/message/shared_sends.h"

namespace koine::message {

const store::SharedKind SharedKeys::kKind{
    {"message"}, []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedKeys>(); }};

SharedKeys::Key SharedKeys::Ask(const KeyOfSender& key) {
  const auto it = keys_.find(key);
  if (it != keys_.end()) return it->second;
  if (read_ahead()) wanted_.insert(key);
  return Key::kUnknown;
}

bool SharedKeys::Load(store::Txn& txn) {
  const std::vector<KeyOfSender> keys(wanted_.begin(), wanted_.end());
  wanted_.clear();
  if (keys.empty()) return false;
  const auto taken = ListKeysTaken(txn, keys);
  if (txn.failed()) return true;
  for (const KeyOfSender& key : keys) keys_.try_emplace(key, Key::kFree);
  for (const KeyOfSender& key : taken) keys_[key] = Key::kTaken;
  return true;
}

void SharedKeys::Forget() {
  std::erase_if(keys_, [](const auto& key) { return key.second != Key::kAppended; });
}

const store::SharedKind SharedSends::kKind{
    {"conversation", "member", "users", "block", "contact", "user_setting"},
    []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedSends>(); }};

std::optional<PeerState> SharedSends::AskPeer(const access::SeatOf& sender, UserId peer) {
  const auto it = peers_.find(sender);
  if (it != peers_.end()) return it->second;
  if (read_ahead()) wanted_[sender] = peer;
  return std::nullopt;
}

void SharedSends::Advance(TenantId tenant, const access::ConversationState& state) {
  places_[state.id] = PlaceStep{tenant, state.last_seq, state.last_counted, state.last_sent_at};
}

void SharedSends::AdvanceSender(store::Txn& txn, const access::SeatOf& place,
                                const SenderStep& step) {
  auto it = senders_.find(place);
  // What was sent on another day is counted apart.
  if (it != senders_.end() && it->second.day != step.day) {
    Flush(txn);
    it = senders_.end();
  }
  if (it == senders_.end()) {
    senders_[place] = step;
    return;
  }
  it->second.sent_seq = step.sent_seq;
  it->second.counted += step.counted;
}

bool SharedSends::Load(store::Txn& txn) {
  const std::vector<std::pair<access::SeatOf, UserId>> senders(wanted_.begin(), wanted_.end());
  wanted_.clear();
  if (senders.empty()) return false;
  const auto states = ListPeerStates(txn, senders);
  if (txn.failed()) return true;
  for (const auto& [sender, peer] : senders) peers_.try_emplace(sender);
  for (const auto& [sender, state] : states) peers_[sender] = state;
  return true;
}

void SharedSends::Flush(store::Txn& txn) {
  if (places_.empty() && senders_.empty()) return;
  const auto places = std::exchange(places_, {});
  const auto senders = std::exchange(senders_, {});
  AdvanceMany(txn, places, senders);
}

void SharedSends::Forget() {
  peers_.clear();
}

}  // namespace koine::message
