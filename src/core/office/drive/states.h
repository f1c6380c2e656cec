#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a file or a folder of a drive (ruoyi 27 CloudDrive): its owner throws it away
// and takes it back; from the recycle bin it goes for good in time.
namespace koine::drive {

// Stored in drive_folder.state and drive_file.state: never renumber. Folders that are gone are
// there only until a job took away what was in them; a file that is gone has no row.
enum class DriveState : std::uint8_t { kKept = 1, kTrashed, kGone };
KOINE_ENUM(DriveState, (DriveState::kKept, "kept"), (DriveState::kTrashed, "trashed"),
           (DriveState::kGone, "gone"))
// kUse: everything that changes it, or shows it to others.
enum class DriveAct : std::uint8_t { kUse, kTrash, kRestore, kRemove };
KOINE_ENUM(DriveAct, (DriveAct::kUse, "use"), (DriveAct::kTrash, "trash"),
           (DriveAct::kRestore, "restore"), (DriveAct::kRemove, "remove"))

inline constexpr office::Transition<DriveState, DriveAct> kDriveTransitions[] = {
    {DriveState::kKept, DriveAct::kUse, DriveState::kKept},
    {DriveState::kKept, DriveAct::kTrash, DriveState::kTrashed},
    {DriveState::kKept, DriveAct::kRestore, DriveState::kKept},
    {DriveState::kKept, DriveAct::kRemove, DriveState::kGone},
    {DriveState::kTrashed, DriveAct::kTrash, DriveState::kTrashed},
    {DriveState::kTrashed, DriveAct::kRestore, DriveState::kKept},
    {DriveState::kTrashed, DriveAct::kRemove, DriveState::kGone},
};
inline constexpr std::span<const office::Transition<DriveState, DriveAct>> kDriveStates =
    kDriveTransitions;

}  // namespace koine::drive
