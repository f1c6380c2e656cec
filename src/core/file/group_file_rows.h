#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/file/group_file.h"

// All SQL on group_file.
namespace koine::file {

std::optional<GroupFile> FindGroupFile(store::Txn& txn, const access::Principal& who,
                                       GroupFileId id);
std::vector<GroupFile> FindGroupFiles(store::Txn& txn, const access::Principal& who,
                                      std::span<const std::int64_t> ids);
bool HasGroupFile(store::Txn& txn, TenantId tenant, ConversationId group, FileId file);
GroupFileId InsertGroupFile(store::Txn& txn, const access::Principal& who, ConversationId group,
                            const GroupFileIn& in);
std::vector<GroupFile> SelectGroupFiles(store::Txn& txn, const access::Principal& who,
                                        ConversationId group, const GroupFileFilter& filter);
std::int64_t CountGroupFiles(store::Txn& txn, TenantId tenant, ConversationId group,
                             const GroupFileFilter& filter);
std::vector<std::string> SelectGroupFileCategories(store::Txn& txn, TenantId tenant,
                                                   ConversationId group);
GroupFileStatistics FindGroupFileStatistics(store::Txn& txn, TenantId tenant, ConversationId group);
void UpdateGroupFile(store::Txn& txn, TenantId tenant, const GroupFile& entry);
void DeleteGroupFiles(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
void CountGroupFileDownload(store::Txn& txn, TenantId tenant, GroupFileId id);

}  // namespace koine::file
