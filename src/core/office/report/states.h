#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a work report (ruoyi 8.9).
namespace koine::report {

// Stored in work_report: never renumber. The SQL asks for 2, which waits for a decision.
enum class ReportState : std::uint8_t { kDraft = 1, kSubmitted, kApproved, kRejected, kRemoved };
KOINE_ENUM(ReportState, (ReportState::kDraft, "DRAFT"), (ReportState::kSubmitted, "SUBMITTED"),
           (ReportState::kApproved, "APPROVED"), (ReportState::kRejected, "REJECTED"),
           (ReportState::kRemoved, "REMOVED"))
enum class ReportAct : std::uint8_t { kEdit, kSubmit, kApprove, kReject, kRemove };
KOINE_ENUM(ReportAct, (ReportAct::kEdit, "edit"), (ReportAct::kSubmit, "submit"),
           (ReportAct::kApprove, "approve"), (ReportAct::kReject, "reject"),
           (ReportAct::kRemove, "remove"))

// kRemoved is never stored: the row goes.
inline constexpr office::Transition<ReportState, ReportAct> kReportTransitions[] = {
    {ReportState::kDraft, ReportAct::kEdit, ReportState::kDraft},
    {ReportState::kDraft, ReportAct::kSubmit, ReportState::kSubmitted},
    {ReportState::kDraft, ReportAct::kRemove, ReportState::kRemoved},
    {ReportState::kSubmitted, ReportAct::kApprove, ReportState::kApproved},
    {ReportState::kSubmitted, ReportAct::kReject, ReportState::kRejected},
    {ReportState::kApproved, ReportAct::kRemove, ReportState::kRemoved},
    {ReportState::kRejected, ReportAct::kEdit, ReportState::kRejected},
    {ReportState::kRejected, ReportAct::kSubmit, ReportState::kSubmitted},
    {ReportState::kRejected, ReportAct::kRemove, ReportState::kRemoved},
};
inline constexpr std::span<const office::Transition<ReportState, ReportAct>> kReportStates =
    kReportTransitions;

enum class ReportType : std::uint8_t { kDaily = 1, kWeekly, kMonthly };
KOINE_ENUM(ReportType, (ReportType::kDaily, "DAILY"), (ReportType::kWeekly, "WEEKLY"),
           (ReportType::kMonthly, "MONTHLY"))

// Who reads it beside its author, those above them and administrators, once it is no draft.
enum class ReportVisibility : std::uint8_t { kPrivate = 1, kDepartment, kPublic };
KOINE_ENUM(ReportVisibility, (ReportVisibility::kPrivate, "PRIVATE"),
           (ReportVisibility::kDepartment, "DEPARTMENT"), (ReportVisibility::kPublic, "PUBLIC"))

}  // namespace koine::report
