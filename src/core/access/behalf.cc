#include "core/access/behalf.h"

#include <utility>

#include "core/access/maker.h"

namespace koine::access {

namespace {

using Parts = Principal::Parts;

}  // namespace

Principal InNameOf(const Principal& who, UserId user) {
  if (!who.admin()) return who;
  return But(who, [user](Parts* parts) { parts->user = user; });
}

Principal OnBehalfOf(const Principal& who, UserId user) {
  return But(InNameOf(who, user), [](Parts* parts) { parts->role = Role::kUser; });
}

Principal Trusted(const Principal& who) {
  return who.admin() ? AccountOf(who) : Untrusted(who);
}

Principal AdministratorOf(const Principal& sender) {
  return But(sender, [](Parts* parts) {
    parts->role = Role::kAdmin;
    parts->trusted = true;
  });
}

Principal AccountOf(const Principal& sender) {
  return But(sender, [](Parts* parts) { parts->trusted = true; });
}

Principal Untrusted(const Principal& sender) {
  return But(sender, [](Parts* parts) { parts->trusted = false; });
}

Principal WithoutSession(const Principal& who) {
  return But(who, [](Parts* parts) { parts->session = 0; });
}

Principal From(const Principal& who, std::string address) {
  return But(who, [&address](Parts* parts) { parts->address = std::move(address); });
}

Principal ByLink(const Principal& caller, TenantId tenant, UserId user) {
  return But(caller, [tenant, user](Parts* parts) {
    parts->tenant = tenant;
    if (user) parts->user = user;
  });
}

Principal OfApplication(TenantId tenant, bool master) {
  return PrincipalMaker::Make({.tenant = tenant, .role = Role::kAdmin, .trusted = master});
}

Principal Proved(const Principal& caller, UserId user) {
  return But(caller, [user](Parts* parts) { parts->user = user; });
}

}  // namespace koine::access
