#include "core/history/merge.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/history/render.h"
#include "core/history/sync_rows.h"
#include "core/message/rights.h"

namespace koine::history {

namespace {

// A longer list of names is a group's.
constexpr std::size_t kNamedInTitle = 2;

body::MergedItem ItemOf(message::Row row) {
  body::Message& m = row.message;
  body::MergedItem item;
  item.sender = m.sender;
  item.name = std::move(row.sender.name);
  item.avatar = std::move(row.sender.avatar);
  item.sent_at = m.sent_at;
  item.kind = static_cast<int>(body::KindOf(m.body));
  item.body = body::Encode(m.body);
  return item;
}

UserId CardOf(const body::MergedItem& item) {
  if (item.kind != static_cast<int>(body::Kind::kCard)) return UserId();
  const body::Body body = body::BodyOf(item);
  const auto* card = std::get_if<body::Card>(&body);
  return card == nullptr ? UserId() : card->user;
}

void NameHandles(store::Txn& txn, TenantId tenant, std::vector<body::MergedItem>* items) {
  std::set<std::int64_t> users;
  for (const body::MergedItem& item : *items) {
    if (item.sender) users.insert(item.sender.value);
    if (const UserId card = CardOf(item)) users.insert(card.value);
  }
  const std::vector<std::int64_t> wanted(users.begin(), users.end());
  std::map<UserId, std::string> handles;
  for (history::Handle& one : history::FindHandles(txn, tenant, wanted)) {
    handles[one.user] = std::move(one.handle);
  }
  for (body::MergedItem& item : *items) {
    item.handle = handles[item.sender];
    if (const UserId card = CardOf(item)) item.card = handles[card];
  }
}

// What a group is called is not told to those who are not in it.
std::string TitleOf(const std::vector<body::MergedItem>& items, bool direct) {
  std::vector<std::string> names;
  for (const body::MergedItem& item : items) {
    if (std::find(names.begin(), names.end(), item.name) == names.end()) names.push_back(item.name);
  }
  if (!direct || names.size() > kNamedInTitle) return "群聊的聊天记录";
  return names.front() + (names.size() > 1 ? "和" + names.back() : "") + "的聊天记录";
}

}  // namespace

Result<message::SendIn> DraftOf(store::Txn& txn, const access::Principal& who, const MergeIn& in) {
  const std::set<std::int64_t> ids(in.messages.begin(), in.messages.end());
  if (ids.empty() || ids.size() > body::kMergedItemsMax) {
    return Error{Code::kBadArgument, "merge_many"};
  }
  body::Merged merged;
  bool direct = true;
  for (const std::int64_t id : ids) {
    KOINE_TRY(const access::Message place, access::Message::Peek(txn, who, MessageId(id)));
    KOINE_TRY(message::Row row, message::Standing(txn, place, place.seq()));
    const body::Body& body = row.message.body;
    if (!body::Countable(body) || body::KindOf(body) == body::Kind::kRedPacket) {
      return Error{Code::kBadArgument, "message_type"};
    }
    if (body::DepthOf(body) >= body::kMergedDepthMax) {
      return Error{Code::kBadArgument, "merge_depth"};
    }
    direct = direct && place.conversation().direct();
    merged.items.push_back(ItemOf(std::move(row)));
  }
  NameHandles(txn, who.tenant, &merged.items);
  merged.title = text::IsBlank(in.title) ? TitleOf(merged.items, direct) : in.title;
  merged.title = text::Shorten(merged.title, body::kMergedTitleMax, "…");
  message::SendIn out;
  out.body = std::move(merged);
  return out;
}

}  // namespace koine::history
