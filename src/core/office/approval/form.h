#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/office/approval/flow.h"

// The form of a template: fields as JSON, and whether what somebody filled in fits (ruoyi 9). Pure:
// no store.
namespace koine::approval {

inline constexpr std::size_t kSchemaBytesMax = 64 * 1024;
inline constexpr std::size_t kFieldsMax = 50;   // of a template
inline constexpr std::size_t kValuesMax = 100;  // of a form, with those that no field names
inline constexpr std::size_t kFormBytesMax = 32 * 1024;
inline constexpr std::size_t kOptionsMax = 100;  // of a field
inline constexpr std::size_t kTextChars = 2000;  // of a text whose field names no maximum
inline constexpr std::size_t kFilesMax = 20;     // of a field

// kBadArgument "formSchema" for what is no list of fields, names one twice, has an unknown type, a
// choice without options, or more than the limits above.
Status CheckSchema(std::string_view json);

// Whether the values fit the form. The field at fault, its label as the text: kMissingArgument
// "required"; kBadArgument "type", "range", "chars", "oneof", "decimals". kTooLarge "form" for more
// than the limits. Values that no field names are kept. `whole`: whether required fields must be
// there.
Status CheckForm(std::string_view schema, const Values& values, bool whole);

// What was filled in, but for the field `reason`, as a JSON object label → value, fields first in
// their order.
std::string DetailsOf(std::string_view schema, const Values& values);
// One line of the first fields: "label: value; …", at most kSummaryChars.
inline constexpr std::size_t kSummaryChars = 100;
std::string SummaryOf(std::string_view schema, const Values& values);

}  // namespace koine::approval
