#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// What of the HTML of a mail is kept. The parser of libxml2 reads it; what its tree holds is
// written anew from lists of what is allowed, so that nothing of what came reaches a reader unread.
namespace koine::mail {

class Cleaned;

// Elements and attributes that lay out a text, links to http, https, mailto and tel, pictures of
// http and https and of files of this server stay; the text of other elements stays without them;
// what runs, embeds, asks for input or lays itself over the page goes with all that is in it. Never
// fails: of what is nested deeper than the parser goes (256) the rest is left out. A content that
// has no sign of a tag is plain text, and its lines stay lines.
Cleaned Clean(std::string_view content);

// What `Clean` lets through, as nothing else makes it: a verb that takes it needs not ask again.
class Cleaned {
 public:
  Cleaned() = default;  // of an empty content
  const std::string& html() const { return html_; }
  // The same without tags: lines where blocks end, no blanks at its ends.
  const std::string& plain() const { return plain_; }

  // Under it, after a heading that is plain text, another one as what somebody else said.
  Cleaned WithQuote(std::string_view heading, const Cleaned& quoted) const;
  // A text without tags, whatever signs are in it; its lines stay lines.
  static Cleaned OfText(std::string plain);
  // What `Clean` made once, read back from where it was kept.
  static Cleaned Kept(std::string html, std::string plain);

 private:
  friend Cleaned Clean(std::string_view content);
  std::string html_, plain_;
};

// How a plain text begins, on one line; "..." where more follows.
inline constexpr std::size_t kPreviewChars = 100;
std::string PreviewOf(std::string_view plain);

}  // namespace koine::mail
