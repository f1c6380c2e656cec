#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/json.h"
#include "gateway/dialect.h"

namespace koine::server {

// Members of an object, each as JSON.
using Members = std::map<std::string, json::Raw>;

// The example of a row as somebody would send it: its placeholders, such as {user.me}, stand for
// what the tests have made and are values here, each of the type of its field.
Members ExampleOf(const gateway::Dialect& dialect, const gateway::Row& row);

// The members as an object.
std::string TextOf(const Members& members);

}  // namespace koine::server
