#include "core/access/behalf.h"

#include <utility>

namespace koine::access {

Principal InNameOf(const Principal& who, UserId user) {
  Principal out = who;
  if (who.admin()) out.user = user;
  return out;
}

Principal OnBehalfOf(const Principal& who, UserId user) {
  Principal out = InNameOf(who, user);
  out.role = Role::kUser;
  return out;
}

Principal Trusted(const Principal& who) {
  return who.admin() ? AccountOf(who) : Untrusted(who);
}

Principal AdministratorOf(const Principal& sender) {
  Principal out = AccountOf(sender);
  out.role = Role::kAdmin;
  return out;
}

Principal AccountOf(const Principal& sender) {
  Principal out = sender;
  out.trusted = true;
  return out;
}

Principal Untrusted(const Principal& sender) {
  Principal out = sender;
  out.trusted = false;
  return out;
}

Principal WithoutSession(const Principal& who) {
  Principal out = who;
  out.session = 0;
  return out;
}

Principal From(const Principal& who, std::string address) {
  Principal out = who;
  out.address = std::move(address);
  return out;
}

Principal ByLink(const Principal& caller, TenantId tenant, UserId user) {
  Principal out = caller;
  out.tenant = tenant;
  if (user) out.user = user;
  return out;
}

Principal OfApplication(TenantId tenant, bool master) {
  Principal out;
  out.tenant = tenant;
  out.role = Role::kAdmin;
  out.trusted = master;
  return out;
}

Principal Proved(const Principal& caller, UserId user) {
  Principal out = caller;
  out.user = user;
  return out;
}

Principal OfUser(TenantId tenant, UserId user, const Policy* policy) {
  Principal out;
  out.tenant = tenant;
  out.user = user;
  out.policy = policy;
  return out;
}

Principal OfServer(TenantId tenant, const Policy* policy) {
  Principal out = OfUser(tenant, UserId(), policy);
  out.role = Role::kAdmin;
  return out;
}

Principal ServerOf(const Principal& client) {
  Principal out = client;
  out.role = Role::kAdmin;
  return out;
}

}  // namespace koine::access
