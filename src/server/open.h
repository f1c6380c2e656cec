#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/config.h"
#include "base/random.h"
#include "base/result.h"
#include "store/store.h"

// What the server and the commands beside it begin with.
namespace koine::server {

// Prints the sentence of an error on standard error; the status of a process that ends with it.
int Fail(const Error& error);

// As many descriptors as the system allows (each connection takes one), private files, small heap.
void PrepareProcess();

// Only the server makes a store; what other commands do is done to one that is there.
enum class Missing : std::uint8_t { kIsMade, kIsRefused };
Result<std::unique_ptr<store::Store>> OpenStore(const config::Config& config, Clock& clock,
                                                Random& random, Missing missing);
// The store of the server. Secrets that know one refuse to begin with an empty one.
Result<std::unique_ptr<store::Store>> OpenOwnStore(const config::Config& config, Clock& clock,
                                                   Random& random);

}  // namespace koine::server
