#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/word/word.h"
#include "store/txn.h"

// All SQL on words.
namespace koine::word {

// False when there is one of that form.
bool Insert(store::Txn& txn, TenantId tenant, Word* word, std::string_view folded);
std::optional<Word> Find(store::Txn& txn, TenantId tenant, std::int64_t id);
// False when another has that form.
bool Update(store::Txn& txn, TenantId tenant, const Word& word, std::string_view folded);
std::int64_t Delete(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// The newest first.
std::vector<Word> Select(store::Txn& txn, TenantId tenant, const Filter& filter, std::int64_t limit,
                         std::int64_t offset);
std::int64_t CountWords(store::Txn& txn, TenantId tenant, const Filter& filter);
// What is enabled.
std::vector<std::string> ListEnabled(store::Txn& txn, TenantId tenant, int limit);
// How the present list is called, 0 for none; and another name for it.
std::int64_t FindTag(store::Txn& txn, TenantId tenant);
void SetTag(store::Txn& txn, TenantId tenant, std::int64_t tag);

}  // namespace koine::word
