#include "core/office/ding/templates.h"

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

}  // namespace koine::ding
