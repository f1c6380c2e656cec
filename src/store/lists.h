#pragma once

// Lists that belong together element by element, as a table of a statement's SQLite text: each is
// an IntList or TextList, bound in this order, and all have the same length. On PostgreSQL unnest
// does the same. A join of several json_each would read every list once per element of the first;
// here the first is walked, and the others are looked up by place in their parsed text.
//
// SQLite guesses that such a table is small, and may read another one first: a cross join with the
// table of rows that it names keeps it in front.
#define KOINE_LIST_AT(n, name) \
  ", json_extract(list_" #n ".list, '$[' || list_1.key || ']') as " name
#define KOINE_LIST_TEXT(n) " join (select ? as list) list_" #n
#define KOINE_LISTS_2(a, b)                     \
  "(select list_1.value as " a KOINE_LIST_AT(2, \
                                             b) " from json_each(?) list_1" KOINE_LIST_TEXT(2) ")"
#define KOINE_LISTS_3(a, b, c)                     \
  "(select list_1.value as " a KOINE_LIST_AT(2, b) \
      KOINE_LIST_AT(3, c) " from json_each(?) list_1" KOINE_LIST_TEXT(2) KOINE_LIST_TEXT(3) ")"
#define KOINE_LISTS_4(a, b, c, d)                                                           \
  "(select list_1.value as " a KOINE_LIST_AT(2, b) KOINE_LIST_AT(3, c)                      \
      KOINE_LIST_AT(4, d) " from json_each(?) list_1" KOINE_LIST_TEXT(2) KOINE_LIST_TEXT(3) \
          KOINE_LIST_TEXT(4) ")"
#define KOINE_LISTS_7(a, b, c, d, e, f, g)                                                      \
  "(select list_1.value as " a KOINE_LIST_AT(2, b) KOINE_LIST_AT(3, c) KOINE_LIST_AT(4, d)      \
      KOINE_LIST_AT(5, e) KOINE_LIST_AT(6, f)                                                   \
          KOINE_LIST_AT(7, g) " from json_each(?) list_1" KOINE_LIST_TEXT(2) KOINE_LIST_TEXT(3) \
              KOINE_LIST_TEXT(4) KOINE_LIST_TEXT(5) KOINE_LIST_TEXT(6) KOINE_LIST_TEXT(7) ")"
#define KOINE_LISTS_8(a, b, c, d, e, f, g, h)                                                   \
  "(select list_1.value as " a KOINE_LIST_AT(2, b) KOINE_LIST_AT(3, c) KOINE_LIST_AT(4, d)      \
      KOINE_LIST_AT(5, e) KOINE_LIST_AT(6, f) KOINE_LIST_AT(7, g)                               \
          KOINE_LIST_AT(8, h) " from json_each(?) list_1" KOINE_LIST_TEXT(2) KOINE_LIST_TEXT(3) \
              KOINE_LIST_TEXT(4) KOINE_LIST_TEXT(5) KOINE_LIST_TEXT(6) KOINE_LIST_TEXT(7)       \
                  KOINE_LIST_TEXT(8) ")"
