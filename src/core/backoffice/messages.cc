#include "core/backoffice/messages.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "base/text.h"
#include "core/backoffice/rows.h"

namespace koine::backoffice {

namespace {

constexpr int kChunk = 1000;

bool Holds(const MessageItem& item, const MessageFilter& filter, const std::string& folded) {
  if (folded.empty()) return true;
  if (filter.text) return text::Fold(filter.text(item)).find(folded) != std::string::npos;
  const body::Message& m = item.row.message;
  const auto* text = std::get_if<body::Text>(&m.body);
  return text::Fold(text != nullptr ? text->text : body::Preview(m.body)).find(folded) !=
         std::string::npos;
}

// A page of those that hold the keyword and fit.
MessagePage Scan(store::Txn& txn, TenantId tenant, const MessageFilter& filter, int limit,
                 std::int64_t offset) {
  const std::string folded = text::Fold(filter.keyword);
  MessagePage page;
  MessageId before(std::numeric_limits<std::int64_t>::max());
  for (int seen = 0; seen < kScanMax; seen += kChunk) {
    auto items = ListItems(txn, tenant, filter, before, kChunk, 0);
    for (MessageItem& item : items) {
      before = item.row.message.id;
      if (!Holds(item, filter, folded) || (filter.fits && !filter.fits(item))) continue;
      page.total += 1;
      const bool shown = page.total > offset && page.total <= offset + limit;
      if (shown) page.items.push_back(std::move(item));
    }
    if (items.size() < static_cast<std::size_t>(kChunk)) break;
  }
  return page;
}

}  // namespace

Result<MessagePage> FindMessages(store::Txn& txn, const access::Principal& who,
                                 const MessageFilter& filter, int limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  if (!filter.keyword.empty() || filter.fits) return Scan(txn, who.tenant, filter, limit, offset);
  MessagePage page;
  page.total = CountItems(txn, who.tenant, filter, kCountMax);
  const MessageId end(std::numeric_limits<std::int64_t>::max());
  page.items = ListItems(txn, who.tenant, filter, end, limit, std::min(offset, kCountMax));
  return page;
}

Result<MessageItem> FindMessage(store::Txn& txn, const access::Principal& who, MessageId id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto item = FindItem(txn, who.tenant, id);
  if (!item) return Error{Code::kMessageNotFound};
  return *std::move(item);
}

Result<std::vector<KindCount>> CountMessages(store::Txn& txn, const access::Principal& who,
                                             std::int64_t from_ms, std::int64_t to_ms) {
  if (!who.admin()) return Error{Code::kForbidden};
  return CountKinds(txn, who.tenant, from_ms, to_ms);
}

Result<std::vector<ActiveGroup>> MostActiveGroups(store::Txn& txn, const access::Principal& who,
                                                  std::int64_t since_ms, int limit) {
  if (!who.admin()) return Error{Code::kForbidden};
  return ListActive(txn, who.tenant, since_ms, limit);
}

}  // namespace koine::backoffice
