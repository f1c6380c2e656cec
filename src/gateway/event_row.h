#pragma once

#include <string>
#include <utility>

#include "base/json.h"

namespace koine::gateway {

// A frame that the server sends unasked or in answer to one: what the description of the API says
// of it.
struct EventRow {
  std::string type;  // as clients tell it from others
  const char* summary = "";
  const json::Type* (*body)() = nullptr;
  // Whether the body is the member `data` beside the type, and not the frame.
  bool wrapped = false;
};

// Of a T that is the whole frame and names its type.
template <class T>
EventRow EventOf(const char* summary) {
  return {T{}.type, summary, &json::TypeOf<T>};
}
template <class T>
EventRow EventOf(std::string type, const char* summary) {
  return {std::move(type), summary, &json::TypeOf<T>};
}
// Of {"type":…,"data":T}.
template <class T>
EventRow DataOf(std::string type, const char* summary) {
  return {std::move(type), summary, &json::TypeOf<T>, true};
}

}  // namespace koine::gateway
