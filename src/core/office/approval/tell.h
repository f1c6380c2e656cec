#pragma once

#include <span>
#include <string>

#include "core/notification/said.h"
#include "core/office/approval/approval.h"
#include "store/txn.h"

// What people hear of an approval (ruoyi 9, 18).
namespace koine::approval {

inline constexpr char kRelated[] = "APPROVAL";

void Tell(store::Txn& txn, TenantId tenant, const Approval& approval, notification::LineKind kind,
          const Person& actor, std::span<const UserId> to, const std::string& text = {});

}  // namespace koine::approval
