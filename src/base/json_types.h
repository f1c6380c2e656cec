#pragma once

// How base/json.h builds the table of a C++ type. Included by it alone.

namespace koine::json {

// Fills one Type. Used by the macros only.
class Builder {
 public:
  using Fill = void (*)(Builder&);
  explicit Builder(Type* type) : type_(type) {}

  void Begin(std::string_view name, const void* probe);
  template <class M>
  void Member(const char* name, const M& member);
  void BeginEnum(std::string_view name);
  template <class E>
  void Enum(E value, const char* text) {
    AddEnumerator(static_cast<std::int64_t>(value), text);
  }
  void Rules(std::initializer_list<Rule> rules);

  // Links rules to fields. Ends the program with a message if a rule names no member: a mistake in
  // the source, found by the first test that uses the type.
  void Finish();
  Type& type() { return *type_; }
  const Type* Link(Type* type, Fill fill);

 private:
  void AddField(const char* name, const void* member, const Type* type);
  void AddEnumerator(std::int64_t value, const char* text);

  Type* type_;
  const char* probe_ = nullptr;
};

namespace internal {

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;
template <class T>
inline constexpr bool kIsMap = false;
template <class T>
inline constexpr bool kIsMap<std::map<std::string, T>> = true;
template <class T>
inline constexpr bool kIsId = false;
template <class Tag>
inline constexpr bool kIsId<Id<Tag>> = true;

// Builds the table of a type and of all it reaches, once.
const Type* Build(Type* type, Builder::Fill fill);

// Holds a Type that is ready before any code runs and is never destroyed.
union Storage {
  Type type;
  constexpr Storage() : type() {}
  ~Storage() {}  // NOLINT
};
template <class T>
struct Slot {
  static Storage storage;
};
template <class T>
constinit Storage Slot<T>::storage{};

template <class T>
void FillType(Builder& b);

template <class T>
const Type* LinkType(Builder& b) {
  return b.Link(&Slot<T>::storage.type, &FillType<T>);
}

template <class T>
void FillOptional(Builder& b) {
  Type& t = b.type();
  t.kind = Kind::kOptional;
  t.element = LinkType<typename T::value_type>(b);
  t.get = [](const void* p, std::size_t) -> const void* {
    const T& v = *static_cast<const T*>(p);
    return v ? &*v : nullptr;
  };
  t.add = [](void* p, std::string_view) -> void* { return &static_cast<T*>(p)->emplace(); };
  t.clear = [](void* p) { static_cast<T*>(p)->reset(); };
  t.count = [](const void* p) { return std::size_t{static_cast<const T*>(p)->has_value()}; };
}

template <class T>
void FillList(Builder& b) {
  static_assert(!std::is_same_v<T, std::vector<bool>>, "no std::vector<bool>");
  Type& t = b.type();
  t.kind = Kind::kList;
  t.element = LinkType<typename T::value_type>(b);
  t.get = [](const void* p, std::size_t i) -> const void* {
    return static_cast<const T*>(p)->data() + i;
  };
  t.add = [](void* p, std::string_view) -> void* { return &static_cast<T*>(p)->emplace_back(); };
  t.clear = [](void* p) { static_cast<T*>(p)->clear(); };
  t.count = [](const void* p) { return static_cast<const T*>(p)->size(); };
}

template <class T>
void FillMap(Builder& b) {
  Type& t = b.type();
  t.kind = Kind::kMap;
  t.element = LinkType<typename T::mapped_type>(b);
  t.add = [](void* p, std::string_view key) -> void* {
    return &(*static_cast<T*>(p))[std::string(key)];
  };
  t.clear = [](void* p) { static_cast<T*>(p)->clear(); };
  t.count = [](const void* p) { return static_cast<const T*>(p)->size(); };
  t.each = [](const void* p, void* context, Type::Visit visit) {
    for (const auto& entry : *static_cast<const T*>(p)) visit(context, entry.first, &entry.second);
  };
}

template <class T>
constexpr Kind ScalarKind() {
  if constexpr (std::is_same_v<T, bool>)
    return Kind::kBool;
  else if constexpr (std::is_integral_v<T>)
    return Kind::kInt;
  else if constexpr (std::is_same_v<T, double>)
    return Kind::kDouble;
  else if constexpr (std::is_same_v<T, std::string>)
    return Kind::kString;
  else if constexpr (std::is_same_v<T, MessageId>)
    return Kind::kMessageId;
  else if constexpr (kIsId<T>)
    return Kind::kId;
  else if constexpr (std::is_same_v<T, Time>)
    return Kind::kTime;
  else if constexpr (std::is_same_v<T, Cents>)
    return Kind::kCents;
  else if constexpr (std::is_same_v<T, Bytes>)
    return Kind::kBytes;
  else if constexpr (std::is_same_v<T, Raw>)
    return Kind::kRaw;
  else
    return Kind::kStruct;  // no scalar
}

template <class T>
void FillType(Builder& b) {
  Type& t = b.type();
  t.size = sizeof(T);
  if constexpr (kIsOptional<T>) {
    FillOptional<T>(b);
  } else if constexpr (kIsList<T>) {
    FillList<T>(b);
  } else if constexpr (kIsMap<T>) {
    FillMap<T>(b);
  } else if constexpr (std::is_enum_v<T>) {
    t.kind = Kind::kEnum;
    t.is_signed = std::is_signed_v<std::underlying_type_t<T>>;
    KoineDescribeEnum(static_cast<const T*>(nullptr), b);
  } else if constexpr (ScalarKind<T>() != Kind::kStruct) {
    t.kind = ScalarKind<T>();
    t.is_signed = std::is_signed_v<T>;
    static_assert(!std::is_integral_v<T> || std::is_signed_v<T> || sizeof(T) < 8,
                  "use a signed 64-bit integer");
  } else {
    t.kind = Kind::kStruct;
    KoineDescribe(static_cast<const T*>(nullptr), b);
    if constexpr (requires(const T* p) { KoineRules(p, b); }) {
      KoineRules(static_cast<const T*>(nullptr), b);
    }
    b.Finish();
  }
}

}  // namespace internal

template <class M>
void Builder::Member(const char* name, const M& member) {
  AddField(name, &member, internal::LinkType<M>(*this));
}

template <class T>
const Type* TypeOf() {
  Type* type = &internal::Slot<T>::storage.type;
  if (type->ready.load(std::memory_order_acquire)) return type;
  return internal::Build(type, &internal::FillType<T>);
}

}  // namespace koine::json
