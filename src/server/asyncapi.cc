#include "server/asyncapi.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/json.h"
#include "server/described.h"
#include "server/examples.h"
#include "server/summaries.h"

namespace koine::server {

namespace {

using gateway::Dialect;
using gateway::EventRow;
using gateway::FrameRow;

// Ports that clients find the addresses at, unless the settings say otherwise.
constexpr std::pair<std::string_view, const char*> kPorts[] = {
    {"main", "8080"},
    {"imchat_backstage", "8081"},
    {"appim_socket", "8282"},
    {"openim_gateway", "10001"},
};

std::string Quoted(std::string_view text) {
  std::string out;
  json::Quote(text, &out);
  return out;
}

std::string Ref(std::string_view to) {
  return R"({"$ref":)" + Quoted("#/" + std::string(to)) + "}";
}

// What is sent over the socket of one dialect, as members of the document.
class Socket {
 public:
  Socket(const Dialect& dialect, const ChineseSummaries& chinese)
      : dialect_(dialect), name_(dialect.name()), chinese_(chinese), schemas_(dialect) {
    for (const EventRow& row : dialect.own_frames()) Greeting(row);
    for (const FrameRow& row : dialect.frames()) Frame(row);
    for (const EventRow& row : dialect.events()) Event(row);
  }

  const Members& messages() const { return messages_; }
  const Members& operations() const { return operations_; }
  const UsedSchemas& schemas() const { return schemas_; }

  // `servers`: references to those that have it, in a list.
  std::string Channel(const std::string& servers) const {
    const std::string_view path = dialect_.socket_path();
    Members here;
    for (const auto& [key, message] : messages_) {
      here[key].text = Ref("components/messages/" + key);
    }
    std::string out = R"({"address":)" + Quoted(path.empty() ? "/" : path) + R"(,"title":)" +
                      Quoted(dialect_.title()) + R"(,"servers":)" + servers;
    if (path.empty()) out += R"(,"description":"any path will do")";
    return out + R"(,"messages":)" + TextOf(here) + R"(,"bindings":{"ws":{"method":"GET",)" +
           R"("query":)" + dialect_.socket_query() + "}}}";
  }

 private:
  std::string ChannelRef() const { return Ref("channels/" + name_); }
  std::string InChannel(const std::string& key) const {
    return Ref("channels/" + name_ + "/messages/" + key);
  }

  void Message(const std::string& key, std::string_view type, std::string_view summary,
               const std::string& payload, const std::string& more = "") {
    std::string out = "{";
    AddText(&out, "name", type);
    AddSummary(summary, chinese_, &out);
    messages_[key].text =
        out + R"("payload":)" + Referring(dialect_, payload) + Referring(dialect_, more) + "}";
  }

  // `action` is what the server does.
  void Operation(const std::string& id, const char* action, std::string_view summary,
                 const std::string& messages, const std::string& more = "") {
    std::string out = "{";
    AddText(&out, "action", action);
    AddSummary(summary, chinese_, &out);
    operations_[id].text =
        out + R"("channel":)" + ChannelRef() + R"(,"messages":[)" + messages + "]" + more + "}";
  }

  void Greeting(const EventRow& row) {
    const std::string id = OperationId(dialect_, "frame", row.type);
    Message(id, row.type, row.summary, dialect_.SentSchema(row.type, schemas_.Of(row.body())));
    Operation(id, "receive", row.summary, InChannel(id));
  }

  void Frame(const FrameRow& row) {
    const std::string id = OperationId(dialect_, "frame", row.type);
    const std::string fields = TextOf(ExampleOf(dialect_, row));
    Message(id, row.type, row.summary,
            dialect_.SentSchema(row.type, schemas_.Of(row.thunk.request())),
            R"(,"x-fields-example":)" + fields);
    std::string reply;
    if (const json::Type* answer = dialect_.AnswerType(row)) {
      const std::string key = OperationId(dialect_, "answer", row.type);
      const std::string body = answer->fields.empty() ? std::string() : schemas_.Of(answer);
      Message(key, row.type, "The answer to it", dialect_.AnswerSchema(row.type, body));
      reply = R"(,"reply":{"channel":)" + ChannelRef() + R"(,"messages":[)" + InChannel(key) + "]}";
    }
    Operation(id, "receive", row.summary, InChannel(id), reply);
  }

  // Several may have one type: what their body is called tells them apart.
  void Event(const EventRow& row) {
    const std::string body(row.body()->name);
    const std::string id = OperationId(dialect_, "event", row.type + " " + body);
    Message(id, row.type, row.summary, dialect_.HeardSchema(row, schemas_.Of(row.body())));
    Operation(id, "send", row.summary, InChannel(id));
  }

  const Dialect& dialect_;
  const std::string name_;
  const ChineseSummaries& chinese_;
  UsedSchemas schemas_;
  Members messages_, operations_;
};

std::string ServerOf(const std::string& site) {
  const auto* port = std::find_if(std::begin(kPorts), std::end(kPorts),
                                  [&site](const auto& one) { return one.first == site; });
  return R"({"host":"{host}:{port}","protocol":"ws","description":)" +
         Quoted("the address of the setting listen." + site) +
         R"(,"variables":{"host":{"default":"127.0.0.1"},"port":{"default":)" +
         Quoted(port == std::end(kPorts) ? "8080" : port->second) + "}}}";
}

}  // namespace

std::string AsyncApi(const std::vector<SocketPlace>& places) {
  const ChineseSummaries chinese;
  Members servers, channels, operations, messages, schemas;
  for (const SocketPlace& place : places) {
    const Socket socket(*place.dialect, chinese);
    std::string at;
    for (const std::string& site : place.sites) {
      servers[site].text = ServerOf(site);
      Add(Ref("servers/" + site), &at);
    }
    channels[place.dialect->name()].text = socket.Channel("[" + at + "]");
    messages.insert(socket.messages().begin(), socket.messages().end());
    operations.insert(socket.operations().begin(), socket.operations().end());
    socket.schemas().AddTo(&schemas);
  }
  return R"({"asyncapi":"3.0.0","info":{"title":"Koine","version":")" KOINE_VERSION
         R"(","license":{"name":"Apache-2.0",)"
         R"("url":"https://www.apache.org/licenses/LICENSE-2.0"},)"
         R"("description":"What clients send over WebSockets, which the server receives, and )"
         R"(what it sends to them."},"defaultContentType":"application/json","servers":)" +
         TextOf(servers) + R"(,"channels":)" + TextOf(channels) + R"(,"operations":)" +
         TextOf(operations) + R"(,"components":{"messages":)" + TextOf(messages) +
         R"(,"schemas":)" + TextOf(schemas) + "}}\n";
}

}  // namespace koine::server
