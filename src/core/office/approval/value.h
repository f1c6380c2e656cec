#pragma once

#include <optional>
#include <string>

#include "base/json.h"

// Values of a form, whatever JSON they came as.
namespace koine::approval {

// A string without its quotes; a number or a boolean as it was written; a list of such with 、
// between them; empty for null and for what is nested deeper.
std::string TextOf(const json::Raw& value);
// A number, also one that came as text.
std::optional<double> NumberOf(const json::Raw& value);
// Null, an empty text, an empty list, or not there.
bool IsEmpty(const json::Raw& value);
// Below, equal or above 0 as `a` is; by number where both are, else by text. Nothing when either is
// empty.
std::optional<int> Compare(const json::Raw& a, const json::Raw& b);

}  // namespace koine::approval
