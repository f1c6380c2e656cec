#pragma once

#include <algorithm>
#include <vector>

namespace koine {

// Sorts the values and leaves each once.
template <class T>
void SortOnce(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

}  // namespace koine
