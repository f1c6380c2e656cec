#pragma once

#include <string>

namespace koine::bench {

// Tries the load generator against the tiny server of echo_server.h: codec, counting and every
// scenario. `program` is the path of the running program. Returns the number of failed checks and
// prints them.
int SelfTest(const std::string& program);

}  // namespace koine::bench
