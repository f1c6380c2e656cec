#include "core/office/external/exchange.h"

#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/office/external/card.h"
#include "core/office/external/keep.h"
#include "core/office/external/rows.h"
#include "core/office/external/table.h"

namespace koine::external {

namespace {

using access::Principal;

// By what two are the same person.
std::string KeyOf(const Details& what) {
  std::string number;
  for (const char c : what.mobile) {
    if (c >= '0' && c <= '9') number += c;
  }
  if (number.empty()) number = what.mobile;
  return text::Fold(what.name + '\n' + number + '\n' + what.email);
}

// What `more` says, over what there is.
Details Merged(const Details& now, const Details& more) {
  Details out = now;
  const std::pair<const std::string*, std::string*> texts[] = {
      {&more.name, &out.name},       {&more.company, &out.company}, {&more.position, &out.position},
      {&more.mobile, &out.mobile},   {&more.email, &out.email},     {&more.wechat, &out.wechat},
      {&more.address, &out.address}, {&more.remark, &out.remark},   {&more.tags, &out.tags},
      {&more.avatar, &out.avatar}};
  for (const auto& [given, text] : texts) {
    if (!given->empty()) *text = *given;
  }
  return out;
}

// The book as it is after the import, before anything is written.
class Plan {
 public:
  Plan(store::Txn& txn, const Principal& who) : txn_(txn), who_(who) {
    book_ = TakeBook(txn, who);
    for (Contact& one : SelectContacts(txn, who, {}, kContactsMax, 0)) {
      by_key_.emplace(KeyOf(one.what), people_.size());
      people_.push_back({std::move(one), false, false});
    }
    for (Group& one : SelectGroups(txn, who)) groups_.emplace(std::move(one.name), one.id);
  }

  office::Fate Take(const Entry& entry, GroupId usual) {
    const GroupId group = entry.group.empty() ? GroupId() : GroupNamed(entry.group);
    const auto [found, fresh] = by_key_.emplace(KeyOf(entry.what), people_.size());
    if (fresh) {
      Contact contact;
      contact.owner = who_.user;
      contact.group = group.value != 0 ? group : usual;
      contact.what = entry.what;
      contact.starred = entry.starred;
      contact.source = Source::kImport;
      contact.created_at = contact.updated_at = txn_.now_ms();
      people_.push_back({std::move(contact), true, false});
      ++more_contacts_;
      return office::Fate::kCreated;
    }
    Planned& planned = people_[found->second];
    Contact& now = planned.contact;
    Details what = Merged(now.what, entry.what);
    const bool starred = now.starred || entry.starred;
    const GroupId into = group.value != 0 ? group : now.group.value != 0 ? now.group : usual;
    if (what == now.what && starred == now.starred && into == now.group)
      return office::Fate::kUnchanged;
    now.what = std::move(what);
    now.starred = starred;
    now.group = into;
    now.updated_at = txn_.now_ms();
    planned.changed = true;
    return office::Fate::kUpdated;
  }

  Status Fits() const {
    if (book_.contacts + more_contacts_ > kContactsMax) {
      return Error{Code::kBadState, "external_contacts_full"};
    }
    const auto more_groups = static_cast<std::int64_t>(new_groups_.size());
    if (book_.groups + more_groups > kGroupsMax) {
      return Error{Code::kBadState, "external_groups_full"};
    }
    return Ok();
  }

  void Write() {
    for (Group& group : new_groups_) {
      const GroupId planned = group.id;
      InsertGroup(txn_, who_.tenant, &group);
      made_.emplace(planned.value, group.id);
    }
    for (Planned& one : people_) {
      if (!one.fresh && !one.changed) continue;
      const auto made = made_.find(one.contact.group.value);
      if (made != made_.end()) one.contact.group = made->second;
      if (one.fresh) {
        InsertContact(txn_, who_.tenant, &one.contact);
      } else {
        UpdateContact(txn_, who_.tenant, one.contact);
      }
    }
    CountMore(txn_, who_, more_contacts_, static_cast<std::int64_t>(new_groups_.size()));
  }

 private:
  struct Planned {
    Contact contact;
    bool fresh = false, changed = false;
  };

  // One that is to be made has a number below zero until then.
  GroupId GroupNamed(const std::string& name) {
    const auto next = GroupId(-1 - static_cast<std::int64_t>(new_groups_.size()));
    const auto [found, fresh] = groups_.emplace(name, next);
    if (fresh) {
      Group group;
      group.id = next;
      group.owner = who_.user;
      group.name = name;
      group.created_at = group.updated_at = txn_.now_ms();
      new_groups_.push_back(std::move(group));
    }
    return found->second;
  }

  store::Txn& txn_;
  const Principal& who_;
  Book book_;
  std::vector<Planned> people_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::unordered_map<std::string, GroupId> groups_;
  std::vector<Group> new_groups_;
  std::unordered_map<std::int64_t, GroupId> made_;
  std::int64_t more_contacts_ = 0;
};

}  // namespace

Format FormatOf(std::string_view text) {
  static constexpr std::string_view kBegin = "BEGIN:VCARD";
  const std::string_view begin = text::Trim(text).substr(0, kBegin.size());
  return text::EqualsIgnoreCaseAscii(begin, kBegin) ? Format::kCards : Format::kTable;
}

Result<File> ReadFile(std::string_view text, Format format) {
  return format == Format::kCards ? ReadCards(text) : ReadTable(text);
}

std::string Export(store::Txn& txn, const Principal& who, const Filter& filter, Format format) {
  const auto contacts = SelectContacts(txn, who, filter, kContactsMax, 0);
  return format == Format::kCards ? WriteCards(contacts) : WriteTable(contacts);
}

Result<std::vector<office::Fate>> Import(store::Txn& txn, const Principal& who, const File& file,
                                         GroupId group, bool dry_run) {
  Plan plan(txn, who);
  if (group.value != 0 && !FindGroup(txn, who, group)) {
    return Error{Code::kNotFound, "external_group"};
  }
  std::vector<office::Fate> out;
  out.reserve(file.entries.size());
  for (const Entry& entry : file.entries) out.push_back(plan.Take(entry, group));
  KOINE_CHECK(plan.Fits());
  if (!dry_run) plan.Write();
  return out;
}

}  // namespace koine::external
