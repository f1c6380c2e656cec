#include "core/message/mention.h"

#include <utility>

#include "base/text.h"
#include "core/message/mention_rows.h"

namespace koine::message {

std::vector<MentionCandidate> ListMentionCandidates(store::Txn& txn, const access::Member& place,
                                                    std::string_view keyword) {
  const std::string wanted = text::Fold(text::Trim(keyword));
  std::vector<MentionCandidate> out;
  for (MemberName& one : ListMemberNames(txn, place.who().tenant, place.conversation().id,
                                         place.who().user, kMentionCandidatesMax)) {
    std::string name = one.nickname.empty() ? one.user.name() : std::move(one.nickname);
    if (text::Fold(name).find(wanted) == std::string::npos) continue;
    out.push_back({std::move(one.user), std::move(name)});
  }
  return out;
}

bool MayMentionAll(const access::Member& place) {
  return place.conversation().group() && place.member().role >= access::MemberRole::kAdmin;
}

std::vector<UnreadMention> ListUnreadMentionsOf(store::Txn& txn, const access::Principal& who) {
  return ListUnreadMentions(txn, who.tenant, who.user, kUnreadMentionsMax);
}

std::int64_t CountUnreadMentionsOf(store::Txn& txn, const access::Principal& who) {
  return CountUnreadMentions(txn, who.tenant, who.user, kUnreadMentionsMax);
}

Status MarkMentionsSeen(store::Txn& txn, const access::Principal& who,
                        const std::vector<std::int64_t>& messages) {
  if (messages.size() > kMentionBatchMax) return FieldError(Code::kBadArgument, "messageIds");
  if (!messages.empty()) InsertSeenMentions(txn, who.tenant, who.user, messages);
  return Ok();
}

}  // namespace koine::message
