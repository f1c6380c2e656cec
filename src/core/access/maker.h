#pragma once

#include <utility>

#include "core/access/principal.h"

// Makes principals, inside core/access alone.
namespace koine::access {

class PrincipalMaker {
 public:
  static Principal Make(Principal::Parts parts) { return Principal(std::move(parts)); }
  static Principal::Parts PartsOf(const Principal& who) {
    return {who.tenant, who.user,    who.login,   who.role,
            who.policy, who.session, who.trusted, who.address()};
  }
};

// The same principal, but for what `change` does to its parts.
template <class F>
Principal But(const Principal& who, F change) {
  Principal::Parts parts = PrincipalMaker::PartsOf(who);
  change(&parts);
  return PrincipalMaker::Make(std::move(parts));
}

}  // namespace koine::access
