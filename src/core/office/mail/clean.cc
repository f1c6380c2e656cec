#include "core/office/mail/clean.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "base/text.h"
#include "core/office/mail/tags.h"

namespace koine::mail {

namespace {

// Properties of a style that change how a text looks where it stands, never where it stands.
constexpr std::string_view kProperties[] = {
    "background-color", "color",      "font-size",       "font-style",
    "font-weight",      "text-align", "text-decoration", "vertical-align",
};
constexpr std::string_view kColorForms[] = {"rgb(", "rgba("};
constexpr std::string_view kLinkForms[] = {"http://", "https://", "mailto:", "tel:"};
constexpr std::string_view kPictureForms[] = {"http://", "https://", "/uploads/"};

constexpr std::size_t kNumberChars = 6, kWordChars = 20, kLinkBytes = 4096, kTextBytes = 1024;
constexpr std::size_t kStyleBytes = 2048, kStyleValueChars = 40;

template <std::size_t N>
bool BeginsWithOne(const std::string_view (&list)[N], std::string_view lower) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](std::string_view one) { return lower.starts_with(one); });
}

bool IsLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool IsDigit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}
bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}
// Signs that no text of a mail keeps.
bool IsDroppedSign(char c) {
  return IsControl(c) && c != '\n' && c != '\t';
}
template <class F>
bool All(std::string_view text, F fits) {
  return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

bool IsNumber(std::string_view value) {
  if (value.ends_with('%')) value.remove_suffix(1);
  return value.size() <= kNumberChars && All(value, IsDigit);
}
bool IsWord(std::string_view value) {
  return value.size() <= kWordChars && All(value, IsLetter);
}
bool IsColor(std::string_view value) {
  if (IsWord(value)) return true;
  return value.size() <= kWordChars && value.starts_with('#') &&
         All(value.substr(1), [](char c) { return IsLetter(c) || IsDigit(c); });
}

// Nothing that a browser would skip or read as something else stands in it.
bool IsAddress(std::string_view value) {
  return value.size() <= kLinkBytes && !value.empty() &&
         std::none_of(value.begin(), value.end(), [](char c) { return IsControl(c) || c == '\\'; });
}

// One value of a style: words, numbers and lengths, or a colour as rgb(…).
bool IsStyleValue(std::string_view lower) {
  if (lower.size() > kStyleValueChars) return false;
  if (BeginsWithOne(kColorForms, lower)) {
    if (!lower.ends_with(')')) return false;
    lower.remove_suffix(1);
    return All(lower.substr(lower.find('(') + 1),
               [](char c) { return IsDigit(c) || c == ',' || c == '.' || c == '%' || c == ' '; });
  }
  return All(lower, [](char c) {
    return IsLetter(c) || IsDigit(c) || c == '#' || c == '.' || c == '%' || c == '-' || c == ' ';
  });
}

// Those declarations of it that are allowed.
std::string CleanStyle(std::string_view style) {
  std::string out;
  if (style.size() > kStyleBytes) return out;
  for (const std::string_view one : text::Split(style, ';')) {
    const std::size_t colon = one.find(':');
    if (colon == one.npos) continue;
    const std::string name = text::LowerAscii(text::Trim(one.substr(0, colon)));
    const std::string value = text::LowerAscii(text::Trim(one.substr(colon + 1)));
    if (!IsIn(kProperties, name) || !IsStyleValue(value)) continue;
    out += (out.empty() ? "" : "; ") + name + ": " + value;
  }
  return out;
}

// A text without the signs that are not written: whether it is empty shows only then.
std::string CleanText(std::string_view raw) {
  std::string kept(raw);
  std::erase_if(kept, IsDroppedSign);
  const std::string_view text = text::Trim(kept);
  return text.size() <= kTextBytes ? std::string(text) : "";
}

// The value as it may stand; empty: it may not.
std::string CleanValue(Rule rule, std::string_view raw) {
  const std::string value(text::Trim(raw));
  const std::string lower = text::LowerAscii(value);
  switch (rule) {
    case Rule::kText:
      return CleanText(raw);
    case Rule::kNumber:
      return IsNumber(value) ? value : "";
    case Rule::kWord:
      return IsWord(value) ? lower : "";
    case Rule::kColor:
      return IsColor(value) ? value : "";
    case Rule::kLink:
      return IsAddress(value) && BeginsWithOne(kLinkForms, lower) ? value : "";
    case Rule::kPicture:
      return IsAddress(value) && BeginsWithOne(kPictureForms, lower) ? value : "";
    case Rule::kStyle:
      return CleanStyle(value);
  }
  return "";
}

void AppendEscaped(std::string_view raw, std::string* out) {
  for (const char c : raw) {
    switch (c) {
      case '&':
        *out += "&amp;";
        break;
      case '<':
        *out += "&lt;";
        break;
      case '>':
        *out += "&gt;";
        break;
      case '"':
        *out += "&quot;";
        break;
      case '\'':
        *out += "&#39;";
        break;
      case '`':  // a quote to old browsers
        *out += "&#96;";
        break;
      default:
        if (!IsDroppedSign(c)) *out += c;
    }
  }
}

std::string_view TextOf(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Text as a reader sees it: white space is one blank, and none stands at the ends of lines.
class PlainText {
 public:
  void Add(std::string_view text, bool as_it_is) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = text::NextCodePoint(text, &at);
      constexpr char32_t kNoBreak = 0xa0;
      if (as_it_is && c == '\n') {
        EndLine();
      } else if (c == kNoBreak || (c <= ' ' && std::isspace(static_cast<int>(c)) != 0)) {
        blank_ = true;
      } else if (c >= ' ') {
        Flush();
        out_ += text.substr(from, at - from);
      }
    }
  }
  void Blank() { blank_ = true; }
  // As often as it is called, where a text came before.
  void EndLine() {
    blank_ = false;
    ++lines_;
  }
  // Once, however many blocks end here.
  void EndBlock() {
    blank_ = false;
    lines_ = std::max(lines_, 1);
  }
  std::string Take() { return std::move(out_); }

 private:
  void Flush() {
    constexpr int kLinesMax = 2;
    if (!out_.empty()) {
      if (lines_ > 0) {
        out_.append(static_cast<std::size_t>(std::min(lines_, kLinesMax)), '\n');
      } else if (blank_) {
        out_ += ' ';
      }
    }
    lines_ = 0;
    blank_ = false;
  }
  std::string out_;
  int lines_ = 0;
  bool blank_ = false;
};

// Writes what is allowed of a tree.
class Writer {
 public:
  void Write(const xmlNode* root) {
    const xmlNode* node = root;
    while (node != nullptr) {
      if (Open(node) && node->children != nullptr) {
        node = node->children;
        continue;
      }
      Close(node);
      while (node != root && node->next == nullptr) {
        node = node->parent;
        Close(node);
      }
      if (node == root) return;
      node = node->next;
    }
  }
  std::string html, plain;
  void Finish() { plain = plain_.Take(); }

 private:
  // Whether what is in it is looked at.
  bool Open(const xmlNode* node) {
    if (node->type == XML_TEXT_NODE) {
      AppendEscaped(TextOf(node->content), &html);
      plain_.Add(TextOf(node->content), preformatted_ > 0);
      return false;
    }
    if (node->type != XML_ELEMENT_NODE) return node->type == XML_HTML_DOCUMENT_NODE;
    // The block in which the content is read, so that the parser makes no paragraph of its own.
    if (wrapper_ == nullptr && TextOf(node->name) == "div") {
      wrapper_ = node;
      return true;
    }
    const std::string name = text::LowerAscii(TextOf(node->name));
    if (IsIn(kDropped, name)) return false;
    const bool empty = IsIn(kVoid, name);
    if (name == "pre") ++preformatted_;
    if (name == "br") plain_.EndLine();
    if (name == "td" || name == "th") plain_.Blank();
    if (name == "hr" || IsIn(kBlocks, name)) plain_.EndBlock();
    if (!empty && !IsKept(name)) return true;
    html.append("<").append(name);
    WriteAttributes(node, name);
    html += '>';
    return !empty;
  }
  void Close(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE || node == wrapper_) return;
    const std::string name = text::LowerAscii(TextOf(node->name));
    if (!IsKept(name)) return;
    if (name == "pre") --preformatted_;
    if (IsIn(kBlocks, name)) plain_.EndBlock();
    html.append("</").append(name).append(">");
  }

  void WriteAttributes(const xmlNode* node, std::string_view element) {
    for (const xmlAttr* one = node->properties; one != nullptr; one = one->next) {
      const std::string name = text::LowerAscii(TextOf(one->name));
      const Attribute* rule = RuleOf(element, name);
      if (rule == nullptr) continue;
      const std::unique_ptr<xmlChar, void (*)(void*)> raw(
          xmlNodeListGetString(node->doc, one->children, 1), [](void* p) { xmlFree(p); });
      const std::string value = CleanValue(rule->rule, TextOf(raw.get()));
      if (value.empty()) continue;
      html.append(" ").append(name).append("=\"");
      AppendEscaped(value, &html);
      html += '"';
      // The page behind a link learns nothing of this one, and cannot lead it elsewhere.
      if (name == "href") html += R"( target="_blank" rel="noopener noreferrer nofollow")";
    }
  }

  PlainText plain_;
  const xmlNode* wrapper_ = nullptr;
  int preformatted_ = 0;
};

bool HasTags(std::string_view content) {
  for (std::size_t at = content.find('<'); at != content.npos; at = content.find('<', at + 1)) {
    const char next = at + 1 < content.size() ? content[at + 1] : ' ';
    if (IsLetter(next) || next == '/' || next == '!' || next == '?') return true;
  }
  return false;
}

// A plain text as HTML.
std::string WithBreaks(std::string_view plain) {
  std::string out;
  bool first = true;
  for (std::string_view line : text::Split(plain, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!first) out += "<br>";
    first = false;
    AppendEscaped(line, &out);
  }
  return out;
}

}  // namespace

Cleaned Clean(std::string_view content) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  std::string wanted = "<div>";
  if (HasTags(content)) {
    wanted += WithoutForeignTags(content);
  } else {
    wanted += WithBreaks(content);
  }
  Cleaned out;
  const std::unique_ptr<htmlParserCtxt, void (*)(htmlParserCtxtPtr)> context(htmlNewParserCtxt(),
                                                                             htmlFreeParserCtxt);
  if (context == nullptr) return out;
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_NODEFDTD;
  const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
      htmlCtxtReadMemory(context.get(), wanted.data(), static_cast<int>(wanted.size()), nullptr,
                         "UTF-8", kOptions),
      xmlFreeDoc);
  if (document == nullptr) return out;
  const xmlNode* root = xmlDocGetRootElement(document.get());
  if (root == nullptr) return out;
  Writer writer;
  writer.Write(root);
  writer.Finish();
  out.plain_ = std::move(writer.plain);
  out.html_ = std::move(writer.html);
  return out;
}

Cleaned Cleaned::WithQuote(std::string_view heading, const Cleaned& quoted) const {
  Cleaned out;
  out.html_ =
      html_ + "<div>" + WithBreaks(heading) + "</div><blockquote>" + quoted.html_ + "</blockquote>";
  out.plain_ = plain_;
  if (!out.plain_.empty()) out.plain_ += "\n\n";
  out.plain_.append(heading).append("\n").append(quoted.plain_);
  return out;
}

Cleaned Cleaned::OfText(std::string plain) {
  std::string html = WithBreaks(plain);
  return Kept(std::move(html), std::move(plain));
}

Cleaned Cleaned::Kept(std::string html, std::string plain) {
  Cleaned out;
  out.html_ = std::move(html);
  out.plain_ = std::move(plain);
  return out;
}

std::string PreviewOf(std::string_view plain) {
  std::string line(text::Prefix(plain, kPreviewChars + 1));
  std::replace(line.begin(), line.end(), '\n', ' ');
  return text::Shorten(line, kPreviewChars);
}

}  // namespace koine::mail
