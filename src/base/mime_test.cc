#include "base/mime.h"

#include <gtest/gtest.h>

#include "base/signing_key.h"
#include "base/text.h"

namespace koine::mime {
namespace {

Letter Simple() {
  Letter letter;
  letter.from = {"Ann", "1@example.org"};
  letter.to = {{"", "zoe@example.com"}};
  letter.subject = "Minutes";
  letter.id = "7.1@example.org";
  letter.date_ms = 1'795'363'199'000;
  letter.plain = "one\ntwo";
  return letter;
}

TEST(Mime, ALetterIsWrittenInFull) {
  EXPECT_EQ(Write(Simple(), "b"),
            "From: \"Ann\"\r\n <1@example.org>\r\nTo: <zoe@example.com>\r\nSubject: Minutes\r\n"
            "Date: Sun, 22 Nov 2026 15:59:59 +0000\r\nMessage-ID: <7.1@example.org>\r\n"
            "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\nb25lDQp0d28=\r\n");
}

TEST(Mime, NoLineIsLongAndNoCharacterIsCutInTwo) {
  Letter letter = Simple();
  letter.from.name = std::string(300, 'n');
  for (int i = 0; i < 90; ++i) letter.subject += "题x";
  letter.answered = "6.1@example.org";
  letter.html = std::string(5'000, 'h');
  for (int shift = 0; shift < 4; ++shift) {
    std::string name(static_cast<std::size_t>(shift), 'a');
    for (int i = 0; i < 80; ++i) name += "名";
    letter.files.push_back({name, "text/x\r\ny", "bytes"});
  }
  const std::string out = Write(letter, "0123456789abcdef0123456789abcdef");
  std::size_t begin = 0;
  for (std::size_t end; (end = out.find("\r\n", begin)) != out.npos; begin = end + 2) {
    EXPECT_LE(end - begin, 78u) << out.substr(begin, end - begin);
  }
  EXPECT_EQ(begin, out.size());
  for (std::size_t at = 0; (at = out.find("=?UTF-8?B?", at)) != out.npos; ++at) {
    const std::size_t from = at + 10;
    const auto text = text::FromBase64(out.substr(from, out.find("?=", from) - from));
    EXPECT_TRUE(text && text::IsUtf8(*text)) << out.substr(at, 80);
  }
  EXPECT_NE(out.find("Content-Type: application/octet-stream\r\n"), out.npos);
  letter.files[0].type = "text/plain; charset=utf-8";
  EXPECT_NE(Write(letter, "b").find("Content-Type: text/plain\r\nContent-Disp"), out.npos);
}

TEST(Mime, WhatIsInAFieldStaysInIt) {
  Letter letter = Simple();
  letter.from.name = "a\r\nBcc: eve@example.com\"\\";
  letter.subject = "b\r\nBcc: eve@example.com\r\n\r\nbody";
  letter.files.push_back({"c\"\r\nBcc: eve@example.com", "text/plain", ""});
  const std::string out = Write(letter, "b");
  EXPECT_EQ(out.find("\nBcc"), out.npos) << out;
  EXPECT_NE(out.find("Subject: b  Bcc: eve@example.com    body\r\n"), out.npos) << out;
  EXPECT_NE(out.find("From: \"a  Bcc: eve@example.com\\\"\\\\\"\r\n"), out.npos) << out;
}

TEST(Mime, AddressesAreAsTheyAreWrittenEverywhere) {
  for (const char* good : {"a@b.c", "a.b+c@d-e.example.com", "o'x@b.com", "1@b.co"}) {
    EXPECT_TRUE(IsAddress(good)) << good;
  }
  for (const char* bad :
       {"",        "a",         "a@b",    "@b.c",   "a@",          "a@b.",         "a@.b",
        "a@b..c",  "a..b@c.d",  ".a@b.c", "a.@b.c", "a b@c.d",     "a@b.c\n",      "a@b@c.d",
        "<a@b.c>", "\"a\"@b.c", "a@-b.c", "a@b-.c", "a@[1.2.3.4]", "\xc3\xa9@b.c", "a,b@c.d"}) {
    EXPECT_FALSE(IsAddress(bad)) << bad;
  }
  EXPECT_FALSE(IsAddress(std::string(65, 'a') + "@b.c"));
  EXPECT_FALSE(IsAddress("a@" + std::string(64, 'b') + ".c"));
  EXPECT_EQ(Canonical("Ann.B@Example.ORG"), "Ann.B@example.org");
}

TEST(SigningKey, RefusalsNameTheFile) {
  for (const char* file : {"/nowhere/key.pem", "/dev/null"}) {
    const auto key = crypto::SigningKey::Load(file);
    ASSERT_FALSE(key.ok());
    EXPECT_NE(key.error().text.find(file), std::string::npos) << key.error().text;
  }
}

}  // namespace
}  // namespace koine::mime
