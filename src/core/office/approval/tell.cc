#include "core/office/approval/tell.h"

#include <utility>

#include "core/notification/notification.h"

namespace koine::approval {

void Tell(store::Txn& txn, TenantId tenant, const Approval& approval, notification::LineKind kind,
          const Person& actor, std::span<const UserId> to, const std::string& text) {
  if (to.empty()) return;
  notification::Line line{kind};
  line.actor = actor.name;
  line.target = approval.title;
  line.text = text;
  notification::Notify(
      txn, tenant, actor.id, to,
      notification::ContentOf(notification::kApproval, line, kRelated, approval.id.value));
}

}  // namespace koine::approval
