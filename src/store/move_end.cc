#include "store/move_end.h"

#include <endian.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <map>

#include "base/text.h"
#include "store/diag.h"
#include "store/url.h"

namespace koine::store {

namespace {

constexpr std::size_t kCountBytes = 2, kLengthBytes = 4, kNumberBytes = 8;

template <class T>
bool Take(std::string_view* from, T* out) {
  if (from->size() < sizeof(T)) return false;
  std::memcpy(out, from->data(), sizeof(T));
  from->remove_prefix(sizeof(T));
  return true;
}

template <class T>
void Put(T value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof(value));
}

Result<MoveColumn::Kind> KindOf(const std::string& type) {
  using Kind = MoveColumn::Kind;
  static const std::map<std::string, Kind> kinds = {
      {"integer", Kind::kInt}, {"bigint", Kind::kInt}, {"real", Kind::kReal},
      {"text", Kind::kText},   {"blob", Kind::kBytes}, {"double precision", Kind::kReal},
      {"bytea", Kind::kBytes}};
  const auto it = kinds.find(text::LowerAscii(type));
  if (it != kinds.end()) return it->second;
  return StoreError(Code::kBadState,
                    "there is a column of type " + type + ", which is not koine's");
}

}  // namespace

bool MoveTable::operator==(const MoveTable& other) const {
  const auto same = [](const MoveColumn& a, const MoveColumn& b) {
    return a.name == b.name && a.kind == b.kind;
  };
  return name == other.name && key == other.key && std::ranges::equal(columns, other.columns, same);
}

std::vector<MoveField> TakeRow(std::string_view* rows) {
  std::string_view rest = *rows;
  std::uint16_t count = 0;
  if (!Take(&rest, &count)) return {};
  std::vector<MoveField> out(be16toh(count));
  for (MoveField& field : out) {
    std::uint32_t length = 0;
    if (!Take(&rest, &length)) return {};
    length = be32toh(length);
    field.null = length == UINT32_MAX;
    if (field.null) continue;
    if (rest.size() < length) return {};
    field.data = rest.substr(0, length);
    rest.remove_prefix(length);
  }
  *rows = rest;
  return out;
}

std::int64_t IntOf(std::string_view data) {
  std::uint64_t bits = 0;
  Take(&data, &bits);
  return static_cast<std::int64_t>(be64toh(bits));
}

double RealOf(std::string_view data) {
  std::uint64_t bits = 0;
  Take(&data, &bits);
  return std::bit_cast<double>(be64toh(bits));
}

void BeginRow(std::size_t fields, std::string* out) {
  static_assert(kCountBytes == sizeof(std::uint16_t) && kLengthBytes == sizeof(std::uint32_t));
  Put(htobe16(static_cast<std::uint16_t>(fields)), out);
}

void AddNull(std::string* out) {
  Put(UINT32_MAX, out);
}

void AddBytes(std::string_view data, std::string* out) {
  Put(htobe32(static_cast<std::uint32_t>(data.size())), out);
  out->append(data);
}

void AddNumber(std::uint64_t bits, std::string* out) {
  Put(htobe32(static_cast<std::uint32_t>(kNumberBytes)), out);
  Put(htobe64(bits), out);
}

Result<std::unique_ptr<MoveEnd>> OpenEnd(const std::string& url, MoveRole role) {
  KOINE_TRY(const StorePlace place, ReadStoreUrl(url));
  if (place.engine == Engine::kSqlite) return OpenSqliteEnd(place.path, role);
  return OpenPgEnd(url, role);
}

Result<std::vector<MoveTable>> TablesOf(const MoveEnd::Lines& lines) {
  std::vector<MoveTable> out;
  std::map<std::string, std::map<std::int64_t, std::size_t>> keys;
  for (const std::vector<std::string>& line : lines) {
    if (out.empty() || out.back().name != line[0]) out.push_back({line[0], {}, {}});
    KOINE_TRY(const MoveColumn::Kind kind, KindOf(line[2]));
    const std::int64_t place = text::ParseInt(line[3]).value_or(0);
    if (place > 0) keys[line[0]][place] = out.back().columns.size();
    out.back().columns.push_back({line[1], kind});
  }
  for (MoveTable& table : out) {
    for (const auto& [place, column] : keys[table.name]) table.key.push_back(column);
    if (table.key.empty()) {
      return StoreError(Code::kBadState, "table " + table.name + " has no primary key");
    }
  }
  std::ranges::sort(out, {}, &MoveTable::name);
  return out;
}

}  // namespace koine::store
