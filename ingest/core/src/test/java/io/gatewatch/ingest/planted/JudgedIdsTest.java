package io.gatewatch.ingest.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.masking.SensitiveText;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often the judge finds what was planted, and how often it takes an ordinary id for it. */
class JudgedIdsTest {
  private static final int IDS = Integer.getInteger("gatewatch.ids", 20_000);
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String DIGITS = "0123456789";
  private static final String HEX = "0123456789abcdef";

  private final SensitiveText judge = new SensitiveText();

  @ParameterizedTest
  @EnumSource(Secret.Sort.class)
  void everyPlantedSecretWithAKindIsFoundInEveryDisguise(Secret.Sort sort) {
    Random random = new Random(sort.name().hashCode());
    for (Disguise disguise : Disguise.values()) {
      for (int i = 0; i < 200; i++) {
        Secret secret = Secret.of(sort, random);
        if (secret.kind() != null) {
          int found = judge.kindsOf("q", disguise.of(secret, random));
          assertThat(found & SensitiveText.bit(secret.kind()))
              .as("%s %s", sort, disguise)
              .isNotZero();
        }
      }
    }
  }

  /** Ids that no rule about cards or phones can be fooled by: not one in all of them. */
  @Test
  void ordinaryIdsAreNoExposure() {
    Map<String, Function<Random, String>> shapes = new TreeMap<>();
    shapes.put("uuid", random -> new UUID(random.nextLong(), random.nextLong()).toString());
    shapes.put("hex 32", random -> drawn(HEX, 32, random));
    shapes.put("hex 40", random -> drawn(HEX, 40, random));
    shapes.put("hex 64", random -> drawn(HEX, 64, random));
    shapes.put("base62 22", random -> drawn(BASE62, 22, random));
    shapes.put("base62 32", random -> drawn(BASE62, 32, random));
    shapes.put("base64url 43", random -> drawn(BASE62 + "-_", 43, random));
    shapes.put("10 digits", random -> drawn(DIGITS, 10, random));
    shapes.put("12 digits", random -> drawn(DIGITS, 12, random));
    shapes.put("microseconds", random -> "17" + drawn(DIGITS, 14, random));
    shapes.put("prefixed", random -> "ORD-" + drawn(DIGITS, 10, random));
    shapes.put("base64 of bytes", JudgedIdsTest::base64);
    shapes.put("address", random -> random.nextInt(256) + "." + random.nextInt(256) + ".7.9");
    shapes.put(
        "place", random -> String.format(Locale.ROOT, "%.6f,%.6f", 52.0, random.nextDouble()));
    shapes.put("time", random -> "2026-03-1" + random.nextInt(10) + "T09:15:00.123+01:00");
    for (Map.Entry<String, Function<Random, String>> shape : shapes.entrySet()) {
      for (String place : new String[] {"/accounts/%s/balances", "/thing/%s", "/%s", "%s"}) {
        assertThat(found(shape.getValue(), place)).as(shape.getKey() + " in " + place).isZero();
      }
    }
  }

  /** Drawn numbers of a card's length: none where they stand as ids, one in fifty elsewhere. */
  @Test
  void numbersOfACardsLengthAreNoCardsWhereIdsStand() {
    for (int length = 13; length <= 19; length++) {
      int digits = length;
      Function<Random, String> number = random -> "4" + drawn(DIGITS, digits - 1, random);
      assertThat(found(number, "/accounts/%s/balances")).isZero();
      assertThat(found(number, "/payments/%s")).isZero();
      assertThat(found(number, "accountId=%s")).isZero();
    }
    Function<Random, String> any = random -> drawn(DIGITS, 16, random);
    assertThat(found(any, "/%s")).isBetween(IDS / 60, IDS / 30);
  }

  private int found(Function<Random, String> shape, String place) {
    Random random = new Random(11);
    int found = 0;
    for (int i = 0; i < IDS; i++) {
      found += judge.kindsIn(place.replace("%s", shape.apply(random))) == 0 ? 0 : 1;
    }
    return found;
  }

  private static String base64(Random random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String drawn(String from, int length, Random random) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      out.append(from.charAt(random.nextInt(from.length())));
    }
    return out.toString();
  }
}
