#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/ids.h"
#include "store/engine.h"

namespace koine::store {

// One statement, written once for both engines: `?` parameters, and what the engines write
// differently in the notation of store/sql_text.h, such as `id {in ?}`. A second text is for
// PostgreSQL where they differ by more than words; a comment `// engines: …` above says why.
// Declared as a constant of namespace scope in a rows.cc (or in store/): construction gives it a
// number by which each connection finds its prepared form. It is translated when an engine first
// asks for its text, since a program uses one engine, and most of its runs few statements. A
// notation that is not known ends the program then; a test asks for all. Texts must outlive the
// process (string literals).
class Sql {
 public:
  explicit Sql(const char* text, const char* pg = nullptr);
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  // The texts of the engines, both still with `?`.
  const char* sqlite() const { return sqlite_.Get(Engine::kSqlite); }
  const char* pg() const { return pg_.Get(Engine::kPostgresql); }
  std::uint32_t index() const { return index_; }
  // How many statements exist; indexes are below it.
  static std::uint32_t Count();

 private:
  class Text {
   public:
    explicit Text(const char* written) : written_(written) {}
    const char* Get(Engine engine) const {
      const char* text = translated_.load(std::memory_order_acquire);
      return text != nullptr ? text : Translated(engine);
    }

   private:
    const char* Translated(Engine engine) const;

    const char* written_;
    mutable std::atomic<const char*> translated_{nullptr};
  };

  Text sqlite_;
  Text pg_;
  std::uint32_t index_;
};

// Bytes (BYTES column), as opposed to text.
struct Bytes {
  std::string_view data;
};

// A list of integers for one parameter: `x {in ?}`, or a column of `{lists …}`.
struct IntList {
  std::span<const std::int64_t> values;
};

// Rows of integers as a list for each column: the parameters of a statement for many rows
// (Txn::RunSoonForEach).
class IntColumns {
 public:
  explicit IntColumns(std::size_t count) : columns_(count) {}
  // REQUIRES: as many values as there are columns
  void Add(std::initializer_list<std::int64_t> row) {
    for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].push_back(row.begin()[i]);
  }
  // They live as long as this object is not changed.
  std::vector<IntList> Lists() const {
    std::vector<IntList> out;
    for (const auto& column : columns_) out.push_back(IntList{column});
    return out;
  }

 private:
  std::vector<std::vector<std::int64_t>> columns_;
};

// A list of texts for one parameter, as IntList.
struct TextList {
  std::span<const std::string> values;
};

// A parameter of a statement. Views must live until the call returns.
struct Param {
  enum class Kind : std::uint8_t { kNull, kInt, kReal, kText, kBytes, kIntList, kTextList };
  Kind kind = Kind::kNull;
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text;
  std::span<const std::int64_t> list;
  std::span<const std::string> texts;

  Param() = default;
  Param(std::nullopt_t) {}  // NOLINT: implicit on purpose, so that calls read like SQL
  template <class T>
  requires(std::is_integral_v<T> || std::is_enum_v<T>) Param(T v)
      : kind(Kind::kInt), integer(static_cast<std::int64_t>(v)) {}  // NOLINT
  Param(double v) : kind(Kind::kReal), real(v) {}                   // NOLINT
  template <class Tag>
  Param(Id<Tag> id) : kind(Kind::kInt), integer(id.value) {}     // NOLINT
  Param(std::string_view v) : kind(Kind::kText), text(v) {}      // NOLINT
  Param(const std::string& v) : kind(Kind::kText), text(v) {}    // NOLINT
  Param(const char* v) : kind(Kind::kText), text(v) {}           // NOLINT
  Param(Bytes v) : kind(Kind::kBytes), text(v.data) {}           // NOLINT
  Param(IntList v) : kind(Kind::kIntList), list(v.values) {}     // NOLINT
  Param(TextList v) : kind(Kind::kTextList), texts(v.values) {}  // NOLINT
  template <class T>
  Param(const std::optional<T>& v) : Param(v ? Param(*v) : Param()) {}  // NOLINT
};

// One row of an answer; valid during the callback that got it. Columns count from 0. A null reads
// as 0 or empty; ask Null() where that differs.
class Row {
 public:
  virtual bool Null(int column) const = 0;
  virtual std::int64_t Int(int column) const = 0;
  virtual double Real(int column) const = 0;
  virtual std::string_view Text(int column) const = 0;  // also for BYTES
  std::string String(int column) const { return std::string(Text(column)); }
  template <class IdType>
  IdType Get(int column) const {
    return IdType(Int(column));
  }
  std::optional<std::string> OptString(int column) const {
    return Null(column) ? std::nullopt : std::optional(String(column));
  }

 protected:
  ~Row() = default;
};

}  // namespace koine::store
