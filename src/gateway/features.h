#pragma once

namespace koine::gateway {

// What an installation may do without. The rows of what is off are not served by any dialect, so a
// call of them is answered as an unknown path, and clients are told to show no way there.
struct Features {
  bool money = true;    // wallet, orders of money, VIP
  bool packets = true;  // red packets; none without money
  bool calls = true;
};

}  // namespace koine::gateway
