#include "dialect/appim/where.h"

#include <optional>
#include <utility>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

namespace koine::appim {

namespace {

using Raws = std::vector<json::Raw>;

constexpr std::size_t kPathMax = 8;

Error Wrong() {
  return FieldError(Code::kBadArgument, "where");
}

struct SubjectRule {
  std::string_view name;
  Subject subject;
  std::string_view relations;  // one letter each, see LetterOf
};
constexpr SubjectRule kSubjects[] = {
    {"conv_id", Subject::kConversation, "=!iN"},   {"conv_type", Subject::kType, "=!iN<lgG"},
    {"conv_creater_id", Subject::kCreator, "=!i"}, {"user_id", Subject::kMember, "=i"},
    {"client_id", Subject::kMember, "=i"},         {"client_num", Subject::kClients, "=!<lgGb"},
    {"ctime", Subject::kCreated, "=!<lgGb"},       {"mtime", Subject::kChanged, "=!<lgGb"},
};
constexpr SubjectRule kExtendRule{"conv_extend.", Subject::kExtend, "=!ki"};

struct RelationRule {
  std::string_view name;
  Relation relation;
  char letter;
};
constexpr RelationRule kRelations[] = {
    {"=", Relation::kEqual, '='},           {"!=", Relation::kNotEqual, '!'},
    {"<>", Relation::kNotEqual, '!'},       {"<", Relation::kLess, '<'},
    {"<=", Relation::kLessOrEqual, 'l'},    {">", Relation::kGreater, 'g'},
    {">=", Relation::kGreaterOrEqual, 'G'}, {"in", Relation::kIn, 'i'},
    {"not in", Relation::kNotIn, 'N'},      {"like", Relation::kLike, 'k'},
    {"between", Relation::kBetween, 'b'},
};

// A scalar; nothing for lists and objects.
std::optional<Scalar> ReadScalar(const json::Raw& raw) {
  Scalar out;
  out.text = raw.text;
  const char first = raw.text.empty() ? 'n' : raw.text.front();
  switch (first) {
    case '"': {
      auto list = json::Parse<std::vector<std::string>>("[" + raw.text + "]");
      if (!list.ok()) return std::nullopt;
      out.kind = Scalar::Kind::kText;
      out.text = std::move(list->front());
      return out;
    }
    case 't':
    case 'f':
      out.kind = Scalar::Kind::kBool;
      return out;
    case 'n':
      return out;
    case '[':
    case '{':
      return std::nullopt;
    default:
      out.kind = Scalar::Kind::kNumber;
      return out;
  }
}

Result<std::vector<Scalar>> ReadValues(const json::Raw& raw, Relation relation) {
  Raws pieces = {raw};
  const bool list =
      relation == Relation::kIn || relation == Relation::kNotIn || relation == Relation::kBetween;
  if (list) {
    if (raw.text.substr(0, 1) != "[") return Wrong();
    auto parsed = json::Parse<Raws>(raw.text);
    if (!parsed.ok() || parsed->size() > kValuesMax) return Wrong();
    pieces = *std::move(parsed);
    if (relation == Relation::kBetween && pieces.size() != 2) return Wrong();
  }
  std::vector<Scalar> out;
  for (const json::Raw& piece : pieces) {
    auto scalar = ReadScalar(piece);
    if (!scalar) return Wrong();
    out.push_back(*std::move(scalar));
  }
  return out;
}

const SubjectRule* FindSubject(std::string_view name, Condition* condition) {
  for (const SubjectRule& rule : kSubjects) {
    if (rule.name != name) continue;
    condition->subject = rule.subject;
    return &rule;
  }
  if (name.substr(0, kExtendRule.name.size()) != kExtendRule.name) return nullptr;
  for (const std::string_view piece : text::Split(name.substr(kExtendRule.name.size()), '.')) {
    if (piece.empty() || condition->path.size() == kPathMax) return nullptr;
    condition->path.emplace_back(piece);
  }
  condition->subject = Subject::kExtend;
  return &kExtendRule;
}

// Values that the field cannot have are refused, not passed over.
bool Fits(const Condition& condition, const Scalar& value) {
  using Kind = Scalar::Kind;
  switch (condition.subject) {
    case Subject::kConversation:
      return value.kind == Kind::kText;
    case Subject::kCreator:
    case Subject::kMember:
      return value.kind == Kind::kText ||
             (value.kind == Kind::kNumber && text::ParseInt(value.text));
    case Subject::kType:
    case Subject::kClients:
      return (value.kind == Kind::kText || value.kind == Kind::kNumber) &&
             text::ParseInt(value.text).has_value();
    case Subject::kCreated:
    case Subject::kChanged:
      if (value.kind == Kind::kNumber) return text::ParseInt(value.text).has_value();
      return value.kind == Kind::kText && ParseTime(value.text, Zone::Shanghai()).has_value();
    case Subject::kExtend:
      return condition.relation != Relation::kLike || value.kind == Kind::kText;
  }
  return false;
}

Result<Condition> ReadCondition(const json::Raw& raw) {
  auto parts = json::Parse<Raws>(raw.text);
  if (raw.text.substr(0, 1) != "[" || !parts.ok()) return Wrong();
  if (parts->size() != 2 && parts->size() != 3) return Wrong();
  const auto name = ReadScalar(parts->front());
  if (!name || name->kind != Scalar::Kind::kText) return Wrong();
  Condition out;
  const SubjectRule* subject = FindSubject(name->text, &out);
  if (subject == nullptr) return Wrong();
  std::string word = "=";
  if (parts->size() == 3) {
    const auto scalar = ReadScalar((*parts)[1]);
    if (!scalar || scalar->kind != Scalar::Kind::kText) return Wrong();
    word = text::LowerAscii(scalar->text);
  }
  const RelationRule* relation = nullptr;
  for (const RelationRule& rule : kRelations) {
    if (rule.name == word) relation = &rule;
  }
  if (relation == nullptr || subject->relations.find(relation->letter) == std::string_view::npos) {
    return Wrong();
  }
  out.relation = relation->relation;
  KOINE_TRY(out.values, ReadValues(parts->back(), out.relation));
  for (const Scalar& value : out.values) {
    if (!Fits(out, value)) return Wrong();
  }
  return out;
}

}  // namespace

Result<std::vector<Condition>> ParseWhere(std::string_view json) {
  if (json.size() > kWhereBytesMax || json.substr(0, 1) != "[") return Wrong();
  auto list = json::Parse<Raws>(json);
  if (!list.ok() || list->size() > kConditionsMax) return Wrong();
  std::vector<Condition> out;
  for (const json::Raw& raw : *list) {
    KOINE_TRY(Condition condition, ReadCondition(raw));
    out.push_back(std::move(condition));
  }
  return out;
}

bool Like(std::string_view text, std::string_view pattern) {
  std::size_t t = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  auto width = [&](std::size_t at) {
    std::size_t end = at;
    text::NextCodePoint(text, &end);
    return end - at;
  };
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      star = p++;
      mark = t;
    } else if (p < pattern.size() && pattern[p] == '_') {
      t += width(t);
      ++p;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      mark += width(mark);
      t = mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

}  // namespace koine::appim
