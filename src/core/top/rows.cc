// What stands on top of a conversation: the SQL of core/conversation/rows.h that is about it.

#include "base/json.h"
#include "core/conversation/rows.h"

namespace koine::conversation {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// conversation.top: which message is on top, or a text, who put it there and when.
struct TopRow {
  std::int64_t seq = 0;
  UserId by;
  std::int64_t at = 0;
  std::string text;
};
KOINE_DESCRIBE(TopRow, (seq, by, at, text))

const Sql kTop{"select top from conversation where tenant_id = ? and id = ?"};
const Sql kSetTop{"update conversation set top = ? where tenant_id = ? and id = ?"};

}  // namespace

std::int64_t FindTopSeq(Txn& txn, TenantId tenant, ConversationId conversation) {
  auto read = [](const Row& row) {
    if (row.Null(0)) return std::int64_t{0};
    auto top = json::Parse<TopRow>(row.Text(0), {});
    return top.ok() ? top->seq : std::int64_t{0};
  };
  return txn.First(kTop, read, tenant, conversation).value_or(0);
}

void SetTopSeq(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
               UserId by) {
  std::optional<std::string> top;
  if (seq > 0) top = json::ToText(TopRow{seq, by, txn.now_ms(), ""});
  txn.ExecSoon(kSetTop, top, tenant, conversation);
}

void SetTopText(Txn& txn, TenantId tenant, ConversationId conversation, const std::string& text,
                UserId by) {
  const std::string top = json::ToText(TopRow{0, by, txn.now_ms(), text});
  txn.ExecSoon(kSetTop, std::optional(top), tenant, conversation);
}

std::optional<Top> FindTopOf(Txn& txn, TenantId tenant, ConversationId conversation) {
  auto read = [](const Row& row) {
    auto top = json::Parse<TopRow>(row.Text(0), {});
    return top.ok() ? Top{top->seq, top->text, top->by, top->at} : Top{};
  };
  auto top = txn.First(kTop, read, tenant, conversation);
  const bool any = top && (top->seq > 0 || !top->text.empty());
  return any ? top : std::nullopt;
}

}  // namespace koine::conversation
