#pragma once

#include "dialect/openim/proto.h"

// What more than one file needs to write messages of openim.proto.
namespace koine::openim {

namespace pb {
class MsgData;
}  // namespace pb

void FillMessage(const MsgData& in, pb::MsgData* out);

}  // namespace koine::openim
