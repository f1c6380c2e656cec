#pragma once

#include <span>
#include <vector>

#include "core/office/approval/flow.h"
#include "core/person.h"
#include "store/txn.h"

// Who the approvers of steps are.
namespace koine::approval {

// For each step the people who decide there or get a copy, each once: those of the planned ones who
// have an account that is not switched off, without the applicant where they would decide. The
// leader is that of the applicant's department, else the first administrator, who also stands for
// people who are gone when nobody is left of a step. Empty where only the applicant is left.
std::vector<std::vector<Person>> PeopleOf(store::Txn& txn, TenantId tenant, UserId applicant,
                                          std::span<const Planned> steps);

}  // namespace koine::approval
