#pragma once

#include <string>
#include <vector>

#include "gateway/dialect.h"

namespace koine::server {

// `dialect method path` for every row, separated by tabs.
std::string RoutesText(const std::vector<gateway::Dialect*>& dialects);
// Every row with all its columns, as a JSON array; frames have the method FRAME.
std::string RoutesJson(const std::vector<gateway::Dialect*>& dialects);

}  // namespace koine::server
