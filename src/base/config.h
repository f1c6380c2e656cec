#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Settings, declared once in a table. A value comes from, first wins: the flag `--listen.main 8080`
// or `--listen.main=8080`, the environment variable KOINE_LISTEN_MAIN, the TOML file (`main` in
// `[listen]` or the dotted key), the default.

namespace koine::config {

enum class Kind : std::uint8_t {
  kText,
  kInt,
  kBool,      // true/false/1/0/on/off/yes/no; a flag that none of them follows means true
  kDuration,  // 500ms, 10s, 5m, 2h, 7d, or a number of seconds; read with DurationMs
  kSize,      // 64k, 10m, 2g (powers of 1024) or a number of bytes; read with Int
  kList,      // comma separated, in TOML also an array of strings
};

struct Setting {
  const char* name;  // dotted, lower case, such as "listen.main"
  Kind kind = Kind::kText;
  const char* default_value = "";
  const char* help = "";
  bool secret = false;  // masked when printed, never in an error
  // Bounds of kInt, kSize (bytes) and kDuration (ms); `min` 1 of kText: it must not be empty.
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  // Another name that it may be given by. Where the environment or the file gives both, its own
  // wins; flags may not give both.
  const char* alias = "";
};

// Where values may come from.
struct Inputs {
  // Flags without the program's name and command. What is no flag ends up in Config::words().
  std::vector<std::string> args = {};
  // NAME=value; only those that begin with KOINE_ (not KOINE_TEST_) count.
  std::vector<std::string> environment = {};
  // Path of a TOML file, or empty. The flag --config (KOINE_CONFIG) replaces it.
  std::string file = {};
};

// The arguments and environment of the process. `first` is the first argument to take.
Inputs FromProcess(int argc, char** argv, int first);

// All effective values. Read only after Load, so any thread may read it.
class Config {
 public:
  // Errors (kBadArgument, field = the setting's name): unknown flag or key (with the nearest known
  // name), a flag given twice, a KOINE_ variable that nearly is a setting's (others give a
  // warning), bad value, unreadable or malformed file. Error::text is a full
  // sentence that names setting, value (not of a secret) and origin. `config` need not be in the
  // table.
  static Result<Config> Load(std::span<const Setting> settings, const Inputs& inputs);

  // REQUIRES for all: `name` is in the table with a fitting kind; else the program ends with a
  // message.
  const std::string& Text(std::string_view name) const;
  std::int64_t Int(std::string_view name) const;
  bool Bool(std::string_view name) const;
  std::int64_t DurationMs(std::string_view name) const;
  const std::vector<std::string>& List(std::string_view name) const;
  // "flag --x", "environment KOINE_X", "file PATH" or "default".
  const std::string& Origin(std::string_view name) const;
  // That the value does not do, by `rule`: a sentence as those of Load.
  Error Refusal(std::string_view name, const std::string& rule,
                Code code = Code::kBadArgument) const;

  // Names of the settings whose effective value is another one in `other`, a Config of the same
  // table, in its order.
  std::vector<std::string> DifferentIn(const Config& other) const;
  const std::vector<std::string>& words() const { return words_; }
  // Sentences about what was ignored.
  const std::vector<std::string>& warnings() const { return warnings_; }
  // `name = value  # origin`, one line each in the order of the table; secrets masked.
  std::string Print() const;
  // The same values as a JSON object of strings, by name; secrets masked.
  std::string ToJson() const;

 private:
  struct Value {
    const Setting* setting = nullptr;
    std::string text;
    std::string origin;
    std::int64_t number = 0;
    std::vector<std::string> list;
  };
  const Value& Find(std::string_view name, Kind kind) const;
  const Value& Find(std::string_view name) const;
  friend class Loader;

  std::vector<Value> values_;
  std::map<std::string, std::size_t, std::less<>> index_;
  std::vector<std::string> words_;
  std::vector<std::string> warnings_;
};

// "64k", "10m", "2g" (powers of 1024) or a number of bytes; nothing for another text.
std::optional<std::int64_t> ParseSize(std::string_view text);

// One line per setting for --help: name, kind, default, help.
std::string Help(std::span<const Setting> settings);

}  // namespace koine::config
