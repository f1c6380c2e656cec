#pragma once

namespace koine::bench {

// A tiny server that speaks as much of the RuoYi dialect as the load generator needs, keeps
// everything in memory and forgets it: what the generator is tried against. Serves for ever.
void ServeEcho(int listener);

}  // namespace koine::bench
