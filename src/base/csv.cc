#include "base/csv.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace koine::csv {

namespace {

char SeparatorOf(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  char best = ',';
  for (const char sign : {';', '\t'}) {
    if (std::count(first.begin(), first.end(), sign) >
        std::count(first.begin(), first.end(), best)) {
      best = sign;
    }
  }
  return best;
}

bool IsComputed(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != text.npos;
}

// A number with a plus is none that changes by being computed.
bool IsNumber(std::string_view text) {
  return text.size() > 1 && text[0] == '+' &&
         text.find_first_not_of("0123456789 ()-", 1) == text.npos;
}

}  // namespace

bool Row::blank() const {
  return std::all_of(cells.begin(), cells.end(),
                     [](const std::string& cell) { return text::IsBlank(cell); });
}

Reader::Reader(std::string_view text) : text_(text) {
  if (text_.substr(0, kMark.size()) == kMark) text_.remove_prefix(kMark.size());
  separator_ = SeparatorOf(text_);
}

bool Reader::Next(Row* row) {
  if (at_ >= text_.size()) return false;
  *row = Row();
  row->line = line_;
  while (!ReadCell(row)) {
  }
  return true;
}

// True: it was the last one of its row.
bool Reader::ReadCell(Row* row) {
  std::string cell;
  if (at_ < text_.size() && text_[at_] == '"') ReadQuoted(row, &cell);
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') {
    cell += text_[at_++];
  }
  const bool last = at_ >= text_.size() || text_[at_] == '\n';
  if (last && !cell.empty() && cell.back() == '\r') cell.pop_back();
  if (row->cells.size() < kColumnsMax) row->cells.push_back(std::move(cell));
  if (last) ++line_;
  if (at_ < text_.size()) ++at_;
  return last;
}

void Reader::ReadQuoted(Row* row, std::string* cell) {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '"') {
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
        ++at_;
        return;
      }
      ++at_;
    }
    if (text_[at_] == '\n') ++line_;
    *cell += text_[at_];
  }
  row->open = true;
}

bool IsYes(std::string_view cell) {
  const std::string word = text::LowerAscii(text::Trim(cell));
  return word == kYes || word == "1" || word == "yes" || word == "true";
}

std::string_view WithoutGuard(std::string_view cell) {
  const std::size_t end = std::min(cell.find_first_not_of('\''), cell.size());
  return end > 0 && IsComputed(cell.substr(end)) ? cell.substr(1) : cell;
}

void PutCell(std::string_view text, std::string* out) {
  const std::size_t end = std::min(text.find_first_not_of('\''), text.size());
  const bool guarded = IsComputed(text.substr(end)) && !IsNumber(text);
  const bool quoted = text.find_first_of(",;\t\"\r\n") != text.npos;
  if (quoted) *out += '"';
  if (guarded) *out += '\'';
  for (const char c : text) {
    if (c == '"') *out += '"';
    *out += c;
  }
  if (quoted) *out += '"';
}

}  // namespace koine::csv
