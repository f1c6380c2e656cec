#pragma once

namespace koine::store {

enum class Engine { kSqlite, kPostgresql };

}  // namespace koine::store
