#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/office/application/application.h"
#include "store/txn.h"

// All SQL on applications.
namespace koine::application {

// Whoever makes one locks the tenant's first: two of them wait for each other.
void LockAll(store::Txn& txn, TenantId tenant);
bool HasCode(store::Txn& txn, TenantId tenant, std::string_view code);
std::int64_t CountAll(store::Txn& txn, TenantId tenant);
// Greater than that of every other.
std::int64_t NextSort(store::Txn& txn, TenantId tenant);

std::optional<Application> Find(store::Txn& txn, TenantId tenant, ApplicationId id, bool lock);
// Whether the principal is one of those for whom it is shown.
bool Sees(store::Txn& txn, const access::Principal& who, ApplicationId id);
// Gives it its id and times.
void Insert(store::Txn& txn, TenantId tenant, Application* application);
// Everything but code, type and whose it is.
void Update(store::Txn& txn, TenantId tenant, const Application& application);
// With its scope. That it was used is forgotten with the next use of something else.
void Delete(store::Txn& txn, TenantId tenant, ApplicationId id);
void SetScope(store::Txn& txn, TenantId tenant, const Application& application);
// Of each of these; one statement.
void FillScopes(store::Txn& txn, TenantId tenant, std::vector<Application>* applications);

std::vector<Application> Select(store::Txn& txn, const access::Principal& who, const Filter& filter,
                                std::int64_t limit, std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, const access::Principal& who, const Filter& filter);

void Use(store::Txn& txn, const access::Principal& who, ApplicationId id);
std::vector<Application> SelectUsed(store::Txn& txn, const access::Principal& who,
                                    std::int64_t limit);

}  // namespace koine::application
