#include "core/office/external/card.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"

namespace koine::external {

namespace {

constexpr std::size_t kFoldBytes = 75;  // RFC 2426 2.6

std::string UpperAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// --- lines

struct Line {
  std::int64_t number = 0;
  std::string text;
};

bool IsQuotedPrintable(std::string_view line) {
  const std::string head = UpperAscii(line.substr(0, line.find(':')));
  return head.find("QUOTED-PRINTABLE") != std::string::npos;
}

// Without the breaks that only keep them short.
std::vector<Line> Unfolded(std::string_view text) {
  std::vector<Line> out;
  bool soft = false;  // the line before goes on here, as quoted-printable has it
  std::int64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    const bool folded = !line.empty() && (line[0] == ' ' || line[0] == '\t');
    if (!out.empty() && soft) {
      out.back().text += line;
    } else if (!out.empty() && folded) {
      out.back().text += line.substr(1);
    } else if (!line.empty()) {
      out.push_back({number, std::string(line)});
    }
    soft = !out.empty() && !out.back().text.empty() && out.back().text.back() == '=' &&
           IsQuotedPrintable(out.back().text);
    if (soft) out.back().text.pop_back();
  }
  return out;
}

// --- properties

struct Property {
  std::string name;                // in capitals, without the group before it
  std::vector<std::string> kinds;  // values of TYPE, in capitals
  bool quoted = false, uri = false, first = false;
  std::string value;

  bool Is(std::string_view kind) const {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
};

// Where the first of `wanted` stands outside of quotes.
std::size_t FindOutside(std::string_view text, char wanted) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (text[i] == wanted && !quoted) return i;
  }
  return text.npos;
}

void TakeParameter(std::string_view given, Property* out) {
  std::string parameter = UpperAscii(given);
  std::erase(parameter, '"');
  const std::size_t equals = parameter.find('=');
  const std::string name = equals == std::string::npos ? "TYPE" : parameter.substr(0, equals);
  // A word alone is a type, or in the oldest version the encoding.
  const std::string value = equals == std::string::npos ? parameter : parameter.substr(equals + 1);
  out->quoted = out->quoted || value == "QUOTED-PRINTABLE";
  out->uri = out->uri || (name == "VALUE" && (value == "URI" || value == "URL"));
  out->first = out->first || name == "PREF";
  if (name != "TYPE") return;
  for (const std::string_view kind : text::Split(value, ',')) {
    out->kinds.emplace_back(kind);
    out->first = out->first || kind == "PREF";
  }
}

std::string FromQuotedPrintable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '=' ? text::FromHex(text.substr(i + 1, 2)) : std::nullopt;
    if (byte && byte->size() == 1) {
      out += *byte;
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// False: it is none.
bool ReadProperty(std::string_view line, Property* out) {
  const std::size_t colon = FindOutside(line, ':');
  if (colon == line.npos) return false;
  std::string_view head = line.substr(0, colon);
  std::string_view value = line.substr(colon + 1);
  std::size_t end = std::min(FindOutside(head, ';'), head.size());
  std::string_view name = text::Trim(head.substr(0, end));
  if (const std::size_t dot = name.rfind('.'); dot != name.npos) name.remove_prefix(dot + 1);
  out->name = UpperAscii(name);
  while (end < head.size()) {
    head.remove_prefix(end + 1);
    end = std::min(FindOutside(head, ';'), head.size());
    TakeParameter(text::Trim(head.substr(0, end)), out);
  }
  out->value = out->quoted ? FromQuotedPrintable(value) : std::string(value);
  return true;
}

// Without the signs before commas, semicolons and breaks.
std::string Unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i];
      continue;
    }
    const char next = text[++i];
    out += next == 'n' || next == 'N' ? '\n' : next;
  }
  return out;
}

// The parts between signs that have no backslash before them.
std::vector<std::string> PartsOf(std::string_view text, char separator) {
  std::vector<std::string> out;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == separator) {
      out.push_back(Unescaped(text.substr(from, i - from)));
      from = i + 1;
    }
  }
  out.push_back(Unescaped(text.substr(from)));
  return out;
}

// --- cards

struct Card {
  Entry entry;
  std::string spelled;  // the name by its parts
  int mobile_rank = 0, email_rank = 0;
  bool newest = false;  // of version 4
  bool damaged = false;
};

std::string SpelledName(const std::string& value) {
  std::vector<std::string> parts = PartsOf(value, ';');
  parts.resize(3);
  return NameOf(parts[0], parts[1], parts[2]);
}

int RankOf(const Property& p) {
  if (p.Is("FAX") || p.Is("PAGER")) return 1;
  return (p.Is("CELL") ? 4 : 2) + (p.first ? 1 : 0);
}

std::string WithoutScheme(std::string value, std::string_view scheme) {
  const bool has = text::EqualsIgnoreCaseAscii(value.substr(0, scheme.size()), scheme);
  return has ? value.substr(scheme.size()) : value;
}

std::string Joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (text::IsBlank(part)) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

void TakeNumber(const Property& p, Card* card) {
  const int rank = RankOf(p);
  if (rank <= card->mobile_rank) return;
  std::string value = Unescaped(p.value);
  if (card->newest || p.uri) value = WithoutScheme(std::move(value), "tel:");
  card->mobile_rank = rank;
  card->entry.what.mobile = std::move(value);
}

void TakeAddress(const Property& p, Card* card) {
  const int rank = p.first ? 2 : 1;
  if (rank <= card->email_rank) return;
  card->email_rank = rank;
  card->entry.what.email = Unescaped(p.value);
}

// WeChat among the ways to talk at once.
void TakeMessenger(const Property& p, Card* card) {
  for (const std::string_view scheme : {"weixin:", "wechat:"}) {
    std::string rest = WithoutScheme(p.value, scheme);
    if (rest.size() < p.value.size()) card->entry.what.wechat = std::move(rest);
  }
}

void TakePicture(const Property& p, Card* card) {
  const bool link = p.value.rfind("https://", 0) == 0 || p.value.rfind("http://", 0) == 0;
  const bool fits = text::CodePoints(p.value) <= static_cast<std::size_t>(kAvatarChars);
  if (link && fits) card->entry.what.avatar = p.value;
}

void TakeProperty(const Property& p, Card* card) {
  Details& w = card->entry.what;
  if (!text::IsUtf8(p.value) || p.value.find('\0') != std::string::npos) {
    card->damaged = true;
  } else if (p.name == "VERSION") {
    card->newest = text::Trim(p.value).substr(0, 1) == "4";
  } else if (p.name == "FN") {
    if (text::IsBlank(w.name)) w.name = Unescaped(p.value);
  } else if (p.name == "N") {
    card->spelled = SpelledName(p.value);
  } else if (p.name == "ORG") {
    if (w.company.empty()) w.company = PartsOf(p.value, ';')[0];
  } else if (p.name == "TITLE") {
    w.position = Unescaped(p.value);
  } else if (p.name == "TEL") {
    TakeNumber(p, card);
  } else if (p.name == "EMAIL") {
    TakeAddress(p, card);
  } else if (p.name == "X-WECHAT") {
    w.wechat = Unescaped(p.value);
  } else if (p.name == "IMPP") {
    TakeMessenger(p, card);
  } else if (p.name == "ADR") {
    if (w.address.empty()) w.address = Joined(PartsOf(p.value, ';'), " ");
  } else if (p.name == "NOTE") {
    w.remark = Unescaped(p.value);
  } else if (p.name == "CATEGORIES") {
    w.tags += ',' + Joined(PartsOf(p.value, ','), ",");
  } else if (p.name == "PHOTO") {
    TakePicture(p, card);
  } else if (p.name == "X-KOINE-GROUP") {
    card->entry.group = Unescaped(p.value);
  } else if (p.name == "X-KOINE-STARRED") {
    card->entry.starred = p.value == "1";
  }
}

Status EndCard(Card card, File* file) {
  if (card.damaged) return AddUnread({card.entry.line, "", "encoding"}, file);
  if (text::IsBlank(card.entry.what.name)) card.entry.what.name = std::move(card.spelled);
  return AddEntry(std::move(card.entry), file);
}

// --- writing

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

// One line, in pieces of whole characters that are not too long.
void Put(std::string_view name, std::string_view value, std::string* out) {
  std::string line = std::string(name) + ':' + std::string(value);
  std::string_view rest = line;
  for (std::size_t room = kFoldBytes; rest.size() > room; room = kFoldBytes - 1) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(rest[end]) & 0xc0) == 0x80) --end;
    out->append(rest.substr(0, end)).append("\r\n ");
    rest.remove_prefix(end);
  }
  out->append(rest).append("\r\n");
}

void PutText(std::string_view name, const std::string& text, std::string* out) {
  if (!text.empty()) Put(name, Escaped(text), out);
}

void WriteCard(const Contact& contact, std::string* out) {
  const Details& w = contact.what;
  Put("BEGIN", "VCARD", out);
  Put("VERSION", "3.0", out);
  PutText("FN", w.name, out);
  Put("N", Escaped(w.name) + ";;;;", out);
  PutText("ORG", w.company, out);
  PutText("TITLE", w.position, out);
  PutText("TEL;TYPE=CELL", w.mobile, out);
  PutText("EMAIL", w.email, out);
  PutText("X-WECHAT", w.wechat, out);
  if (!w.address.empty()) Put("ADR", ";;" + Escaped(w.address) + ";;;;", out);
  PutText("NOTE", w.remark, out);
  std::string tags;
  for (const std::string& tag : TagsOf(w.tags)) tags += (tags.empty() ? "" : ",") + Escaped(tag);
  if (!tags.empty()) Put("CATEGORIES", tags, out);
  const bool link = w.avatar.rfind("https://", 0) == 0 || w.avatar.rfind("http://", 0) == 0;
  if (link && w.avatar.find_first_of("\r\n") == std::string::npos) {
    Put("PHOTO;VALUE=URI", w.avatar, out);
  }
  PutText("X-KOINE-GROUP", contact.group_name, out);
  if (contact.starred) Put("X-KOINE-STARRED", "1", out);
  Put("END", "VCARD", out);
}

}  // namespace

Result<File> ReadCards(std::string_view text) {
  static constexpr std::string_view kMark = "\xef\xbb\xbf";
  if (text.substr(0, kMark.size()) == kMark) text.remove_prefix(kMark.size());
  File file;
  Card card;
  int depth = 0;  // of cards within cards; only the outermost count
  for (const Line& line : Unfolded(text)) {
    Property p;
    if (!ReadProperty(line.text, &p)) continue;
    const bool edge = text::EqualsIgnoreCaseAscii(text::Trim(p.value), "VCARD");
    if (p.name == "BEGIN" && edge) {
      if (++depth == 1) {
        card = Card();
        card.entry.line = line.number;
      }
    } else if (p.name == "END" && edge && depth > 0) {
      if (--depth == 0) KOINE_CHECK(EndCard(std::move(card), &file));
    } else if (depth == 1) {
      TakeProperty(p, &card);
    }
  }
  if (depth > 0) KOINE_CHECK(AddUnread({card.entry.line, "", "end"}, &file));
  if (file.entries.empty() && file.unread.empty()) return Error{Code::kBadArgument, "card_file"};
  return file;
}

std::string WriteCards(std::span<const Contact> contacts) {
  std::string out;
  for (const Contact& contact : contacts) WriteCard(contact, &out);
  return out;
}

}  // namespace koine::external
