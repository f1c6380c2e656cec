#include "store/txn.h"

namespace koine::store {

void Txn::RunSoonForEach(const Sql& sql, std::span<const IntList> lists) {
  std::vector<Param> params(lists.size());
  for (std::size_t place = 0; !lists.empty() && place < lists.front().values.size(); ++place) {
    for (std::size_t i = 0; i < lists.size(); ++i) params[i] = Param(lists[i].values[place]);
    RunSoon(sql, params);
  }
}

}  // namespace koine::store
