#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "base/require.h"

namespace koine::net {

template <class Signature>
class UniqueFunction;

// A callable that is moved, never copied, so that it may own move-only things. Callables of up to
// 48 bytes need no allocation.
template <class R, class... Args>
class UniqueFunction<R(Args...)> {
 public:
  UniqueFunction() = default;
  UniqueFunction(std::nullptr_t) {}  // NOLINT
  template <class F, class D = std::decay_t<F>,
            class = std::enable_if_t<!std::is_same_v<D, UniqueFunction> &&
                                     std::is_invocable_r_v<R, D&, Args...>>>
  UniqueFunction(F&& f) {  // NOLINT
    if constexpr (kInline<D>) {
      ::new (storage_) D(std::forward<F>(f));
      ops_ = &InlineOps<D>::kOps;
    } else {
      ::new (storage_) D*(std::make_unique<D>(std::forward<F>(f)).release());
      ops_ = &HeapOps<D>::kOps;
    }
  }
  UniqueFunction(UniqueFunction&& other) noexcept { Take(other); }
  UniqueFunction& operator=(UniqueFunction&& other) noexcept {
    if (this != &other) {
      Reset();
      Take(other);
    }
    return *this;
  }
  ~UniqueFunction() { Reset(); }

  explicit operator bool() const { return ops_ != nullptr; }
  // REQUIRES: not empty
  R operator()(Args... args) {
    KOINE_REQUIRE(ops_ != nullptr);
    return ops_->call(storage_, std::forward<Args>(args)...);
  }

 private:
  static constexpr std::size_t kInlineBytes = 48;
  template <class D>
  static constexpr bool kInline =
      sizeof(D) <= kInlineBytes &&
      alignof(D) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<D>;
  struct Ops {
    R (*call)(void*, Args...);
    void (*move)(void* from, void* to);
    void (*destroy)(void*);
  };
  template <class D>
  struct InlineOps {
    static R Call(void* p, Args... args) {
      return (*static_cast<D*>(p))(std::forward<Args>(args)...);
    }
    static void Move(void* from, void* to) {
      ::new (to) D(std::move(*static_cast<D*>(from)));
      static_cast<D*>(from)->~D();
    }
    static void Destroy(void* p) { static_cast<D*>(p)->~D(); }
    static constexpr Ops kOps{&Call, &Move, &Destroy};
  };
  template <class D>
  struct HeapOps {
    static D* Get(void* p) { return *static_cast<D**>(p); }
    static R Call(void* p, Args... args) { return (*Get(p))(std::forward<Args>(args)...); }
    static void Move(void* from, void* to) { ::new (to) D*(Get(from)); }
    static void Destroy(void* p) { std::unique_ptr<D>{Get(p)}; }
    static constexpr Ops kOps{&Call, &Move, &Destroy};
  };

  void Take(UniqueFunction& other) {
    if (other.ops_ == nullptr) return;
    other.ops_->move(other.storage_, storage_);
    ops_ = std::exchange(other.ops_, nullptr);
  }
  void Reset() {
    if (ops_ != nullptr) std::exchange(ops_, nullptr)->destroy(storage_);
  }

  alignas(std::max_align_t) unsigned char storage_[kInlineBytes];
  const Ops* ops_ = nullptr;
};

// A piece of work for an event loop.
using Task = UniqueFunction<void()>;

}  // namespace koine::net
