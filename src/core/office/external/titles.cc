#include "core/office/external/titles.h"

namespace koine::external {

namespace {

constexpr Title kTitles[] = {
    {"姓名", Column::kName},
    {"公司", Column::kCompany},
    {"职位", Column::kPosition},
    {"手机号", Column::kMobile},
    {"邮箱", Column::kEmail},
    {"微信号", Column::kWechat},
    {"地址", Column::kAddress},
    {"备注", Column::kRemark},
    {"标签", Column::kTags},
    {"头像", Column::kAvatar},
    {"分组", Column::kGroup},
    {"星标", Column::kStarred},
    {"名称", Column::kName},
    {"名字", Column::kName},
    {"name", Column::kName},
    {"full name", Column::kName},
    {"单位", Column::kCompany},
    {"company", Column::kCompany},
    {"organization", Column::kCompany},
    {"职务", Column::kPosition},
    {"position", Column::kPosition},
    {"title", Column::kPosition},
    {"job title", Column::kPosition},
    {"手机", Column::kMobile},
    {"电话", Column::kMobile},
    {"mobile", Column::kMobile},
    {"mobile phone", Column::kMobile},
    {"phone", Column::kMobile},
    {"电子邮件", Column::kEmail},
    {"email", Column::kEmail},
    {"e-mail", Column::kEmail},
    {"微信", Column::kWechat},
    {"wechat", Column::kWechat},
    {"address", Column::kAddress},
    {"remark", Column::kRemark},
    {"note", Column::kRemark},
    {"notes", Column::kRemark},
    {"tags", Column::kTags},
    {"avatar", Column::kAvatar},
    {"group", Column::kGroup},
    {"starred", Column::kStarred},
    // As Outlook and Google have them.
    {"姓", Column::kFamily},
    {"last name", Column::kFamily},
    {"family name", Column::kFamily},
    {"名", Column::kGiven},
    {"first name", Column::kGiven},
    {"given name", Column::kGiven},
    {"organization name", Column::kCompany},
    {"organization title", Column::kPosition},
    {"e-mail address", Column::kEmail},
    {"e-mail 1 - value", Column::kEmail},
    {"phone 1 - value", Column::kMobile},
};
constexpr std::size_t kWritten = 12;  // those before the other names of the same

}  // namespace

Column ColumnOf(std::string_view title) {
  return csv::ColumnOf(title, kTitles, Column::kOther);
}

std::span<const Title> WrittenTitles() {
  return {kTitles, kWritten};
}

}  // namespace koine::external
