#pragma once

#include <string>
#include <vector>

#include "gateway/dialect.h"

namespace koine::server {

// Where a description is valid, beside the rows of its dialects.
struct DocumentPlace {
  // The dialects are served at an address of their own, and not where the document is read.
  bool own_address = false;
  // Documents of dialects that are served elsewhere: "/openapi/openim.json".
  std::vector<std::string> elsewhere = {};
};

// The description of dialects whose paths do not meet, as OpenAPI 3.1.
std::string OpenApi(const std::vector<gateway::Dialect*>& dialects,
                    const DocumentPlace& place = {});

}  // namespace koine::server
