#include "core/message/reaction.h"

#include <utility>

#include "core/event/event.h"
#include "core/message/reaction_rows.h"
#include "core/message/rights.h"

namespace koine::message {

namespace {

void TellReaction(store::Txn& txn, const access::Message& place, const std::string& emoji,
                  bool on) {
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
  return FindReaction(txn, who.tenant, place.conversation().id, place.seq(), who.user);
}

Reaction Write(store::Txn& txn, const access::Message& place, const std::optional<Reaction>& old,
               const ReactionIn& in) {
  const access::Principal& who = place.who();
  Reaction out;
  out.seq = place.seq();
  out.who = place.member().person;
  out.emoji = in.emoji;
  out.kind = in.kind;
  out.created_at = txn.now_ms();
  out.id = PutReaction(txn, who.tenant, place.conversation().id, place.seq(), who.user, in.emoji,
                       in.kind);
  if (old) TellReaction(txn, place, old->emoji, false);
  TellReaction(txn, place, in.emoji, true);
  return out;
}

}  // namespace

// The lock of the conversation makes the users of one message wait for each other.
Result<Reaction> SetReaction(store::Txn& txn, const access::Message& place, const ReactionIn& in) {
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  auto old = FindMine(txn, place);
  if (old && old->emoji == in.emoji) return *std::move(old);
  return Write(txn, place, old, in);
}

Result<std::optional<Reaction>> ToggleReaction(store::Txn& txn, const access::Message& place,
                                               const ReactionIn& in) {
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  auto old = FindMine(txn, place);
  if (!old || old->emoji != in.emoji) return std::optional(Write(txn, place, old, in));
  DeleteReaction(txn, place.who().tenant, place.conversation().id, place.seq(), place.who().user);
  TellReaction(txn, place, in.emoji, false);
  return std::optional<Reaction>();
}

Status RemoveReaction(store::Txn& txn, const access::Message& place) {
  const access::Principal& who = place.who();
  auto old = FindMine(txn, place);
  if (!old || !DeleteReaction(txn, who.tenant, place.conversation().id, place.seq(), who.user)) {
    return Error{Code::kNotFound, "reaction"};
  }
  TellReaction(txn, place, old->emoji, false);
  return Ok();
}

std::map<std::int64_t, std::vector<ReactionGroup>> ReactionGroups(store::Txn& txn,
                                                                  const access::Member& place,
                                                                  std::int64_t from,
                                                                  std::int64_t to) {
  std::map<std::int64_t, std::vector<ReactionGroup>> out;
  for (ReactionPart& part : ListReactionParts(txn, place.who().tenant, place.conversation().id,
                                              place.who().user, from, to, kReactionUsersShown)) {
    std::vector<ReactionGroup>& groups = out[part.seq];
    if (groups.empty() || groups.back().emoji != part.emoji) {
      groups.push_back({std::move(part.emoji), std::move(part.kind), part.count, part.mine, {}});
    }
    groups.back().users.push_back(part.user);
  }
  return out;
}

std::vector<Reaction> ListReactions(store::Txn& txn, const access::Message& place) {
  if (!message::Standing(txn, place, place.seq()).ok()) return {};
  return ListReactionsOf(txn, place.who().tenant, place.conversation().id, place.seq(),
                         kReactionsListMax);
}

}  // namespace koine::message
