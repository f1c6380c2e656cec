#include "core/schema/office.h"

namespace koine::core {

// Each part of the index of words may have a filter (inverted/filter.h): this is its name.
const char kPartFilters[] = R"sql(
alter table search_part add column filter INT not null default 0;
)sql";

}  // namespace koine::core
