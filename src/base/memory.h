#pragma once

namespace koine {

// What the heap keeps for the next long answer, at most, in bytes.
inline constexpr int kHeapKept = 8 << 20;

// Gives memory that a flood took, and that is free since, back to the system. Cheap when there is
// little of it.
void GiveBackMemory();

}  // namespace koine
