#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/message/rows.h"
#include "store/shared.h"

namespace koine::message {

// Which client ids stand for messages, of those that a batch brings.
class SharedKeys final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  enum class Key { kUnknown, kFree, kTaken, kAppended };  // kAppended: in this batch
  // What is known of a key; an unknown one will be known when the batch is read ahead.
  Key Ask(const KeyOfSender& key);
  void NoteAppended(const KeyOfSender& key) { keys_[key] = Key::kAppended; }

  bool Load(store::Txn& txn) override;
  void Forget() override;

 private:
  std::map<KeyOfSender, Key> keys_;
  std::set<KeyOfSender> wanted_;
};

// What the messages of a batch need to know of those they go to, and what they change of
// conversations and of their senders' seats: each row is read and written once, however many
// messages there are.
class SharedSends final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  // How the peer stands to a sender, if that is known, without key_free; if not, it will be when
  // the batch is read ahead.
  std::optional<PeerState> AskPeer(const access::SeatOf& sender, UserId peer);
  void KeepPeer(const access::SeatOf& sender, const PeerState& state) { peers_[sender] = state; }

  // After Txn::MayNote.
  void Advance(TenantId tenant, const access::ConversationState& state);
  void AdvanceSender(store::Txn& txn, const access::SeatOf& place, const SenderStep& step);

  bool Load(store::Txn& txn) override;
  void Flush(store::Txn& txn) override;
  void Forget() override;

 private:
  std::map<access::SeatOf, PeerState> peers_;
  std::map<access::SeatOf, UserId> wanted_;
  std::map<ConversationId, PlaceStep> places_;  // still to be written, as senders_
  std::map<access::SeatOf, SenderStep> senders_;
};

}  // namespace koine::message
