#include "core/office/mail/clean.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace koine::mail {
namespace {

const std::set<std::string, std::less<>> kElements = {
    "a",     "abbr",   "b",      "big",      "blockquote", "br",    "caption", "center",
    "cite",  "code",   "col",    "colgroup", "dd",         "del",   "dfn",     "div",
    "dl",    "dt",     "em",     "font",     "h1",         "h2",    "h3",      "h4",
    "h5",    "h6",     "hr",     "i",        "img",        "ins",   "kbd",     "li",
    "mark",  "ol",     "p",      "pre",      "q",          "s",     "samp",    "small",
    "span",  "strike", "strong", "sub",      "sup",        "table", "tbody",   "td",
    "tfoot", "th",     "thead",  "tr",       "tt",         "u",     "ul",      "var"};
const std::set<std::string, std::less<>> kAttributes = {
    "align", "alt",    "border", "cellpadding", "cellspacing", "color",  "colspan",
    "dir",   "height", "href",   "rel",         "rowspan",     "size",   "span",
    "src",   "start",  "style",  "target",      "title",       "valign", "width"};
const std::set<std::string, std::less<>> kEmpty = {"br", "col", "hr", "img"};

std::string Decoded(std::string_view value) {
  std::string out(value);
  const std::pair<const char*, const char*> names[] = {{"&lt;", "<"},    {"&gt;", ">"},
                                                       {"&quot;", "\""}, {"&#39;", "'"},
                                                       {"&#96;", "`"},   {"&amp;", "&"}};
  for (const auto& [from, to] : names) {
    for (std::size_t at = 0; (at = out.find(from, at)) != out.npos; ++at) {
      out.replace(at, std::string_view(from).size(), to);
    }
  }
  return out;
}

bool BeginsWithOne(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.starts_with(word); });
}

// What is wrong with the value of an attribute; empty: nothing.
std::string FaultOf(std::string_view name, const std::string& value) {
  const std::string lower = text::LowerAscii(value);
  const bool said = name == "title" || name == "alt";
  for (const char c : value) {
    const bool blank = c == '\n' || c == '\t';
    if (static_cast<unsigned char>(c) < ' ' && !(said && blank)) return "a control character";
  }
  if (name == "href" && !BeginsWithOne(lower, {"http://", "https://", "mailto:", "tel:"})) {
    return "a link to elsewhere";
  }
  if (name == "src" && !BeginsWithOne(lower, {"http://", "https://", "/uploads/"})) {
    return "a picture from elsewhere";
  }
  if (name != "style") return "";
  for (const char* word : {"url", "expression", "@", "\\", "position", "behav", "binding", "var",
                           "calc", "/*", "image"}) {
    if (lower.find(word) != lower.npos) return word;
  }
  return "";
}

// Reads what was cleaned by a grammar of its own, which is far narrower than HTML: only elements
// and attributes that are named above, each value in double quotes, each sign that could mean
// something written out, and each element closed in its turn. Says the first fault; empty: none.
std::string FaultIn(std::string_view html) {
  std::vector<std::string> open;
  std::size_t at = 0;
  auto word = [&] {
    const std::size_t from = at;
    while (at < html.size() && std::isalnum(static_cast<unsigned char>(html[at])) != 0) ++at;
    return std::string(html.substr(from, at - from));
  };
  while (at < html.size()) {
    const char c = html[at++];
    if (c == '>' || c == '"' || c == '\'' || c == '`') return std::string("a bare ") + c;
    if (c != '<') continue;
    const bool closes = at < html.size() && html[at] == '/';
    if (closes) ++at;
    const std::string name = word();
    if (!kElements.contains(name)) return "element " + name;
    if (closes) {
      if (open.empty() || open.back() != name) return "closed in disorder: " + name;
      open.pop_back();
    }
    while (!closes && at < html.size() && html[at] == ' ') {
      ++at;
      const std::string attribute = word();
      if (!kAttributes.contains(attribute)) return "attribute " + attribute;
      if (html.substr(at, 2) != "=\"") return "no value of " + attribute;
      const std::size_t end = html.find('"', at + 2);
      if (end == html.npos) return "no end of " + attribute;
      const std::string_view raw = html.substr(at + 2, end - at - 2);
      if (raw.find_first_of("<>'`") != raw.npos) return "a bare sign in " + attribute;
      const std::string fault = FaultOf(attribute, Decoded(raw));
      if (!fault.empty()) return attribute + ": " + fault;
      at = end + 1;
    }
    if (at >= html.size() || html[at] != '>') return "no end of element " + name;
    ++at;
    if (!closes && !kEmpty.contains(name)) open.push_back(name);
    if (!closes && name == "col") open.push_back(name);
  }
  return open.empty() ? "" : "left open: " + open.back();
}

// Each line is one; a picture of a control character stands for it.
std::vector<std::string> Payloads() {
  std::ifstream in(KOINE_SOURCE_DIR "/src/core/office/mail/clean_payloads.txt");
  std::vector<std::string> out;
  constexpr char32_t kFirst = 0x2400, kLast = 0x241f;
  for (std::string line; std::getline(in, line);) {
    std::string payload;
    for (std::size_t at = 0; at < line.size();) {
      const char32_t c = text::NextCodePoint(line, &at);
      text::AppendCodePoint(c >= kFirst && c <= kLast ? c - kFirst : c, &payload);
    }
    out.push_back(std::move(payload));
  }
  return out;
}

std::string Html(std::string_view content) {
  return Clean(content).html();
}
std::string Plain(std::string_view content) {
  return Clean(content).plain();
}

TEST(MailCleaner, NoneOfThePublishedAttacksSurvives) {
  const auto payloads = Payloads();
  EXPECT_GE(payloads.size(), 200u);
  for (const std::string& payload : payloads) {
    for (const std::string& content :
         {payload, "<p>before " + payload + " after</p>", "<table><tr><td>" + payload + "</table>",
          "<b title=\"" + payload + "\">x</b>", "<a href=\"" + payload, "<!--" + payload}) {
      const std::string html = Html(content);
      EXPECT_EQ(FaultIn(html), "") << content << "\n" << html;
      // What was cleaned stays as it is.
      const std::string marked = Html("<br>" + content);
      EXPECT_EQ(Html(marked), marked) << content;
    }
  }
}

TEST(MailCleaner, ATitleOfSignsThatAreNotKeptIsNone) {
  for (const char* title : {"\x0e", "&#127;", " \x01 \x02 ", "\x7f&#127;\n"}) {
    const std::string content = std::string("<b title=\"") + title + "\">x</b>";
    EXPECT_EQ(Html(content), "<b>x</b>") << content;
  }
  // Of what is left the ends are trimmed, so that reading it again changes nothing.
  EXPECT_EQ(Html("<b title=\"\x0e Hello,\x01 you\n\x7f\">x</b>"), "<b title=\"Hello, you\">x</b>");
}

TEST(MailCleaner, TheReaderOfTheTestSeesFaults) {
  for (const char* bad :
       {"<script>", "<b onclick=\"x\">x</b>", "<a href=\"javascript:x\">x</a>", "<b>x", "x</b>",
        "<b title=x>x</b>", "<p style=\"color: url(x)\">x</p>", "a > b", "<b><i>x</b></i>"}) {
    EXPECT_NE(FaultIn(bad), "") << bad;
  }
  EXPECT_EQ(FaultIn("<p align=\"left\">a &lt; b<br></p>"), "");
}

TEST(MailCleaner, WhatLaysOutATextStays) {
  EXPECT_EQ(Html("<p>周二 <b>开会</b></p>"), "<p>周二 <b>开会</b></p>");
  EXPECT_EQ(Html("<div><h1>a</h1><ul><li>b</li></ul></div>"),
            "<div><h1>a</h1><ul><li>b</li></ul></div>");
  EXPECT_EQ(Html("<p style=\"COLOR: Red; position: fixed; color: rgb(1, 2, 3)\">x</p>"),
            "<p style=\"color: red; color: rgb(1, 2, 3)\">x</p>");
  EXPECT_EQ(Html("<a href=\"https://a.example/?a=1&amp;b=2\">x</a>"),
            "<a href=\"https://a.example/?a=1&amp;b=2\" target=\"_blank\" "
            "rel=\"noopener noreferrer nofollow\">x</a>");
  EXPECT_EQ(Html("<img src=\"/uploads/2026/11/22/a.png\" alt=\"x\" width=\"10\">"),
            "<img src=\"/uploads/2026/11/22/a.png\" alt=\"x\" width=\"10\">");
  EXPECT_EQ(Html("<table border=1><tr><td colspan=2>x</td></tr></table>"),
            "<table border=\"1\"><tr><td colspan=\"2\">x</td></tr></table>");
}

TEST(MailCleaner, TheTextOfWhatIsNotKeptStays) {
  EXPECT_EQ(Html("<section><nope>x</nope> <b>y</b></section>"), "x <b>y</b>");
  EXPECT_EQ(Html("a<script>x</script><style>y</style><svg><b>z</b></svg><b>c</b>"), "a<b>c</b>");
  EXPECT_EQ(Html("a <b id=x class=y name=z>b</b>"), "a <b>b</b>");
}

TEST(MailCleaner, APlainTextKeepsItsLines) {
  EXPECT_EQ(Html("one\ntwo\r\nthree & 1 < 2"), "one<br>two<br>three &amp; 1 &lt; 2");
  EXPECT_EQ(Plain("one\ntwo\r\nthree & 1 < 2"), "one\ntwo\nthree & 1 < 2");
  EXPECT_EQ(Html(""), "");
  EXPECT_EQ(Plain("  "), "");
}

TEST(MailCleaner, ThePlainTextHasNoTagsAndItsLinesEndWhereBlocksDo) {
  EXPECT_EQ(Plain("<p>周二&nbsp; <b>开</b>会</p>\n\n<p>二</p>"), "周二 开会\n二");
  EXPECT_EQ(Plain("a<br>b<br><br>c"), "a\nb\n\nc");
  EXPECT_EQ(Plain("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"), "a b\nc");
  EXPECT_EQ(Plain("<pre>a\n  b</pre>"), "a\nb");
  EXPECT_EQ(Plain("<style>x</style>a<!-- b -->"), "a");
  EXPECT_EQ(Plain("&lt;b&gt;<i>x</i>"), "<b>x");
  EXPECT_EQ(Plain("a<wbr>b<!----!>c<!-->d<nope>e</nope>"), "abcde");
}

TEST(MailCleaner, DepthAndSizeAreBounded) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  const std::string html = Html(deep + "x");
  EXPECT_EQ(FaultIn(html), "");
  EXPECT_LT(html.size(), 10'000u);
  EXPECT_EQ(FaultIn(Html(std::string(500'000, '<'))), "");
  EXPECT_EQ(FaultIn(Html("<b " + std::string(100'000, 'a') + "=\"")), "");
  // A parser that compares each attribute of a tag with those before would take many seconds.
  std::string many = "<b";
  for (int i = 0; i < 50'000; ++i) many += " a" + std::to_string(i);
  EXPECT_EQ(Html(many + " title=x>y</b>"), "<b title=\"x\">y</b>");
}

TEST(MailCleaner, AQuoteStandsBelowWhatIsWritten) {
  const Cleaned both = Clean("<b>mine</b>").WithQuote("\nFrom: <x>\n", Clean("<i>theirs</i>"));
  EXPECT_EQ(FaultIn(both.html()), "");
  EXPECT_EQ(both.html(),
            "<b>mine</b><div><br>From: &lt;x&gt;<br></div><blockquote><i>theirs</i></blockquote>");
  EXPECT_EQ(both.plain(), "mine\n\n\nFrom: <x>\n\ntheirs");
}

TEST(MailCleaner, ATextOfSignsIsNoHtml) {
  const Cleaned text = Cleaned::OfText("<b>\nx & y");
  EXPECT_EQ(FaultIn(text.html()), "");
  EXPECT_EQ(text.html(), "&lt;b&gt;<br>x &amp; y");
  EXPECT_EQ(text.plain(), "<b>\nx & y");
}

TEST(MailCleaner, APreviewIsOneLine) {
  EXPECT_EQ(PreviewOf("one\ntwo"), "one two");
  EXPECT_EQ(PreviewOf(std::string(100, 'a')), std::string(100, 'a'));
  EXPECT_EQ(PreviewOf(std::string(101, 'a')), std::string(100, 'a') + "...");
}

}  // namespace
}  // namespace koine::mail
