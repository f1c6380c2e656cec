#include "core/event/rows.h"

#include <utility>

#include "core/event/system.h"

namespace koine::event {

namespace {

using store::Param;
using store::Sql;

const Sql kInsert{
    "insert into event (position, tenant_id, kind, version, conversation_id, user_id, payload, at) "
    "{values INT, INT, INT, INT, INT, INT, TEXT, INT}"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteBefore{
    "delete from event where position in "
    "(select position from event where at < ? and position <= ? order by position limit ?)"};

const store::LogTable kTable{
    "event",
    &kInsert,
    {Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kInt,
     Param::Kind::kText, Param::Kind::kInt}};

}  // namespace

void AppendEvent(store::Txn& txn, const EventRow& row, std::shared_ptr<const void> object) {
  const Param columns[] = {row.tenant, row.kind,    kEventVersion, row.conversation,
                           row.user,   row.payload, row.at};
  txn.Append(kTable, columns, std::move(object));
}

std::int64_t DeleteEventsBefore(store::Txn& txn, std::int64_t before_ms, std::int64_t read_up_to,
                                int limit) {
  return txn.Exec(kDeleteBefore, before_ms, read_up_to, limit);
}

}  // namespace koine::event
