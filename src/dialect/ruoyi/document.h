#pragma once

#include <vector>

#include "gateway/row.h"

// The rows of documents beside document.cc (ruoyi 15).
namespace koine::ruoyi {

// Versions, shares and comments.
void AddDocumentDetails(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
