#include "core/backoffice/complaint_rows.h"

#include "base/json.h"

namespace koine::backoffice {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"complaint", 1};

#define KOINE_COMPLAINT                                                                       \
  "select id, user_id, target_kind, target_id, reason, description, images, state, verdict, " \
  "summary, handler_id, created_at, handled_at from complaint "
#define KOINE_COMPLAINT_FILTER                                                             \
  "where tenant_id = ? and (? = 0 or user_id = ?) and (? = 0 or state = ?) and (? = 0 or " \
  "target_kind = ?) and (? = 0 or target_id = ?) "
const Sql kInsert{
    "insert into complaint (id, tenant_id, user_id, target_kind, target_id, reason, description, "
    "images, state, verdict, summary, handler_id, created_at, handled_at) values "
    "(?, ?, ?, ?, ?, ?, ?, ?, 1, 0, '', 0, ?, 0)"};
const Sql kFind{KOINE_COMPLAINT "where tenant_id = ? and id = ?"};
const Sql kResolve{
    "update complaint set state = 2, verdict = ?, summary = ?, handler_id = ?, handled_at = ? "
    "where tenant_id = ? and id = ? and state = 1"};
// Ids are leased, and do not follow time.
const Sql kSelect{KOINE_COMPLAINT KOINE_COMPLAINT_FILTER
                  "order by created_at desc, id desc limit ? offset ?"};
const Sql kCount{"select count(*) from complaint " KOINE_COMPLAINT_FILTER};
const Sql kSince{KOINE_COMPLAINT
                 "where tenant_id = ? and user_id = ? and created_at > ? order by id desc limit ?"};

Complaint ReadOne(const Row& row) {
  Complaint c;
  c.id = row.Int(0);
  c.user = row.Get<UserId>(1);
  c.target = static_cast<ComplaintTarget>(row.Int(2));
  c.target_id = row.Int(3);
  c.reason = row.String(4);
  c.description = row.String(5);
  auto images = json::Parse<std::vector<std::string>>(row.Text(6));
  if (images.ok()) c.images = std::move(images).value();
  c.state = static_cast<ComplaintState>(row.Int(7));
  c.verdict = static_cast<int>(row.Int(8));
  c.summary = row.String(9);
  c.handler = row.Get<UserId>(10);
  c.created_at = row.Int(11);
  c.handled_at = row.Int(12);
  return c;
}

}  // namespace

void InsertComplaint(Txn& txn, TenantId tenant, Complaint* c) {
  c->id = txn.NextId(kIds);
  txn.Exec(kInsert, c->id, tenant, c->user, c->target, c->target_id, c->reason, c->description,
           json::ToText(c->images), c->created_at);
}

std::optional<Complaint> FindComplaint(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kFind, ReadOne, tenant, id);
}

bool SetComplaintResolved(Txn& txn, TenantId tenant, const Complaint& c) {
  return txn.Exec(kResolve, c.verdict, c.summary, c.handler, c.handled_at, tenant, c.id) == 1;
}

std::vector<Complaint> SelectComplaints(Txn& txn, TenantId tenant, const ComplaintFilter& filter,
                                        std::int64_t limit, std::int64_t offset) {
  const std::int64_t state = filter.state ? static_cast<std::int64_t>(*filter.state) : 0;
  const std::int64_t target = filter.target ? static_cast<std::int64_t>(*filter.target) : 0;
  return txn.All(kSelect, ReadOne, tenant, filter.user, filter.user, state, state, target, target,
                 filter.target_id, filter.target_id, limit, offset);
}

std::int64_t CountComplaints(Txn& txn, TenantId tenant, const ComplaintFilter& filter) {
  const std::int64_t state = filter.state ? static_cast<std::int64_t>(*filter.state) : 0;
  const std::int64_t target = filter.target ? static_cast<std::int64_t>(*filter.target) : 0;
  auto number = [](const Row& row) { return row.Int(0); };
  return txn
      .First(kCount, number, tenant, filter.user, filter.user, state, state, target, target,
             filter.target_id, filter.target_id)
      .value_or(0);
}

std::vector<Complaint> SelectComplaintsSince(Txn& txn, TenantId tenant, UserId user,
                                             std::int64_t since_ms, int limit) {
  return txn.All(kSince, ReadOne, tenant, user, since_ms, limit);
}

}  // namespace koine::backoffice
