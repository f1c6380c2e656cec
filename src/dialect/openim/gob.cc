#include "dialect/openim/gob.h"

#include <map>
#include <vector>

namespace koine::openim::gob {

namespace {

enum Builtin : std::int64_t {
  kBool = 1,
  kSigned = 2,
  kUnsigned = 3,
  kFloat = 4,
  kByteSlice = 5,
  kString = 6,
  kComplex = 7,
};

// Fields of the struct by which a type is described.
enum Shape : int {
  kArray = 0,
  kSlice = 1,
  kStruct = 2,
  kMap = 3,
  kOpaqueFirst = 4,
  kOpaqueLast = 6,
};

struct Member {
  std::string_view name;
  std::int64_t type = 0;
};

struct Type {
  int shape = -1;  // kOpaqueFirst stands for all that encode themselves
  std::int64_t key = 0;
  std::int64_t element = 0;
  std::vector<Member> members;
};

Error Bad(const char* what) {
  return Error{Code::kBadArgument, "gob", what};
}

// Reads primitives; every length is bounded by what is left.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  bool empty() const { return left_.empty(); }

  Result<std::uint64_t> Uint() {
    if (left_.empty()) return Bad("length");
    const auto first = static_cast<std::uint8_t>(left_.front());
    left_.remove_prefix(1);
    if (first < 128) return std::uint64_t{first};
    const std::size_t count = 256u - first;
    if (count > 8) return Bad("integer");
    if (count > left_.size()) return Bad("length");
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      value = value << 8 | static_cast<std::uint8_t>(left_[i]);
    }
    left_.remove_prefix(count);
    return value;
  }

  Result<std::int64_t> Int() {
    KOINE_TRY(const std::uint64_t coded, Uint());
    const auto half = static_cast<std::int64_t>(coded >> 1);
    return (coded & 1) != 0 ? ~half : half;
  }

  Result<std::string_view> Bytes() {
    KOINE_TRY(const std::uint64_t size, Uint());
    if (size > left_.size()) return Bad("length");
    const std::string_view bytes = left_.substr(0, static_cast<std::size_t>(size));
    left_.remove_prefix(static_cast<std::size_t>(size));
    return bytes;
  }

  // A count of elements, each of which takes at least one byte.
  Result<std::uint64_t> Count() {
    KOINE_TRY(const std::uint64_t count, Uint());
    if (count > left_.size()) return Bad("length");
    return count;
  }

  // The index of the next field of a struct, or -1 at its end.
  Result<int> NextField(int last) {
    KOINE_TRY(const std::uint64_t delta, Uint());
    if (delta == 0) return -1;
    if (delta > kFieldsMax) return Bad("index");
    return last + static_cast<int>(delta);
  }

 private:
  std::string_view left_;
};

using Types = std::map<std::int64_t, Type>;

Status ReadCommon(Reader& in) {
  for (int field = -1;;) {
    KOINE_TRY(field, in.NextField(field));
    if (field < 0) return Ok();
    if (field == 0) {
      KOINE_CHECK(in.Bytes());
    } else if (field == 1) {
      KOINE_CHECK(in.Int());
    } else {
      return Bad("type");
    }
  }
}

Status ReadMembers(Reader& in, std::vector<Member>* members) {
  KOINE_TRY(const std::uint64_t count, in.Count());
  if (count > kFieldsMax) return Bad("type");
  members->resize(static_cast<std::size_t>(count));
  for (Member& member : *members) {
    for (int field = -1;;) {
      KOINE_TRY(field, in.NextField(field));
      if (field < 0) break;
      if (field == 0) {
        KOINE_TRY(member.name, in.Bytes());
      } else if (field == 1) {
        KOINE_TRY(member.type, in.Int());
      } else {
        return Bad("type");
      }
    }
  }
  return Ok();
}

// What follows the common part: the members of a struct, key and element of the others.
Status ReadPart(Reader& in, int part, Type* type) {
  std::int64_t length = 0;  // of an array: comes again with each value
  std::int64_t* to = nullptr;
  switch (type->shape) {
    case kStruct:
      if (part == 1) return ReadMembers(in, &type->members);
      break;
    case kArray:
      to = part == 1 ? &type->element : part == 2 ? &length : nullptr;
      break;
    case kSlice:
      to = part == 1 ? &type->element : nullptr;
      break;
    case kMap:
      to = part == 1 ? &type->key : part == 2 ? &type->element : nullptr;
      break;
    default:
      break;
  }
  if (to == nullptr) return Bad("type");
  KOINE_TRY(*to, in.Int());
  return Ok();
}

Result<Type> ReadType(Reader& in) {
  Type type;
  KOINE_TRY(int shape, in.NextField(-1));
  if (shape < 0 || shape > kOpaqueLast) return Bad("type");
  type.shape = shape > kOpaqueFirst ? static_cast<int>(kOpaqueFirst) : shape;
  for (int part = -1;;) {
    KOINE_TRY(part, in.NextField(part));
    if (part < 0) break;
    if (part == 0) {
      KOINE_CHECK(ReadCommon(in));
    } else {
      KOINE_CHECK(ReadPart(in, part, &type));
    }
  }
  KOINE_TRY(const int more, in.NextField(shape));
  if (more >= 0) return Bad("type");
  return type;
}

Status Skip(Reader& in, const Types& types, std::int64_t id, int depth);

Status SkipShape(Reader& in, const Types& types, const Type& type, int depth) {
  if (type.shape == kOpaqueFirst) {
    KOINE_CHECK(in.Bytes());
    return Ok();
  }
  if (type.shape == kStruct) {
    for (int field = -1;;) {
      KOINE_TRY(field, in.NextField(field));
      if (field < 0) return Ok();
      if (static_cast<std::size_t>(field) >= type.members.size()) return Bad("index");
      KOINE_CHECK(Skip(in, types, type.members[static_cast<std::size_t>(field)].type, depth));
    }
  }
  KOINE_TRY(const std::uint64_t count, in.Count());
  for (std::uint64_t i = 0; i < count; ++i) {
    if (type.shape == kMap) KOINE_CHECK(Skip(in, types, type.key, depth));
    KOINE_CHECK(Skip(in, types, type.element, depth));
  }
  return Ok();
}

Status Skip(Reader& in, const Types& types, std::int64_t id, int depth) {
  switch (id) {
    case kBool:
    case kSigned:
    case kUnsigned:
    case kFloat:
      KOINE_CHECK(in.Uint());
      return Ok();
    case kComplex:
      KOINE_CHECK(in.Uint());
      KOINE_CHECK(in.Uint());
      return Ok();
    case kByteSlice:
    case kString:
      KOINE_CHECK(in.Bytes());
      return Ok();
    default:
      break;
  }
  const auto found = types.find(id);
  if (found == types.end() || depth >= kNestingMax) return Bad("type");
  return SkipShape(in, types, found->second, depth + 1);
}

// The type that a stream defined, for the next one of this thread: those of a client all begin
// alike, and to read the definition takes longer than the value.
struct Definition {
  static constexpr std::size_t kBytesMax = 512;
  std::string bytes;  // the message; empty: none
  Types types;        // of it, with names that lie in `bytes`
};

// Reads a message that defines a type.
Status ReadDefinition(std::string_view message, Types* types) {
  Reader in(message);
  KOINE_TRY(const std::int64_t id, in.Int());
  KOINE_TRY(Type type, ReadType(in));
  if (!in.empty()) return Bad("rest");
  // The complement of the least number cannot be negated.
  const bool known =
      types->size() >= kTypesMax || id == INT64_MIN || !types->emplace(-id, std::move(type)).second;
  return known ? Bad("type") : Ok();
}

void Remember(std::string_view message, Definition* last) {
  last->types.clear();
  last->bytes.clear();
  if (message.size() > Definition::kBytesMax) return;
  last->bytes = message;
  if (!ReadDefinition(last->bytes, &last->types).ok()) last->bytes.clear();
}

// The field of the reader that a member of the stream fills; null for none.
const Field* Match(const Member& member, std::span<const Field> fields) {
  for (const Field& field : fields) {
    if (field.name == member.name) return &field;
  }
  return nullptr;
}

Status ReadValue(Reader& in, const Types& types, const Type& type, std::span<const Field> fields) {
  if (type.shape != kStruct) return Bad("type");
  for (int index = -1;;) {
    KOINE_TRY(index, in.NextField(index));
    if (index < 0) return Ok();
    if (static_cast<std::size_t>(index) >= type.members.size()) return Bad("index");
    const Member& member = type.members[static_cast<std::size_t>(index)];
    const Field* field = Match(member, fields);
    if (field == nullptr) {
      KOINE_CHECK(Skip(in, types, member.type, 0));
    } else if (field->number != nullptr) {
      if (member.type != kSigned) return Bad("value");
      KOINE_TRY(*field->number, in.Int());
    } else {
      if (member.type != kString && member.type != kByteSlice) return Bad("value");
      KOINE_TRY(const std::string_view text, in.Bytes());
      *field->text = text;
    }
  }
}

}  // namespace

Status Decode(std::string_view stream, std::span<const Field> fields) {
  thread_local Definition last;
  Types own;
  const Types* types = &own;
  std::string_view only;  // the only definition so far
  Reader outer(stream);
  for (;;) {
    KOINE_TRY(const std::string_view message, outer.Bytes());
    Reader in(message);
    KOINE_TRY(const std::int64_t id, in.Int());
    if (id >= 0) {
      const auto found = types->find(id);
      if (found == types->end()) return Bad("type");
      KOINE_CHECK(ReadValue(in, *types, found->second, fields));
      if (!in.empty() || !outer.empty()) return Bad("rest");
      if (!only.empty()) Remember(only, &last);
      return Ok();
    }
    if (types == &own && own.empty() && message == last.bytes) {
      types = &last.types;
      continue;
    }
    if (types != &own) own = last.types;
    only = types == &own && own.empty() ? message : std::string_view();
    types = &own;
    KOINE_CHECK(ReadDefinition(message, &own));
  }
}

void AppendUint(std::string* out, std::uint64_t value) {
  if (value < 128) {
    *out += static_cast<char>(value);
    return;
  }
  int count = 8;
  while (count > 1 && (value >> (8 * (count - 1))) == 0) --count;
  *out += static_cast<char>(256 - count);
  for (int i = count - 1; i >= 0; --i) *out += static_cast<char>(value >> (8 * i));
}

void AppendInt(std::string* out, std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value < 0 ? ~value : value);
  AppendUint(out, bits << 1 | (value < 0 ? 1u : 0u));
}

void StructWriter::Index(int index) {
  AppendUint(out_, static_cast<std::uint64_t>(index - last_));
  last_ = index;
}

void StructWriter::Number(int index, std::int64_t value) {
  if (value == 0) return;
  Index(index);
  AppendInt(out_, value);
}

void StructWriter::Text(int index, std::string_view value) {
  if (value.empty()) return;
  Index(index);
  AppendUint(out_, value.size());
  *out_ += value;
}

void StructWriter::Finish() {
  AppendUint(out_, 0);
  std::string size;
  AppendUint(&size, out_->size() - begin_);
  out_->insert(begin_, size);
}

}  // namespace koine::openim::gob
