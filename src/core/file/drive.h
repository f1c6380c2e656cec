#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/access/principal.h"
#include "core/body/body.h"
#include "core/file/file.h"
#include "store/txn.h"

// What cloud drives keep: files of Purpose::kDrive.
namespace koine::file {

// The file that a message with this content holds becomes one more file, of the principal's drive.
// They may read it, or hear kNotFound "file"; kWrongKind "drive_message" for a content without a
// file of this server; kFileRejected "quota".
Result<File> AddFromMessage(store::Txn& txn, const access::Principal& who, const body::Body& body,
                            const Limits& limits);

// A file that the principal uploaded before, in parts for example, becomes one of their drive, and
// counts no more than it did. kNotFound "file" for what is another's, or is in a drive already.
Result<File> TakeIntoDrive(store::Txn& txn, const access::Principal& who, FileId id);

// The drive lets these go: at once, or with the last message that holds them.
void LetGo(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);

}  // namespace koine::file
