#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/office/approval/door.h"

// The objects of approvals as the contract shows them (ruoyi 9).
namespace koine::ruoyi {

struct ApprovalOut {
  approval::ApprovalId id, approvalId;
  approval::TemplateId templateId;
  std::string templateName, title;
  UserId applicantId;
  std::string applicantName, applicantAvatar, status;
  std::optional<approval::StepId> currentNodeId;
  std::optional<std::string> currentNodeName;
  json::Raw formData, attachments;
  json::Time applyTime;
  std::optional<json::Time> finishTime;
  json::Time createTime, updateTime;
  std::optional<std::string> remark;
  // What published clients read (ruoyi 28).
  std::string type, summary;
  json::Time time;
  std::string reason;
  json::Raw details;
  std::optional<std::string> approver;
  std::optional<json::Time> approvalTime;
  std::optional<std::string> comment;
  // Of the list of what the caller decided.
  std::optional<approval::ApprovalAction> myAction;
  std::optional<json::Time> myActionTime;
};
KOINE_DESCRIBE(ApprovalOut,
               (id, approvalId, templateId, templateName, title, applicantId, applicantName,
                applicantAvatar, status, currentNodeId, currentNodeName, formData, attachments,
                applyTime, finishTime, createTime, updateTime, remark, type, summary, time, reason,
                details, approver, approvalTime, comment, myAction, myActionTime))

struct ApproverOut {
  UserId userId;
  std::string userName, userAvatar;
  approval::HandState status = approval::HandState::kLater;
  std::optional<UserId> forUserId;  // whose place it is, where it is another's
};
KOINE_DESCRIBE(ApproverOut, (userId, userName, userAvatar, status, forUserId))
struct ApprovalNodeOut {
  approval::StepId id;
  approval::ApprovalId approvalId;
  std::string nodeKey, nodeName;
  approval::StepKind nodeType = approval::StepKind::kApprove;
  std::vector<UserId> approverIds;
  approval::Needs approveType = approval::Needs::kAny;
  int sortOrder = 0;
  approval::StepState status = approval::StepState::kPending;
  std::optional<UserId> processorId;
  std::optional<json::Time> processTime;
  // Nodes of one stage with branches above 0 run beside each other.
  int stage = 0, branch = 0;
  bool isCurrent = false;
  std::vector<ApproverOut> approvers;
};
KOINE_DESCRIBE(ApprovalNodeOut,
               (id, approvalId, nodeKey, nodeName, nodeType, approverIds, approveType, sortOrder,
                status, processorId, processTime, stage, branch, isCurrent, approvers))
struct ApprovalRecordOut {
  std::int64_t id = 0;
  approval::ApprovalId approvalId;
  std::optional<approval::StepId> nodeId;
  UserId approverId;
  std::string approverName, approverAvatar;
  approval::ApprovalAction action = approval::ApprovalAction::kApprove;
  std::optional<UserId> targetId;  // to whom it was given
  std::optional<std::string> targetName;
  std::string comment;
  json::Raw attachments;
  json::Time actionTime;
};
KOINE_DESCRIBE(ApprovalRecordOut, (id, approvalId, nodeId, approverId, approverName, approverAvatar,
                                   action, targetId, targetName, comment, attachments, actionTime))
struct ApprovalTemplateOut {
  approval::TemplateId id;
  std::string name, code, category, description;
  json::Raw formSchema, flowConfig;
  std::string icon;
  int isSystem = 0;
  approval::TemplateState status = approval::TemplateState::kActive;
  std::int64_t sortOrder = 0;
  std::string type;  // a word that a published client knows
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(ApprovalTemplateOut,
               (id, name, code, category, description, formSchema, flowConfig, icon, isSystem,
                status, sortOrder, type, createTime, updateTime))
struct ProgressNodeOut {
  approval::StepId nodeId;
  std::string nodeName;
  approval::StepKind nodeType = approval::StepKind::kApprove;
  approval::StepState status = approval::StepState::kPending;
  int sortOrder = 0;
  std::vector<ApprovalRecordOut> records;
};
KOINE_DESCRIBE(ProgressNodeOut, (nodeId, nodeName, nodeType, status, sortOrder, records))
struct ProgressOut {
  std::int64_t totalNodes = 0, completedNodes = 0, progressPercent = 0;
  std::vector<ProgressNodeOut> nodes;
};
KOINE_DESCRIBE(ProgressOut, (totalNodes, completedNodes, progressPercent, nodes))
struct ApprovalDetailOut {
  ApprovalOut approval;
  std::optional<ApprovalTemplateOut> template_;
  json::Raw formData;
  std::vector<ApprovalNodeOut> nodes;
  std::vector<ApprovalRecordOut> records;
  ProgressOut progress;
  bool canDecide = false, canCancel = false;  // of the caller, now
};
KOINE_DESCRIBE(ApprovalDetailOut,
               (approval, template_, formData, nodes, records, progress, canDecide, canCancel))
KOINE_RULES(ApprovalDetailOut, json::Rule("template_").Name("template"))

// `published`: as that client's page wants the state, in small letters.
ApprovalOut ToApproval(const approval::Listed& row, bool published);
ApprovalTemplateOut ToTemplate(const approval::Template& one);
ApprovalDetailOut ToDetail(const approval::Whole& whole, const approval::Readable& place);

// The form that a published client sends for these templates, whose fields have other names there
// (ruoyi-client): what the template has is filled in as far as it follows from them.
void FillPublishedForm(const std::string& code, std::int64_t now_ms, approval::Values* form);

}  // namespace koine::ruoyi
