#include <algorithm>

#include "base/json_reader.h"

namespace koine::json {

// Writes OpenAPI 3.0 schema objects. A friend of Rule, whose limits it shows.
struct SchemaWriter {
  const Profile& profile;
  std::string& out;

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
    out += "\"type\":\"";
    out += type;
    out += '"';
    if (format != nullptr) {
      out += ",\"format\":\"";
      out += format;
      out += '"';
    }
  }

  // The inside of a schema object, without braces.
  void Body(const Type& type, const Rule* rule, bool reference) {
    switch (type.kind) {
      case Kind::kBool:
        if (profile.bools_as_ints) {
          Simple("integer");
          Named("enum", "[0,1]");
        } else {
          Simple("boolean");
        }
        return;
      case Kind::kInt:
        if (type.size == 8 && profile.int64_as_text) {
          Simple("string", "int64");
        } else {
          Simple("integer", type.size == 8 ? "int64" : "int32");
        }
        Range(rule);
        return;
      case Kind::kId: case Kind::kMessageId:
        Simple(profile.ids_as_text ? "string" : "integer", "int64");
        Range(rule);
        return;
      case Kind::kDouble: Simple("number", "double"); Range(rule); return;
      case Kind::kCents:
        if (profile.cents_as_decimal) {
          Simple("number");
          Named("multipleOf", "0.01");
        } else {
          Simple("integer", "int64");
        }
        return;
      case Kind::kTime:
        if (profile.time == TimeForm::kText) {
          Simple("string");
          Named("example", "\"2026-01-31 12:00:00\"");
        } else {
          Simple("integer", "int64");
        }
        return;
      case Kind::kBytes: Simple("string", "byte"); return;
      case Kind::kRaw: Named2("description", "any JSON value"); return;
      case Kind::kString: String(rule); return;
      case Kind::kOptional: Optional(type, rule); return;
      case Kind::kList:
        Simple("array");
        out += ",\"items\":{";
        Body(*type.element, rule, true);
        out += '}';
        if (rule != nullptr && rule->min_items_.text != nullptr) {
          Number("minItems", rule->min_items_.limit);
        }
        if (rule != nullptr && rule->max_items_.text != nullptr) {
          Number("maxItems", rule->max_items_.limit);
        }
        return;
      case Kind::kMap:
        Simple("object");
        out += ",\"additionalProperties\":{";
        Body(*type.element, rule, true);
        out += '}';
        return;
      case Kind::kEnum:
        if (reference) return Reference(type);
        Simple("string");
        out += ",\"enum\":[";
        for (std::size_t i = 0; i < type.enumerators.size(); ++i) {
          if (i != 0) out += ',';
          Quote(type.enumerators[i].text, &out);
        }
        out += ']';
        return;
      case Kind::kStruct:
        if (reference) return Reference(type);
        return Struct(type);
    }
  }

  void Named2(const char* name, const char* text) {
    out += '"';
    out += name;
    out += "\":";
    Quote(text, &out);
  }

  void Reference(const Type& type) {
    out += "\"$ref\":\"#/components/schemas/";
    out += type.name;
    out += '"';
  }

  void Optional(const Type& type, const Rule* rule) {
    const Type& element = *type.element;
    const bool named = element.kind == Kind::kStruct || element.kind == Kind::kEnum;
    // OpenAPI 3.0 ignores what stands beside a $ref.
    if (named) out += "\"allOf\":[{";
    Body(element, rule, true);
    if (named) out += "}]";
    Named("nullable", "true");
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
    out += ']';
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
      if (field.rule == nullptr || field.rule->required_ == nullptr) continue;
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

void Reach(const Type* type, std::vector<const Type*>* out) {
  if (type->element != nullptr) return Reach(type->element, out);
  if (type->kind != Kind::kStruct && type->kind != Kind::kEnum) return;
  if (std::find(out->begin(), out->end(), type) != out->end()) return;
  out->push_back(type);
  for (const Field& field : type->fields) Reach(field.type, out);
}

}  // namespace koine::json
