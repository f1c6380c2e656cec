#pragma once

namespace koine::server {

// Gives back what only the start needed: free heap, and the pages of code and of constant data that
// it went through, which are in the page cache when they are needed again. Any time, any thread.
void ForgetStart();

}  // namespace koine::server
