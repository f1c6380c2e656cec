#pragma once

namespace koine {

// Asks the kernel (6.12 or later) for a short time slice for the calling thread: it then runs
// promptly after a wait (a disk sync) although another thread keeps its core busy, instead of at
// the next scheduler tick. Without effect on older kernels.
void RequestShortSlice();

}  // namespace koine
