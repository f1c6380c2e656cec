#include "core/office/ding/templates.h"

#include <iterator>

#include "base/text.h"
#include "core/office/ding/notice.h"

namespace koine::ding {

namespace {

constexpr Template kTemplates[] = {
    {"会议提醒", DingCategory::kMeeting,
     "【会议提醒】尊敬的{name}，您有一个会议将于{time}在{location}召开，请准时参加。"},
    {"工作安排", DingCategory::kWork, "【工作安排】{content}，请于{deadline}前完成。"},
    {"放假通知", DingCategory::kNotice,
     "【放假通知】{holiday}放假时间为{start}至{end}，请提前安排工作。"},
    {"紧急通知", DingCategory::kRemind, "【紧急通知】{content}，请立即处理！"},
    {"打卡提醒", DingCategory::kRemind, "【打卡提醒】{name}，您今天还没有打卡，请及时打卡。"},
    {"任务提醒", DingCategory::kWork, "【任务提醒】任务{task}将于{deadline}到期，请尽快完成。"},
    {"加班通知", DingCategory::kWork, "【加班通知】因{reason}，请于{time}加班。"},
    {"生日祝福", DingCategory::kNotice, "【生日祝福】{name}，祝您生日快乐！"},
};

}  // namespace

std::span<const Template> Templates() {
  return kTemplates;
}

Result<Template> TemplateOf(std::int64_t number) {
  if (number < 1 || number > std::ssize(kTemplates)) {
    return Error{Code::kNotFound, "ding_template"};
  }
  return kTemplates[static_cast<std::size_t>(number - 1)];
}

Result<std::string> Filled(const Template& one, const std::map<std::string, std::string>& values) {
  std::string out;
  std::string_view left = one.content;
  for (std::size_t open; (open = left.find('{')) != left.npos;) {
    const std::size_t close = left.find('}', open);
    out += left.substr(0, open);
    const auto value = values.find(std::string(left.substr(open + 1, close - open - 1)));
    out += value == values.end() ? left.substr(open, close - open + 1)
                                 : std::string_view(value->second);
    left.remove_prefix(close + 1);
  }
  out += left;
  if (text::CodePoints(out) > kContentMax) return FieldError(Code::kTooLarge, "content");
  return out;
}

}  // namespace koine::ding
