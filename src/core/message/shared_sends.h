#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/message/rows.h"
#include "store/shared.h"

namespace koine::message {

// What the messages of a batch need to know of those they go to, which of their client ids are
// known, and what they change of conversations and of their senders' seats: each row is read and
// written once, however many messages there are.
class SharedSends final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  enum class Key { kUnknown, kFree, kTaken, kAppended };  // kAppended: in this batch
  // What is known of a key; an unknown one will be known when the batch is read ahead.
  Key AskKey(const KeyOfSender& key);
  void NoteAppended(const KeyOfSender& key) { keys_[key] = Key::kAppended; }
  // The same of how the peer stands to a sender; without key_free.
  std::optional<PeerState> AskPeer(const access::SeatOf& sender, UserId peer);
  void KeepPeer(const access::SeatOf& sender, const PeerState& state) { peers_[sender] = state; }

  // After Txn::MayNote.
  void Advance(TenantId tenant, const access::ConversationState& state);
  void AdvanceSender(store::Txn& txn, const access::SeatOf& place, const SenderStep& step);

  bool Load(store::Txn& txn) override;
  void Flush(store::Txn& txn) override;
  void Forget() override;

 private:
  std::map<KeyOfSender, Key> keys_;
  std::map<access::SeatOf, PeerState> peers_;
  std::set<KeyOfSender> wanted_keys_;
  std::map<access::SeatOf, UserId> wanted_peers_;
  std::map<ConversationId, PlaceStep> places_;  // still to be written, as senders_
  std::map<access::SeatOf, SenderStep> senders_;
};

}  // namespace koine::message
