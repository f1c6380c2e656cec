#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/json.h"
#include "gateway/dialect.h"
#include "server/examples.h"
#include "server/summaries.h"

// What the two descriptions of the API, of its operations and of its sockets, have in common.
namespace koine::server {

// Appends `"name":"value",`.
void AddText(std::string* out, const char* name, std::string_view value);

// Appends it in English and in Chinese.
void AddSummary(std::string_view english, const ChineseSummaries& chinese, std::string* out);

// Appends `member`, after a comma if it is not the first.
void Add(std::string_view member, std::string* members);

// "ruoyi_put_api_im_user_id" for PUT /api/im/user/{id}.
std::string OperationId(const gateway::Dialect& dialect, std::string_view method,
                        std::string_view path);

// What the schema of a type is called: dialects have types of the same name.
std::string SchemaName(const gateway::Dialect& dialect, std::string_view type);

// The text with its references to schemas turned to those of the dialect.
std::string Referring(const gateway::Dialect& dialect, std::string_view text);

// The schemas of a dialect that a description refers to.
class UsedSchemas {
 public:
  explicit UsedSchemas(const gateway::Dialect& dialect) : dialect_(dialect) {}

  // The schema of a type or a field, or a reference to it, which is noted.
  std::string Of(const json::Type* type);
  std::string Of(const json::Field& field);
  // All that were referred to, with what they refer to, by their names.
  void AddTo(Members* schemas) const;

 private:
  void Note(const json::Type* type);

  const gateway::Dialect& dialect_;
  std::set<const json::Type*> types_;
};

}  // namespace koine::server
