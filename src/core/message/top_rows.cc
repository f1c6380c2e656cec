#include "core/message/top_rows.h"

#include <utility>

#include "base/json.h"

namespace koine::message {

namespace {

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
const Sql kTops{
    "select id, top from conversation where tenant_id = ? and top is not null and id {in ?}"};
const Sql kSetTop{"update conversation set top = ? where tenant_id = ? and id = ?"};

const Sql kIsHidden{
    "select 1 from message_mark where tenant_id = ? and user_id = ? and kind = 1 and "
    "conversation_id = ? and seq = ?"};

// Nothing, where nothing is on top.
std::optional<Top> ReadTop(std::string_view text) {
  auto top = json::Parse<TopRow>(text, {});
  if (!top.ok() || (top->seq == 0 && top->text.empty())) return std::nullopt;
  return Top{top->seq, std::move(top->text), top->by, top->at};
}

}  // namespace

std::int64_t FindTopSeq(Txn& txn, TenantId tenant, ConversationId conversation) {
  const auto top = FindTopOf(txn, tenant, conversation);
  return top ? top->seq : 0;
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
  auto read = [](const store::Row& row) { return ReadTop(row.Text(0)); };
  return txn.First(kTop, read, tenant, conversation).value_or(std::nullopt);
}

std::map<ConversationId, Top> ListTops(Txn& txn, const access::Principal& who,
                                       std::span<const std::int64_t> groups) {
  std::map<ConversationId, Top> out;
  if (groups.empty()) return out;
  auto read = [&out](const store::Row& row) {
    if (auto top = ReadTop(row.Text(1))) out.emplace(row.Get<ConversationId>(0), *std::move(top));
  };
  txn.Each(kTops, read, who.tenant, store::IntList{groups});
  return out;
}

bool IsHiddenFor(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq,
                 UserId user) {
  return txn.Each(
             kIsHidden, [](const store::Row&) {}, tenant, user, conversation, seq) > 0;
}

}  // namespace koine::message
