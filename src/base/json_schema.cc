#include "base/json_schema.h"

#include <algorithm>

#include "base/json_reader.h"

namespace koine::json {

// Writes JSON Schema 2020-12, as OpenAPI 3.1 and AsyncAPI 3 have it. A friend of Rule, whose limits
// it shows.
struct SchemaWriter {
  const Profile& profile;
  std::string& out;
  // Whether the type that is written next may be null, too.
  bool nullable = false;

  void Named(const char* name, const char* json) {
    out += ",\"";
    out += name;
    out += "\":";
    out += json;
  }
  void Number(const char* name, std::int64_t value) {
    out += ",\"";
    out += name;
    out += "\":";
    AppendInt(value, &out);
  }
  void Simple(const char* type, const char* format = nullptr) {
    out += nullable ? "\"type\":[\"" : "\"type\":\"";
    out += type;
    out += nullable ? "\",\"null\"]" : "\"";
    if (format != nullptr) {
      out += ",\"format\":\"";
      out += format;
      out += '"';
    }
  }

  // The inside of a schema object, without braces.
  void Body(const Type& type, const Rule* rule, bool reference) {
    switch (type.kind) {
      case Kind::kOptional:
        return Optional(type, rule);
      case Kind::kList:
        return List(type, rule);
      case Kind::kMap:
        Simple("object");
        out += ",\"additionalProperties\":{";
        Inner(*type.element, rule);
        out += '}';
        return;
      case Kind::kEnum:
        return reference ? Reference(type) : Enum(type);
      case Kind::kStruct:
        return reference ? Reference(type) : Struct(type);
      default:
        return Scalar(type, rule);
    }
  }

  // A type inside another, which may be null where it says so itself.
  void Inner(const Type& type, const Rule* rule) {
    SchemaWriter{profile, out}.Body(type, rule, true);
  }

  void Scalar(const Type& type, const Rule* rule) {
    switch (type.kind) {
      case Kind::kBool:
        Simple(profile.bools_as_ints ? "integer" : "boolean");
        if (profile.bools_as_ints) Named("enum", nullable ? "[0,1,null]" : "[0,1]");
        return;
      case Kind::kInt: {
        const bool wide = type.size == 8 || (type.size == 4 && !type.is_signed);
        Simple(type.size == 8 && profile.int64_as_text ? "string" : "integer",
               wide ? "int64" : "int32");
        return Range(rule);
      }
      case Kind::kId:
      case Kind::kMessageId:
        Simple(profile.ids_as_text ? "string" : "integer", "int64");
        return Range(rule);
      case Kind::kDouble:
        Simple("number", "double");
        return Range(rule);
      case Kind::kCents:
        if (!profile.cents_as_decimal) return Simple("integer", "int64");
        Simple("number");
        return Named("multipleOf", "0.01");
      case Kind::kTime:
        if (profile.time == TimeForm::kMilliseconds) return Simple("integer", "int64");
        Simple("string");
        return Named("examples", "[\"2026-01-31 12:00:00\"]");
      case Kind::kBytes:
        Simple("string");
        return Named("contentEncoding", "\"base64\"");
      case Kind::kString:
        return String(rule);
      default:
        out += "\"description\":\"any JSON value\"";
        return;
    }
  }

  void List(const Type& type, const Rule* rule) {
    Simple("array");
    out += ",\"items\":{";
    Inner(*type.element, rule);
    out += '}';
    if (rule == nullptr) return;
    if (rule->min_items_.text != nullptr) Number("minItems", rule->min_items_.limit);
    if (rule->max_items_.text != nullptr) Number("maxItems", rule->max_items_.limit);
  }

  void Enum(const Type& type) {
    Simple("string");
    out += ",\"enum\":[";
    for (std::size_t i = 0; i < type.enumerators.size(); ++i) {
      if (i != 0) out += ',';
      Quote(type.enumerators[i].text, &out);
    }
    out += ']';
  }

  void Reference(const Type& type) {
    out += "\"$ref\":\"#/components/schemas/";
    out += type.name;
    out += '"';
  }

  void Optional(const Type& type, const Rule* rule) {
    const Type& element = *type.element;
    if (element.kind == Kind::kRaw) return Body(element, rule, true);  // null is one of any values
    if (element.kind == Kind::kStruct || element.kind == Kind::kEnum) {
      out += "\"anyOf\":[{";
      Reference(element);
      out += "},{\"type\":\"null\"}]";
      return;
    }
    SchemaWriter{profile, out, true}.Body(element, rule, true);
  }

  void Range(const Rule* rule) {
    if (rule == nullptr) return;
    if (rule->min_.text != nullptr) Number("minimum", rule->min_.limit);
    if (rule->max_.text != nullptr) Number("maximum", rule->max_.limit);
  }

  void String(const Rule* rule) {
    Simple("string");
    if (rule == nullptr) return;
    if (rule->min_chars_.text != nullptr) {
      Number("minLength", rule->min_chars_.limit);
    } else if (rule->required_ != nullptr) {
      Number("minLength", 1);
    }
    if (rule->max_chars_.text != nullptr) Number("maxLength", rule->max_chars_.limit);
    if (rule->one_of_.empty()) return;
    out += ",\"enum\":[";
    for (std::size_t i = 0; i < rule->one_of_.size(); ++i) {
      if (i != 0) out += ',';
      Quote(rule->one_of_[i], &out);
    }
    out += nullable ? ",null]" : "]";
  }

  // What the dialect says when a rule of a field is broken, where it has words of its own.
  static void Texts(const Rule& rule, std::vector<std::string_view>* out) {
    const auto add = [out](const char* text) {
      if (text == nullptr || *text == '\0') return;
      if (std::find(out->begin(), out->end(), text) == out->end()) out->emplace_back(text);
    };
    add(rule.required_);
    for (const Rule::Bound* bound : {&rule.min_chars_, &rule.max_chars_, &rule.max_bytes_,
                                     &rule.min_, &rule.max_, &rule.min_items_, &rule.max_items_}) {
      add(bound->text);
    }
    if (!rule.one_of_.empty()) add(rule.one_of_text_);
    if (rule.pattern_ != nullptr) add(rule.pattern_text_);
    add(rule.text_);
  }
  static bool Required(const Field& field) {
    return field.rule != nullptr && field.rule->required_ != nullptr;
  }

  void Struct(const Type& type) {
    Simple("object");
    out += ",\"properties\":{";
    for (std::size_t i = 0; i < type.fields.size(); ++i) {
      const Field& field = type.fields[i];
      out.append(field.quoted, i == 0 ? 1 : 0);
      out += '{';
      Body(*field.type, field.rule, true);
      out += '}';
    }
    out += '}';
    bool any = false;
    for (const Field& field : type.fields) {
      if (!Required(field)) continue;
      out += any ? "," : ",\"required\":[";
      any = true;
      Quote(field.name, &out);
    }
    if (any) out += ']';
  }
};

void Schema(const Type* type, const Profile& profile, std::string* out) {
  *out += '{';
  SchemaWriter{profile, *out}.Body(*type, nullptr, false);
  *out += '}';
}

void FieldSchema(const Field& field, const Profile& profile, std::string* out) {
  *out += '{';
  SchemaWriter{profile, *out}.Body(*field.type, field.rule, true);
  *out += '}';
}

bool IsRequired(const Field& field) {
  return SchemaWriter::Required(field);
}

std::vector<std::string_view> RuleTexts(const Field& field) {
  std::vector<std::string_view> out;
  if (field.rule != nullptr) SchemaWriter::Texts(*field.rule, &out);
  return out;
}

void Reach(const Type* type, std::vector<const Type*>* out) {
  if (type->element != nullptr) return Reach(type->element, out);
  if (type->kind != Kind::kStruct && type->kind != Kind::kEnum) return;
  if (std::find(out->begin(), out->end(), type) != out->end()) return;
  out->push_back(type);
  for (const Field& field : type->fields) Reach(field.type, out);
}

}  // namespace koine::json
