#include "core/takeout/takeout.h"

#include <string_view>

#include "core/takeout/rows.h"

namespace koine::takeout {

namespace {

// Name and type of "name:type".
std::string_view NameOf(std::string_view column) {
  return column.substr(0, column.find(':'));
}
std::string_view TypeOf(std::string_view column) {
  return column.substr(column.find(':') + 1);
}

void WriteRecord(const Section& section, const store::Row& row, std::string* out) {
  *out += '{';
  int at = kPlaceColumns;
  for (const std::string& column : section.columns) {
    if (at > kPlaceColumns) *out += ',';
    json::Quote(NameOf(column), out);
    *out += ':';
    if (row.Null(at)) {
      *out += "null";
    } else if (TypeOf(column) == "text") {
      json::Quote(row.Text(at), out);
    } else {
      *out += std::to_string(row.Int(at));
    }
    ++at;
  }
  *out += "}\n";
}

// In the order of the statements of rows.cc.
const std::vector<Section> kSections = {
    {"profile",
     "The account.",
     {"id:integer", "username:text", "nickname:text", "email:text", "mobile:text", "gender:integer",
      "signature:text", "department:text", "position:text", "avatar:text", "created_at:time",
      "last_online_at:time"}},
    {"conversations",
     "Conversations that the person is in, or was in, until left_at. kind: 1 of two, 2 or more a "
     "group.",
     {"id:integer", "kind:integer", "name:text", "description:text", "own_nickname:text",
      "own_remark:text", "draft:text", "joined_at:time", "pinned_at:time", "left_at:time"}},
    {"messages",
     "Messages that the person may read. kind: 1 text, 2 picture, 3 voice, 4 video, 5 file, 6 "
     "place, 7 card, 8 custom, 9 red packet, 10 merged, 20 line of the system, 21 call; content "
     "is the text of kind 1, JSON of others.",
     {"id:integer", "conversation_id:integer", "seq:integer", "sender_id:integer",
      "sender_name:text", "kind:integer", "content:text", "reply_seq:integer", "sent_at:time",
      "edited_at:time"}},
    {"contacts",
     "The person's contacts, with their own remarks.",
     {"user_id:integer", "name:text", "remark:text", "group_name:text", "created_at:time"}},
    {"files",
     "What the person uploaded. The contents are in the folder files, as ID-NAME.",
     {"id:integer", "name:text", "mime:text", "size:integer", "sha256:text",
      "conversation_id:integer", "created_at:time"}},
    {"logins",
     "Where the person is signed in.",
     {"id:integer", "terminal:text", "device:text", "address:text", "issued_at:time",
      "seen_at:time", "expires_at:time"}},
    {"favorites",
     "What the person keeps about messages.",
     {"conversation_id:integer", "seq:integer", "note:text", "tags:text", "created_at:time"}},
    {"documents",
     "The person's documents.",
     {"id:integer", "title:text", "content:text", "created_at:time", "changed_at:time"}},
    {"mail",
     "Letters in the person's mailboxes.",
     {"id:integer", "sender_id:integer", "from_name:text", "from_address:text", "subject:text",
      "html:text", "folder:integer", "sent_at:time"}},
    {"tasks",
     "Tasks that the person gave or is to do.",
     {"id:integer", "creator_id:integer", "assignee_id:integer", "title:text", "description:text",
      "tags:text", "start_day:text", "due_day:text", "created_at:time"}},
    {"todos",
     "The person's list.",
     {"id:integer", "title:text", "description:text", "due_day:text", "created_at:time"}},
    {"schedule",
     "The person's events.",
     {"id:integer", "title:text", "description:text", "location:text", "category:text",
      "start_at:time", "end_at:time", "rule:text", "created_at:time"}},
    {"reports",
     "Reports that the person wrote.",
     {"id:integer", "day:text", "content:text", "completion:text", "plan:text", "issues:text",
      "created_at:time"}},
    {"attendance",
     "When the person came and went.",
     {"id:integer", "day:integer", "type:text", "in_at:time", "out_at:time", "in_place:text",
      "out_place:text", "supplement:text"}},
    {"approvals",
     "What the person applied for.",
     {"id:integer", "title:text", "template:text", "state:text", "form:text", "remark:text",
      "created_at:time", "finished_at:time"}},
    {"dings",
     "Urgent notices that the person sent.",
     {"id:integer", "content:text", "sent_at:time", "created_at:time"}},
    {"external_contacts",
     "The person's address book of people outside.",
     {"id:integer", "name:text", "company:text", "position:text", "mobile:text", "email:text",
      "wechat:text", "address:text", "remark:text", "tags:text"}},
    {"drive",
     "Files in the person's drive.",
     {"id:integer", "name:text", "mime:text", "bytes:integer", "created_at:time"}},
    {"bookings",
     "Meetings that the person booked.",
     {"id:integer", "title:text", "agenda:text", "remark:text", "starts_at:time", "ends_at:time",
      "created_at:time"}},
    {"payments",
     "The person's orders; amounts in hundredths.",
     {"id:integer", "number:text", "amount:integer", "fee:integer", "state:integer", "remark:text",
      "created_at:time"}},
};

}  // namespace

const std::vector<Section>& Sections() {
  return kSections;
}

std::string SchemaOf(const Section& section) {
  std::string out = R"({"$schema":"https://json-schema.org/draft/2020-12/schema","title":)";
  json::Quote(section.name, &out);
  out += R"(,"description":)";
  json::Quote(section.about, &out);
  out += R"(,"type":"object","additionalProperties":false,"properties":{)";
  std::string required;
  for (const std::string& column : section.columns) {
    if (!required.empty()) {
      out += ',';
      required += ',';
    }
    json::Quote(NameOf(column), &out);
    json::Quote(NameOf(column), &required);
    if (TypeOf(column) == "text") {
      out += R"(:{"type":["string","null"]})";
    } else if (TypeOf(column) == "time") {
      out += R"(:{"type":["integer","null"],"description":"milliseconds since 1970-01-01 UTC"})";
    } else {
      out += R"(:{"type":["integer","null"]})";
    }
  }
  return out + R"(},"required":[)" + required + "]}\n";
}

Page ReadPage(store::Txn& txn, TenantId tenant, UserId user, std::size_t section, Place after) {
  Page page;
  page.next = after;
  const Section& of = Sections()[section];
  EachRecord(txn, tenant, user, section, after, kPageRecords, [&](const store::Row& row) {
    // A page that is full ends there, and the next one begins with this record.
    if (page.lines.size() >= kPageBytes) {
      page.more = true;
      return;
    }
    WriteRecord(of, row, &page.lines);
    ++page.records;
    page.next = {row.Int(0), row.Int(1)};
  });
  page.more = page.more || page.records == kPageRecords;
  return page;
}

}  // namespace koine::takeout
