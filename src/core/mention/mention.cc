#include "core/mention/mention.h"

#include <utility>

#include "base/text.h"

namespace koine::mention {

std::vector<Candidate> ListCandidates(store::Txn& txn, const access::Member& place,
                                      std::string_view keyword) {
  const std::string wanted = text::Fold(text::Trim(keyword));
  std::vector<Candidate> out;
  for (MemberName& one : ListNames(txn, place.who().tenant, place.conversation().id,
                                   place.who().user, kCandidatesMax)) {
    std::string name = one.nickname.empty() ? one.user.name() : std::move(one.nickname);
    if (text::Fold(name).find(wanted) == std::string::npos) continue;
    out.push_back({std::move(one.user), std::move(name)});
  }
  return out;
}

bool MayMentionAll(const access::Member& place) {
  return place.conversation().group() && place.member().role >= access::MemberRole::kAdmin;
}

std::vector<Unread> ListUnreadOf(store::Txn& txn, const access::Principal& who) {
  return ListUnread(txn, who.tenant, who.user, kUnreadMax);
}

std::int64_t CountUnreadOf(store::Txn& txn, const access::Principal& who) {
  return CountUnread(txn, who.tenant, who.user, kUnreadMax);
}

Status MarkSeen(store::Txn& txn, const access::Principal& who,
                const std::vector<std::int64_t>& messages) {
  if (messages.size() > kBatchMax) return FieldError(Code::kBadArgument, "messageIds");
  if (!messages.empty()) InsertSeen(txn, who.tenant, who.user, messages);
  return Ok();
}

}  // namespace koine::mention
