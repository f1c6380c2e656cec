#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/office/external/card.h"
#include "core/office/external/exchange.h"
#include "core/office/external/table.h"

namespace koine::external {
namespace {

// Of each entry its line and name, of each that was left out its line and why.
std::vector<std::string> Told(const Result<File>& file) {
  if (!file.ok()) return {file.error().detail};
  std::vector<std::string> out;
  for (const Entry& one : file->entries) {
    out.push_back(std::to_string(one.line) + " " + one.what.name);
  }
  for (const Unread& one : file->unread) out.push_back(std::to_string(one.line) + "! " + one.why);
  return out;
}
using Lines = std::vector<std::string>;

Details CardOf(const std::string& lines) {
  const auto file = ReadCards("BEGIN:VCARD\r\n" + lines + "END:VCARD\r\n");
  EXPECT_EQ(file.ok() ? file->entries.size() : 0, 1u) << lines;
  return file.ok() && !file->entries.empty() ? file->entries[0].what : Details();
}

TEST(Cards, PropertiesBecomeMembers) {
  const auto file = ReadCards(
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Eve Miller\r\nN:Miller;Eve;;;\r\n"
      "ORG:Acme\\, Inc.;Sales\r\nTITLE:Buyer\r\nEMAIL;TYPE=INTERNET:eve@example.org\r\n"
      "TEL;TYPE=WORK:1\r\nTEL;TYPE=CELL:2\r\nTEL;TYPE=CELL,FAX:3\r\n"
      "item1.ADR;TYPE=WORK:;;Long Street 1;Berlin;;10115;Germany\r\n"
      "NOTE:one\\ntwo\\; three\r\nCATEGORIES:buyer,fair\r\nX-WECHAT:eve-m\r\n"
      "PHOTO;VALUE=URI:https://example.org/eve.png\r\nX-KOINE-GROUP:Suppliers\r\n"
      "X-KOINE-STARRED:1\r\nX-OTHER:y\r\nEND:VCARD\r\n");
  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->entries.size(), 1u);
  const Entry& entry = file->entries[0];
  const Details wanted = {"Eve Miller",
                          "Acme, Inc.",
                          "Buyer",
                          "2",
                          "eve@example.org",
                          "eve-m",
                          "Long Street 1 Berlin 10115 Germany",
                          "one\ntwo; three",
                          "buyer,fair",
                          "https://example.org/eve.png"};
  EXPECT_EQ(entry.what, wanted);
  EXPECT_EQ(entry.group, "Suppliers");
  EXPECT_TRUE(entry.starred);
  EXPECT_EQ(entry.line, 1);
}

TEST(Cards, NamesAreSpelledAsTheirPeopleDo) {
  EXPECT_EQ(CardOf("N:Miller;Eve;Ann;;\r\n").name, "Eve Ann Miller");
  EXPECT_EQ(CardOf("N:张;三;;;\r\n").name, "张三");
  EXPECT_EQ(CardOf("N:Müller;Zoë;;;\r\n").name, "Zoë Müller");
  EXPECT_EQ(CardOf("N:Miller;Eve\r\nFN: \r\nFN:Evi\r\n").name, "Evi");
}

TEST(Cards, TelephonesWriteQuotedPrintable) {
  const Details what = CardOf(
      "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n"
      "TEL;CELL;PREF:138\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=AE=A2=\r\n"
      "=E6=88=B7\r\n");
  EXPECT_EQ(what.name, "张三");
  EXPECT_EQ(what.mobile, "138");
  EXPECT_EQ(what.remark, "客户");
  // GB 18030.
  EXPECT_EQ(Told(ReadCards("BEGIN:VCARD\nN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D5=C5;;\n"
                           "END:VCARD\n")),
            Lines({"1! encoding"}));
  EXPECT_EQ(Told(ReadCards("BEGIN:VCARD\nFN;QUOTED-PRINTABLE:a=00b\nEND:VCARD\n")),
            Lines({"1! encoding"}));
}

TEST(Cards, VersionFourHasLinks) {
  const Details what = CardOf(
      "VERSION:4.0\r\nFN:Bo\r\nTEL;VALUE=uri;TYPE=\"voice,cell\";PREF=1:tel:+86-138\r\n"
      "IMPP:weixin:bo\r\nPHOTO:data:image/png;base64,AAAA\r\n");
  EXPECT_EQ(what.mobile, "+86-138");
  EXPECT_EQ(what.wechat, "bo");
  EXPECT_EQ(what.avatar, "");
}

TEST(Cards, LongLinesAreFolded) {
  std::string remark;
  for (int i = 0; i < 100; ++i) remark += "客户 ";
  remark += "x";
  Contact contact;
  contact.what.name = "a;b,c\\d";
  contact.what.remark = remark;
  const std::string text = WriteCards({&contact, 1});
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find("\r\n", at);
    ASSERT_NE(end, std::string::npos);
    EXPECT_LE(end - at, 75u);
    at = end + 2;
  }
  const auto again = ReadCards(text);
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->entries.size(), 1u);
  EXPECT_EQ(again->entries[0].what, contact.what);
}

TEST(Cards, EachThatCannotBeKeptIsTold) {
  EXPECT_EQ(Told(ReadCards("")), Lines({"card_file"}));
  EXPECT_EQ(Told(ReadCards("hello\nEND:VCARD\n")), Lines({"card_file"}));
  EXPECT_EQ(Told(ReadCards("BEGIN:VCARD\nFN:a\n")), Lines({"1! end"}));
  EXPECT_EQ(Told(ReadCards("BEGIN:VCARD\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VCARD\n"
                           "begin:vcard\nFN:c\nEMAIL:" +
                           std::string(101, 'e') + "\nend:vcard\n")),
            Lines({"4 b", "1! name", "7! email"}));
  // A card within a card is part of it.
  EXPECT_EQ(Told(ReadCards("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\nEND:VCARD\n")),
            Lines({"1 a"}));
  std::string many;
  for (std::size_t i = 0; i <= kEntriesMax; ++i) many += "BEGIN:VCARD\nFN:a\nEND:VCARD\n";
  EXPECT_EQ(Told(ReadCards(many)), Lines({"card_many"}));
}

TEST(Tables, ColumnsAreKnownByTheirNames) {
  const auto file = ReadTable(
      "\xef\xbb\xbf"
      "E-Mail; 姓名 ;Other;Starred\r\n"
      "a@example.org;\"Eve \"\"E\"\" Miller\";x;是\r\n\r\n;Bo;;\r\n");
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(Told(file), Lines({"2 Eve \"E\" Miller", "4 Bo"}));
  EXPECT_EQ(file->entries[0].what.email, "a@example.org");
  EXPECT_TRUE(file->entries[0].starred);
  EXPECT_FALSE(file->entries[1].starred);
}

TEST(Tables, OtherProgramsHaveNamesInParts) {
  const auto file = ReadTable(
      "First Name,Last Name,E-mail Address\nEve,Miller,e@example.org\n三,张,\n,Kim,\n,,x\n");
  EXPECT_EQ(Told(file), Lines({"2 Eve Miller", "3 张三", "4 Kim", "5! name"}));
}

TEST(Tables, EachLineThatCannotBeKeptIsTold) {
  EXPECT_EQ(Told(ReadTable("")), Lines({"card_file"}));
  EXPECT_EQ(Told(ReadTable("mobile,email\n1,2\n")), Lines({"card_file"}));
  EXPECT_EQ(Told(ReadTable("name")), Lines());
  EXPECT_EQ(Told(ReadTable("name,mobile\na,1\n,2\nb,1,2\nc,1,,\n\"two\nlines\",\nd," +
                           std::string(21, '1') + "\n\"open,\n")),
            Lines({"2 a", "5 c", "6 two lines", "3! name", "4! columns", "8! mobile", "9! end"}));
}

TEST(Tables, WhatASpreadsheetWouldComputeIsKeptFromIt) {
  Contact contact;
  contact.what.name = "=1+1";
  contact.what.company = "'@x";
  contact.what.mobile = "+86 (10) 1-2";
  contact.what.remark = "one\n\"two\", three";
  contact.group_name = "-x";
  const std::string text = WriteTable({&contact, 1});
  EXPECT_NE(text.find("\r\n'=1+1,''@x,,+86 (10) 1-2,"), std::string::npos) << text;
  const auto again = ReadTable(text);
  ASSERT_TRUE(again.ok());
  ASSERT_EQ(again->entries.size(), 1u);
  EXPECT_EQ(again->entries[0].what, contact.what);
  EXPECT_EQ(again->entries[0].group, "-x");
}

TEST(Formats, AVCardIsKnownByItsBeginning) {
  EXPECT_EQ(FormatOf("\xef\xbb\xbf \r\nbegin:vcard\n"), Format::kCards);
  EXPECT_EQ(FormatOf("name,BEGIN:VCARD"), Format::kTable);
}

}  // namespace
}  // namespace koine::external
