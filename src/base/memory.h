#pragma once

#include <cstddef>
#include <string>

namespace koine {

// What the heap keeps for the next long answer, at most, in bytes.
inline constexpr int kHeapKept = 8 << 20;

// From this size on a piece of memory is taken from the system alone, and goes back to it, in
// bytes.
inline constexpr int kMappedFrom = 4 << 20;

// Gives memory that a flood took, and that is free since, back to the system. Cheap when there is
// little of it.
void GiveBackMemory();

// Reserves so many bytes of an empty string that will be filled to about there. From kMappedFrom on
// the system is asked for all of them at once, in large pages where it has some: it can take longer
// to give thousands of pages one by one than the text takes to be written. They are in memory when
// this returns, unless the system refuses; then they come as they are written.
void ReserveFilled(std::string* text, std::size_t bytes);

}  // namespace koine
