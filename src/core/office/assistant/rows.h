#pragma once

#include <string_view>

#include "core/office/assistant/assistant.h"
#include "store/txn.h"

// All SQL on talks with a model.
namespace koine::assistant {

// Empty when there is none.
Talk Find(store::Txn& txn, const access::Principal& who, std::string_view name);
// The user's oldest above kTalksMax are forgotten.
void Put(store::Txn& txn, const access::Principal& who, std::string_view name, const Talk& talk);
void Delete(store::Txn& txn, const access::Principal& who, std::string_view name);

}  // namespace koine::assistant
