#include "core/conversation/seat_settings.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/conversation/seat_rows.h"
#include "core/event/event.h"
#include "core/message/append.h"
#include "core/version/version.h"

namespace koine::conversation {

namespace {

using access::Notify;
using access::Seated;
using version::Op;

void TellOwn(store::Txn& txn, const Seated& place, UserId user, event::Payload payload) {
  event::Event event;
  event.tenant = place.who().tenant;
  event.actor = user;
  event.place = place.conversation().place();
  event.users = {user};
  event.payload = std::move(payload);
  event::Emit(txn, std::move(event));
}

event::ConversationChanged Changed(const Settings& now) {
  return {now.pinned_at > 0, now.muted(), now.draft, now.remark, false, true};
}

// Several seats, as the lists that statements take.
struct Seats {
  std::vector<std::int64_t> conversations, users;
  std::vector<version::Element> elements;

  void Add(ConversationId conversation, UserId user) {
    conversations.push_back(conversation.value);
    users.push_back(user.value);
    elements.push_back({user.value, conversation.value});
  }
  void Add(const Seated& place) { Add(place.conversation().id, place.who().user); }
};

void Note(store::Txn& txn, TenantId tenant, const Seats& seats, Op op) {
  version::BumpEach(txn, tenant, version::Collection::kConversations, seats.elements, op);
}

void Note(store::Txn& txn, const Seated& place, Op op) {
  version::Bump(txn, place.who().tenant, version::Collection::kConversations,
                place.who().user.value, {place.conversation().id.value}, op);
}

template <class T>
void Set(const std::optional<T>& value, T* to) {
  if (value) *to = *value;
}

Settings With(Settings s, const SettingsIn& in, const Seated& place, std::int64_t now_ms) {
  if (in.pinned && *in.pinned != (s.pinned_at > 0)) s.pinned_at = *in.pinned ? now_ms : 0;
  // A user who refuses all messages is not muted, and stays so.
  if (in.muted && *in.muted != s.muted()) s.notify = *in.muted ? Notify::kSilent : Notify::kOn;
  Set(in.notify, &s.notify);
  Set(in.draft, &s.draft);
  Set(in.remark, &s.remark);
  Set(in.burn_s, &s.extra.burn_s);
  Set(in.destruct_s, &s.extra.destruct_s);
  Set(in.destructs, &s.extra.destructs);
  Set(in.attached, &s.extra.attached);
  Set(in.ex, &s.extra.ex);
  if (in.at_kind) {
    s.extra.at_kind = *in.at_kind;
    s.extra.at_seq = place.conversation().last_seq;
  }
  return s;
}

std::vector<Settings> SettingsOf(store::Txn& txn, TenantId tenant, const Seats& seats) {
  return ListSettings(txn, tenant, seats.conversations, seats.users);
}

Settings Find(store::Txn& txn, const Seated& place) {
  Seats seats;
  seats.Add(place);
  auto found = SettingsOf(txn, place.who().tenant, seats);
  return found.empty() ? Settings() : std::move(found.front());
}

// The door has locked the member's row, so what is read here stands.
Settings Change(store::Txn& txn, const Seated& place, const Settings& old, const SettingsIn& in) {
  Settings now = With(old, in, place, txn.now_ms());
  if (now == old) return now;
  SetSettings(txn, place.who().tenant, place.conversation().id, place.who().user, now);
  // A draft is written all the time, and no list that is read by versions shows it.
  Settings undrafted = now;
  undrafted.draft = old.draft;
  if (!(undrafted == old)) Note(txn, place, Op::kUpdate);
  TellOwn(txn, place, place.who().user, Changed(now));
  return now;
}

bool Hidden(const Seated& place) {
  return place.visible().to <= place.member().hidden_seq;
}

}  // namespace

void ChangeSettings(store::Txn& txn, const Seated& place, const SettingsIn& in) {
  Change(txn, place, Find(txn, place), in);
}

void ChangeMany(store::Txn& txn, std::span<const Seated> places, const SettingsIn& in) {
  if (places.empty()) return;
  const TenantId tenant = places.front().who().tenant;
  Seats all, changed, listed;
  for (const Seated& place : places) all.Add(place);
  const std::vector<Settings> old = SettingsOf(txn, tenant, all);
  std::vector<Stored> stored;
  Seats kept;
  for (std::size_t i = 0; i < places.size() && i < old.size(); ++i) {
    const Seated& place = places[i];
    const UserId user = place.who().user;
    const bool hidden = Hidden(place);
    const Settings now = With(old[i], in, place, txn.now_ms());
    if (now == old[i] && !hidden) continue;
    kept.Add(place);
    stored.push_back({now, hidden ? -1 : place.member().hidden_seq});
    (hidden ? listed : changed).Add(place);
    if (hidden) {
      const auto& state = place.conversation();
      TellOwn(txn, place, user, event::ConversationAdded{state.name, state.avatar, {}});
    }
    if (!(now == old[i])) TellOwn(txn, place, user, Changed(now));
  }
  if (stored.empty()) return;
  SetManySettings(txn, tenant, kept.conversations, kept.users, stored);
  Note(txn, tenant, changed, Op::kUpdate);
  Note(txn, tenant, listed, Op::kInsert);
}

bool SetPinned(store::Txn& txn, const Seated& place, std::optional<bool> pinned) {
  const Settings old = Find(txn, place);
  SettingsIn in;
  in.pinned = pinned.value_or(old.pinned_at == 0);
  return Change(txn, place, old, in).pinned_at > 0;
}

bool SetMuted(store::Txn& txn, const Seated& place, std::optional<bool> muted) {
  const Settings old = Find(txn, place);
  SettingsIn in;
  in.muted = muted.value_or(!old.muted());
  return Change(txn, place, old, in).muted();
}

Status SetPrivate(store::Txn& txn, const access::Member& place, bool on) {
  const access::Principal& who = place.who();
  access::ConversationState state = place.conversation();
  if (!state.direct()) return Error{Code::kWrongKind};
  Seats both;
  both.Add(state.id, state.pair_lo);
  if (!state.with_oneself()) both.Add(state.id, state.pair_hi);
  std::vector<Settings> settings = SettingsOf(txn, who.tenant, both);
  Seats changed;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (settings[i].extra.is_private == on) continue;
    const UserId user(both.users[i]);
    settings[i].extra.is_private = on;
    SetSettings(txn, who.tenant, state.id, user, settings[i]);
    changed.Add(state.id, user);
    TellOwn(txn, place, user, Changed(settings[i]));
  }
  if (changed.users.empty()) return Ok();
  Note(txn, who.tenant, changed, Op::kUpdate);
  body::Notice notice;
  notice.kind = on ? body::NoticeKind::kPrivateOn : body::NoticeKind::kPrivateOff;
  message::AppendNotice(txn, who.tenant, &state, who.policy->dialect, place.member().person,
                        std::move(notice));
  return Ok();
}

void Hide(store::Txn& txn, const Seated& place) {
  HideMany(txn, {&place, 1});
}

void Clear(store::Txn& txn, const Seated& place) {
  ClearMany(txn, {&place, 1}, true);
}

void HideMany(store::Txn& txn, std::span<const Seated> places) {
  Seats hidden;
  for (const Seated& place : places) {
    // Nothing came since it was hidden last.
    if (place.conversation().last_seq <= place.member().hidden_seq) continue;
    hidden.Add(place);
    TellOwn(txn, place, place.who().user, event::ConversationRemoved{false});
  }
  if (hidden.users.empty()) return;
  const access::Principal& who = places.front().who();
  HideFor(txn, who.tenant, who.user, hidden.conversations);
  Note(txn, who.tenant, hidden, Op::kDelete);
}

void ClearMany(store::Txn& txn, std::span<const Seated> places, bool everywhere) {
  Seats all;
  for (const Seated& place : places) {
    if (place.conversation().last_seq >= place.visible().from) all.Add(place);
  }
  if (all.users.empty()) return;
  const access::Principal& who = places.front().who();
  const std::vector<Settings> settings = SettingsOf(txn, who.tenant, all);
  ClearFor(txn, who.tenant, who.user, all.conversations);
  Note(txn, who.tenant, all, Op::kUpdate);
  std::size_t i = 0;
  for (const Seated& place : places) {
    if (place.conversation().last_seq < place.visible().from || i == settings.size()) continue;
    event::ConversationChanged changed = Changed(settings[i++]);
    changed.cleared = true;
    changed.everywhere = everywhere;
    TellOwn(txn, place, who.user, std::move(changed));
  }
}

void ClearForAll(store::Txn& txn, std::span<const Seated> places) {
  std::vector<std::int64_t> cleared;
  for (const Seated& place : places) {
    const auto& state = place.conversation();
    if (!place.active() || state.last_seq < state.min_seq || state.last_seq == 0) continue;
    cleared.push_back(state.id.value);
    event::Event event;
    event.tenant = place.who().tenant;
    event.actor = place.who().user;
    event.place = state.place();
    event.to_members = true;
    event.payload = event::ConversationCleared{state.last_seq + 1};
    event::Emit(txn, std::move(event));
  }
  if (!cleared.empty()) conversation::ClearForAll(txn, places.front().who().tenant, cleared);
}

}  // namespace koine::conversation
