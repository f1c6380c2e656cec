#pragma once

#include <vector>

#include "gateway/row.h"

// The rows of external contacts beside external.cc (ruoyi 21).
namespace koine::ruoyi {

// Address books of other programs, as files.
void AddExternalFiles(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
