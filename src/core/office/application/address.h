#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/office/application/states.h"

// The addresses of applications, which whoever clicks trusts: what a browser could read in another
// way than the people who see it is none.
namespace koine::application {

// The host of an address `https://host…` in lower case, with its port if it has one; empty for
// anything else. A host is letters, digits, dots and hyphens: other scripts stand in it as `xn--…`.
// No user, no blank, quote, backslash or control character stands anywhere.
std::string HostOf(std::string_view url);

// Of a page of the client `/path`; of what a client knows by a name, that name or an address of a
// site; else an address of a site. kBadArgument "application_route", "application_url" or
// "application_mini".
Status CheckAddress(ApplicationType type, std::string_view url);

}  // namespace koine::application
