#include "core/message/mark.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "core/message/mark_rows.h"
#include "core/message/rights.h"

namespace koine::message {

namespace {

std::vector<std::string> SplitTags(std::string_view tags) {
  std::vector<std::string> out;
  while (!tags.empty()) {
    const std::size_t comma = tags.find(',');
    const std::string tag(text::Trim(tags.substr(0, comma)));
    const bool known = std::find(out.begin(), out.end(), tag) != out.end();
    if (!tag.empty() && !known) out.push_back(tag);
    tags = comma == tags.npos ? std::string_view() : tags.substr(comma + 1);
  }
  return out;
}

}  // namespace

Status HideMessages(store::Txn& txn, const access::Principal& who,
                    const std::vector<std::int64_t>& ids) {
  if (ids.size() > kHideMax) return FieldError(Code::kBadArgument, "messageIds");
  const std::vector<ReadableMessage> found = FindReadable(txn, who.tenant, who.user, ids);
  if (found.empty()) return Error{Code::kMessageNotFound};
  std::vector<std::int64_t> hidden;
  for (auto first = found.begin(); first != found.end();) {
    const auto last = std::find_if(first, found.end(), [&first](const ReadableMessage& one) {
      return one.conversation != first->conversation;
    });
    const Place place{first->conversation, first->kind, first->lo, first->hi};
    event::MessagesDeleted deleted;
    for (; first != last; ++first) {
      deleted.messages.push_back(first->id.value);
      deleted.seqs.push_back(first->seq);
    }
    hidden.insert(hidden.end(), deleted.messages.begin(), deleted.messages.end());
    const change::Change change = change::DeletionOf(place.id, deleted.seqs, who.user);
    change::AppendOwn(txn, who.user, change, HiddenFrom(who, place, std::move(deleted)));
  }
  InsertHidden(txn, who.tenant, who.user, hidden);
  return Ok();
}

event::Event HiddenFrom(const access::Principal& who, const Place& place,
                        event::MessagesDeleted deleted) {
  event::Event out;
  out.tenant = who.tenant;
  out.actor = who.user;
  out.place = place;
  out.users = {who.user};
  out.payload = std::move(deleted);
  return out;
}

std::string NormalTags(std::string_view tags) {
  std::string out;
  for (const std::string& tag : SplitTags(tags)) out += (out.empty() ? "," : "") + tag + ",";
  return out;
}

std::string ShownTags(std::string_view stored) {
  if (stored.size() < 2) return "";
  return std::string(stored.substr(1, stored.size() - 2));
}

Status AddFavourite(store::Txn& txn, const access::Message& place, std::string_view remark,
                    std::string_view tags) {
  const access::Principal& who = place.who();
  const ConversationId conversation = place.conversation().id;
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  if (!InsertFavourite(txn, who.tenant, who.user, conversation, place.seq(), remark,
                       NormalTags(tags))) {
    return Error{Code::kConflict, "favourite"};
  }
  return Ok();
}

Result<Favourite> Favourite::Open(store::Txn& txn, const access::Principal& who, MessageId id) {
  if (!HasFavourite(txn, who, id)) return Error{Code::kNotFound, "favourite"};
  return Favourite(who, id);
}

Status RemoveFavourite(store::Txn& txn, const Favourite& favourite) {
  const access::Principal& who = favourite.who();
  if (DeleteFavourite(txn, who.tenant, who.user, favourite.id())) return Ok();
  return Error{Code::kNotFound, "favourite"};
}

Status ChangeFavourite(store::Txn& txn, const Favourite& favourite,
                       const std::optional<std::string>& remark,
                       const std::optional<std::string>& tags) {
  const access::Principal& who = favourite.who();
  std::optional<std::string> normal;
  if (tags) normal = NormalTags(*tags);
  if (UpdateFavourite(txn, who.tenant, who.user, favourite.id(), remark, normal)) return Ok();
  return Error{Code::kNotFound, "favourite"};
}

}  // namespace koine::message
