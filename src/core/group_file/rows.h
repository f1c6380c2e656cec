#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/group_file/group_file.h"

// All SQL on group_file.
namespace koine::group_file {

std::optional<Entry> FindEntry(store::Txn& txn, const access::Principal& who, GroupFileId id);
std::vector<Entry> FindEntries(store::Txn& txn, const access::Principal& who,
                               std::span<const std::int64_t> ids);
bool HasFile(store::Txn& txn, TenantId tenant, ConversationId group, FileId file);
GroupFileId InsertEntry(store::Txn& txn, const access::Principal& who, ConversationId group,
                        const AddIn& in);
std::vector<Entry> ListEntries(store::Txn& txn, const access::Principal& who, ConversationId group,
                               const Filter& filter);
std::int64_t CountEntries(store::Txn& txn, TenantId tenant, ConversationId group,
                          const Filter& filter);
std::vector<std::string> ListCategories(store::Txn& txn, TenantId tenant, ConversationId group);
Statistics FindStatistics(store::Txn& txn, TenantId tenant, ConversationId group);
void UpdateEntry(store::Txn& txn, TenantId tenant, const Entry& entry);
void DeleteEntries(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
void CountDownload(store::Txn& txn, TenantId tenant, GroupFileId id);

}  // namespace koine::group_file
