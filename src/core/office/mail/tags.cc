#include "core/office/mail/tags.h"

#include <cctype>

#include "base/text.h"

namespace koine::mail {

namespace {

// Attributes of one element that are kept.
constexpr int kAttributesMax = 30;
constexpr std::size_t kNameMax = 20;  // of an element or attribute; longer ones are none of ours

bool IsLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}
bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

class TagReader {
 public:
  explicit TagReader(std::string_view content) : in_(content) {}

  std::string Read() {
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (c == '<') {
        ReadMarkup();
      } else {
        AppendText(c);
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  char Peek(std::size_t ahead) const { return at_ + ahead < in_.size() ? in_[at_ + ahead] : '\0'; }
  // What ends the parser's input, or could begin a tag, is no text as it stands.
  void AppendText(char c) {
    if (c == '<') {
      out_ += "&lt;";
    } else if (c == '>') {
      out_ += "&gt;";
    } else if (c == '"') {
      out_ += "&quot;";
    } else if (c != '\0') {
      out_ += c;
    }
  }
  // To behind the next `what`, or to the end.
  void SkipPast(std::string_view what) {
    const std::size_t end = in_.find(what, at_);
    at_ = end == in_.npos ? in_.size() : end + what.size();
  }
  void SkipBlanks() {
    while (at_ < in_.size() && (IsBlank(in_[at_]) || in_[at_] == '/')) ++at_;
  }
  // Until one of these or a blank, in lower case.
  std::string ReadName(std::string_view ends) {
    const std::size_t from = at_;
    while (at_ < in_.size() && !IsBlank(in_[at_]) && ends.find(in_[at_]) == ends.npos) ++at_;
    const std::string_view name = in_.substr(from, at_ - from);
    return name.size() > kNameMax ? "" : text::LowerAscii(name);
  }

  void ReadMarkup() {
    if (IsLetter(Peek(1))) return ReadTag(false);
    if (Peek(1) == '/' && IsLetter(Peek(2))) return ReadTag(true);
    if (Peek(1) == '!' && Peek(2) == '-' && Peek(3) == '-') return SkipRemark();
    if (Peek(1) == '!' || Peek(1) == '?' || Peek(1) == '/') return SkipPast(">");
    AppendText('<');
    ++at_;
  }

  // <!-- … -->; some end it otherwise, and every reader ends it there.
  void SkipRemark() {
    constexpr std::size_t kBegin = 2;  // the signs at its beginning may be those of its end
    at_ += kBegin;
    for (at_ = in_.find("--", at_); at_ != in_.npos; at_ = in_.find("--", at_ + 1)) {
      if (Peek(2) == '>' || (Peek(2) == '!' && Peek(3) == '>')) return SkipPast(">");
    }
    at_ = in_.size();
  }

  void ReadTag(bool closes) {
    at_ += closes ? 2 : 1;
    const std::string name = ReadName("/>");
    const bool ours = IsKept(name) || IsIn(kVoid, name);
    std::string tag = (closes ? "</" : "<") + name;
    int kept = 0;
    for (SkipBlanks(); at_ < in_.size() && in_[at_] != '>'; SkipBlanks()) {
      std::string attribute = ReadName("/>=");
      const std::string_view value = ReadValue();
      if (closes || !ours || kept >= kAttributesMax || RuleOf(name, attribute) == nullptr) continue;
      ++kept;
      tag.append(" ").append(attribute).append("=\"");
      for (const char c : value) AppendValue(c, &tag);
      tag += '"';
    }
    if (at_ >= in_.size()) return;  // a tag without an end is none
    ++at_;
    if (!closes && IsIn(kRaw, name)) return SkipRaw(name);
    if (!ours && !IsIn(kDropped, name)) return;
    out_.append(tag).append(">");
  }

  // Behind the name of an attribute. Entities in it are left to the parser.
  std::string_view ReadValue() {
    std::size_t next = at_;
    while (next < in_.size() && IsBlank(in_[next])) ++next;
    if (next >= in_.size() || in_[next] != '=') return {};
    at_ = next + 1;
    while (at_ < in_.size() && IsBlank(in_[at_])) ++at_;
    if (at_ >= in_.size()) return {};
    const char quote = in_[at_];
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) ++at_;
    const std::size_t from = at_;
    while (at_ < in_.size()) {
      const char c = in_[at_];
      if (quoted ? c == quote : IsBlank(c) || c == '>') break;
      ++at_;
    }
    const std::string_view value = in_.substr(from, at_ - from);
    if (quoted && at_ < in_.size()) ++at_;
    return value;
  }
  static void AppendValue(char c, std::string* tag) {
    if (c == '"') {
      *tag += "&quot;";
    } else if (c == '<') {
      *tag += "&lt;";
    } else if (c == '>') {
      *tag += "&gt;";
    } else if (c != '\0') {
      *tag += c;
    }
  }

  // To behind its own end tag, or to the end.
  void SkipRaw(std::string_view name) {
    for (; at_ < in_.size(); ++at_) {
      at_ = in_.find("</", at_);
      if (at_ == in_.npos) break;
      const std::string_view rest = in_.substr(at_ + 2);
      if (!text::EqualsIgnoreCaseAscii(rest.substr(0, name.size()), name)) continue;
      const char after = rest.size() > name.size() ? rest[name.size()] : '>';
      if (!IsBlank(after) && after != '/' && after != '>') continue;
      return SkipPast(">");
    }
    at_ = in_.size();
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string WithoutForeignTags(std::string_view content) {
  return TagReader(content).Read();
}

}  // namespace koine::mail
