#pragma once

#include <string>

#include "core/tenant/tenant.h"
#include "dialect/appim/quotas.h"
#include "gateway/handshake.h"

namespace koine::appim {

// Who is logged in on a socket.
struct SocketState final : gateway::SessionState {
  tenant::App app;
  std::string client, device;
  Quotas::Seat seat;  // counts against the connections of the application
};

}  // namespace koine::appim
