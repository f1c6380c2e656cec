#pragma once

#include <string>

#include "gateway/row.h"
#include "net/http_message.h"

namespace koine::gateway {

// How a file is offered, as in Content-Disposition.
std::string DispositionOf(const FileReply& reply);
// How long it may be kept, as in Cache-Control.
const char* CacheControlOf(const FileReply& reply);
// Where the client reaches this server, as its request says: "http://host:port"; empty if it names
// no host.
std::string OriginOf(const net::Request& request);
// The answer of a row that answers with a file, whole or the part that the request wants.
net::Response FileResponse(const net::Request& request, FileReply reply);
// Whether this answer is the first that a client gets of a file.
bool Begins(const net::Request& request, const net::Response& response);

}  // namespace koine::gateway
