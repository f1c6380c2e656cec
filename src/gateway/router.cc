#include "gateway/router.h"

#include <map>
#include <optional>

#include "base/text.h"
#include "gateway/dialect.h"

namespace koine::gateway {

namespace {

constexpr int kMethods = 8;

// Cuts the next segment off a path that begins with '/'.
std::string_view NextSegment(std::string_view* path) {
  path->remove_prefix(1);
  const std::size_t end = path->find('/');
  const std::string_view segment = path->substr(0, end);
  path->remove_prefix(segment.size());
  return segment;
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// Whether a row that wants an id has a word instead of a number in its path.
bool HasWordForId(const Endpoint& row, const std::vector<json::Param>& args) {
  const json::Type* type = row.thunk.request();
  for (const json::Param& arg : args) {
    if (arg.value.empty() || arg.value.front() == '-' || IsDigit(arg.value.front())) continue;
    for (const json::Field& field : type->fields) {
      const json::Kind kind = field.type->kind;
      const bool id = kind == json::Kind::kId || kind == json::Kind::kMessageId;
      if (id && field.name == arg.name) return true;
    }
  }
  return false;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> argument;
  std::unique_ptr<Node> rest;
  Target targets[kMethods];
  bool any = false;
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

bool Router::Add(Dialect* dialect, const Endpoint* row, std::string* why) {
  Node* node = root_.get();
  std::string_view path = row->path;
  while (!path.empty()) {
    const std::string_view segment = NextSegment(&path);
    const char first = segment.empty() ? '\0' : segment.front();
    std::unique_ptr<Node>& next = first == '{'   ? node->argument
                                  : first == '*' ? node->rest
                                                 : node->literals[std::string(segment)];
    if (next == nullptr) next = std::make_unique<Node>();
    node = next.get();
  }
  Target& target = node->targets[static_cast<int>(row->method)];
  if (target.row != nullptr) {
    *why = std::string(row->path) + ": two rows for one method and path";
    return false;
  }
  target = {dialect, row};
  node->any = true;
  path = row->path;
  if (path.find_first_of("{*") == path.npos) whole_[path] = node;
  return true;
}

Router::Match Router::Find(net::Method method, std::string_view path) const {
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  if (path.empty() || path.front() != '/') return {};
  if (const auto whole = whole_.find(path); whole != whole_.end()) {
    return MatchOf(*whole->second, method, {});
  }
  const Node* node = root_.get();
  std::vector<std::string_view> values;
  while (!path.empty()) {
    const std::string_view rest = path.substr(1);
    const std::string_view segment = NextSegment(&path);
    auto it = node->literals.find(segment);
    if (it != node->literals.end()) {
      node = it->second.get();
    } else if (node->argument != nullptr && !segment.empty()) {
      node = node->argument.get();
      values.push_back(segment);
    } else if (node->rest != nullptr) {
      node = node->rest.get();
      values.push_back(rest);
      path = {};
    } else {
      return {};
    }
  }
  if (!node->any && node->rest != nullptr) {
    node = node->rest.get();
    values.emplace_back();
  }
  return MatchOf(*node, method, values);
}

Router::Match Router::MatchOf(const Node& node, net::Method method,
                              std::span<const std::string_view> values) {
  Match match;
  match.path_known = node.any;
  if (method == net::Method::kHead) method = net::Method::kGet;
  const Target& target = node.targets[static_cast<int>(method)];
  if (target.row == nullptr) return match;
  // Names of arguments are the row's own: two rows may call one place differently.
  std::string_view pattern = values.empty() ? "" : target.row->path;
  std::size_t next = 0;
  while (!pattern.empty()) {
    const std::string_view segment = NextSegment(&pattern);
    if (segment.empty() || (segment.front() != '{' && segment.front() != '*')) continue;
    auto decoded = text::PercentDecode(values[next++], false);
    if (!decoded) return {};
    const std::size_t end = segment.front() == '{' ? segment.size() - 2 : segment.size() - 1;
    match.args.push_back({std::string(segment.substr(1, end)), *decoded});
  }
  if (!match.args.empty() && target.dialect != nullptr &&
      target.dialect->habits().words_are_paths && HasWordForId(*target.row, match.args)) {
    return {};
  }
  match.target = target;
  return match;
}

}  // namespace koine::gateway
