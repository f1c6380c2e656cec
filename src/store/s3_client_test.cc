#include "store/s3_client.h"

#include <gtest/gtest.h>

#include <deque>

#include "base/time.h"
#include "store/store_test_util.h"

namespace koine::store::s3 {
namespace {

constexpr char kPage[] =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>koine</Name>
<Prefix>x/</Prefix><KeyCount>2</KeyCount><MaxKeys>1</MaxKeys><IsTruncated>true</IsTruncated>
<NextContinuationToken>1&amp;ab==</NextContinuationToken>
<Contents><Key>x/1/2c/f2</Key><LastModified>2026-11-20T22:59:56.000Z</LastModified><Size>5</Size>
</Contents><CommonPrefixes><Prefix>x/1/</Prefix></CommonPrefixes></ListBucketResult>)";

TEST(S3List, IsRead) {
  std::string next;
  auto page = ReadList(kPage, &next);
  ASSERT_TRUE(page.ok());
  ASSERT_EQ(page->objects.size(), 1U);
  EXPECT_EQ(page->objects[0].key, "x/1/2c/f2");
  EXPECT_EQ(page->objects[0].modified_ms, FromCivil({2026, 11, 20, 22, 59, 56, 0}, Zone::Utc()));
  EXPECT_EQ(page->folders, std::vector<std::string>{"x/1/"});
  EXPECT_EQ(next, "1&ab==");
}

TEST(S3List, WhatIsNoneIsAnError) {
  std::string next;
  for (const char* text :
       {"", "{}", "<Error/>", "<ListBucketResult>",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>"}) {
    auto page = ReadList(text, &next);
    ASSERT_FALSE(page.ok()) << text;
    EXPECT_TRUE(IsOutOfReach(page.error())) << text;
  }
  auto empty = ReadList("<ListBucketResult></ListBucketResult>", &next);
  ASSERT_TRUE(empty.ok());
  EXPECT_TRUE(empty->objects.empty());
  EXPECT_EQ(next, "");
}

TEST(S3List, AnErrorHasACode) {
  EXPECT_EQ(ReadErrorCode("<Error><Code>NoSuchKey</Code></Error>"), "NoSuchKey");
  EXPECT_EQ(ReadErrorCode("<html>"), "");
  EXPECT_EQ(ReadErrorCode(""), "");
}

TEST(S3Place, OfAUrl) {
  auto place = ParsePlace("https://s3.example:9000/bucket/a/b/", false);
  ASSERT_TRUE(place.ok());
  EXPECT_EQ(place->origin, "https://s3.example:9000");
  EXPECT_EQ(place->host, "s3.example:9000");
  EXPECT_EQ(place->bucket, "/bucket");
  EXPECT_EQ(place->prefix, "a/b/");
  place = ParsePlace("https://bucket.s3.example:443/a", true);
  ASSERT_TRUE(place.ok());
  EXPECT_EQ(place->host, "bucket.s3.example");
  EXPECT_EQ(place->bucket, "");
  EXPECT_EQ(place->prefix, "a/");
  place = ParsePlace("http://[::1]:80/b", false);
  ASSERT_TRUE(place.ok());
  EXPECT_EQ(place->host, "[::1]");
  EXPECT_EQ(place->prefix, "");
}

TEST(S3Place, WhatIsNoUrlOfABucket) {
  for (const char* url :
       {"", "s3.example/bucket", "ftp://s3.example/b", "https://", "https:///b",
        "https://s3.example", "https://s3.example/", "https://h/b?x=1", "https://user:password@h/b",
        "https://h/b c", "https://h/b/../c", "https://h/b//c"}) {
    EXPECT_FALSE(ParsePlace(url, false).ok()) << url;
  }
}

// Answers as it is told, and notes what it was asked.
class FakeHttp final : public http_client::Client {
 public:
  Result<http_client::Answer> Run(const http_client::Request& request) override {
    asked.push_back(request.method + " " + request.url);
    http_client::Answer answer;
    if (answers.empty()) return FieldError(Code::kUnavailable, "s3", "nobody there");
    answer = std::move(answers.front());
    answers.pop_front();
    if (answer.status == 0) return FieldError(Code::kUnavailable, "s3", "nobody there");
    if (request.sink && answer.status == 200 && !request.sink(answer.body)) {
      return FieldError(Code::kUnavailable, "s3", "not taken");
    }
    return answer;
  }
  void Stop() override {}

  std::deque<http_client::Answer> answers;
  std::vector<std::string> asked;
};

class S3ClientTest : public testing::Test {
 protected:
  S3ClientTest() {
    auto http = std::make_unique<FakeHttp>();
    http_ = http.get();
    client_ = std::make_unique<Client>(std::move(http), *ParsePlace("https://h/b/p", false),
                                       Credentials{"key", "secret", "region"});
  }
  void Answer(int status, std::string body = "") {
    http_->answers.push_back({status, std::move(body), 1000});
  }
  FakeHttp* http_ = nullptr;
  std::unique_ptr<Client> client_;
};

TEST_F(S3ClientTest, APassingFailureIsTriedAgain) {
  Answer(503);
  Answer(0);
  Answer(500, "<Error><Code>InternalError</Code></Error>");
  Answer(200);
  auto found = client_->Look("1/ab/cd");
  ASSERT_TRUE(found.ok());
  ASSERT_TRUE(found->has_value());
  EXPECT_EQ((*found)->modified_ms, 1000);
  EXPECT_EQ(http_->asked, std::vector<std::string>(4, "HEAD https://h/b/p/1/ab/cd"));
}

TEST_F(S3ClientTest, ARefusalIsNotTriedAgain) {
  Answer(403, "<Error><Code>AccessDenied</Code></Error>");
  Status put = client_->PutEmpty("x");
  ASSERT_FALSE(put.ok());
  EXPECT_TRUE(IsOutOfReach(put.error()));
  EXPECT_EQ(put.error().field, "AccessDenied");
  EXPECT_EQ(http_->asked.size(), 1U);
}

TEST_F(S3ClientTest, WhatIsNotThereIsNoFailure) {
  Answer(404);
  auto found = client_->Look("x");
  ASSERT_TRUE(found.ok());
  EXPECT_FALSE(found->has_value());
  Answer(404, "<Error><Code>NoSuchKey</Code></Error>");
  EXPECT_TRUE(client_->Delete("x").ok());
  Answer(404, "<Error><Code>NoSuchBucket</Code></Error>");
  EXPECT_FALSE(client_->Delete("x").ok());
}

TEST_F(S3ClientTest, WhileItIsAwayNobodyWaits) {
  ASSERT_FALSE(client_->Look("x").ok());
  const std::size_t first = http_->asked.size();
  EXPECT_GT(first, 1U);
  ASSERT_FALSE(client_->Look("x").ok());
  EXPECT_EQ(http_->asked.size(), first + 1);
  Answer(200);
  ASSERT_TRUE(client_->Look("x").ok());
  ASSERT_FALSE(client_->Look("x").ok());
  EXPECT_GT(http_->asked.size(), first + 3);
}

TEST_F(S3ClientTest, AskedOnceIsAskedOnce) {
  EXPECT_FALSE(client_->Delete("x", true).ok());
  EXPECT_EQ(http_->asked.size(), 1U);
}

TEST_F(S3ClientTest, ListsAreReadToTheirEnd) {
  Answer(200, kPage);
  Answer(0);
  Answer(200, R"(<ListBucketResult><Contents><Key>p/1/2c/f3</Key></Contents></ListBucketResult>)");
  auto listed = client_->List("1/2c/", true);
  ASSERT_TRUE(listed.ok());
  ASSERT_EQ(listed->objects.size(), 2U);
  EXPECT_EQ(listed->objects[1].key, "1/2c/f3");
  EXPECT_EQ(listed->folders, std::vector<std::string>{"1/"});
  ASSERT_EQ(http_->asked.size(), 3U);
  EXPECT_EQ(http_->asked[0], "GET https://h/b/?delimiter=%2F&list-type=2&prefix=p%2F1%2F2c%2F");
  EXPECT_EQ(http_->asked[2],
            "GET https://h/b/?continuation-token=1%26ab%3D%3D&delimiter=%2F"
            "&list-type=2&prefix=p%2F1%2F2c%2F");
}

}  // namespace
}  // namespace koine::store::s3
