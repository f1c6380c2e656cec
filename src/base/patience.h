#pragma once

// How many times as long the server's own limits of time are in a program that checks its memory or
// its threads: it takes several times as long, and its tests run beside others.
namespace koine {

#ifdef KOINE_SANITIZED
inline constexpr int kPatience = 10;
#else
inline constexpr int kPatience = 1;
#endif

}  // namespace koine
