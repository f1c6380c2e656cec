#pragma once

// The macros of base/json.h, and what they need of the preprocessor. A list may have 256 entries.

#define KOINE_PARENS ()
#define KOINE_EXPAND(...) KOINE_EXPAND4(KOINE_EXPAND4(KOINE_EXPAND4(KOINE_EXPAND4(__VA_ARGS__))))
#define KOINE_EXPAND4(...) KOINE_EXPAND3(KOINE_EXPAND3(KOINE_EXPAND3(KOINE_EXPAND3(__VA_ARGS__))))
#define KOINE_EXPAND3(...) KOINE_EXPAND2(KOINE_EXPAND2(KOINE_EXPAND2(KOINE_EXPAND2(__VA_ARGS__))))
#define KOINE_EXPAND2(...) KOINE_EXPAND1(KOINE_EXPAND1(KOINE_EXPAND1(KOINE_EXPAND1(__VA_ARGS__))))
#define KOINE_EXPAND1(...) __VA_ARGS__
#define KOINE_FOR_EACH(macro, ...) __VA_OPT__(KOINE_EXPAND(KOINE_FOR_EACH_STEP(macro, __VA_ARGS__)))
#define KOINE_FOR_EACH_STEP(macro, first, ...) \
  macro(first) __VA_OPT__(KOINE_FOR_EACH_AGAIN KOINE_PARENS(macro, __VA_ARGS__))
#define KOINE_FOR_EACH_AGAIN() KOINE_FOR_EACH_STEP
#define KOINE_UNWRAP(...) __VA_ARGS__

// Describes a struct: KOINE_DESCRIBE(Point, (x, y)).
#define KOINE_DESCRIBE(Struct, members)                                               \
  [[maybe_unused]] inline void KoineDescribe(const Struct*,                           \
                                             ::koine::json::Builder& koine_builder) { \
    const Struct koine_probe{};                                                       \
    koine_builder.Begin(#Struct, &koine_probe);                                       \
    KOINE_FOR_EACH(KOINE_DESCRIBE_MEMBER, KOINE_UNWRAP members)                       \
  }
#define KOINE_DESCRIBE_MEMBER(member) koine_builder.Member(#member, koine_probe.member);

// Gives the texts of an enum: KOINE_ENUM(Color, (Color::kRed, "RED"), (Color::kBlue, "BLUE")).
#define KOINE_ENUM(Enum, ...)                                                             \
  [[maybe_unused]] inline void KoineDescribeEnum(const Enum*,                             \
                                                 ::koine::json::Builder& koine_builder) { \
    koine_builder.BeginEnum(#Enum);                                                       \
    KOINE_FOR_EACH(KOINE_ENUM_ENTRY, __VA_ARGS__)                                         \
  }
#define KOINE_ENUM_ENTRY(entry) koine_builder.Enum entry;

// The rules of a described struct: KOINE_RULES(Point, json::Rule("x").Min(0), …).
#define KOINE_RULES(Struct, ...)                                                                  \
  [[maybe_unused]] inline void KoineRules(const Struct*, ::koine::json::Builder& koine_builder) { \
    koine_builder.Rules({__VA_ARGS__});                                                           \
  }
