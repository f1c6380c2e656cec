#pragma once

#include "store/txn.h"

// Numbers that nouns of the office share.
namespace koine::office {

// Documents and the files of drives: a client that takes one for the other finds nothing of
// somebody else's, since no number is both.
inline constexpr store::IdSequence kDocumentIds{"document", 1};

}  // namespace koine::office
