#include "server/examples.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace koine::server {

namespace {

// What a placeholder stands for, where a field is a number and where it is a text. Without a text:
// the number, as people write it.
struct Sample {
  std::string_view name;
  std::int64_t number;
  std::string_view text = {};
};

constexpr Sample kSamples[] = {
    {"announcement.mine", 41},
    {"app.id", 1, "demo"},
    {"application.mine", 61},
    {"approval.mine", 111},
    {"attendance.mine", 120},
    {"booking.mine", 112},
    {"call.mine", 71},
    {"chat.mine", 0, "si_ann_bob"},
    {"client.ann", 1, "ann"},
    {"client.bob", 2, "bob"},
    {"client.new", 5, "eve"},
    {"complaint.mine", 81},
    {"contact.mine", 1002, "bob"},
    {"contactgroup.own", 0, "family"},
    {"conv.id", 0, "9f1b4c3d2e5a60718293a4b5c6d7e8f9"},
    {"conversation.mine", 2001},
    {"decision.mine", 113},
    {"department.empty", 116},
    {"department.mine", 114},
    {"department.other", 115},
    {"ding.mine", 118},
    {"dingreceived.mine", 119},
    {"document.mine", 122},
    {"documentcomment.mine", 123},
    {"documentversion.mine", 124},
    {"drivefile.mine", 141},
    {"drivefolder.mine", 142},
    {"driveshare.mine", 143},
    {"email.mine", 127},
    {"externalcontact.mine", 125},
    {"externalgroup.mine", 126},
    {"favorite.mine", 5001},
    {"file.day", 31, "31"},
    {"file.fileName", 0, "0b7c1f3e5a9d2468.png"},
    {"file.mine", 91, "0b7c1f3e5a9d24680b7c1f3e5a9d2468"},
    {"file.month", 1, "01"},
    {"file.spare", 92, "1c8d2a4f6b0e35791c8d2a4f6b0e3579"},
    {"file.year", 2026, "2026"},
    {"form.mine", 0, "9d8c7b6a5f4e3d2c"},
    {"group.mine", 3001},
    {"group.open", 3002},
    {"group.open", 3004},
    {"group.other", 3003},
    {"groupcall.mine", 72},
    {"groupfile.mine", 93},
    {"groupmessage.mine", 5003},
    {"handle.new", 0, "eve"},
    {"key.group", 0, "sg_3001"},
    {"meetingroom.mine", 110},
    {"meetingroom.spare", 111},
    {"merged.mine", 5004},
    {"message.mine", 5001},
    {"msg.id", 0, "7a6b5c4d3e2f10987a6b5c4d3e2f1098"},
    {"name.admin", 0, "admin"},
    {"name.me", 0, "ann"},
    {"name.new", 0, "eve"},
    {"news.mine", 101},
    {"notice.mine", 102},
    {"notification.mine", 103},
    {"object.mine", 0, "ann/picture.png"},
    {"officeapp.mine", 128},
    {"officeapp.spare", 129},
    {"part.one", 0, "c4ca4238a0b923820dcc509a6f75849b"},
    {"part.two", 0, "c81e728d9d4c2f636f067f89cc14862c"},
    {"password.admin", 0, "three-old-clocks"},
    {"password.me", 0, "seven-blue-kites"},
    {"pushtask.mine", 104},
    {"refresh.me", 0, "the refreshToken of the sign-in"},
    {"report.mine", 131},
    {"reportcomment.mine", 132},
    {"request.mine", 51},
    {"request.sent", 52},
    {"room.id", 0, "0f1e2d3c4b5a69788796a5b4c3d2e1f0"},
    {"schedule.mine", 111},
    {"scheduleinvited.mine", 112},
    {"secret", 0, "the value of openim.secret"},
    {"task.mine", 121},
    {"todo.mine", 120},
    {"token.me", 0, "the token of the sign-in"},
    {"unique", 0, "c0ffee01"},
    {"upload.mine", 0, "3d2c1b0a9f8e7d6c3d2c1b0a9f8e7d6c"},
    {"upload.name", 0, "0b7c1f3e5a9d2468.png"},
    {"upload.url", 0, "/file/download/0b7c1f3e5a9d2468.png"},
    {"user.account", 1010, "news"},
    {"user.applicant", 1004, "dan"},
    {"user.me", 1001, "ann"},
    {"user.mine", 1001, "ann"},
    {"user.missing", 9999, "nobody"},
    {"user.peer", 1002, "bob"},
    {"user.stranger", 1003, "cat"},
    {"word.mine", 105},
    {"word.new", 0, "casino"},
};

const Sample* Find(std::string_view name) {
  const auto* found = std::find_if(std::begin(kSamples), std::end(kSamples),
                                   [name](const Sample& one) { return one.name == name; });
  return found == std::end(kSamples) ? nullptr : found;
}

std::string TextOf(const Sample& sample) {
  return sample.text.empty() ? std::to_string(sample.number) : std::string(sample.text);
}

bool IsNumber(const gateway::Dialect& dialect, const json::Type& type) {
  const json::Profile& profile = dialect.profile();
  switch (type.kind) {
    case json::Kind::kInt:
      return type.size < 8 || !profile.int64_as_text;
    case json::Kind::kId:
    case json::Kind::kMessageId:
      return !profile.ids_as_text;
    case json::Kind::kDouble:
    case json::Kind::kCents:
      return true;
    default:
      return false;
  }
}

// A string of the example without its placeholders.
std::string Filled(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == text.npos ? open : text.find('}', open);
    if (close == text.npos) break;
    const Sample* sample = Find(text.substr(open + 1, close - open - 1));
    out += text.substr(0, open);
    out += sample == nullptr ? text.substr(open, close + 1 - open) : TextOf(*sample);
    text.remove_prefix(close + 1);
  }
  return out + std::string(text);
}

std::string FillString(const gateway::Dialect& dialect, const json::Type* type,
                       std::string_view raw) {
  auto text = json::Parse<std::vector<std::string>>("[" + std::string(raw) + "]");
  if (!text.ok() || text->size() != 1) return std::string(raw);
  std::string value = text->front();
  const bool number = type != nullptr && IsNumber(dialect, *type);
  const bool whole = value.size() > 2 && value.front() == '{' && value.back() == '}';
  const Sample* sample =
      whole ? Find(std::string_view(value).substr(1, value.size() - 2)) : nullptr;
  if (number && sample != nullptr) return std::to_string(sample->number);
  value = Filled(value);
  // The example may have a number as a text, where the dialect takes both.
  const bool digits = !value.empty() && value.find_first_not_of("0123456789.") == value.npos;
  if (number && digits) return value;
  std::string out;
  json::Quote(value, &out);
  return out;
}

bool IsText(const json::Type* type) {
  return type != nullptr && type->kind == json::Kind::kString;
}

// `type`: null where any JSON may stand.
std::string Fill(const gateway::Dialect& dialect, const json::Type* type, const json::Raw& raw) {
  while (type != nullptr && type->kind == json::Kind::kOptional) type = type->element;
  if (raw.text.empty()) return "null";
  const bool inner =
      type != nullptr && (type->kind == json::Kind::kList || type->kind == json::Kind::kMap);
  const char first = raw.text.front();
  // A list may stand as a text in a query, and a number for a text.
  if (first != '[' && type != nullptr && type->kind == json::Kind::kList) {
    const std::string text = Fill(dialect, nullptr, raw);
    const bool many = first == '"' && IsNumber(dialect, *type->element);
    if (many) return "[" + text.substr(1, text.size() - 2) + "]";  // with commas between them
    return "[" + text + "]";
  }
  if (first == '"') return FillString(dialect, type, raw.text);
  if (first != '[' && first != '{' && IsText(type)) return '"' + raw.text + '"';
  if (first == '[') {
    auto list = json::Parse<std::vector<json::Raw>>(raw.text);
    if (!list.ok()) return raw.text;
    std::string out = "[";
    for (const json::Raw& one : *list) {
      if (out.size() > 1) out += ",";
      out += Fill(dialect, inner ? type->element : nullptr, one);
    }
    return out + "]";
  }
  if (first != '{') return raw.text;
  auto members = json::Parse<Members>(raw.text);
  if (!members.ok()) return raw.text;
  for (auto& [name, value] : *members) {
    const json::Type* of = inner ? type->element : nullptr;
    if (type != nullptr && type->kind == json::Kind::kStruct) {
      for (const json::Field& field : type->fields) {
        if (field.name == name) of = field.type;
      }
    }
    value.text = Fill(dialect, of, value);
  }
  return server::TextOf(*members);
}

}  // namespace

Members ExampleOf(const gateway::Dialect& dialect, const gateway::Row& row) {
  auto members = json::Parse<Members>(Fill(dialect, row.thunk.request(), {row.opt.example}));
  return members.ok() ? *std::move(members) : Members();
}

std::string TextOf(const Members& members) {
  std::string out = "{";
  for (const auto& [name, value] : members) {
    if (out.size() > 1) out += ",";
    json::Quote(name, &out);
    out += ":" + (value.text.empty() ? std::string("null") : value.text);
  }
  return out + "}";
}

}  // namespace koine::server
