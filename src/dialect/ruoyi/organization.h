#pragma once

#include <string_view>
#include <vector>

#include "gateway/row.h"

// The rows of the organization beside organization.cc (ruoyi 17).
namespace koine::ruoyi {

// A mobile number, or one of a land line with or without its area: 010-62345678.
bool IsDepartmentPhone(std::string_view text);

// Departments and their people from and to tables.
void AddOrganizationFiles(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
