#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

// What of HTML a mail may have (clean.h), and how it is read first.
namespace koine::mail {

// What the value of an attribute must be.
enum class Rule : std::uint8_t { kText, kNumber, kWord, kColor, kLink, kPicture, kStyle };

struct Attribute {
  std::string_view element;  // empty: of all
  std::string_view name;
  Rule rule = Rule::kText;
};

// No id, name or class: by these a text could pass for a part of the page that shows it.
inline constexpr Attribute kAttributes[] = {
    {"", "align", Rule::kWord},
    {"", "dir", Rule::kWord},
    {"", "style", Rule::kStyle},
    {"", "title", Rule::kText},
    {"a", "href", Rule::kLink},
    {"col", "span", Rule::kNumber},
    {"col", "width", Rule::kNumber},
    {"font", "color", Rule::kColor},
    {"font", "size", Rule::kNumber},
    {"img", "alt", Rule::kText},
    {"img", "height", Rule::kNumber},
    {"img", "src", Rule::kPicture},
    {"img", "width", Rule::kNumber},
    {"ol", "start", Rule::kNumber},
    {"table", "border", Rule::kNumber},
    {"table", "cellpadding", Rule::kNumber},
    {"table", "cellspacing", Rule::kNumber},
    {"table", "width", Rule::kNumber},
    {"td", "colspan", Rule::kNumber},
    {"td", "height", Rule::kNumber},
    {"td", "rowspan", Rule::kNumber},
    {"td", "valign", Rule::kWord},
    {"td", "width", Rule::kNumber},
    {"th", "colspan", Rule::kNumber},
    {"th", "rowspan", Rule::kNumber},
    {"th", "width", Rule::kNumber},
    {"tr", "valign", Rule::kWord},
};

// Sorted. Blocks end a line of the plain text.
inline constexpr std::string_view kBlocks[] = {
    "blockquote", "caption", "center", "dd",    "div",   "dl", "dt", "h1",
    "h2",         "h3",      "h4",     "h5",    "h6",    "li", "ol", "p",
    "pre",        "table",   "tbody",  "tfoot", "thead", "tr", "ul",
};
inline constexpr std::string_view kInline[] = {
    "a",    "abbr",   "b",      "big", "cite", "code", "col", "colgroup", "del",  "dfn",
    "em",   "font",   "i",      "ins", "kbd",  "mark", "q",   "s",        "samp", "small",
    "span", "strike", "strong", "sub", "sup",  "td",   "th",  "tt",       "u",    "var",
};
inline constexpr std::string_view kVoid[] = {"br", "hr", "img"};
// These go with what is in them.
inline constexpr std::string_view kDropped[] = {
    "applet", "audio",  "button", "canvas", "datalist", "dialog",   "frameset", "listing",
    "math",   "object", "option", "select", "svg",      "template", "video",
};
// So do these, within which nothing is a tag but their own end.
inline constexpr std::string_view kRaw[] = {
    "iframe", "noembed", "noframes", "noscript", "plaintext",
    "script", "style",   "textarea", "title",    "xmp",
};

template <std::size_t N>
bool IsIn(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Elements that stay and have an end.
inline bool IsKept(std::string_view element) {
  return IsIn(kBlocks, element) || IsIn(kInline, element);
}
// The rule of an attribute of an element, both in lower case; null: it may not be there.
inline const Attribute* RuleOf(std::string_view element, std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kAttributes), std::end(kAttributes), [&](const Attribute& known) {
        return known.name == name && (known.element.empty() || known.element == element);
      });
  return found == std::end(kAttributes) ? nullptr : found;
}

// The content with nothing in it but text, tags of elements above without attributes that may not
// be there, and their ends: each value in double quotes, each sign that begins no tag written out.
// What is in an element that is raw goes here; comments, declarations and tags of elements that are
// not named above too. So the parser behind it sees no tag that this did not see, and none with so
// many attributes that it takes long. In time that grows with the length alone.
std::string WithoutForeignTags(std::string_view content);

}  // namespace koine::mail
