#include "core/office/approval/template.h"

#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/office/approval/defaults.h"
#include "core/office/approval/flow.h"
#include "core/office/approval/form.h"
#include "core/office/approval/rows.h"

namespace koine::approval {

namespace {

constexpr std::size_t kCodeChars = 50, kDescriptionChars = 500, kIconChars = 200;

Status CheckText(const std::string& text, const char* field, std::size_t most, bool needed) {
  if (needed && text::IsBlank(text)) return FieldError(Code::kMissingArgument, field);
  if (text::CodePoints(text) > most) return Error{Code::kBadArgument, "chars", field};
  return Ok();
}

Status Check(const Template& t) {
  KOINE_CHECK(CheckText(t.code, "code", kCodeChars, true));
  KOINE_CHECK(CheckText(t.name, "name", kNameChars, true));
  KOINE_CHECK(CheckText(t.category, "category", kNameChars, false));
  KOINE_CHECK(CheckText(t.description, "description", kDescriptionChars, false));
  KOINE_CHECK(CheckText(t.icon, "icon", kIconChars, false));
  KOINE_CHECK(CheckSchema(t.form));
  KOINE_CHECK(CheckFlow(t.flow));
  return Ok();
}

// Who is named must be there when it is written; who goes later is passed over.
Status CheckPeople(store::Txn& txn, TenantId tenant, const std::string& flow) {
  const std::vector<std::int64_t> named = NamedIn(flow);
  if (SelectActive(txn, tenant, named).size() != named.size()) return Error{Code::kUserNotFound};
  return Ok();
}

void Take(const TemplateChange& in, Template* t) {
  const auto take = [](const std::optional<std::string>& from, std::string* to) {
    if (from) *to = *from;
  };
  take(in.name, &t->name);
  take(in.category, &t->category);
  take(in.description, &t->description);
  take(in.icon, &t->icon);
  take(in.form, &t->form);
  take(in.flow, &t->flow);
  if (in.state) t->state = *in.state;
  if (in.sort) t->sort = *in.sort;
}

std::string Target(TemplateId id) {
  return "approval template " + std::to_string(id.value);
}

}  // namespace

std::vector<Template> ListTemplates(store::Txn& txn, const access::Principal& who,
                                    const TemplateFilter& filter, std::int64_t limit,
                                    std::int64_t offset) {
  return SelectTemplates(txn, who.tenant, filter, limit, offset);
}

std::int64_t CountTemplates(store::Txn& txn, const access::Principal& who,
                            const TemplateFilter& filter) {
  return CountAll(txn, who.tenant, filter);
}

Result<Template> GetTemplate(store::Txn& txn, const access::Principal& who, TemplateId id) {
  auto found = FindTemplate(txn, who.tenant, id, false);
  if (!found) return Error{Code::kNotFound, "approval_template"};
  return *std::move(found);
}

Result<TemplateId> CreateTemplate(store::Txn& txn, const access::Principal& who,
                                  const TemplateChange& in) {
  if (!who.admin()) return Error{Code::kForbidden};
  Template t;
  t.form = "[]";
  t.code = in.code.value_or("");
  Take(in, &t);
  if (t.flow.empty()) return FieldError(Code::kMissingArgument, "flowConfig");
  KOINE_CHECK(Check(t));
  KOINE_CHECK(CheckPeople(txn, who.tenant, t.flow));
  if (CountAll(txn, who.tenant, {}) >= kTemplatesMax) return Error{Code::kTooLarge, "templates"};
  t.id = NewTemplateId(txn);
  t.created_at = t.updated_at = txn.now_ms();
  if (!InsertTemplate(txn, who.tenant, t)) return Error{Code::kConflict, "code"};
  audit::Note(txn, who, "approval.template_create", Target(t.id), t.code);
  return t.id;
}

Status ChangeTemplate(store::Txn& txn, const access::Principal& who, TemplateId id,
                      const TemplateChange& in) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto found = FindTemplate(txn, who.tenant, id, true);
  if (!found) return Error{Code::kNotFound, "approval_template"};
  Take(in, &*found);
  KOINE_CHECK(Check(*found));
  if (in.flow) KOINE_CHECK(CheckPeople(txn, who.tenant, *in.flow));
  UpdateTemplate(txn, who.tenant, *found);
  audit::Note(txn, who, "approval.template_change", Target(id), found->code);
  return Ok();
}

void EnsureTemplates(store::Txn& txn, TenantId tenant) {
  std::int64_t sort = 0;
  for (const DefaultTemplate& one : DefaultTemplates()) {
    ++sort;
    if (FindTemplateByCode(txn, tenant, one.code)) continue;
    Template t;
    t.id = NewTemplateId(txn);
    t.code = one.code;
    t.name = one.name;
    t.category = one.category;
    t.description = one.description;
    t.icon = one.icon;
    t.form = one.form;
    t.flow = one.flow;
    t.system = true;
    t.sort = sort;
    t.created_at = t.updated_at = txn.now_ms();
    InsertTemplate(txn, tenant, t);
  }
}

}  // namespace koine::approval
