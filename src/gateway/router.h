#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/json.h"
#include "gateway/row.h"
#include "net/http_message.h"

namespace koine::gateway {

// Finds the row of a request: a tree of path segments, literals before arguments. A last segment
// `*name` takes whatever is left, slashes included.
class Router {
 public:
  Router();
  ~Router();

  struct Target {
    Dialect* dialect = nullptr;
    const Endpoint* row = nullptr;
  };

  // False (with why) for a second row of the same method and path.
  bool Add(Dialect* dialect, const Endpoint* row, std::string* why);

  struct Match {
    Target target;                  // row null: no such path, or not with this method
    bool path_known = false;        // another method has a row here
    std::vector<json::Param> args;  // decoded path arguments
  };
  // `path` as sent, percent-encoded. HEAD is served by GET.
  Match Find(net::Method method, std::string_view path) const;

 private:
  struct Node;
  // `values`: what stands where the place has arguments.
  static Match MatchOf(const Node& node, net::Method method,
                       std::span<const std::string_view> values);
  std::unique_ptr<Node> root_;
  // The places of rows without arguments, by their whole path: what the tree has for it, too.
  std::unordered_map<std::string_view, const Node*> whole_;
};

}  // namespace koine::gateway
