#pragma once

#include <unordered_map>
#include <utility>

#include "core/person.h"

namespace koine {

// People who were looked up together, by id.
class People {
 public:
  People() = default;
  explicit People(std::unordered_map<UserId, Person> by_id) : by_id_(std::move(by_id)) {}

  // As others see them. Whoever is not among them, as somebody whose rows are gone, keeps the id
  // and has an empty name.
  Person Of(UserId id) const {
    const Person* found = Find(id);
    return found != nullptr ? *found : Person{id, {}, {}};
  }
  // Null for whoever is not among them.
  const Person* Find(UserId id) const {
    const auto found = by_id_.find(id);
    return found != by_id_.end() ? &found->second : nullptr;
  }

 private:
  std::unordered_map<UserId, Person> by_id_;
};

}  // namespace koine
