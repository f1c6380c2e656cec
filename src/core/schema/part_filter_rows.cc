#include "core/schema/office.h"

namespace koine::core {

// Each part of the index of words may have a filter (inverted/filter.h): this is its name. A search
// reads the live parts of messages beside blocks of names, and what is gone and not yet vacuumed.
const char kPartFilters[] = R"sql(
alter table search_part add column filter INT not null default 0;
create index search_part_live on search_part (version, last, id) where state = 1;
)sql";

}  // namespace koine::core
