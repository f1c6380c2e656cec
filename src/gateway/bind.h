#pragma once

#include "base/json.h"
#include "gateway/router.h"
#include "gateway/upload.h"
#include "net/http_message.h"

namespace koine::gateway {

// Fills `out`, the request struct of the matched row, from path, query, form and body, as far as
// the dialect takes parameters from there; `upload`, if any, brings the fields of a multipart body.
// False with what is wrong in *errors.
bool BindRequest(const Router::Match& match, const net::Request& request, const Upload* upload,
                 void* out, json::Errors* errors);

}  // namespace koine::gateway
