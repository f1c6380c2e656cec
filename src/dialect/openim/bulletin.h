#pragma once

#include <string>
#include <string_view>

#include "core/body/body.h"

namespace koine::openim {

// The `content` of an OA message (1400) by which clients show what the account of the server says
// (openim 5.6). `face`: the picture of that account.
std::string BulletinContent(const body::Bulletin& told, std::string_view face);

}  // namespace koine::openim
