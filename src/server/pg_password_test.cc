#include "server/pg_password.h"

#include <gtest/gtest.h>

namespace koine::server {
namespace {

struct Case {
  const char *url, *password, *left, *masked;
};

TEST(PgPassword, IsTakenWhereverItStands) {
  const Case cases[] = {
      {"postgresql://ann:kettle@host:5432/db", "kettle", "postgresql://ann@host:5432/db",
       "postgresql://ann:X@host:5432/db"},
      {"postgres://ann:a%40b%2Fc+d@/db?host=/run", "a@b/c+d", "postgres://ann@/db?host=/run",
       "postgres://ann:X@/db?host=/run"},
      {"postgresql:///db?password=ket%26tle", "ket&tle", "postgresql:///db",
       "postgresql:///db?password=X"},
      {"postgresql:///db?password=kettle&user=ann", "kettle", "postgresql:///db?user=ann",
       "postgresql:///db?password=X&user=ann"},
      {"postgresql:///db?user=ann&password=kettle&host=h", "kettle",
       "postgresql:///db?user=ann&host=h", "postgresql:///db?user=ann&password=X&host=h"},
      {"postgresql://ann:one@h/db?password=two", "two", "postgresql://ann@h/db",
       "postgresql://ann:X@h/db?password=X"},
      {"postgresql://ann:50%@h/db", "50%", "postgresql://ann@h/db", "postgresql://ann:X@h/db"},
  };
  for (const Case& one : cases) {
    std::string url = one.url;
    EXPECT_EQ(TakePgPassword(&url), one.password) << one.url;
    EXPECT_EQ(url, one.left);
    url = one.url;
    EXPECT_EQ(TakePgPassword(&url, "X"), one.password) << one.url;
    EXPECT_EQ(url, one.masked);
  }
}

TEST(PgPassword, AnAddressWithoutOneStaysAsItIs) {
  for (const char* same :
       {"postgresql://ann@host:5432/db", "postgresql://host:5432/db?application_name=a@b",
        "postgresql:///db", "postgresql:///db?passfile=/x", "sqlite:/data/a:b@c/koine.db"}) {
    std::string url = same;
    EXPECT_EQ(TakePgPassword(&url), "") << same;
    EXPECT_EQ(url, same);
  }
}

}  // namespace
}  // namespace koine::server
