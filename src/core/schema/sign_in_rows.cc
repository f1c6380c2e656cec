#include "core/schema/office.h"

namespace koine::core {

// What the owner of a login sees of it.
const char kSignIns[] = R"sql(
alter table login add column address TEXT not null default '';
alter table login add column seen_at INT not null default 0;
)sql";

}  // namespace koine::core
