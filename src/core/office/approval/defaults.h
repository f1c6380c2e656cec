#pragma once

#include <span>

// The templates that every server has, and the words of the core on approvals.
namespace koine::approval {

// The name of the only step of a template without a flow.
inline constexpr char kOnlyStep[] = "审批";

struct DefaultTemplate {
  const char* code;
  const char* name;
  const char* category;
  const char* description;
  const char* icon;  // a word of the Material icons
  const char* form;
  const char* flow;
};
std::span<const DefaultTemplate> DefaultTemplates();

}  // namespace koine::approval
