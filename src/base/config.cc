#include "base/config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <optional>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "base/json.h"
#include "base/text.h"

extern char** environ;

namespace koine::config {
namespace {

constexpr std::string_view kEnvironmentPrefix = "KOINE_";
// Variables of the tests, which are no settings.
constexpr std::string_view kTestPrefix = "KOINE_TEST_";
constexpr const char* kKindNames[] = {"text", "number", "yes or no", "duration", "size", "list"};

Error ConfigError(std::string_view name, std::string text) {
  return Error{Code::kBadArgument, "", std::string(name), std::move(text)};
}

// `NAME = "VALUE" (ORIGIN): RULE`, the value masked if it is secret.
std::string Sentence(const Setting& setting, const std::string& text, const std::string& origin,
                     const std::string& rule) {
  const std::string shown = setting.secret ? "***" : "\"" + text + "\"";
  return std::string(setting.name) + " = " + shown + " (" + origin + "): " + rule;
}

// listen.main → KOINE_LISTEN_MAIN
std::string EnvironmentName(std::string_view name) {
  std::string out(kEnvironmentPrefix);
  for (char c : name) {
    out += c == '.' || c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  }
  return out;
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

std::optional<bool> ParseBool(std::string_view text) {
  for (std::string_view yes : {"true", "1", "on", "yes"}) {
    if (text == yes) return true;
  }
  for (std::string_view no : {"false", "0", "off", "no"}) {
    if (text == no) return false;
  }
  return std::nullopt;
}

struct Unit {
  std::string_view suffix;
  std::int64_t factor;
};
constexpr Unit kDurations[] = {{"ms", 1},      {"s", 1000},     {"m", 60000},
                               {"h", 3600000}, {"d", 86400000}, {"", 1000}};
constexpr Unit kSizes[] = {{"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}, {"", 1}};

template <std::size_t N>
std::optional<std::int64_t> ParseWithUnit(std::string_view text, const Unit (&units)[N]) {
  const std::size_t digits = std::min(text.find_first_not_of("-0123456789"), text.size());
  const auto number = text::ParseInt(text.substr(0, digits));
  if (!number) return std::nullopt;
  for (const Unit& unit : units) {
    if (!text::EqualsIgnoreCaseAscii(unit.suffix, text.substr(digits))) continue;
    std::int64_t product = 0;
    if (__builtin_mul_overflow(*number, unit.factor, &product)) return std::nullopt;
    return product;
  }
  return std::nullopt;
}

std::vector<std::string> ParseList(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view piece : text::Split(text, ',')) {
    piece = text::Trim(piece);
    if (!piece.empty()) out.emplace_back(piece);
  }
  return out;
}

// Whether the variable is a slip of the pen for the other: nearer than two names of the table or
// what orchestrators set (KOINE_PORT, KOINE_SERVICE_HOST) are to each other.
bool NearMiss(std::string_view variable, std::string_view known) {
  constexpr std::size_t kSlips = 2;
  constexpr std::size_t kShort = 6;  // letters after KOINE_, where one slip is all that is allowed
  const bool is_short = variable.size() < kEnvironmentPrefix.size() + kShort;
  return EditDistance(variable, known) <= (is_short ? 1 : kSlips);
}

// Bounds in the unit that people write.
std::string Bound(const Setting& setting, std::int64_t value) {
  if (setting.kind != Kind::kDuration) return std::to_string(value);
  return value % 1000 == 0 ? std::to_string(value / 1000) + "s" : std::to_string(value) + "ms";
}

}  // namespace

std::optional<std::int64_t> ParseSize(std::string_view text) {
  return ParseWithUnit(text, kSizes);
}

// Collects the texts of all sources, then makes the effective values.
class Loader {
 public:
  explicit Loader(std::span<const Setting> settings) : settings_(settings) {}

  Result<Config> Load(const Inputs& inputs) {
    KOINE_CHECK(ReadFlags(inputs.args));
    KOINE_CHECK(ReadEnvironment(inputs.environment));
    std::string file = inputs.file;
    std::string file_origin = "default";
    for (const auto* source : {&environment_, &flags_}) {
      if (auto it = source->find("config"); it != source->end()) {
        file = it->second.text;
        file_origin = it->second.origin;
      }
    }
    if (!file.empty()) KOINE_CHECK(ReadFile(file, file_origin));

    Config config;
    config.words_ = std::move(words_);
    config.warnings_ = std::move(warnings_);
    for (const Setting& setting : settings_) {
      Config::Value value;
      value.setting = &setting;
      value.text = setting.default_value;
      value.origin = "default";
      for (const auto* source : {&flags_, &environment_, &file_}) {
        if (auto it = source->find(setting.name); it != source->end()) {
          value.text = it->second.text;
          value.origin = it->second.origin;
          break;
        }
      }
      KOINE_CHECK(Convert(&value));
      config.index_[setting.name] = config.values_.size();
      config.values_.push_back(std::move(value));
    }
    return config;
  }

 private:
  struct Given {
    std::string text;
    std::string origin;
  };
  using Source = std::map<std::string, Given, std::less<>>;

  const Setting* FindSetting(std::string_view name) const {
    for (const Setting& setting : settings_) {
      if (name == setting.name || (*setting.alias != '\0' && name == setting.alias)) {
        return &setting;
      }
    }
    return nullptr;
  }

  // A value under the setting's own name, whichever it was given by.
  static void Keep(Source* source, const Setting* setting, const std::string& name, Given given) {
    if (setting == nullptr || name == setting->name) {
      (*source)[name] = std::move(given);
    } else {
      (*source).emplace(setting->name, std::move(given));
    }
  }

  Error Unknown(std::string_view name, const std::string& origin) const {
    std::string text = "unknown setting " + std::string(name) + " (" + origin + ")";
    const Setting* nearest = nullptr;
    std::size_t best = name.size() / 3 + 2;
    for (const Setting& setting : settings_) {
      const std::size_t distance = EditDistance(name, setting.name);
      if (distance < best) {
        best = distance;
        nearest = &setting;
      }
    }
    text += nearest == nullptr ? std::string("; `koine help serve` lists them all")
                               : std::string("; did you mean ") + nearest->name + "?";
    return ConfigError(name, std::move(text));
  }

  Status ReadFlags(const std::vector<std::string>& args) {
    for (std::size_t i = 0; i < args.size(); ++i) {
      std::string_view arg = args[i];
      if (arg == "--") {
        words_.insert(words_.end(), args.begin() + static_cast<std::ptrdiff_t>(i) + 1, args.end());
        break;
      }
      if (!arg.starts_with("--")) {
        words_.emplace_back(arg);
        continue;
      }
      arg.remove_prefix(2);
      const std::size_t equals = arg.find('=');
      const std::string name(arg.substr(0, equals));
      const std::string origin = "flag --" + name;
      const Setting* setting = FindSetting(name);
      if (setting == nullptr && name != "config") return Unknown(name, origin);
      const std::string own = setting != nullptr ? setting->name : name;
      if (flags_.contains(own)) {
        return ConfigError(
            name, "flag --" + name + (own == name ? "" : " (--" + own + ")") + " is given twice");
      }
      const bool more = i + 1 < args.size();
      std::string value;
      if (equals != arg.npos) {
        value = arg.substr(equals + 1);
      } else if (setting != nullptr && setting->kind == Kind::kBool) {
        value = more && ParseBool(args[i + 1]) ? args[++i] : "true";
      } else if (more && !args[i + 1].starts_with("--")) {
        value = args[++i];
      } else {
        return ConfigError(name, "flag --" + name + " needs a value" +
                                     (more ? "; one that begins with -- goes after =" : ""));
      }
      if (name == "config" && value.empty()) return ConfigError(name, "flag --config is empty");
      Keep(&flags_, setting, own, {std::move(value), origin});
    }
    return Ok();
  }

  Status ReadEnvironment(const std::vector<std::string>& environment) {
    for (const std::string& entry : environment) {
      if (!entry.starts_with(kEnvironmentPrefix) || entry.starts_with(kTestPrefix)) continue;
      const std::size_t equals = std::min(entry.find('='), entry.size());
      const std::string variable = entry.substr(0, equals);
      std::string value = entry.substr(std::min(equals + 1, entry.size()));
      const std::string origin = "environment " + variable;
      std::string name;
      if (variable == EnvironmentName("config")) name = "config";
      for (const Setting& setting : settings_) {
        for (const char* const one : {setting.name, setting.alias}) {
          if (*one != '\0' && variable == EnvironmentName(one)) name = one;
        }
      }
      if (name.empty()) {
        KOINE_CHECK(Foreign(variable));
        continue;
      }
      Keep(&environment_, FindSetting(name), name, {std::move(value), origin});
    }
    return Ok();
  }

  // A variable that is no setting: others set such ones too (a Kubernetes Service called koine, a
  // script), so only what looks like a slip is refused.
  Status Foreign(const std::string& variable) {
    for (const Setting& setting : settings_) {
      for (const char* const one : {setting.name, setting.alias}) {
        const std::string known = EnvironmentName(one);
        if (*one == '\0' || !NearMiss(variable, known)) continue;
        return ConfigError(variable, "unknown setting (environment " + variable +
                                         "); did you mean " + known + "?");
      }
    }
    warnings_.push_back("environment " + variable + " is no setting and is ignored");
    return Ok();
  }

  Status ReadFile(const std::string& path, const std::string& path_origin) {
    // The parser takes a directory for an empty file.
    struct stat info {};
    const bool folder = ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
    if (folder || ::access(path.c_str(), R_OK) != 0) {
      const std::string why = folder ? "is a directory, and no file" : std::strerror(errno);
      return ConfigError("config",
                         "config = " + path + " (" + path_origin + "): cannot be read: " + why);
    }
    toml::parse_result parsed = toml::parse_file(path);
    if (!parsed) {
      const auto& error = parsed.error();
      return ConfigError("config", "config = " + path + " (" + path_origin + "): line " +
                                       std::to_string(error.source().begin.line) + ": " +
                                       std::string(error.description()));
    }
    return ReadTable(parsed.table(), "", "file " + path);
  }

  Status ReadTable(const toml::table& table, const std::string& prefix, const std::string& origin) {
    for (const auto& [key, node] : table) {
      const std::string name = prefix + std::string(key.str());
      if (const toml::table* inner = node.as_table()) {
        KOINE_CHECK(ReadTable(*inner, name + ".", origin));
        continue;
      }
      const std::string where = origin + " line " + std::to_string(node.source().begin.line);
      const Setting* setting = FindSetting(name);
      if (setting == nullptr) return Unknown(name, where);
      auto text = NodeText(node, *setting);
      if (!text) {
        return ConfigError(name, name + " (" + where + "): must be a " +
                                     kKindNames[static_cast<int>(setting->kind)]);
      }
      Keep(&file_, setting, name, {std::move(*text), where});
    }
    return Ok();
  }

  static std::optional<std::string> NodeText(const toml::node& node, const Setting& setting) {
    if (auto text = node.value_exact<std::string>()) return text;
    if (auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
    const toml::array* array = node.as_array();
    if (array == nullptr || setting.kind != Kind::kList) return std::nullopt;
    std::string out;
    for (const toml::node& element : *array) {
      auto text = element.value_exact<std::string>();
      if (!text || text->find(',') != std::string::npos) return std::nullopt;
      if (!out.empty()) out += ',';
      out += *text;
    }
    return out;
  }

  static Status Convert(Config::Value* value) {
    const Setting& setting = *value->setting;
    std::optional<std::int64_t> number;
    switch (setting.kind) {
      case Kind::kText:
        if (value->text.empty() && setting.min > 0) {
          return ConfigError(setting.name,
                             Sentence(setting, value->text, value->origin, "must not be empty"));
        }
        return Ok();
      case Kind::kList:
        value->list = ParseList(value->text);
        return Ok();
      case Kind::kBool:
        if (auto flag = ParseBool(value->text)) number = *flag;
        break;
      case Kind::kInt:
        number = text::ParseInt(value->text);
        break;
      case Kind::kDuration:
        number = ParseWithUnit(value->text, kDurations);
        break;
      case Kind::kSize:
        number = ParseWithUnit(value->text, kSizes);
        break;
    }
    std::string problem;
    if (!number) {
      problem = std::string("must be a ") + kKindNames[static_cast<int>(setting.kind)];
      if (setting.kind == Kind::kDuration) problem += " such as 500ms, 10s, 5m, 2h or 7d";
      if (setting.kind == Kind::kSize) problem += " such as 65536, 64k, 10m or 2g";
      if (setting.kind == Kind::kBool) problem = "must be true or false";
    } else if (setting.kind != Kind::kBool && (*number < setting.min || *number > setting.max)) {
      problem = *number < setting.min ? "must be at least " + Bound(setting, setting.min)
                                      : "must be at most " + Bound(setting, setting.max);
    }
    if (!problem.empty()) {
      return ConfigError(setting.name, Sentence(setting, value->text, value->origin, problem));
    }
    value->number = *number;
    return Ok();
  }

  std::span<const Setting> settings_;
  Source flags_, environment_, file_;
  std::vector<std::string> words_;
  std::vector<std::string> warnings_;
};

Inputs FromProcess(int argc, char** argv, int first) {
  Inputs inputs;
  for (int i = first; i < argc; ++i) inputs.args.emplace_back(argv[i]);
  for (char** entry = environ; *entry != nullptr; ++entry) inputs.environment.emplace_back(*entry);
  return inputs;
}

Result<Config> Config::Load(std::span<const Setting> settings, const Inputs& inputs) {
  return Loader(settings).Load(inputs);
}

std::vector<std::string> Config::DifferentIn(const Config& other) const {
  std::vector<std::string> out;
  for (const Value& value : values_) {
    const Value& theirs = other.Find(value.setting->name);
    const bool text = value.setting->kind == Kind::kText;
    const bool same = text ? value.text == theirs.text
                           : value.number == theirs.number && value.list == theirs.list;
    if (!same) out.emplace_back(value.setting->name);
  }
  return out;
}

const Config::Value& Config::Find(std::string_view name) const {
  if (const auto it = index_.find(name); it != index_.end()) return values_[it->second];
  std::fprintf(stderr, "config: no setting %.*s\n", static_cast<int>(name.size()), name.data());
  std::abort();
}

const Config::Value& Config::Find(std::string_view name, Kind kind) const {
  const Value& value = Find(name);
  if (value.setting->kind == kind) return value;
  std::fprintf(stderr, "config: setting %s read as another kind\n", value.setting->name);
  std::abort();
}

const std::string& Config::Text(std::string_view name) const {
  return Find(name, Kind::kText).text;
}

std::int64_t Config::Int(std::string_view name) const {
  const Value& value = Find(name);
  return value.setting->kind == Kind::kSize ? value.number : Find(name, Kind::kInt).number;
}

bool Config::Bool(std::string_view name) const {
  return Find(name, Kind::kBool).number != 0;
}

std::int64_t Config::DurationMs(std::string_view name) const {
  return Find(name, Kind::kDuration).number;
}

const std::vector<std::string>& Config::List(std::string_view name) const {
  return Find(name, Kind::kList).list;
}

const std::string& Config::Origin(std::string_view name) const {
  return Find(name).origin;
}

Error Config::Refusal(std::string_view name, const std::string& rule, Code code) const {
  const Value& value = Find(name);
  return FieldError(code, std::string(name),
                    Sentence(*value.setting, value.text, value.origin, rule));
}

std::string Config::Print() const {
  std::string out;
  for (const Value& value : values_) {
    out += value.setting->name;
    out += " = ";
    out += value.setting->secret && !value.text.empty() ? "***" : value.text;
    out += "  # " + value.origin + '\n';
  }
  return out;
}

std::string Config::ToJson() const {
  std::map<std::string, std::string> all;
  for (const Value& value : values_) {
    const bool masked = value.setting->secret && !value.text.empty();
    all[value.setting->name] = masked ? "***" : value.text;
  }
  return json::ToText(all);
}

std::string Help(std::span<const Setting> settings) {
  std::string out;
  for (const Setting& setting : settings) {
    out += std::string("  --") + setting.name + " <" + kKindNames[static_cast<int>(setting.kind)] +
           ">";
    if (*setting.default_value != '\0') {
      out += std::string("  default ") + (setting.secret ? "***" : setting.default_value);
    }
    out += std::string("\n      ") + setting.help;
    if (*setting.alias != '\0') out += std::string("; also --") + setting.alias;
    out += '\n';
  }
  return out;
}

}  // namespace koine::config
