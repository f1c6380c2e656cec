#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a document (ruoyi 15): its owner throws it away and takes it back; from the
// trash it goes for good in time.
namespace koine::document {

// Stored in document.state: never renumber. One that is gone is there only until a job took away
// what belonged to it.
enum class DocumentState : std::uint8_t { kKept = 1, kTrashed, kGone };
KOINE_ENUM(DocumentState, (DocumentState::kKept, "kept"), (DocumentState::kTrashed, "trashed"),
           (DocumentState::kGone, "gone"))
// kUse: everything that changes it, or lets others see it or say something of it.
enum class DocumentAct : std::uint8_t { kUse, kTrash, kRestore, kRemove };
KOINE_ENUM(DocumentAct, (DocumentAct::kUse, "use"), (DocumentAct::kTrash, "trash"),
           (DocumentAct::kRestore, "restore"), (DocumentAct::kRemove, "remove"))

inline constexpr office::Transition<DocumentState, DocumentAct> kDocumentTransitions[] = {
    {DocumentState::kKept, DocumentAct::kUse, DocumentState::kKept},
    {DocumentState::kKept, DocumentAct::kTrash, DocumentState::kTrashed},
    {DocumentState::kKept, DocumentAct::kRestore, DocumentState::kKept},
    {DocumentState::kKept, DocumentAct::kRemove, DocumentState::kGone},
    {DocumentState::kTrashed, DocumentAct::kTrash, DocumentState::kTrashed},
    {DocumentState::kTrashed, DocumentAct::kRestore, DocumentState::kKept},
    {DocumentState::kTrashed, DocumentAct::kRemove, DocumentState::kGone},
};
inline constexpr std::span<const office::Transition<DocumentState, DocumentAct>> kDocumentStates =
    kDocumentTransitions;

}  // namespace koine::document
