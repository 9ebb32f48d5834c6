package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ObjectRef;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  private final Mask masker = new Masker(MaskingKeys.wellKnown()).at(null);

  /** What earlier versions made under the same keys, blocks apart: they had edges at multiples. */
  @ParameterizedTest
  @CsvSource({
    "22289, 103976d50d8df85147b3fa9c2d86831d, 8fc6d3d2932ff4f04722f85d129b77bd,"
        + " c51a35bcbb6de5dbb7750a6deedaa589",
    "63, 320bca55e10fa08d28ec6f99052b807d, 62a017a335d17f2a3a28a84ece468095,"
        + " abae3c5ba926d1547bd15022ed21a6bf",
    "999999999999999999, fb451eae76afa792666c18f5e561bc3c, 1f009aeafb52c560d2891353f54e2b5b,"
        + " 8a3c7efb22c81c0632d6cb4e24394254",
    "1234567890123456789012, 5beebc6b3eb77d2ad4e16655d4594634, 2d9e0828ad48a3a560e303c7b275249d,"
        + " 6f3e4ed7e45573eab4fcfd5bbc3e04a6",
    "ACC-00099, d6a9acfe66e03a89fd93cf312d0fc91c, 9dac2c405fe86400370e16a418af1e97,"
        + " 950d4889296dcd643efe5bc8c3e9d993",
    "gb33 bukb 2020 1555 5555 55, 5c0bc16e35930bff3d1f0265891ebfdf,"
        + " c519190c592a2f23ff637d9552c2c9f4, 5ff466e928ff8a13b0a59a21cf20d7a3",
    "5F0C3A52-8D2E-4C3F-9D55-0A8F6D1C2B77, 85e74ef9379264fb31e6d782b05972f0, ,",
    "M\u00fcller, 8d546706286ee625d9bd3043cfcf786c, ,"
  })
  void hashesAreThoseOfEarlierVersions(String id, String hash, String walk, String next) {
    ObjectRef object = object(id);
    String block = object.blockHash();
    assertThat(object).isEqualTo(new ObjectRef("account", hash, walk, next, block));
    assertThat(object(id)).as("once more, remembered").isEqualTo(object);
  }

  @ParameterizedTest
  @CsvSource({
    "CREDENTIAL, 12cd2035fc571e2c96514f86cf090c60",
    "CONSENT, e78e3045c0ef1268862d04e194c14db6",
    "CUSTOMER, 45813d07a10c6502ed3cc03e3f177b92",
    "CLAIM, 12799ae3502005ad33729111164191b0",
    "AGENT, 9e316e868fb093a76227d8a5e7b81c9c"
  })
  void identitiesAreThoseOfEarlierVersions(Masker.Purpose purpose, String hash) {
    String id = "0d9f4c1e-2b8a-4f61-a6de-b7a1c24f9e03";
    assertThat(masker.hash(purpose, "bank", id)).isEqualTo(hash);
    assertThat(masker.hash(purpose, "bank", id)).isEqualTo(hash);
  }

  @Test
  void whatIsRememberedIsNeverMixedUp() {
    for (int round = 0; round < 3; round++) {
      for (int id = 0; id < 5000; id++) {
        String number = Integer.toString(id);
        ObjectRef fresh = new Masker(MaskingKeys.wellKnown()).at(null).object("a", "t", number);
        assertThat(masker.object("a", "t", number)).isEqualTo(fresh);
        id += id > 1500 ? 499 : 0;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "63", "22289", "999999999999999999", "1234567890123456789012"})
  void theHintOfTheNextIdIsTheNextIdsOwnHint(String id) {
    String next = new BigInteger(id).add(BigInteger.ONE).toString();
    assertThat(object(id).nextHash()).isEqualTo(object(next).walkHash());
    assertThat(object(id).walkHash()).isNotEqualTo(object(next).walkHash());
  }

  @Test
  void neighboursShareABlockOfSixtyFourOnAverage() {
    List<Integer> sizes = new ArrayList<>();
    String block = object("0").blockHash();
    int start = 0;
    for (int id = 1; id < 64_000; id++) {
      String here = object(Integer.toString(id)).blockHash();
      if (!here.equals(block)) {
        sizes.add(id - start);
        start = id;
        block = here;
      }
    }
    assertThat(sizes).hasSizeBetween(999, 1001).allMatch(size -> size >= 1 && size <= 127);
    assertThat(new HashSet<>(sizes)).hasSizeGreaterThan(50);
  }

  @Test
  void blocksOfLongNumbersHaveEdgesOfTheSameKind() {
    Set<String> blocks = new HashSet<>();
    BigInteger first = new BigInteger("90000000000000000000");
    for (int id = 0; id < 6400; id++) {
      blocks.add(object(first.add(BigInteger.valueOf(id)).toString()).blockHash());
    }
    assertThat(blocks).hasSizeBetween(100, 102);
  }

  @Test
  void aRunningNumberBehindAPrefixWalksAsWell() {
    assertThat(object("ACC-00099").nextHash()).isEqualTo(object("ACC-00100").walkHash());
    assertThat(object("ACC-00099").nextHash()).isNotEqualTo(object("100").walkHash());
  }

  @Test
  void anIbansCheckDigitsDoNotBreakTheWalk() {
    // Two neighbours: same bank, account numbers 55555555 and 55555556, own check digits each.
    ObjectRef one = object("GB33BUKB20201555555555");
    ObjectRef two = object("GB06BUKB20201555555556");
    assertThat(one.nextHash()).isEqualTo(two.walkHash());
    assertThat(object("gb33 bukb 2020 1555 5555 55").hash()).isEqualTo(one.hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0e5f0c3a-8d2e-4c3f-9d55-0a8f6d1c2b77", "anna", "x1", "a-b-c-123", "12.5", ""})
  void idsWithoutARunningNumberHaveNoHints(String id) {
    assertThat(object(id).hash()).hasSize(32);
    assertThat(object(id).walkHash()).isNull();
    assertThat(object(id).nextHash()).isNull();
    assertThat(object(id).blockHash()).isNull();
  }

  @Test
  void hashesOfTenantsKindsAndPurposesDoNotMeet() {
    ObjectRef here = masker.object("account", "bank", "7");
    assertThat(masker.object("account", "other", "7").hash()).isNotEqualTo(here.hash());
    assertThat(masker.object("account", "other", "7").walkHash()).isNotEqualTo(here.walkHash());
    assertThat(masker.object("payment", "bank", "7").walkHash()).isNotEqualTo(here.walkHash());
    assertThat(masker.hash(Masker.Purpose.CONSENT, "bank", "7"))
        .isNotEqualTo(masker.hash(Masker.Purpose.CLAIM, "bank", "7"));
    assertThat(here.hash()).isNotEqualTo(here.walkHash());
  }

  @Test
  void absentStaysAbsent() {
    assertThat(masker.hash(Masker.Purpose.CONSENT, "bank", null)).isNull();
  }

  private ObjectRef object(String id) {
    return masker.object("account", "bank", id);
  }
}
