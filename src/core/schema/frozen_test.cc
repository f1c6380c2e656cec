#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "core/schema/schema.h"
#include "store/migrate.h"
#include "store/own_tables.h"

// Migrations that others were built upon: stores in the field were made with these very texts, so
// no character of them may change. Whoever appends a migration freezes the one before it here; the
// failing test prints the line.

namespace koine::core {
namespace {

constexpr std::string_view kFrozen[] = {
    "f385a6d81370537a415f2670eb377413531ac53f972f236f094b3cdeb43a8b21",  // 1 foundation
    "8cf2be4cef654224b43133227e00a605fdeb7603cd6e808f8b949fc39cf5cbb6",  // 2 messaging
    "71d9fc1690c0f8fbc94385debefdee91abed29049a0dcb6de7d8da5ee07df0ac",  // 3 search
    "dbbb8c811ad8267114c0c1650a388985695ecf328034a92d0b0acc9293d84416",  // 4 changes
    "62d2ce69b208f63b1e2cccb14a35c1723526952438328afec5ce64bb715d69c9",  // 5 outcomes
    "52a04e4f482542c6f2ebb651d5eeae149b07a41ed2d575695bdee535b9ce2305",  // 6 objects
    "00c04db841f022640fdfa61a41dce9d7eb3318a090c88b6762af687f6e27fda5",  // 7 retention
    "66a9f1e2b7ebebe4fbe7db8af07e95987cc3b856512977f83a966264436aadb8",  // 8 apps
    "5d951907f03364a2f9bfa5106ab8a061fd81ea306f9c0e15b266ac18914c7009",  // 9 app files
    "938f4cb3d625ad609b398faa4f9c14e3ea897a26bbd1786b309bb263ea9e770c",  // 10 money
    "a4bb0d3923ab1216cc8a7b2a00f6fb8f0e0917e24dbacfecaac924b071898a48",  // 11 calls
    "229a826f68e8c6affde3e9e6a84d0eb8f3d2c43d96fee0bec0a15f26151fd92d",  // 12 backstage
    "83208d1800031dda47ba10e02aee8556458c2e94709acc3d80a652c7004a5d21",  // 13 bans
    "90792997a2d15fe4207f1692d2093501a9daa0f01fb9271991f40a2a4991a9ab",  // 14 notices
    "888fdfe111ef27df5663643f051fbc50fa8a0e43137f9d480b15d3b005e47e8d",  // 15 own lines
    "783ec2657756dadb3c72b97dc8ce1839f3b2676e789b3f578713493a4e596a36",  // 16 origins
    "627555eaef725dc3b7a00162b0bdda5740caa0e0d538d53bd862fed39d4655e4",  // 17 strangers
    "aa5d2c7158b2372aca6596d1796d5b9804dd07eb6558ab4a7280e1462c412deb",  // 18 mention places
    "3109f2f813c8264237b5f2897625229309fc09361aa994214dacb781a59c5f8b",  // 19 login forms
    "0085d34851748995f48f52c9ea5855e70841198b7ba5d07b5e0f771e9aeb48cd",  // 20 notice marks
    "fea0bc8d8801aea73d7be6c8069d6b110be836cd31b46aeee623b28f1640d8fc",  // 21 posts
    "cd052d3284aee584bd6535db0649777dc338d3f731e4dc7bc1c50c2f37e13138",  // 22 small forms
    "0c1a5ed318793848c41f225f4ece4d914d65a6531b956bdf761e95daa965c036",  // 23 entry codes
    "a6c17be84f1cef22eaf0555cc62596040bef1ea793e9189fd5e09019df004ea0",  // 24 allowances
    "e0c485175f6fced067eb24252da90d994e504c1409c8beabf94769f522031e9a",  // 25 sign-ins
    "ed65d27076a5a5b1c47721e1748e37c99fec3179292eb7502e1639d66be62e91",  // 26 spoken lines
    "5fcea7fa03d8e36ea6f8a7fd4fe11e7a7027da1e00fde971fd8b9350de943047",  // 27 departments
    "3a099ee8c2d9f18ca7749f06654d209f3b031de046430854a9a1cc4a467c359d",  // 28 meeting rooms
    "34b785865602f5ad7bb215c13b4d7b4cc86d04d455f0c330aa4c83a93f8d3893",  // 29 approvals
    "9b99058a4e2867d6dd345ab2d46d8e8dad71cfcfe565a5dc2cb3db8c6d99f18b",  // 30 schedules
    "b50460092cbeddb889602f8a67dac2fe4886b9e7c88a0c5bb8536542f47f8cba",  // 31 dings
    "768f1c726626b747e65a8f2d405c93dd1532f21d08d0324b0c7bce96e1acfc25",  // 32 attendance
    "15103783c880145a9c7d8f4c4940c3f1474533598e0096e4ed09b39d174494b2",  // 33 workbench
    "03d6e8f180fb40569356966a6fe763f01b29d9cbd0b838eaaedc0eee93c3a68a",  // 34 attendance requests
    "277de64dfbfdfab3cebfc9c7060113ce97038a7c6fddceda80024e88181c6bab",  // 35 bulletins
    "a0bae424e22af6d34fc836981cf5734360e213a1a2029fd84ade04a365576d1e",  // 36 documents
    "ccafe6379de4bf53d75494ad3c35a23df58a441056da380c7f612b1f258c76cf",  // 37 ding gateway
    "58c328dad1cc9e363a86366e9040451e36d46943c3a3b55442631e67018ae693",  // 38 ding ages
    "8b158f4450e04c4345b88df773e3afbfb49bbde2ce5365bb89cf4de5f80651d4",  // 39 work reports
    "dd8b16f9243a151d9b9e29e90a0334bfca07d44f1a77fedad521f4e30866d391",  // 40 mail
    "c222c2a7ff73ffd8a4aed78e88cbaaa5502cf4f5a4b6882cad0604035eac5bf5",  // 41 external contacts
    "9eb3895bbfcca0eeabd822b2cafe8f9dbac68c22ada2fb5ea7c0ee84d6a1e996",  // 42 mail outside
    "67c7a746714cbbd5134d558cf72124bcebd89f7767ed86f9365e177ee59f3aae",  // 43 desks
    "3c0a06dfdfa4f36f1bf94f4ac0452e7939792891ed5c579992253b4bbbbed6de",  // 44 applications
    "b1f13dc7bba59e4a0728d9fb017b90d9094eaba43d99e9164571700533914e25",  // 45 drives
    "ccad973c94aafa15ef6aa2824d08439099f251b949de7d39b92fe7886f8b5a94",  // 46 long seats
    "71b1c0a9f3d95ac600c13db9590f927bde410e8c91987129ad8f83186c847dd4",  // 47 deputies
    "47f94b06a0fe245466c5172137f3d34ac034059cff336a121e7f2a93990730c9",  // 48 drops
    "39b03ae59f0198a2ab0ce9f6201b4a4f3f90df5d739392ef6eab5025c04c0de5",  // 49 seat lists
    "f93f413c36b9690a4d33225f6ae109c83d051dc954b138d4010750448f04608f",  // 50 name changes
    "74019d606ed26f5180cb6088ff5adcff6d9f6de1eea78ee38874adb47894204e",  // 51 late keys
};

constexpr std::string_view kFrozenOfStore[] = {
    "eb6e2a22e47b9d87674c7d7ecf7722df8973a7524801ccda405e5b5ce3a42be2",  // 1 store
    "2b6f1bf72cafd8bed77a3aa45fb597acb605a486300d9db8c81d03c76f4f8f74",  // 2 nodes
};

void ExpectFrozen(std::span<const store::Migration> migrations,
                  std::span<const std::string_view> frozen) {
  for (std::size_t i = 0; i < migrations.size(); ++i) {
    const std::string sum = store::SumOf(migrations[i]);
    const std::string what =
        "migration " + std::to_string(migrations[i].number) + " " + migrations[i].name;
    if (i < frozen.size()) {
      EXPECT_EQ(sum, frozen[i]) << what << " was edited: append a new one instead";
    } else if (i + 1 < migrations.size()) {
      ADD_FAILURE() << what << " is not the newest any more; add \"" << sum << "\",";
    }
  }
  EXPECT_LE(frozen.size(), migrations.size());
}

TEST(Schema, AppliedMigrationsAreFrozen) {
  ExpectFrozen(Migrations(), kFrozen);
}

TEST(Schema, AppliedMigrationsOfTheStoreAreFrozen) {
  ExpectFrozen(store::OwnMigrations(), kFrozenOfStore);
}

}  // namespace
}  // namespace koine::core
