#include "core/office/application/application.h"
#include "core/office/application/rows.h"
#include "core/office/application/system.h"

namespace koine::application {

namespace {

struct Default {
  const char* code;
  const char* name;
  const char* icon;  // a word of the Material icons
  const char* category;
  const char* description;
  const char* url;  // the page of a client
};

// Published clients open approvals for everything of the category OFFICE and the cloud drive for
// DATA and TOOLS, whatever the address says; else the page of the address, where they have it.
constexpr Default kDefaults[] = {
    {"approval", "审批", "fact_check", "OFFICE", "请假、报销、出差、采购等申请", "/approval"},
    {"schedule", "日程", "calendar_month", "CUSTOM", "日程与提醒", "/calendar"},
    {"todo", "待办", "checklist", "CUSTOM", "待办事项与任务", "/todo"},
    {"document", "文档", "description", "DATA", "在线文档", "/documents"},
    {"attendance", "考勤", "schedule", "HR", "上下班打卡", "/attendance"},
    {"meeting-room", "会议室", "meeting_room", "HR", "会议室预订", "/meeting-room"},
    {"ding", "DING", "notifications_active", "CUSTOM", "必达消息", "/ding"},
    {"report", "日志", "edit_note", "HR", "日报、周报、月报", "/report"},
    {"email", "邮件", "mail", "CUSTOM", "内部邮件", "/mail"},
    {"contacts", "通讯录", "groups", "HR", "部门与同事", "/contacts"},
    {"assistant", "智能助手", "smart_toy", "AI", "与AI助手对话", "/assistant"},
};
constexpr std::int64_t kSortStep = 10;  // so that others find a place between them

}  // namespace

void EnsureDefaults(store::Txn& txn, TenantId tenant) {
  std::int64_t sort = 0;
  for (const Default& one : kDefaults) {
    sort += kSortStep;
    if (HasCode(txn, tenant, one.code)) continue;
    Application made;
    made.code = one.code;
    made.name = one.name;
    made.icon = one.icon;
    made.category = one.category;
    made.description = one.description;
    made.url = one.url;
    made.system = true;
    made.sort = sort;
    Insert(txn, tenant, &made);
  }
}

}  // namespace koine::application
