#include "core/word/matcher.h"

#include <algorithm>
#include <map>
#include <queue>

#include "base/text.h"

namespace koine::word {

namespace {

// The character as it is compared; 0: it is passed over.
char32_t Folded(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c - 'A' + 'a';
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  return c >= 0x2E80 && c <= 0x9FFF ? c : 0;
}

// The tree while it grows.
struct Growing {
  std::map<char32_t, std::uint32_t> children;
};

}  // namespace

std::string Fold(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();) {
    if (const char32_t c = Folded(text::NextCodePoint(text, &pos))) text::AppendCodePoint(c, &out);
  }
  return out;
}

Matcher::Matcher(const std::vector<std::string>& words) {
  std::vector<Growing> tree(1);
  nodes_.emplace_back();
  for (const std::string& word : words) {
    std::uint32_t at = 0;
    for (std::size_t pos = 0; pos < word.size();) {
      const char32_t c = Folded(text::NextCodePoint(word, &pos));
      if (c == 0) continue;
      const auto [it, fresh] =
          tree[at].children.emplace(c, static_cast<std::uint32_t>(nodes_.size()));
      const std::uint32_t next = it->second;
      if (fresh) {
        tree.emplace_back();
        nodes_.push_back({0, 0, 0, nodes_[at].depth + 1, 0});
      }
      at = next;
    }
    if (at != 0) nodes_[at].length = nodes_[at].depth;
  }
  for (std::size_t i = 0; i < tree.size(); ++i) {
    nodes_[i].first_edge = static_cast<std::uint32_t>(edges_.size());
    nodes_[i].edges = static_cast<std::uint32_t>(tree[i].children.size());
    for (const auto& [c, node] : tree[i].children) edges_.push_back({c, node});
  }
  for (const auto& [c, node] : tree[0].children) {
    if (c < ascii_root_.size()) {
      ascii_root_[c] = node;
    } else {
      root_.emplace(c, node);
    }
  }
  // Where to go on when no word goes on here: the longest end of what was read that begins a word.
  std::queue<std::uint32_t> queue;
  for (const auto& [c, node] : tree[0].children) queue.push(node);
  while (!queue.empty()) {
    const std::uint32_t at = queue.front();
    queue.pop();
    for (const auto& [c, node] : tree[at].children) {
      nodes_[node].fail = Step(nodes_[at].fail, c);
      const std::uint32_t shorter = nodes_[nodes_[node].fail].length;
      if (nodes_[node].length == 0) nodes_[node].length = shorter;
      queue.push(node);
    }
  }
}

std::uint32_t Matcher::Child(std::uint32_t node, char32_t c) const {
  if (node == 0) {
    if (c < ascii_root_.size()) return ascii_root_[c];
    const auto it = root_.find(c);
    return it == root_.end() ? 0 : it->second;
  }
  const auto begin = edges_.begin() + nodes_[node].first_edge;
  const auto end = begin + nodes_[node].edges;
  const auto it =
      std::lower_bound(begin, end, c, [](const Edge& e, char32_t x) { return e.c < x; });
  return it != end && it->c == c ? it->node : 0;
}

std::uint32_t Matcher::Step(std::uint32_t node, char32_t c) const {
  for (;;) {
    if (const std::uint32_t next = Child(node, c)) return next;
    if (node == 0) return 0;
    node = nodes_[node].fail;
  }
}

std::optional<std::string> Matcher::Mask(std::string_view text) const {
  if (!Finds(text)) return std::nullopt;  // nearly always, and without noting places
  struct Range {
    std::size_t from, to;
  };
  std::vector<Range> hits;
  std::vector<std::size_t> starts;  // of the characters that count
  std::uint32_t at = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t start = pos;
    const char32_t c = Folded(text::NextCodePoint(text, &pos));
    if (c == 0) continue;
    starts.push_back(start);
    at = Step(at, c);
    const std::uint32_t length = nodes_[at].length;
    if (length == 0) continue;
    Range hit{starts[starts.size() - length], pos};
    while (!hits.empty() && hits.back().to > hit.from) {
      hit.from = std::min(hit.from, hits.back().from);
      hits.pop_back();
    }
    hits.push_back(hit);
  }
  std::string out;
  std::size_t from = 0;
  for (const Range& hit : hits) {
    out += text.substr(from, hit.from - from);
    out += kMask;
    from = hit.to;
  }
  out += text.substr(from);
  return out;
}

bool Matcher::Finds(std::string_view text) const {
  std::uint32_t at = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = Folded(text::NextCodePoint(text, &pos));
    if (c == 0) continue;
    at = Step(at, c);
    if (nodes_[at].length > 0) return true;
  }
  return false;
}

}  // namespace koine::word
