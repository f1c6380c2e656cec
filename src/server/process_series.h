#pragma once

#include <cstdint>
#include <string>

namespace koine::server {

// Sets the gauges of the process and of the disk that holds `data`: memory, time, open files, how
// large SQLite's file `store` and its log are (empty: there is none), how much room is left.
void UpdateProcessGauges(const std::string& data, const std::string& store,
                         std::int64_t started_ms);

}  // namespace koine::server
