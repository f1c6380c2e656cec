#include "core/reaction/reaction.h"

#include <utility>

#include "core/event/event.h"
#include "core/message/rights.h"

namespace koine::reaction {

namespace {

void Tell(store::Txn& txn, const access::Message& place, const std::string& emoji, bool on) {
  event::Event event;
  event.tenant = place.who().tenant;
  event.actor = place.who().user;
  event.place = place.conversation().place();
  event.to_members = true;
  event.payload = event::ReactionChanged{place.id(), place.seq(), place.member().person, emoji, on};
  event::Emit(txn, std::move(event));
}

std::optional<Reaction> FindMine(store::Txn& txn, const access::Message& place) {
  const access::Principal& who = place.who();
  return Find(txn, who.tenant, place.conversation().id, place.seq(), who.user);
}

Reaction Write(store::Txn& txn, const access::Message& place, const std::optional<Reaction>& old,
               const In& in) {
  const access::Principal& who = place.who();
  Reaction out;
  out.seq = place.seq();
  out.who = place.member().person;
  out.emoji = in.emoji;
  out.kind = in.kind;
  out.created_at = txn.now_ms();
  out.id = Put(txn, who.tenant, place.conversation().id, place.seq(), who.user, in.emoji, in.kind);
  if (old) Tell(txn, place, old->emoji, false);
  Tell(txn, place, in.emoji, true);
  return out;
}

}  // namespace

// The lock of the conversation makes the users of one message wait for each other.
Result<Reaction> Set(store::Txn& txn, const access::Message& place, const In& in) {
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  auto old = FindMine(txn, place);
  if (old && old->emoji == in.emoji) return *std::move(old);
  return Write(txn, place, old, in);
}

Result<std::optional<Reaction>> Toggle(store::Txn& txn, const access::Message& place,
                                       const In& in) {
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  auto old = FindMine(txn, place);
  if (!old || old->emoji != in.emoji) return std::optional(Write(txn, place, old, in));
  Delete(txn, place.who().tenant, place.conversation().id, place.seq(), place.who().user);
  Tell(txn, place, in.emoji, false);
  return std::optional<Reaction>();
}

Status Remove(store::Txn& txn, const access::Message& place) {
  const access::Principal& who = place.who();
  auto old = FindMine(txn, place);
  if (!old || !Delete(txn, who.tenant, place.conversation().id, place.seq(), who.user)) {
    return Error{Code::kNotFound, "reaction"};
  }
  Tell(txn, place, old->emoji, false);
  return Ok();
}

std::map<std::int64_t, std::vector<Group>> Groups(store::Txn& txn, const access::Member& place,
                                                  std::int64_t from, std::int64_t to) {
  std::map<std::int64_t, std::vector<Group>> out;
  for (Part& part : ListParts(txn, place.who().tenant, place.conversation().id, place.who().user,
                              from, to, kUsersShown)) {
    std::vector<Group>& groups = out[part.seq];
    if (groups.empty() || groups.back().emoji != part.emoji) {
      groups.push_back({std::move(part.emoji), std::move(part.kind), part.count, part.mine, {}});
    }
    groups.back().users.push_back(part.user);
  }
  return out;
}

std::vector<Reaction> ListAll(store::Txn& txn, const access::Message& place) {
  if (!message::Standing(txn, place, place.seq()).ok()) return {};
  return ListOne(txn, place.who().tenant, place.conversation().id, place.seq(), kListMax);
}

}  // namespace koine::reaction
