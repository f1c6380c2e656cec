#pragma once

#include <cstdint>

#include "core/file/file.h"
#include "gateway/row.h"

// What rows that answer with the content of a file share. The right to it was judged before.
namespace koine::gateway {

// Answers with the content; as a download unless browsers may show it (file::Inline) and
// `attachment` is false. Counts it as one if `count`. What lies elsewhere is fetched after the row,
// or clients are sent there, as the store for contents has it. kNotFound "file" when the content is
// gone; kUnavailable while it is out of reach.
Status AnswerFile(Call& call, const file::File& file, bool attachment, bool count);

// A form of a picture that fills width × height pixels, of the next of file::kThumbnailSteps, made
// or found. On a pool, never in a
// transaction. kFileRejected "preview" where there is none; kUnavailable when too many wait, or the
// content is out of reach.
Result<FileReply> MakeThumbnail(Call& call, const file::File& file, std::int64_t width,
                                std::int64_t height);

}  // namespace koine::gateway
