#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/log.h"

// In which form lines are written, and what they say besides their message: the node, and the
// request during which they were written.
namespace koine::log {

enum class Format : int { kText, kJson };

// "text" or "json"; false for anything else.
bool ParseFormat(std::string_view text, Format* out);
// Default kText. Before other threads log.
void SetFormat(Format format);
// The name of this node, where it is one of several. Before other threads log.
void SetNode(std::string node);

inline constexpr std::size_t kRequestIdMax = 64;

// As long as it lives, lines of this thread name the request. Without an id it changes nothing. A
// longer one is cut.
class Scope {
 public:
  explicit Scope(std::string_view request);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  friend std::string_view RequestId();
  std::array<char, kRequestIdMax> id_;
  std::size_t size_;
  const Scope* outer_ = nullptr;
};

// The one of the innermost scope; empty outside of all.
std::string_view RequestId();

// Makes `scope` (null: none) the innermost of this thread, for whoever changes its stack; returns
// the one before.
const Scope* ExchangeScope(const Scope* scope);

}  // namespace koine::log
