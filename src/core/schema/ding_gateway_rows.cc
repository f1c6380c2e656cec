#include "core/schema/office.h"

namespace koine::core {

// Whether a notice also goes out by the gateway of texts and calls, and how far it came for each
// who gets it.
const char kDingGateway[] = R"sql(
alter table ding add column by_gateway INT not null default 0;
alter table ding_receipt add column reach INT not null default 0;
)sql";

// By age, for what is deleted because of it.
const char kDingAges[] = R"sql(
create index ding_created on ding (created_at, id);
)sql";

}  // namespace koine::core
