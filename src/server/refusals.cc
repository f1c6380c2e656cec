#include "server/refusals.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "base/json_schema.h"
#include "base/text.h"
#include "server/embedded.h"

namespace koine::server {

namespace {

using gateway::Auth;
using gateway::Endpoint;
using gateway::Mode;

// What a door says to who does not get through it.
struct DoorRefusal {
  std::string_view door;
  Code code;
  const char* detail = "";
};
constexpr DoorRefusal kDoorRefusals[] = {
    {"member", Code::kConversationNotFound},
    {"member", Code::kNotMember},
    {"seat", Code::kConversationNotFound},
    {"channel", Code::kConversationNotFound},
    {"message", Code::kMessageNotFound},
    {"group_member", Code::kGroupNotFound},
    {"group_member", Code::kNotMember, "group"},
    {"group_admin", Code::kGroupNotFound},
    {"group_admin", Code::kNotMember, "group"},
    {"group_admin", Code::kRoleTooLow, "admin"},
    {"group_owner", Code::kGroupNotFound},
    {"group_owner", Code::kNotMember, "group"},
    {"group_owner", Code::kRoleTooLow, "owner"},
    {"any_group", Code::kGroupNotFound},
    {"any_conversation", Code::kConversationNotFound},
    {"announcement", Code::kNotFound, "announcement"},
    {"application", Code::kNotFound, "join_request"},
    {"application", Code::kForbidden, "request"},
    {"contact", Code::kNotFriends},
    {"contact_group", Code::kNotFound, "contact_group"},
    {"request", Code::kRequestNotFound},
    {"request", Code::kForbidden, "request"},
    {"favorite", Code::kNotFound, "favourite"},
    {"notice", Code::kNotFound, "notice"},
    {"notification", Code::kNotFound, "notification"},
    {"notification", Code::kForbidden},
    {"login", Code::kNotFound},
    {"file", Code::kNotFound, "file"},
    {"group_file", Code::kNotFound, "file"},
    {"upload", Code::kNotFound, "upload"},
    {"call", Code::kCallRefused, "gone"},
    {"group_call", Code::kCallRefused, "gone"},
    {"red_packet", Code::kNotFound, "red_packet"},
    {"red_packet", Code::kForbidden},
    {"department", Code::kNotFound, "department"},
    {"managed_department", Code::kNotFound, "department"},
    {"meeting_room", Code::kNotFound, "meeting_room"},
    {"booking", Code::kNotFound, "booking"},
    {"booking", Code::kRoleTooLow},
    {"approval", Code::kNotFound, "approval"},
    {"approval", Code::kForbidden},
    {"decision", Code::kNotFound, "approval"},
    {"decision", Code::kForbidden, "approval"},
    {"attendance", Code::kNotFound, "attendance"},
    {"attendance", Code::kRoleTooLow},
    {"schedule", Code::kNotFound, "schedule"},
    {"schedule", Code::kForbidden},
    {"schedule_owner", Code::kNotFound, "schedule"},
    {"schedule_owner", Code::kForbidden},
    {"schedule_seat", Code::kNotFound, "schedule"},
    {"schedule_seat", Code::kForbidden},
    {"schedule_invited", Code::kNotFound, "schedule"},
    {"schedule_invited", Code::kForbidden, "not_invited"},
    {"ding", Code::kNotFound, "ding"},
    {"ding", Code::kForbidden, "ding"},
    {"ding_received", Code::kNotFound, "ding"},
    {"ding_received", Code::kForbidden},
    {"ding_sender", Code::kNotFound, "ding"},
    {"ding_sender", Code::kRoleTooLow},
    {"todo", Code::kNotFound, "todo"},
    {"todo", Code::kForbidden},
    {"task", Code::kNotFound, "task"},
    {"task", Code::kRoleTooLow},
    {"email", Code::kNotFound, "mail"},
    {"email", Code::kRoleTooLow},
    {"office_app", Code::kNotFound, "application"},
    {"managed_office_app", Code::kNotFound, "application"},
    {"external_contact", Code::kNotFound, "external_contact"},
    {"external_contact", Code::kRoleTooLow},
    {"external_group", Code::kNotFound, "external_group"},
    {"drive_folder", Code::kNotFound, "drive_folder"},
    {"drive_file", Code::kNotFound, "file"},
    {"drive_share", Code::kNotFound, "drive_share"},
    {"document", Code::kNotFound, "document"},
    {"document", Code::kRoleTooLow},
    {"document_comment", Code::kNotFound, "document_comment"},
    {"document_comment", Code::kRoleTooLow},
    {"report", Code::kNotFound, "report"},
    {"report", Code::kRoleTooLow},
    {"report_comment", Code::kNotFound, "report_comment"},
    {"report_comment", Code::kRoleTooLow},
};

std::string KeyOf(std::string_view method, std::string_view path) {
  return std::string(method) + " " + ShapeOf(path);
}

void AddRules(const Endpoint& row, std::vector<Error>* out) {
  for (const json::Field& field : row.thunk.request()->fields) {
    const std::string name(field.name);
    const auto texts = json::RuleTexts(field);
    for (const std::string_view text : texts) {
      out->push_back(FieldError(Code::kBadArgument, name, std::string(text)));
    }
    if (texts.empty() && json::IsRequired(field)) {
      out->push_back(FieldError(Code::kMissingArgument, name));
    }
  }
}

void AddDoor(const Endpoint& row, std::vector<Error>* out) {
  const std::string_view door = row.thunk.door_kind;
  for (const DoorRefusal& one : kDoorRefusals) {
    if (one.door != door) continue;
    Error error{one.code, one.detail};
    if (one.code == Code::kRoleTooLow) error.text = row.opt.refusal;
    out->push_back(std::move(error));
  }
}

std::vector<Error> Declared(const Endpoint& row) {
  std::vector<Error> out;
  if (row.opt.auth != Auth::kNone) out.push_back({Code::kUnauthenticated});
  if (row.opt.auth == Auth::kAdmin) out.push_back({Code::kRoleTooLow});
  AddRules(row, &out);
  AddDoor(row, &out);
  const bool body = row.method == net::Method::kPost || row.method == net::Method::kPut;
  if (body) out.push_back({Code::kTooLarge, "", "request"});
  if (row.opt.files[0] != '\0') {
    out.push_back({Code::kFileRejected, "size", "", row.opt.too_large});
    out.push_back({Code::kFileRejected, "empty"});
  }
  out.push_back({Code::kRateLimited});
  if (row.opt.mode != Mode::kPlain) out.push_back({Code::kUnavailable});
  if (row.opt.mode == Mode::kWrite && !row.opt.repeatable) out.push_back({Code::kResultUnknown});
  out.push_back({Code::kInternal});
  return out;
}

// The number of an envelope, which all of them begin with.
std::string NumberOf(std::string_view body) {
  const std::size_t begin = std::min(body.find(':') + 1, body.size());
  const std::size_t end = std::min(body.find_first_not_of("0123456789", begin), body.size());
  return std::string(body.substr(begin, end - begin));
}

}  // namespace

bool KnowsDoor(std::string_view kind) {
  return std::any_of(std::begin(kDoorRefusals), std::end(kDoorRefusals),
                     [kind](const DoorRefusal& one) { return one.door == kind; });
}

std::string ShapeOf(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '*') return out + "{}";  // the rest of the path
    if (c == '}') inside = false;
    if (!inside) out += c;
    if (c == '{') inside = true;
  }
  return out;
}

Refusals::Refusals(const gateway::Dialect& dialect) : dialect_(dialect) {
  const std::string path = "/answers/" + std::string(dialect.name()) + ".tsv";
  for (const EmbeddedFile& file : EmbeddedFiles()) {
    if (file.path != path) continue;
    for (const std::string_view line : text::Split(file.bytes, '\n')) {
      if (line.empty() || line.front() == '#') continue;
      const auto columns = text::Split(line, '\t');  // ref, method, path, code, text
      if (columns.size() < 4) continue;
      const auto code = text::ParseInt(columns[3]);
      // Successes, and promises of some refusal or another.
      if (!code || *code == 0 || *code == 200) continue;
      promised_[KeyOf(columns[1], columns[2])].push_back(
          {static_cast<int>(*code), columns.size() > 4 ? std::string(columns[4]) : ""});
    }
  }
}

std::vector<Refusal> Refusals::Of(const Endpoint& row) const {
  std::vector<Refusal> out;
  if (row.opt.plain_refusals) return out;
  const auto add = [&out](int status, std::string body) {
    const auto same = [&body](const Refusal& known) { return known.body == body; };
    if (std::any_of(out.begin(), out.end(), same)) return;
    std::string code = NumberOf(body);
    out.push_back({status, std::move(code), std::move(body)});
  };
  for (const Error& error : Declared(row)) {
    int status = 200;
    std::string body = dialect_.Failure({&error, 1}, &status);
    const bool unread = error.Is(Code::kBadArgument) || error.Is(Code::kMissingArgument);
    if (unread && row.opt.unread_status != 0) status = row.opt.unread_status;
    add(status, std::move(body));
  }
  const auto promised = promised_.find(KeyOf(net::MethodName(row.method), row.path));
  if (promised != promised_.end()) {
    for (const Promise& one : promised->second) {
      // The same may be known with words around these.
      std::string quoted;
      json::Escape(one.text, &quoted);
      const auto known = [&](const Refusal& other) {
        return other.code == std::to_string(one.code) &&
               other.body.find(quoted) != std::string::npos;
      };
      if (std::any_of(out.begin(), out.end(), known)) continue;
      int status = 200;
      std::string body = dialect_.RefusalBody(one.code, one.text, &status);
      add(status, std::move(body));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Refusal& a, const Refusal& b) {
    return std::tuple(a.status, a.code.size(), a.code) <
           std::tuple(b.status, b.code.size(), b.code);
  });
  return out;
}

}  // namespace koine::server
