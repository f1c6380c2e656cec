#pragma once

#include "dialect/openim/openim.pb.h"
#include "dialect/openim/proto.h"

// What more than one file needs to write messages of openim.proto.
namespace koine::openim {

void FillMessage(const MsgData& in, pb::MsgData* out);

}  // namespace koine::openim
