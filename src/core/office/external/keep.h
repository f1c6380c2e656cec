#pragma once

#include "core/office/external/external.h"

// What the verbs of this folder share.
namespace koine::external {

// As they are kept: without white space around texts, each tag once.
void Settle(Details* what);

}  // namespace koine::external
