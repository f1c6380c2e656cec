#include "core/office/approval/form.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "core/office/approval/value.h"

namespace koine::approval {

enum class FieldType : std::uint8_t { kText, kTextarea, kNumber, kDate, kSelect, kFile };
KOINE_ENUM(FieldType, (FieldType::kText, "text"), (FieldType::kTextarea, "textarea"),
           (FieldType::kNumber, "number"), (FieldType::kDate, "date"),
           (FieldType::kSelect, "select"), (FieldType::kFile, "file"))
struct FormField {
  std::string field, label;
  FieldType type = FieldType::kText;
  bool required = false;
  std::vector<std::string> options;
  std::optional<double> min, max;
  std::optional<std::int64_t> maxLength, decimals;
};
KOINE_DESCRIBE(FormField, (field, label, type, required, options, min, max, maxLength, decimals))
KOINE_RULES(FormField, json::Rule("type").AnyCase())

namespace {

std::optional<std::vector<FormField>> Read(std::string_view schema) {
  json::Profile loose;
  loose.numeric_strings = loose.numbers_as_strings = loose.loose_bools = true;
  auto fields = json::Parse<std::vector<FormField>>(schema, loose);
  if (!fields.ok()) return std::nullopt;
  for (FormField& f : *fields) {
    if (f.label.empty()) f.label = f.field;
  }
  return *std::move(fields);
}

Error Unfit(const FormField& field, const char* why) {
  return Error{Code::kBadArgument, why, field.field, field.label};
}

bool HasDecimals(double number, std::int64_t decimals) {
  const double scaled = number * std::pow(10.0, static_cast<double>(decimals));
  return std::abs(scaled - std::round(scaled)) > 1e-6 * std::max(1.0, std::abs(scaled));
}

Status CheckNumber(const FormField& f, const json::Raw& value) {
  const auto number = NumberOf(value);
  if (!number || !std::isfinite(*number)) return Unfit(f, "type");
  if ((f.min && *number < *f.min) || (f.max && *number > *f.max)) return Unfit(f, "range");
  if (f.decimals && HasDecimals(*number, *f.decimals)) return Unfit(f, "decimals");
  return Ok();
}

Status CheckText(const FormField& f, const json::Raw& value) {
  if (value.text[0] == '{' || value.text[0] == '[') return Unfit(f, "type");
  const auto most = f.maxLength ? static_cast<std::size_t>(*f.maxLength) : kTextChars;
  return text::CodePoints(TextOf(value)) > most ? Status(Unfit(f, "chars")) : Ok();
}

Status CheckSelect(const FormField& f, const json::Raw& value) {
  std::vector<json::Raw> chosen = {value};
  if (value.text[0] == '[') {
    auto list = json::Parse<std::vector<json::Raw>>(value.text);
    if (!list.ok()) return Unfit(f, "type");
    chosen = *std::move(list);
  }
  for (const json::Raw& one : chosen) {
    const std::string text = TextOf(one);
    if (std::find(f.options.begin(), f.options.end(), text) == f.options.end()) {
      return Unfit(f, "oneof");
    }
  }
  return Ok();
}

Status CheckFiles(const FormField& f, const json::Raw& value) {
  if (value.text[0] != '[') return Ok();
  const auto list = json::Parse<std::vector<json::Raw>>(value.text);
  if (!list.ok()) return Unfit(f, "type");
  return list->size() > kFilesMax ? Status(Unfit(f, "items")) : Ok();
}

Status CheckValue(const FormField& f, const json::Raw& value) {
  switch (f.type) {
    case FieldType::kText:
    case FieldType::kTextarea:
      return CheckText(f, value);
    case FieldType::kNumber:
      return CheckNumber(f, value);
    case FieldType::kDate:
      return ParseTime(TextOf(value), Zone::Shanghai(), false) ? Ok() : Status(Unfit(f, "type"));
    case FieldType::kSelect:
      return CheckSelect(f, value);
    case FieldType::kFile:
      return CheckFiles(f, value);
  }
  return Ok();
}

const json::Raw* Find(const Values& values, const std::string& field) {
  const auto found = values.find(field);
  return found == values.end() || IsEmpty(found->second) ? nullptr : &found->second;
}

constexpr char kReason[] = "reason";

// Calls take(label, value) for all that was filled in but the reason.
template <class F>
void EachDetail(std::string_view schema, const Values& values, F take) {
  const auto fields = Read(schema);
  std::set<std::string_view> named = {kReason};
  if (fields) {
    for (const FormField& f : *fields) {
      const json::Raw* value = Find(values, f.field);
      if (value != nullptr && named.insert(f.field).second) take(f.label, *value);
    }
  }
  for (const auto& [field, value] : values) {
    if (!named.contains(field) && !IsEmpty(value)) take(field, value);
  }
}

}  // namespace

Status CheckSchema(std::string_view schema) {
  const Error broken = FieldError(Code::kBadArgument, "formSchema");
  if (schema.size() > kSchemaBytesMax) return broken;
  const auto fields = Read(schema);
  if (!fields || fields->size() > kFieldsMax) return broken;
  std::set<std::string> names;
  for (const FormField& f : *fields) {
    const bool choice = f.type == FieldType::kSelect;
    if (f.field.empty() || text::CodePoints(f.field) > kNameChars ||
        text::CodePoints(f.label) > kNameChars || !names.insert(f.field).second ||
        (choice && f.options.empty()) || f.options.size() > kOptionsMax ||
        (f.maxLength && (*f.maxLength < 1 || *f.maxLength > 10'000)) ||
        (f.decimals && (*f.decimals < 0 || *f.decimals > 6))) {
      return broken;
    }
  }
  return Ok();
}

Status CheckForm(std::string_view schema, const Values& values, bool whole) {
  std::size_t bytes = 0;
  for (const auto& [field, value] : values) bytes += field.size() + value.text.size();
  if (values.size() > kValuesMax || bytes > kFormBytesMax) return Error{Code::kTooLarge, "form"};
  const auto fields = Read(schema);
  if (!fields) return Ok();
  for (const FormField& f : *fields) {
    const json::Raw* value = Find(values, f.field);
    if (value != nullptr) {
      KOINE_CHECK(CheckValue(f, *value));
    } else if (f.required && whole) {
      return Error{Code::kMissingArgument, "required", f.field, f.label};
    }
  }
  return Ok();
}

namespace {

// As a page prints it: of files their names.
std::string Printed(const json::Raw& value) {
  if (value.text[0] != '[' || !TextOf(value).empty()) return value.text;
  const auto files = json::Parse<std::vector<Values>>(value.text);
  if (!files.ok()) return value.text;
  std::string names, out;
  for (const Values& file : *files) {
    const auto name = file.find("fileName");
    if (name == file.end()) continue;
    if (!names.empty()) names += "、";
    names += TextOf(name->second);
  }
  json::Quote(names, &out);
  return out;
}

}  // namespace

std::string DetailsOf(std::string_view schema, const Values& values) {
  std::string out = "{";
  std::set<std::string> labels;
  EachDetail(schema, values, [&](const std::string& label, const json::Raw& value) {
    if (!labels.insert(label).second) return;
    if (out.size() > 1) out += ",";
    json::Quote(label, &out);
    out += ":" + Printed(value);
  });
  return out + "}";
}

std::string SummaryOf(std::string_view schema, const Values& values) {
  constexpr int kMost = 3;
  std::string out;
  int count = 0;
  EachDetail(schema, values, [&](const std::string& label, const json::Raw& value) {
    const std::string text = TextOf(value);
    if (text.empty() || ++count > kMost) return;
    if (!out.empty()) out += "；";
    out += label + "：" + text;
  });
  if (count == 0) {
    if (const json::Raw* reason = Find(values, kReason)) out = TextOf(*reason);
  }
  return text::Shorten(out, kSummaryChars);
}

}  // namespace koine::approval
