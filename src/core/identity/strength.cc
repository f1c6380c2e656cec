#include "core/identity/strength.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "base/text.h"
#include "core/identity/password.h"
#include "core/identity/rows.h"

namespace koine::identity {

namespace {

constexpr std::size_t kAddedDigitsMax = 4;
constexpr std::size_t kBareDigitsMin = 8;
constexpr std::size_t kPeriodMax = 3;
constexpr std::size_t kNameBytesMin = 3;
constexpr std::size_t kDifferentMin = 8;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string Reversed(std::string_view text) {
  return {text.rbegin(), text.rend()};
}

// Whether the text is its first `period` bytes, again and again.
bool Repeats(std::string_view text, std::size_t period) {
  for (std::size_t i = period; i < text.size(); ++i) {
    if (text[i] != text[i - period]) return false;
  }
  return true;
}

// Without the digits and the one sign that people add to a word.
std::string_view Bare(std::string_view text) {
  if (!text.empty() && (text.back() == '!' || text.back() == '.')) text.remove_suffix(1);
  std::string_view out = text;
  std::size_t added = 0;
  for (; !out.empty() && IsDigit(out.back()); ++added) out.remove_suffix(1);
  if (added > kAddedDigitsMax || out.empty()) return text;
  text = out;
  for (added = 0; !out.empty() && IsDigit(out.front()); ++added) out.remove_prefix(1);
  return added > kAddedDigitsMax || out.empty() ? text : out;
}

// With the letters that digits and signs stand for; `one` is what 1 stands for.
std::string Plain(std::string_view text, char one) {
  std::string out(text);
  for (char& c : out) {
    switch (c) {
      case '0':
        c = 'o';
        break;
      case '1':
      case '!':
        c = one;
        break;
      case '3':
        c = 'e';
        break;
      case '4':
      case '@':
        c = 'a';
        break;
      case '5':
      case '$':
        c = 's';
        break;
      case '7':
        c = 't';
        break;
      default:
        break;
    }
  }
  return out;
}

// The forms under which a password is looked for.
std::vector<std::string> Forms(const std::string& folded) {
  std::vector<std::string> out{folded, std::string(Bare(folded))};
  for (const char one : {'i', 'l'}) {
    out.push_back(Plain(folded, one));
    out.push_back(Plain(Bare(folded), one));
  }
  return out;
}

}  // namespace

bool IsRepeatedOrRun(std::string_view text) {
  if (text.size() < 2) return true;
  for (std::size_t period = 1; period <= kPeriodMax; ++period) {
    if (text.size() >= 2 * period && Repeats(text, period)) return true;
  }
  constexpr std::array<std::string_view, 6> kRuns{"01234567890",  "abcdefghijklmnopqrstuvwxyz",
                                                  "1234567890-=", "qwertyuiop",
                                                  "asdfghjkl",    "zxcvbnm"};
  const std::string back = Reversed(text);
  return std::any_of(kRuns.begin(), kRuns.end(), [&](std::string_view run) {
    return run.find(text) != run.npos || run.find(back) != run.npos;
  });
}

bool IsUsual(std::string_view password, std::span<const std::string_view> names) {
  const std::string folded = text::Fold(password);
  if (IsRepeatedOrRun(folded)) return true;
  if (folded.size() < kBareDigitsMin && std::all_of(folded.begin(), folded.end(), IsDigit)) {
    return true;
  }
  const std::vector<std::string> forms = Forms(folded);
  for (const std::string& form : forms) {
    if (IsUsualWord(form) || IsUsualWord(Reversed(form))) return true;
    // The same word twice.
    if (form.size() % 2 == 0 && Repeats(form, form.size() / 2)) return true;
  }
  for (const std::string_view name : names) {
    const std::string own = text::Fold(text::Trim(name));
    if (own.size() < kNameBytesMin) continue;
    const std::string reversed = Reversed(own);
    for (const std::string& form : forms) {
      if (form == own || form == reversed) return true;
    }
  }
  return false;
}

Result<std::string> HashChosen(std::string_view password, std::span<const std::string_view> names) {
  if (IsUsual(password, names)) return Error{Code::kBadArgument, "usual_password"};
  return HashPassword(password);
}

Result<std::string> HashChosenFor(store::Store& store, TenantId tenant, UserId user,
                                  std::string_view password) {
  std::optional<User> found;
  KOINE_CHECK(
      store.ReadNow("names", [&](store::Txn& txn) { found = FindUser(txn, tenant, user); }));
  if (!found) return Error{Code::kUserNotFound};
  const std::string name = found->username.value_or(""), email = found->email.value_or("");
  const std::string mobile = found->mobile.value_or("");
  const std::string_view names[] = {name, found->nickname, mobile, email,
                                    std::string_view(email).substr(0, email.find('@'))};
  return HashChosen(password, names);
}

const char* SecretFault(std::string_view secret, std::size_t chars_min) {
  constexpr std::array<std::string_view, 6> kKnown{"openim123", "secret_wukongim", "wukongim",
                                                   "changeme",  "minioadmin",      "password"};
  if (secret.size() < chars_min) return "it is too short";
  for (std::size_t period = 1; period <= secret.size() / 2; ++period) {
    if (Repeats(secret, period)) return "it repeats itself";
  }
  const std::string folded = text::LowerAscii(std::string(secret));
  for (const std::string_view known : kKnown) {
    if (folded.find(known) != folded.npos) return "it is widely known";
  }
  if (IsUsual(secret)) return "it is widely known";
  if (std::set<char>(secret.begin(), secret.end()).size() < kDifferentMin) {
    return "it has too few different characters";
  }
  return nullptr;
}

}  // namespace koine::identity
