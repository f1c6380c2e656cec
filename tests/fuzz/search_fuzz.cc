// Splitting text and reading pages of the index: any bytes, no crash; and what a query matches is
// in the index under all tokens of the query.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/inverted/postings.h"
#include "core/search/tokens.h"

using koine::inverted::Page;
using koine::inverted::Postings;
using koine::inverted::Token;
using koine::search::Query;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  // The first byte says how much of the rest is the keyword.
  const std::size_t cut = input.empty() ? 0 : std::min<std::size_t>(data[0], size - 1);
  const std::string_view keyword = input.substr(input.empty() ? 0 : 1, cut);
  const std::string_view text = input.empty() ? input : input.substr(1 + cut);
  const auto tokens = koine::search::TokensOf(text);
  for (const bool exact : {false, true}) {
    const Query query(keyword, exact);
    if (query.Matches(text) && !std::includes(tokens.begin(), tokens.end(), query.tokens().begin(),
                                              query.tokens().end())) {
      std::abort();
    }
    koine::search::Snippet(text, query, 100);
  }
  Page page{static_cast<Token>(cut), 0, std::string(text)};
  Postings list;
  koine::inverted::PageReader reader(page);
  while (reader.Next() && koine::inverted::ReadList(reader.list(), &list)) {
  }
  list.clear();
  koine::inverted::ReadToken(page.token, page.data, page.token + 1, &list);
  return 0;
}
