#include "core/conversation/settings.h"

#include <utility>

#include "core/conversation/rows.h"
#include "core/event/event.h"
#include "core/version/version.h"

namespace koine::conversation {

namespace {

using access::Notify;

event::Event ToOwn(const access::Member& place, event::Payload payload) {
  event::Event event;
  event.tenant = place.who().tenant;
  event.actor = place.who().user;
  event.place = place.conversation().place();
  event.users = {place.who().user};
  event.payload = std::move(payload);
  return event;
}

void Note(store::Txn& txn, const access::Member& place, version::Op op) {
  version::Bump(txn, place.who().tenant, version::Collection::kConversations,
                place.who().user.value, {place.conversation().id.value}, op);
}

bool Muted(const Settings& settings) {
  return settings.notify == Notify::kSilent;
}

void TellChanged(store::Txn& txn, const access::Member& place, const Settings& now, bool cleared) {
  event::Emit(txn, ToOwn(place, event::ConversationChanged{now.pinned_at > 0, Muted(now), now.draft,
                                                           now.remark, cleared}));
}

// The door has locked the member's row, so what is read here stands.
Settings Change(store::Txn& txn, const access::Member& place, const Settings& old,
                const SettingsIn& in) {
  Settings now = old;
  if (in.pinned && *in.pinned != (old.pinned_at > 0)) now.pinned_at = *in.pinned ? txn.now_ms() : 0;
  // A member who refuses all messages is not muted, and stays as he is.
  if (in.muted && *in.muted != Muted(old)) now.notify = *in.muted ? Notify::kSilent : Notify::kOn;
  if (in.draft) now.draft = *in.draft;
  if (in.remark) now.remark = *in.remark;
  if (now == old) return now;
  SetSettings(txn, place.who().tenant, place.conversation().id, place.who().user, now);
  // A draft is written all the time, and no list that is read by versions shows it.
  Settings undrafted = now;
  undrafted.draft = old.draft;
  if (!(undrafted == old)) Note(txn, place, version::Op::kUpdate);
  TellChanged(txn, place, now, false);
  return now;
}

Settings Find(store::Txn& txn, const access::Member& place) {
  return FindSettings(txn, place.who().tenant, place.conversation().id, place.who().user);
}

}  // namespace

void ChangeSettings(store::Txn& txn, const access::Member& place, const SettingsIn& in) {
  Change(txn, place, Find(txn, place), in);
}

bool SetPinned(store::Txn& txn, const access::Member& place, std::optional<bool> pinned) {
  const Settings old = Find(txn, place);
  SettingsIn in;
  in.pinned = pinned.value_or(old.pinned_at == 0);
  return Change(txn, place, old, in).pinned_at > 0;
}

bool SetMuted(store::Txn& txn, const access::Member& place, std::optional<bool> muted) {
  const Settings old = Find(txn, place);
  SettingsIn in;
  in.muted = muted.value_or(!Muted(old));
  return Muted(Change(txn, place, old, in));
}

void Hide(store::Txn& txn, const access::Member& place) {
  const auto& conversation = place.conversation();
  if (conversation.last_seq <= place.member().hidden_seq) return;
  HideFor(txn, place.who().tenant, conversation, place.who().user);
  Note(txn, place, version::Op::kDelete);
  event::Emit(txn, ToOwn(place, event::ConversationRemoved{false}));
}

void Clear(store::Txn& txn, const access::Member& place) {
  const auto& conversation = place.conversation();
  if (conversation.last_seq < place.visible().from) return;
  ClearFor(txn, place.who().tenant, conversation, place.who().user);
  Note(txn, place, version::Op::kUpdate);
  TellChanged(txn, place, Find(txn, place), true);
}

}  // namespace koine::conversation
