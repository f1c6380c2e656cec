#pragma once

#include <memory>
#include <utility>

namespace koine {

// A value that is the default one for most owners, and costs them a pointer then. Copied with its
// owner.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  explicit Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(Boxed other) noexcept {
    value_ = std::move(other.value_);
    return *this;
  }
  ~Boxed() = default;

  const T& get() const {
    static const T none{};
    return value_ ? *value_ : none;
  }
  // The value to change, made if there was none.
  T& own() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  // The default value again.
  void Reset() { value_.reset(); }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace koine
