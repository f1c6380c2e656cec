#include "store/own_tables.h"

namespace koine::store {

namespace {

constexpr Migration kOwn[] = {
    {1, "store",
     "create table meta (name TEXT primary key, value TEXT not null);"
     "create table id_block (name TEXT primary key, next INT not null);"
     "create table lease (name TEXT primary key, owner TEXT not null, until INT not null,"
     "  position INT not null);"
     "create table log_head (one ID check (one = 1), position INT not null);"
     "insert into log_head (one, position) values (1, 0);"
     "create table job (id ID, kind TEXT not null, key TEXT not null, due_at INT not null,"
     "  lease_until INT not null, attempts INT not null, dead INT not null,"
     "  payload BYTES not null, unique (kind, key));"
     "create index job_due on job (dead, due_at, id);"},
    {2, "nodes",
     "create table node (name TEXT primary key, number INT not null, boot TEXT not null,"
     "  address TEXT not null, version TEXT not null, schema INT not null,"
     "  started_at INT not null, seen_at INT not null, position INT not null);"},
    // Of PostgreSQL: which rows changed, by the transaction (pg_changes.h), and from which one on
    // that is known.
    {3, "row changes",
     "create table row_change (xid INT not null, source INT not null, k0 INT not null,"
     "  k1 INT not null, primary key (xid, source, k0, k1));"
     "create table row_change_floor (one ID check (one = 1), forgotten INT not null,"
     "  noted INT not null);"
     "insert into row_change_floor (one, forgotten, noted) values (1, 0, 0);",
     true},
};

}  // namespace

std::span<const Migration> OwnMigrations() {
  return kOwn;
}

const Sql kSelectHead{"select position from log_head where one = 1"};
const Sql kUpdateHead{"update log_head set position = ? where one = 1"};
const Sql kRaiseHead{
    "update log_head set position = position + ? where one = 1 returning position"};
const Sql kSelectIdBlock{"select next from id_block where name = ?"};
const Sql kUpsertIdBlock{
    "insert into id_block (name, next) values (?, ?)"
    " on conflict (name) do update set next = excluded.next"};
const Sql kLeaseIdBlock{
    "insert into id_block (name, next) values (?, ?)"
    " on conflict (name) do update set next = id_block.next + ? returning next"};
const Sql kUpsertJob{
    "insert into job (id, kind, key, due_at, lease_until, attempts, dead, payload)"
    " values (?, ?, ?, ?, 0, 0, 0, ?) on conflict (kind, key) do update set"
    " due_at = excluded.due_at, payload = excluded.payload, lease_until = 0, attempts = 0, dead = "
    "0"};
const Sql kDeleteJob{"delete from job where kind = ? and key = ?"};

const IdSequence kJobIds{"job", 1};

}  // namespace koine::store
