#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// What can be applied for: a form and the way that it takes (ruoyi 9).
namespace koine::approval {

using TemplateId = Id<struct ApprovalTemplateTag>;

// Stored as text: never rename.
enum class TemplateState : std::uint8_t { kActive, kInactive };
KOINE_ENUM(TemplateState, (TemplateState::kActive, "ACTIVE"),
           (TemplateState::kInactive, "INACTIVE"))

struct Template {
  TemplateId id;
  std::string code, name, category, description, icon;
  std::string form, flow;  // JSON (form.h, flow.h)
  bool system = false;     // one of those that every server has
  TemplateState state = TemplateState::kActive;
  std::int64_t sort = 0;
  std::int64_t created_at = 0, updated_at = 0;
};

inline constexpr std::int64_t kTemplatesMax = 200;  // of a tenant

struct TemplateFilter {
  std::string category;  // empty: any
  std::optional<TemplateState> state;
};
// Everybody sees the templates; in their order.
std::vector<Template> ListTemplates(store::Txn& txn, const access::Principal& who,
                                    const TemplateFilter& filter, std::int64_t limit,
                                    std::int64_t offset);
std::int64_t CountTemplates(store::Txn& txn, const access::Principal& who,
                            const TemplateFilter& filter);
// kNotFound "approval_template".
Result<Template> GetTemplate(store::Txn& txn, const access::Principal& who, TemplateId id);

// What an administrator writes; absent: stays, or the default.
struct TemplateChange {
  std::optional<std::string> code, name, category, description, icon, form, flow;
  std::optional<TemplateState> state;
  std::optional<std::int64_t> sort;
};
// For administrators (kForbidden); noted (core/audit). kConflict "code" when another has the code;
// kTooLarge "templates"; kMissingArgument "code", "name", "flowConfig"; refused as CheckSchema and
// CheckFlow, and kUserNotFound where the flow names somebody who has no account.
Result<TemplateId> CreateTemplate(store::Txn& txn, const access::Principal& who,
                                  const TemplateChange& in);
// The same; approvals that have begun go on as they began. The code stays.
Status ChangeTemplate(store::Txn& txn, const access::Principal& who, TemplateId id,
                      const TemplateChange& in);

// Adds those of the default templates (ruoyi 26) whose code is not there yet.
void EnsureTemplates(store::Txn& txn, TenantId tenant);

}  // namespace koine::approval
