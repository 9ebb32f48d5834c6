package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ObjectRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
  private final Mask masker = new Masker(MaskingKeys.wellKnown()).at(null);

  @ParameterizedTest
  @ValueSource(strings = {"0", "9", "63", "22289", "999999999999999999", "1234567890123456789012"})
  void theHintOfTheNextIdIsTheNextIdsOwnHint(String id) {
    String next = new java.math.BigInteger(id).add(java.math.BigInteger.ONE).toString();
    assertThat(object(id).nextHash()).isEqualTo(object(next).walkHash());
    assertThat(object(id).walkHash()).isNotEqualTo(object(next).walkHash());
  }

  @Test
  void sixtyFourNeighboursShareABlock() {
    assertThat(object("64").blockHash()).isEqualTo(object("127").blockHash());
    assertThat(object("64").blockHash()).isNotEqualTo(object("63").blockHash());
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
