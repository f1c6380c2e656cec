#include "core/schema/office.h"

namespace koine::core {

// What the owner of a login sees of it.
const char kSignIns[] = R"sql(
alter table login add column address TEXT not null default '';
alter table login add column seen_at INT not null default 0;
)sql";

// How often users did what is bounded by the day or the hour.
const char kAllowances[] = R"sql(
create table allowance (
  user_id INT not null, act INT not null, tenant_id INT not null, slot INT not null,
  used INT not null, primary key (user_id, act)) without rowid;
)sql";

}  // namespace koine::core
