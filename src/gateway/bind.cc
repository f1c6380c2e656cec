#include "gateway/bind.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "gateway/dialect.h"

namespace koine::gateway {

bool BindRequest(const Router::Match& match, const net::Request& request, const Upload* upload,
                 void* out, json::Errors* errors) {
  const Dialect& dialect = *match.target.dialect;
  const json::Type* type = match.target.row->thunk.request();
  if (match.target.row->opt.own_body) return true;
  std::string_view body = request.body;
  if (dialect.habits().body_only && request.method == net::Method::kPost && upload == nullptr) {
    if (text::IsBlank(body)) {
      errors->push_back(Error{Code::kBadArgument, "json"});
      return false;
    }
    std::vector<json::Param> named;
    if (match.target.row->opt.query_too && !request.query().empty()) {
      Status status = text::ParseQuery(request.query(), &named);
      if (!status.ok()) {
        errors->push_back(std::move(status).error());
        return false;
      }
    }
    return json::Bind(type, {match.args, named, {}, body}, dialect.profile(), out, errors);
  }
  if (dialect.habits().json_only && upload == nullptr && !text::IsBlank(body)) {
    constexpr std::string_view kJson = "application/json";
    const std::string_view said = request.Header("content-type").substr(0, kJson.size());
    if (!text::EqualsIgnoreCaseAscii(said, kJson)) {
      errors->push_back(Error{Code::kBadArgument, "json"});
      return false;
    }
  }
  std::vector<json::Param> query;
  std::vector<json::Param> form;
  auto parse = [errors](std::string_view text, std::vector<json::Param>* params) {
    if (text.empty()) return;
    Status status = text::ParseQuery(text, params);
    if (!status.ok()) errors->push_back(std::move(status).error());
  };
  parse(request.query(), &query);
  const std::string_view content = request.Header("content-type");
  // Clients that name no type send JSON as a form.
  const std::string_view start = text::Trim(std::string_view(body).substr(0, 16));
  const bool json_text = !start.empty() && (start.front() == '{' || start.front() == '[');
  if (!json_text &&
      text::LowerAscii(content.substr(0, 33)) == "application/x-www-form-urlencoded") {
    parse(body, &form);
    body = {};
  } else if (upload) {
    form = upload->fields();
  } else if (!body.empty() && text::LowerAscii(content.substr(0, 10)) == "multipart/") {
    errors->push_back(FieldError(Code::kBadArgument, "Content-Type"));
  }
  const json::Sources sources{match.args, query, form, body};
  return errors->empty() && json::Bind(type, sources, dialect.profile(), out, errors);
}

}  // namespace koine::gateway
