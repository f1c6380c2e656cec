#include "base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "base/json_reader.h"
#include "base/text.h"
#include "base/time.h"

namespace koine::json {
namespace {

[[noreturn]] void Die(std::string_view type, const char* what, std::string_view name) {
  std::fprintf(stderr, "json: %.*s: %s %.*s\n", static_cast<int>(type.size()), type.data(), what,
               static_cast<int>(name.size()), name.data());
  std::abort();
}

// Guards the building of all tables. Recursive because a table builds those it reaches.
std::recursive_mutex& BuildMutex() {
  static auto* mutex = new std::recursive_mutex;  // lives until the process ends
  return *mutex;
}

// Types begun in the build under way. They become ready together, so that no other thread sees a
// table that points to an unfinished one.
std::vector<Type*>* begun = nullptr;

}  // namespace

namespace internal {

const Type* Build(Type* type, Builder::Fill fill) {
  std::lock_guard lock(BuildMutex());
  if (type->ready.load(std::memory_order_relaxed)) return type;
  std::vector<Type*> mine;
  begun = &mine;
  Builder builder(type);
  builder.Link(type, fill);
  begun = nullptr;
  for (Type* t : mine) t->ready.store(true, std::memory_order_release);
  return type;
}

}  // namespace internal

const Type* Builder::Link(Type* type, Fill fill) {
  if (type->ready.load(std::memory_order_relaxed)) return type;
  if (std::find(begun->begin(), begun->end(), type) != begun->end()) return type;
  begun->push_back(type);
  Builder builder(type);
  fill(builder);
  return type;
}

void Builder::Begin(std::string_view name, const void* probe) {
  type_->name = name;
  probe_ = static_cast<const char*>(probe);
}

void Builder::AddField(const char* name, const void* member, const Type* type) {
  Field field;
  field.name = name;
  field.type = type;
  field.offset = static_cast<std::uint32_t>(static_cast<const char*>(member) - probe_);
  type_->fields.push_back(std::move(field));
}

void Builder::BeginEnum(std::string_view name) {
  type_->name = name;
}

void Builder::AddEnumerator(std::int64_t value, const char* text) {
  type_->enumerators.push_back({value, text});
}

void Builder::Rules(std::initializer_list<Rule> rules) {
  type_->rules.assign(rules);
}

void Builder::Finish() {
  if (type_->fields.size() > kMaxFields) Die(type_->name, "too many members", "");
  for (const Rule& rule : type_->rules) {
    auto field = std::find_if(type_->fields.begin(), type_->fields.end(),
                              [&](const Field& f) { return f.name == rule.field_; });
    if (field == type_->fields.end()) Die(type_->name, "rule for unknown member", rule.field_);
    if (field->rule != nullptr) Die(type_->name, "two rules for member", rule.field_);
    field->rule = &rule;
    const auto index = static_cast<std::uint16_t>(field - type_->fields.begin());
    for (std::string_view alias : rule.aliases_) type_->aliases.emplace_back(alias, index);
    if (rule.whole_body_) type_->whole_body = index;
  }
  for (Field& field : type_->fields) {
    if (field.rule != nullptr && field.rule->name_ != nullptr) field.name = field.rule->name_;
    field.quoted = ",";
    Quote(field.name, &field.quoted);
    field.quoted += ':';
  }
}

// ------------------------------------------------------------------------------------- rules

Rule& Rule::Required(const char* text) {
  required_ = text;
  return *this;
}
Rule& Rule::NotBlank(const char* text) {
  required_ = text;
  not_blank_ = true;
  checks_value_ = true;
  return *this;
}
Rule& Rule::MinChars(std::int64_t n, const char* text) {
  min_chars_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::MaxChars(std::int64_t n, const char* text) {
  max_chars_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::MaxBytes(std::int64_t n, const char* text) {
  max_bytes_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::Min(std::int64_t n, const char* text) {
  min_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::Max(std::int64_t n, const char* text) {
  max_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::MinItems(std::int64_t n, const char* text) {
  min_items_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::MaxItems(std::int64_t n, const char* text) {
  max_items_ = {n, text};
  checks_value_ = true;
  return *this;
}
Rule& Rule::OneOf(std::vector<std::string_view> values, const char* text) {
  one_of_ = std::move(values);
  one_of_text_ = text;
  checks_value_ = true;
  return *this;
}
Rule& Rule::Pattern(Predicate predicate, const char* text) {
  pattern_ = predicate;
  pattern_text_ = text;
  checks_value_ = true;
  return *this;
}
Rule& Rule::Alias(const char* name) {
  aliases_.push_back(name);
  return *this;
}
Rule& Rule::Name(const char* name) {
  name_ = name;
  return *this;
}
Rule& Rule::AnyCase() {
  any_case_ = true;
  return *this;
}
Rule& Rule::WholeBody() {
  whole_body_ = true;
  return *this;
}
Rule& Rule::EndOfDay() {
  end_of_day_ = true;
  return *this;
}
Rule& Rule::Text(const char* text) {
  text_ = text;
  return *this;
}

}  // namespace koine::json
