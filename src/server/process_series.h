#pragma once

#include <cstdint>
#include <string>

namespace koine::server {

// Sets the gauges of the process and of the disk that holds `data`: memory, time, open files, how
// large the database and its log are, how much room is left.
void UpdateProcessGauges(const std::string& data, std::int64_t started_ms);

}  // namespace koine::server
