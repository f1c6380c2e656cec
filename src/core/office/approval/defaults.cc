#include "core/office/approval/defaults.h"

namespace koine::approval {

namespace {

constexpr char kLeave[] = R"json([
{"field":"leaveType","label":"请假类型","type":"select","required":true,
 "options":["事假","病假","年假","调休","婚假","产假","其他"]},
{"field":"startDate","label":"开始日期","type":"date","required":true},
{"field":"endDate","label":"结束日期","type":"date","required":true},
{"field":"leaveDays","label":"请假天数","type":"number","required":true,"min":0.5,"max":365},
{"field":"reason","label":"请假事由","type":"textarea","required":true,"maxLength":500},
{"field":"attachment","label":"附件","type":"file","required":false}])json";
constexpr char kLeaveFlow[] = R"json([
{"nodeKey":"leader","nodeName":"部门主管审批","nodeType":"APPROVE","approvers":["leader"],
 "approveType":"ANY"},
{"nodeKey":"hr","nodeName":"人事审批","nodeType":"APPROVE","approvers":["admin"],
 "approveType":"ANY"}])json";

constexpr char kExpense[] = R"json([
{"field":"reimbursementType","label":"报销类型","type":"select","required":true,
 "options":["差旅费","交通费","办公用品","招待费","通讯费","其他"]},
{"field":"amount","label":"报销金额","type":"number","required":true,"min":0,"decimals":2},
{"field":"expenseDate","label":"费用日期","type":"date","required":true},
{"field":"description","label":"费用说明","type":"textarea","required":true,"maxLength":500},
{"field":"invoiceImages","label":"发票图片","type":"file","required":false}])json";
constexpr char kExpenseFlow[] = R"json([
{"nodeKey":"leader","nodeName":"部门主管审批","nodeType":"APPROVE","approvers":["leader"],
 "approveType":"ANY"},
{"nodeKey":"finance","nodeName":"财务审批","nodeType":"APPROVE","approvers":["admin"],
 "approveType":"ANY"}])json";

constexpr char kTrip[] = R"json([
{"field":"destination","label":"出差地点","type":"text","required":true,"maxLength":100},
{"field":"startDate","label":"开始日期","type":"date","required":true},
{"field":"endDate","label":"结束日期","type":"date","required":true},
{"field":"tripDays","label":"出差天数","type":"number","required":true,"min":1},
{"field":"transportation","label":"交通工具","type":"select","required":true,
 "options":["飞机","高铁","火车","汽车","其他"]},
{"field":"estimatedBudget","label":"预计费用","type":"number","required":false,"min":0},
{"field":"reason","label":"出差事由","type":"textarea","required":true,"maxLength":500}])json";
constexpr char kTripFlow[] = R"json([
{"nodeKey":"leader","nodeName":"部门主管审批","nodeType":"APPROVE","approvers":["leader"],
 "approveType":"ANY"},
{"nodeKey":"manager","nodeName":"总经理审批","nodeType":"APPROVE","approvers":["admin"],
 "approveType":"ANY"}])json";

constexpr char kPurchase[] = R"json([
{"field":"itemCategory","label":"物品类别","type":"select","required":true,
 "options":["办公用品","设备","软件","其他"]},
{"field":"itemNames","label":"物品名称","type":"text","required":true,"maxLength":200},
{"field":"quantity","label":"数量","type":"number","required":true,"min":1,"decimals":0},
{"field":"budget","label":"预算金额","type":"number","required":true,"min":0},
{"field":"urgentLevel","label":"紧急程度","type":"select","required":true,
 "options":["普通","紧急","非常紧急"]},
{"field":"reason","label":"采购事由","type":"textarea","required":true,"maxLength":500}])json";
constexpr char kPurchaseFlow[] = R"json([
{"nodeKey":"leader","nodeName":"部门主管审批","nodeType":"APPROVE","approvers":["leader"],
 "approveType":"ANY"},
{"nodeKey":"finance","nodeName":"财务审批","nodeType":"APPROVE","approvers":["admin"],
 "approveType":"ANY"},
{"nodeKey":"manager","nodeName":"总经理审批","nodeType":"APPROVE","approvers":["admin"],
 "approveType":"ANY"}])json";

constexpr DefaultTemplate kDefaults[] = {
    {"LEAVE_REQUEST", "请假申请", "HR", "请事假、病假、年假等", "event_busy", kLeave, kLeaveFlow},
    {"REIMBURSEMENT", "报销申请", "FINANCE", "差旅费、交通费等费用报销", "receipt_long", kExpense,
     kExpenseFlow},
    {"BUSINESS_TRIP", "出差申请", "HR", "外出办公、出差", "flight_takeoff", kTrip, kTripFlow},
    {"PURCHASE", "采购申请", "PURCHASE", "办公用品、设备、软件采购", "shopping_cart", kPurchase,
     kPurchaseFlow},
};

}  // namespace

std::span<const DefaultTemplate> DefaultTemplates() {
  return kDefaults;
}

}  // namespace koine::approval
