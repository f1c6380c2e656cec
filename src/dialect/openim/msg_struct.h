#pragma once

#include <optional>
#include <string>

#include "core/body/body.h"
#include "dialect/openim/proto.h"

// Messages within the content of others, as clients write them (openim-http 5.2 MsgStruct): what a
// quote points to, and what a merged message is made of.
namespace koine::openim {

// As the JSON of such a message, without what clients leave empty.
std::string MsgStructText(const MsgData& data);

// The content of a merged message (107) in the form of this dialect.
std::string MergerContent(const body::Merged& merged);
// What a client wrote as one. Nothing where it has no messages in it, too many, or too many layers:
// it is then a line for others. Who they are of is what its writer says.
std::optional<body::Merged> ReadMerger(const std::string& content);

}  // namespace koine::openim
