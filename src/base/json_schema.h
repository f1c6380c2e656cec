#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

// What the description of the API says of single fields, beside json::Schema.
namespace koine::json {

// Appends the JSON Schema of a field, with the limits of its rule.
void FieldSchema(const Field& field, const Profile& profile, std::string* out);

// Whether a request without the field is refused.
bool IsRequired(const Field& field);

// What the dialect says when the rule of a field is broken, each text once; none where the rule has
// no words of its own.
std::vector<std::string_view> RuleTexts(const Field& field);

}  // namespace koine::json
