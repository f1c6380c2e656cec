#pragma once

// Bodies of the templates of store.h.

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "store/store.h"

namespace koine::store {

namespace internal {

template <class F, class D>
class FunctionCommand final : public Command {
 public:
  using R = decltype(std::declval<F&>()(std::declval<Txn&>()));

  FunctionCommand(const CommandInfo& info, F fn, D done)
      : Command(info), fn_(std::move(fn)), done_(std::move(done)) {}

  bool Run(Txn& txn) override {
    result_.emplace(fn_(txn));
    return result_->ok();
  }
  void Finish(const Error* failure, const Numbering& numbering) override {
    if (failure != nullptr) result_.emplace(*failure);
    done_(std::move(*result_), numbering);
  }

 private:
  F fn_;
  D done_;
  std::optional<R> result_;
};

}  // namespace internal

template <class F, class D>
void Store::Write(const CommandInfo& info, F fn, D done) {
  Submit(std::make_unique<internal::FunctionCommand<F, D>>(info, std::move(fn), std::move(done)));
}

template <class F>
auto Store::WriteAndWait(const CommandInfo& info, F fn) -> decltype(fn(std::declval<Txn&>())) {
  using R = decltype(fn(std::declval<Txn&>()));
  // Shared: this call returns while the store thread is still in set_value.
  auto promise = std::make_shared<std::promise<R>>();
  auto future = promise->get_future();
  Write(info, std::move(fn),
        [promise](R result, const Numbering&) { promise->set_value(std::move(result)); });
  return future.get();
}

}  // namespace koine::store
