#include "core/search/content.h"

#include <type_traits>
#include <variant>

namespace koine::search {

std::string TextOf(const body::Body& body) {
  return std::visit(
      [](const auto& b) -> std::string {
        using T = std::decay_t<decltype(b)>;
        if constexpr (std::is_same_v<T, body::Text>) return b.text;
        if constexpr (std::is_base_of_v<body::Media, T>) return b.name;
        if constexpr (std::is_same_v<T, body::Location>) return b.name + "\n" + b.address;
        if constexpr (std::is_same_v<T, body::Card>) return b.name;
        if constexpr (std::is_same_v<T, body::Custom>) return b.description;
        if constexpr (std::is_same_v<T, body::RedPacket>) return b.remark;
        if constexpr (std::is_same_v<T, body::Merged>) {
          std::string text = b.title;
          for (const body::MergedItem& item : b.items) text += "\n" + TextOf(body::BodyOf(item));
          return text;
        }
        return {};
      },
      body);
}

std::string_view TextOf(body::Kind kind, std::string_view stored, std::string* room) {
  if (kind == body::Kind::kText) return stored;
  *room = TextOf(body::Decode(kind, stored));
  return *room;
}

}  // namespace koine::search
