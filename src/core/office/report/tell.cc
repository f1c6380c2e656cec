#include "core/office/report/tell.h"

#include "core/access/doors.h"
#include "core/notification/notification.h"

namespace koine::report {

namespace {

constexpr char kRelatedType[] = "WORK_REPORT";

}  // namespace

void Tell(store::Txn& txn, const access::Principal& who, const Report& report, UserId receiver,
          notification::LineKind kind, const std::string& text) {
  if (receiver == who.user) return;
  notification::Line line;
  line.kind = kind;
  line.actor = access::PersonOf(txn, who).name;
  line.topic = report.day;
  line.text = text;
  notification::Notify(
      txn, who.tenant, who.user, {&receiver, 1},
      notification::ContentOf(notification::kTodo, line, kRelatedType, report.id.value));
}

}  // namespace koine::report
