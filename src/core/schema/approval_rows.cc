#include "core/schema/office.h"

namespace koine::core {

// Templates, approvals, their steps, who decides at each, and what was decided.
const char kApprovals[] = R"sql(
create table approval_template (
  id ID, tenant_id INT not null, code TEXT not null, name TEXT not null, category TEXT not null,
  description TEXT not null, icon TEXT not null, form TEXT not null, flow TEXT not null,
  system INT not null, state TEXT not null, sort INT not null,
  created_at INT not null, updated_at INT not null);
create unique index approval_template_code on approval_template (tenant_id, code);
create table approval (
  id ID, tenant_id INT not null, template_id INT not null, template_name TEXT not null,
  template_code TEXT not null, title TEXT not null, applicant_id INT not null, state TEXT not null,
  step_id INT not null, step_name TEXT not null, form TEXT not null, details TEXT not null,
  summary TEXT not null, search_text TEXT not null, attachments TEXT not null,
  remark TEXT not null, last_actor_id INT not null, last_comment TEXT not null,
  last_at INT not null, reminded INT not null, passes INT not null, created_at INT not null,
  updated_at INT not null, finished_at INT not null);
create index approval_applicant on approval (tenant_id, applicant_id, created_at, id);
create index approval_state on approval (tenant_id, applicant_id, state, created_at, id);
create table approval_step (
  id ID, tenant_id INT not null, approval_id INT not null, place INT not null, stage INT not null,
  lane INT not null, node_key TEXT not null, name TEXT not null, kind TEXT not null,
  needs TEXT not null, state TEXT not null, processor_id INT not null, processed_at INT not null);
create index approval_step_of on approval_step (approval_id, place);
create table approval_hand (
  approval_id INT not null, user_id INT not null, step_id INT not null, tenant_id INT not null,
  origin_id INT not null, state TEXT not null, created_at INT not null,
  primary key (approval_id, user_id, step_id)) without rowid;
create index approval_hand_user on approval_hand (
  tenant_id, user_id, state, created_at, approval_id);
create table approval_record (
  id ID, tenant_id INT not null, approval_id INT not null, step_id INT not null,
  actor_id INT not null, action TEXT not null, target_id INT not null, comment TEXT not null,
  listed INT not null, at INT not null);
create index approval_record_of on approval_record (approval_id, id);
create index approval_record_actor on approval_record (tenant_id, actor_id, listed, at, id);
)sql";

}  // namespace koine::core
