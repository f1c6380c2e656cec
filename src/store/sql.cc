#include "store/sql.h"

#include <atomic>

namespace koine::store {

namespace {
std::atomic<std::uint32_t>& Counter() {
  static std::atomic<std::uint32_t> count{0};
  return count;
}
}  // namespace

Sql::Sql(const char* common, const char* pg)
    : common_(common), pg_(pg), index_(Counter().fetch_add(1)) {}

std::uint32_t Sql::Count() {
  return Counter().load();
}

}  // namespace koine::store
