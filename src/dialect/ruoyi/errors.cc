// The only place with the numbers and texts of this dialect's errors (ruoyi 24, mapping 10).

#include <string_view>

#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

namespace {

struct Literal {
  Code code;
  const char* detail;  // "" fits every detail; exact ones stand before it
  int number;
  const char* msg;
};

constexpr Literal kLiterals[] = {
    {Code::kBadArgument, "self_chat", 400, "不能与自己创建会话"},
    {Code::kBadArgument, "usual_password", 400, "密码过于常见，请换一个"},
    {Code::kBadArgument, "message_type", 400, "不支持的消息类型"},
    {Code::kBadArgument, "delete_many", 400, "单次最多删除100条消息"},
    {Code::kBadArgument, "forward_many", 400, "单次最多转发100条消息"},
    {Code::kBadArgument, "merge_many", 400, "单次最多合并200条消息"},
    {Code::kBadArgument, "merge_depth", 400, "聊天记录嵌套层数过多"},
    {Code::kBadArgument, "meeting_order", 400, "开始时间不能晚于结束时间"},
    {Code::kBadArgument, "meeting_past", 400, "不能预订过去的时间"},
    {Code::kBadArgument, "meeting_long", 400, "会议时长不能超过7天"},
    {Code::kBadArgument, "meeting_people", 400, "参会人数超过会议室容纳人数"},
    {Code::kBadArgument, "conversation_type", 400, "不支持的会话类型"},
    {Code::kBadArgument, "own_parent", 400, "不能将自己设为上级部门"},
    {Code::kBadArgument, "parent_below", 400, "不能移动到子部门下"},
    {Code::kBadArgument, "end_before_start", 400, "结束时间不能早于开始时间"},
    {Code::kBadArgument, "event_time", 400, "日程时间超出允许范围"},
    {Code::kBadArgument, "time_zone", 400, "时区不正确"},
    {Code::kBadArgument, "last_day", 400, "重复结束日期不能早于开始时间"},
    {Code::kBadArgument, "recurrence", 400, "重复规则不正确"},
    {Code::kBadArgument, "participants_many", 400, "参与人数量超出限制"},
    {Code::kBadArgument, "calendar", 400, "日历文件格式不正确"},
    {Code::kBadArgument, "calendar_many", 400, "日历文件中的日程过多"},
    {Code::kBadArgument, "card_file", 400, "联系人文件格式不正确"},
    {Code::kBadArgument, "card_many", 400, "联系人文件中的联系人不能超过2000个"},
    {Code::kBadArgument, "sheet_file", 400, "组织架构文件格式不正确"},
    {Code::kBadArgument, "sheet_many", 400, "组织架构文件不能超过1000行"},
    {Code::kBadArgument, "schedule_range", 400, "时间范围不能超过366天"},
    {Code::kBadArgument, "schedule_many", 400, "该时间范围内日程过多，请缩小范围"},
    {Code::kBadArgument, "receivers", 400, "接收者不能为空"},
    {Code::kBadArgument, "receivers_many", 400, "接收者数量超出限制"},
    {Code::kBadArgument, "ding_past", 400, "定时时间必须晚于当前时间"},
    {Code::kBadArgument, "ding_far", 400, "定时时间不能超过一年"},
    {Code::kBadArgument, "supplement_day", 400, "只能补最近30天内的打卡"},
    {Code::kBadArgument, "layout", 400, "布局内容不能超过64KB"},
    {Code::kBadArgument, "layout_text", 400, "布局内容不是有效的文本"},
    {Code::kBadArgument, "mail_files_many", 400, "附件数量超出限制"},
    {Code::kBadArgument, "mail_large", 400, "邮件内容过大"},
    {Code::kBadArgument, "mail_address", 400, "邮箱地址不正确"},
    {Code::kForbidden, "mail_hook", 403, "邮件签名不正确"},
    {Code::kBadArgument, "mail_outside", 400, "暂不支持向外部邮箱发送邮件"},
    {Code::kBadArgument, "mail_files_outside", 400, "发往外部邮箱的附件总大小不能超过10MB"},
    {Code::kBadArgument, "application_code", 400, "应用编码只能包含字母、数字、点、下划线和短横线"},
    {Code::kBadArgument, "application_route", 400, "页面地址必须以/开头"},
    {Code::kBadArgument, "application_url", 400, "应用地址必须是https://开头的网址"},
    {Code::kBadArgument, "application_mini", 400, "小程序标识不正确"},
    {Code::kBadArgument, "application_scope", 400, "可见范围不能超过500项"},
    {Code::kMissingArgument, "application_scope", 400, "请选择可见范围"},
    {Code::kBadArgument, "drive_below", 400, "不能移动到自身或其子文件夹下"},
    {Code::kMissingArgument, "layout", 400, "布局内容不能为空"},
    {Code::kMissingArgument, "content", 10010, "消息内容不能为空"},
    {Code::kMissingArgument, "target", 10009, "会话ID和接收者ID不能同时为空"},
    {Code::kTooLarge, "", 413, "请求内容过大"},
    {Code::kRateLimited, "", 429, "请求过于频繁，请稍后再试"},
    {Code::kUnauthenticated, "", 401, "未授权，需要登录"},
    {Code::kTokenExpired, "", 401, "未授权，需要登录"},
    {Code::kSessionRevoked, "refresh", 401, "刷新令牌无效或已过期"},
    {Code::kSessionRevoked, "", 401, "未授权，需要登录"},
    {Code::kWrongPassword, "drive", 4003, "访问密码错误"},
    {Code::kWrongPassword, "old", 4003, "原密码错误"},
    {Code::kWrongPassword, "", 4003, "用户名或密码错误"},
    {Code::kTooManyAttempts, "drive", 400, "密码错误次数过多，请稍后再试"},
    {Code::kTooManyAttempts, "", 400, "登录失败次数过多，请稍后再试"},
    {Code::kAccountBanned, "", 403, "账号已停用"},
    {Code::kForbidden, "request", 403, "无权限操作该申请"},
    {Code::kForbidden, "self", 403, "只能修改自己的信息"},
    {Code::kForbidden, "owner", 4016, "不能移除群主"},
    {Code::kForbidden, "admin", 403, "管理员不能移除其他管理员"},
    {Code::kForbidden, "owner_leaves", 4308, "群主不能退出群组，请先转让群主或解散群组"},
    {Code::kForbidden, "own_role", 400, "不能修改自己的角色"},
    {Code::kForbidden, "mute_owner", 403, "不能禁言群主"},
    {Code::kForbidden, "mute_admin", 403, "管理员不能禁言其他管理员"},
    {Code::kForbidden, "approval", 403, "无权限操作或审批已处理"},
    {Code::kForbidden, "applicant", 400, "不能转交给申请人"},
    {Code::kForbidden, "not_in_group", 403, "您不是该群组成员"},
    {Code::kForbidden, "registration", 403, "系统未开放注册"},
    {Code::kForbidden, "invitation", 403, "邀请码无效或已过期"},
    {Code::kForbidden, "default_group", 4308, "默认分组不允许此操作"},
    {Code::kForbidden, "delete_super_admin", 403, "禁止删除超级管理员账户"},
    {Code::kForbidden, "call_accept", 403, "无权限接听此通话"},
    {Code::kForbidden, "call_reject", 403, "无权限拒绝此通话"},
    {Code::kForbidden, "call_end", 403, "无权限结束此通话"},
    {Code::kForbidden, "not_invited", 403, "您不是该日程的参与人"},
    {Code::kForbidden, "document_admin", 403, "只有文档所有者可以设置管理权限"},
    {Code::kForbidden, "drive_password", 403, "请输入访问密码"},
    {Code::kForbidden, "ding", 403, "无权限查看此DING"},
    {Code::kForbidden, "", 403, "无权限操作"},
    {Code::kRoleTooLow, "mention_all", 403, "只有群主和管理员可以使用@所有人"},
    {Code::kRoleTooLow, "mail", 403, "无权限操作此邮件"},
    {Code::kRoleTooLow, "", 403, "无权限操作"},
    {Code::kUserNotFound, "sender", 10007, "发送者不存在"},
    {Code::kUserNotFound, "receiver", 10008, "接收者不存在"},
    {Code::kUserNotFound, "assignee", 404, "负责人不存在"},
    {Code::kUserNotFound, "ding_receiver", 404, "接收者不存在"},
    {Code::kUserNotFound, "mail_receiver", 404, "接收者不存在"},
    {Code::kUserNotFound, "target", 404, "目标用户不存在"},
    {Code::kUserNotFound, "", 4001, "用户不存在"},
    {Code::kUserExists, "", 4002, "用户已存在"},
    {Code::kSelfTarget, "contact", 4017, "不能添加自己为好友"},
    {Code::kSelfTarget, "block", 400, "不能拉黑自己"},
    {Code::kSelfTarget, "call", 400, "不能呼叫自己"},
    {Code::kSelfTarget, "approval", 400, "不能转交给自己"},
    {Code::kSelfTarget, "", 400, "不能与自己创建会话"},
    {Code::kNotFriends, "", 4007, "好友关系不存在"},
    {Code::kAlreadyFriends, "", 4018, "已经是好友关系"},
    {Code::kRequestPending, "", 4008, "好友申请已存在"},
    {Code::kRequestNotFound, "", 4019, "好友申请不存在"},
    {Code::kRequestHandled, "", 400, "该申请已处理"},
    {Code::kBlockedByPeer, "", 403, "对方已将您拉黑"},
    {Code::kPeerRefuses, "group", 403, "对方设置了不允许被拉入群聊"},
    {Code::kPeerRefuses, "call", 403, "对方设置了不接收通话"},
    {Code::kPeerRefuses, "", 403, "对方设置了不接收消息"},
    {Code::kConversationNotFound, "", 10001, "会话不存在"},
    {Code::kWrongKind, "drive_message", 400, "该消息不包含文件"},
    {Code::kWrongKind, "edit", 400, "只能编辑文本消息"},
    {Code::kWrongKind, "", 400, "不支持的会话类型"},
    {Code::kGroupNotFound, "", 4006, "群组不存在"},
    {Code::kGroupDissolved, "", 4006, "群组不存在"},
    {Code::kGroupBanned, "", 403, "该群聊已被封禁"},
    {Code::kGroupFull, "", 400, "群组成员数量已达上限"},
    {Code::kNotMember, "target", 4014, "用户不在群组中"},
    {Code::kNotMember, "group", 4009, "不在群组中"},
    {Code::kNotMember, "", 10002, "用户不在会话中"},
    {Code::kMemberMuted, "", 403, "您已被禁言"},
    {Code::kGroupMuted, "", 403, "全员禁言中"},
    {Code::kMessageNotFound, "", 10003, "消息不存在"},
    {Code::kNotYourMessage, "", 10004, "无权操作该消息"},
    {Code::kAlreadyRecalled, "edit", 400, "已撤回的消息不能编辑"},
    {Code::kAlreadyRecalled, "", 400, "消息已撤回"},
    {Code::kWindowOver, "edit", 10006, "消息发送超过15分钟，无法编辑"},
    {Code::kWindowOver, "recall_set", 10005, "消息撤回超时"},
    {Code::kWindowOver, "", 10005, "消息发送超过2分钟，无法撤回"},
    {Code::kContentRejected, "", 400, "消息包含敏感词汇"},
    {Code::kClientIdReused, "", 400, "客户端消息ID重复"},
    {Code::kBadState, "money", 400, "账户还有余额、未完成的订单或红包，不能注销"},
    {Code::kBadState, "members_above", 400, "群组人数上限不能小于当前成员数"},
    {Code::kBadState, "admins_full", 400, "管理员数量已达上限"},
    {Code::kBadState, "joins_full", 400, "待处理的入群申请过多"},
    {Code::kBadState, "recalled", 400, "公告已撤回"},
    {Code::kBadState, "contacts_full", 400, "好友数量已达上限"},
    {Code::kBadState, "peer_contacts_full", 400, "对方好友数量已达上限"},
    {Code::kBadState, "blocks_full", 400, "黑名单数量已达上限"},
    {Code::kBadState, "requests_full", 400, "待处理的好友申请过多"},
    {Code::kBadState, "parts", 400, "分片未上传完整"},
    {Code::kBadState, "uploads_full", 400, "未完成的上传任务过多"},
    {Code::kBadState, "department_children", 4503, "部门存在子部门，无法删除"},
    {Code::kBadState, "department_members", 4504, "部门存在成员，无法删除"},
    {Code::kBadState, "department_disabled", 400, "部门已停用"},
    {Code::kBadState, "export_full", 400, "部门成员过多，无法导出"},
    {Code::kBadState, "department_levels", 400, "部门层级不能超过20级"},
    {Code::kBadState, "departments_full", 400, "部门数量已达上限"},
    {Code::kBadState, "parent_disabled", 400, "上级部门已停用"},
    {Code::kBadState, "memberships_full", 400, "该用户所在部门数量已达上限"},
    {Code::kBadState, "room_closed", 4603, "该会议室暂不可预订"},
    {Code::kBadState, "room_down", 4603, "该会议室当前不可用"},
    {Code::kBadState, "room_booked", 400, "会议室存在未完成的预订，无法删除"},
    {Code::kBadState, "rooms_full", 400, "会议室数量已达上限"},
    {Code::kBadState, "bookings_full", 400, "未开始的预订过多"},
    {Code::kBadState, "booking_cancel", 400, "该预订无法取消"},
    {Code::kBadState, "booking_confirm", 400, "该预订不需要确认"},
    {Code::kBadState, "booking_state", 400, "预订状态不正确"},
    {Code::kBadState, "checked_in", 400, "已经签过到了"},
    {Code::kBadState, "check_in_window", 400, "不在签到时间范围内"},
    {Code::kBadState, "check_in_first", 400, "请先签到"},
    {Code::kBadState, "checked_out", 400, "已经签退过了"},
    {Code::kBadState, "feedback_early", 400, "会议结束后才能提交反馈"},
    {Code::kBadState, "approval", 400, "审批已处理"},
    {Code::kBadState, "approval_cancel", 400, "审批已处理，无法撤回"},
    {Code::kBadState, "template_inactive", 400, "审批模板已停用"},
    {Code::kBadState, "events_full", 400, "日程数量已达上限"},
    {Code::kBadState, "schedule_cancelled", 400, "日程已取消"},
    {Code::kBadState, "schedule_over", 400, "日程已结束"},
    {Code::kBadState, "ai_off", 400, "未配置AI模型，请联系管理员"},
    {Code::kBadState, "application_system", 400, "系统应用不能删除"},
    {Code::kBadState, "applications_full", 400, "应用数量已达上限"},
    {Code::kBadState, "todos_full", 400, "待办事项数量已达上限"},
    {Code::kBadState, "ding_cancel", 400, "只能取消定时的DING"},
    {Code::kBadState, "attendance_in", 400, "今日已上班打卡，请勿重复打卡"},
    {Code::kBadState, "attendance_in_first", 400, "请先进行上班打卡"},
    {Code::kBadState, "attendance_out", 400, "今日已下班打卡，请勿重复打卡"},
    {Code::kBadState, "supplement_pending", 400, "已有审批中的申请"},
    {Code::kBadState, "supplement_needless", 400, "该记录无需补卡"},
    {Code::kBadState, "supplement_many", 400, "该记录的补卡申请过多"},
    {Code::kBadState, "supplement_decided", 400, "该申请已被处理"},
    {Code::kBadState, "report_edit", 400, "只能修改草稿或被退回的日志"},
    {Code::kBadState, "report_submit", 400, "该日志已提交"},
    {Code::kBadState, "report_delete", 400, "待审批的日志不能删除"},
    {Code::kBadState, "report_decide", 400, "该日志不在待审批状态"},
    {Code::kBadState, "report_comments", 400, "评论数量已达上限"},
    {Code::kBadState, "external_contacts_full", 400, "外部联系人数量已达上限"},
    {Code::kBadState, "external_groups_full", 400, "外部联系人分组数量已达上限"},
    {Code::kBadState, "external_group_used", 400, "分组下还有联系人，无法删除"},
    {Code::kBadState, "drive", 400, "该内容已在回收站中"},
    {Code::kBadState, "drive_levels", 400, "文件夹层级不能超过20级"},
    {Code::kBadState, "drive_folders", 400, "文件夹数量已达上限"},
    {Code::kBadState, "drive_files", 400, "文件数量已达上限"},
    {Code::kBadState, "drive_shares", 400, "分享数量已达上限"},
    {Code::kBadState, "document", 400, "文档已在回收站中"},
    {Code::kBadState, "document_shares", 400, "文档分享人数已达上限"},
    {Code::kBadState, "document_comments", 400, "文档评论数量已达上限"},
    {Code::kBadState, "mail_draft", 400, "该邮件不是草稿"},
    {Code::kBadState, "mail_folder", 400, "邮件不能移动到该文件夹"},
    {Code::kBadState, "mail_unsent", 400, "草稿不能回复或转发"},
    {Code::kBadState, "", 400, "状态不正确"},
    {Code::kFileRejected, "type", 4403, "不支持的文件类型"},
    {Code::kFileRejected, "image", 400, "只支持图片格式"},
    {Code::kFileRejected, "preview", 400, "该文件类型不支持预览"},
    {Code::kFileRejected, "size", 4404, "文件大小超过限制"},
    {Code::kFileRejected, "empty", 4405, "文件不能为空"},
    {Code::kFileRejected, "quota", 5103, "存储空间不足"},
    {Code::kFileRejected, "md5", 4402, "文件校验失败"},
    {Code::kFileRejected, "", 4402, "文件上传失败"},
    {Code::kCallRefused, "gone", 5801, "通话不存在或已过期"},
    {Code::kCallRefused, "offline", 5803, "对方不在线"},
    {Code::kCallRefused, "busy", 5804, "对方正在通话中"},
    {Code::kCallRefused, "self_busy", 5808, "您正在通话中"},
    {Code::kCallRefused, "group_busy", 400, "该群聊已存在一个通话"},
    {Code::kCallRefused, "full", 400, "人员已满，无法进入通话"},
    {Code::kCallRefused, "in", 400, "您已在通话中"},
    {Code::kNotFound, "call_party", 404, "对方不在通话中"},
    {Code::kCallRefused, "", 5802, "通话状态不正确"},
    {Code::kNotFound, "call", 404, "通话不存在或已过期"},
    {Code::kNotFound, "file", 4401, "文件不存在"},
    {Code::kNotFound, "upload", 404, "上传任务不存在"},
    {Code::kNotFound, "favourite", 404, "收藏记录不存在"},
    {Code::kNotFound, "reaction", 400, "反应不存在或已删除"},
    {Code::kNotFound, "setting", 404, "配置项不存在"},
    {Code::kNotFound, "contact_group", 4020, "好友分组不存在"},
    {Code::kNotFound, "notification", 6501, "通知不存在"},
    {Code::kNotFound, "meeting_room", 4601, "会议室不存在"},
    {Code::kNotFound, "booking", 4605, "预订不存在"},
    {Code::kNotFound, "announcement", 404, "公告不存在"},
    {Code::kNotFound, "approval", 404, "审批不存在"},
    {Code::kNotFound, "approval_template", 404, "审批模板不存在"},
    {Code::kNotFound, "schedule", 404, "日程不存在"},
    {Code::kNotFound, "ding", 404, "DING消息不存在"},
    {Code::kNotFound, "ding_template", 404, "DING模板不存在"},
    {Code::kNotFound, "attendance", 404, "打卡记录不存在"},
    {Code::kNotFound, "task", 404, "任务不存在"},
    {Code::kNotFound, "report", 404, "日志不存在"},
    {Code::kNotFound, "report_comment", 404, "评论不存在"},
    {Code::kNotFound, "parent_task", 404, "父任务不存在"},
    {Code::kNotFound, "todo", 404, "待办事项不存在"},
    {Code::kNotFound, "participant", 404, "参与人不存在"},
    {Code::kNotFound, "join_request", 404, "入群申请不存在"},
    {Code::kNotFound, "reset", 404, "链接无效或已过期"},
    {Code::kNotFound, "audit", 4301, "资源不存在"},
    {Code::kNotFound, "external_contact", 6002, "联系人不存在"},
    {Code::kNotFound, "external_group", 6001, "分组不存在"},
    {Code::kNotFound, "drive_folder", 404, "文件夹不存在"},
    {Code::kNotFound, "drive_share", 404, "分享不存在或已失效"},
    {Code::kNotFound, "document", 404, "文档不存在"},
    {Code::kNotFound, "document_version", 404, "版本不存在"},
    {Code::kNotFound, "document_comment", 404, "评论不存在"},
    {Code::kNotFound, "document_share", 404, "分享不存在"},
    {Code::kNotFound, "mail", 404, "邮件不存在"},
    {Code::kNotFound, "application", 5401, "应用不存在"},
    {Code::kNotFound, "department", 4501, "部门不存在"},
    {Code::kNotFound, "parent_department", 4501, "父部门不存在"},
    {Code::kNotFound, "department_member", 404, "部门成员不存在"},
    {Code::kNotFound, "", 404, "资源不存在"},
    {Code::kConflict, "room_number", 4602, "会议室编号已存在"},
    {Code::kConflict, "booking", 4604, "该时间段已被预订"},
    {Code::kConflict, "external_group_name", 4302, "分组名称已存在"},
    {Code::kConflict, "document", 400, "文档已被他人修改"},
    {Code::kConflict, "name", 4302, "名称已存在"},
    {Code::kConflict, "department_name", 4502, "部门名称已存在"},
    {Code::kConflict, "department_member", 4307, "该用户已在部门中"},
    {Code::kConflict, "application_code", 5402, "应用编码已存在"},
    {Code::kConflict, "code", 4303, "编号已存在"},
    {Code::kConflict, "approver", 400, "该用户已是审批人"},
    {Code::kConflict, "member", 4307, "您已是群组成员"},
    {Code::kConflict, "join_pending", 4307, "入群申请已存在，请等待处理"},
    {Code::kConflict, "favourite", 400, "该消息已收藏"},
    {Code::kConflict, "", 4307, "已存在"},
    {Code::kNotImplemented, "", 404, "资源不存在"},
    {Code::kMethodNotAllowed, "", 405, "不支持的请求方法"},
    {Code::kUnavailable, "ai", 503, "AI模型暂时没有回答，请稍后再试"},
    {Code::kUnavailable, "", 503, "服务暂不可用，请稍后再试"},
    {Code::kResultUnknown, "", 503, "操作结果未知，请确认后重试"},
};

// What is wrong with a field, where its rule has no text of its own.
const char* FieldText(const Error& error) {
  const std::string_view detail = error.detail;
  if (error.code == Code::kMissingArgument) return "不能为空";
  if (error.code == Code::kTooLarge) return "内容过长";
  if (error.code == Code::kUserExists) return "已被使用";
  if (detail == "json") return "不是有效的JSON";
  if (detail == "type") return "类型不正确";
  if (detail == "utf8") return "不是有效的UTF-8文本";
  if (detail == "nul") return "不能包含空字符";
  if (detail == "depth") return "嵌套过深";
  if (detail == "chars" || detail == "bytes" || detail == "items") return "长度超出限制";
  return "格式不正确";
}

bool IsFieldError(const Error& error) {
  if (error.code != Code::kBadArgument && error.code != Code::kMissingArgument) return false;
  if (!error.field.empty()) return true;
  // The body as a whole.
  for (const std::string_view detail : {"json", "type", "utf8", "nul", "depth"}) {
    if (detail == error.detail) return true;
  }
  return false;
}

constexpr char kInvalid[] = "参数校验失败";

const Literal* LiteralOf(const Error& error) {
  for (const Literal& literal : kLiterals) {
    if (literal.code != error.code) continue;
    if (literal.detail[0] == '\0' || std::string_view(literal.detail) == error.detail) {
      return &literal;
    }
  }
  return nullptr;
}

std::string NameOf(Code code, std::string_view detail) {
  std::string out(CodeName(code));
  if (!detail.empty()) out.append(".").append(detail);
  return out;
}

}  // namespace

Answer AnswerOf(const Error& error) {
  if (IsFieldError(error)) {
    const std::string field = error.field.empty() ? "body" : error.field;
    return {400, error.text.empty() ? field + FieldText(error) : error.text};
  }
  if (const Literal* literal = LiteralOf(error)) {
    // What the store says of its troubles is for the log and its operator.
    const bool own = error.code == Code::kUnavailable || error.text.empty();
    return {literal->number, own ? literal->msg : error.text};
  }
  return error.code == Code::kInternal ? Answer{500, "系统内部错误"} : Answer{400, kInvalid};
}

std::string ReasonOf(const Error& error) {
  if (IsFieldError(error)) return NameOf(error.code, error.detail);
  const Literal* literal = LiteralOf(error);
  const bool fault = error.code == Code::kInternal;
  if (literal == nullptr) return NameOf(fault ? Code::kInternal : Code::kBadArgument, {});
  // A dissolved group and none have one text, so that strangers cannot tell them apart: they must
  // have one name, too.
  for (const Literal& first : kLiterals) {
    if (first.number == literal->number && std::string_view(first.msg) == literal->msg) {
      return NameOf(first.code, first.detail);
    }
  }
  return {};
}

std::string Ruoyi::ReasonOf(const Error& error) const {
  return ruoyi::ReasonOf(error);
}

std::string Ruoyi::RefusalBody(int code, std::string_view text, int* status) const {
  *status = code < 1000 ? code : 400;  // ruoyi 0.2
  std::string out = R"({"code":)";
  json::AppendInt(code, &out);
  out += R"(,"msg":)";
  json::Quote(text, &out);
  return out + R"(,"data":null})";
}

std::string Ruoyi::Failure(std::span<const Error> errors, int* status) const {
  const Error& first = errors.front();
  std::string out = R"({"code":)";
  if (IsFieldError(first)) {
    out += R"(400,"msg":")" + std::string(kInvalid) + R"(","data":{)";
    bool comma = false;
    for (const Error& error : errors) {
      if (comma) out += ",";
      comma = true;
      json::Quote(error.field.empty() ? "body" : error.field, &out);
      out += ":";
      json::Quote(error.text.empty() ? FieldText(error) : error.text, &out);
    }
    out += "}}";
    *status = 400;
    return out;
  }
  const Answer answer = AnswerOf(first);
  out = RefusalBody(answer.code, answer.msg, status);
  if (first.Is(Code::kConflict) && first.detail == std::string_view("document")) {
    // What is there now, so that the editor need not ask (ruoyi 15.4).
    constexpr std::string_view kNone = "null}";
    out.replace(out.size() - kNone.size(), kNone.size(), R"({"version":)" + first.field + "}}");
  }
  return out;
}

// Published clients show the words of a refusal with HTTP 400 only, and words of their own else. A
// missing login, an unknown path, a request that is too large and the server's own faults stay what
// they are.
std::string Ruoyi::FailureOf(const net::Request& request, std::span<const Error> errors,
                             int* status) const {
  std::string out = Failure(errors, status);
  if (AnswerFormOf(request, nullptr) != kPublished) return out;
  const Error& first = errors.front();
  // They read `msg` alone, so it says what is wrong with the field.
  constexpr std::string_view kBegin = R"({"code":400,"msg":)";
  if (IsFieldError(first) && !first.text.empty() && out.rfind(kBegin, 0) == 0) {
    std::string msg;
    json::Quote(first.text, &msg);
    out.replace(kBegin.size(), sizeof kInvalid - 1 + 2, msg);
  }
  const bool unknown_path = first.Is(Code::kNotFound) && first.detail == std::string_view("path");
  const bool by_rule = *status == 403 || *status == 404 || *status == 429;
  if (by_rule && !unknown_path) *status = 400;
  return out;
}

}  // namespace koine::ruoyi
