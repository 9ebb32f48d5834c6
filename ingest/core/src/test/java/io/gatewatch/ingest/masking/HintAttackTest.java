package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ObjectRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from ten thousand masked calls and the number behind one object in them. */
class HintAttackTest {
  private static final int CALLS = 10_000;

  private final Mask mask = new Masker(secretKeys()).at(null);

  /**
   * The numbers joined to the known one by an unbroken walk, to the digit, and no other: those in
   * blocks that can be placed keep many candidates.
   */
  @ParameterizedTest
  @CsvSource({"1, 200000", "2, 40000", "3, 20000", "4, 12000", "5, 8000", "6, 6000", "7, 4000"})
  void onlyWhatAnUnbrokenWalkJoinsIsComputed(int seed, int accounts) {
    Map<Long, ObjectRef> stored = calls(seed, accounts, false);
    for (long known : sampled(stored, seed)) {
      HintAttacker attacker =
          new HintAttacker(List.copyOf(stored.values()), stored.get(known), known, 63);
      assertThat(attacker.computed).isEqualTo(joined(stored, known));
      assertThat(attacker.candidates.values()).allMatch(numbers -> numbers > 1);
    }
  }

  /** The same attacker on blocks with edges at multiples of 64 does find more: hence the edges. */
  @Test
  void theAttackerWouldSeeThroughBlocksWithKnownEdges() {
    Map<Long, ObjectRef> stored = calls(4, 12_000, true);
    long more = 0;
    for (long known : sampled(stored, 4)) {
      HintAttacker attacker =
          new HintAttacker(List.copyOf(stored.values()), stored.get(known), known, 0);
      assertThat(attacker.computed).isEqualTo(joined(stored, known));
      more += attacker.candidates.values().stream().filter(numbers -> numbers == 1).count();
    }
    assertThat(more).isPositive();
  }

  /** Neither kinds, nor tenants, nor hashes and hints meet where a join could start. */
  @Test
  void nothingJoinsAcrossKindsTenantsAndRoles() {
    Map<String, String> seen = new HashMap<>();
    for (String tenant : List.of("bank", "other")) {
      for (String kind : List.of("account", "payment")) {
        for (long number = 1000; number < 1300; number++) {
          String place = tenant + kind;
          ObjectRef object = mask.object(kind, tenant, Long.toString(number));
          for (String hash :
              List.of(object.hash(), object.walkHash(), object.nextHash(), object.blockHash())) {
            assertThat(seen.merge(hash, place, (a, b) -> a)).isEqualTo(place);
          }
          assertThat(object.hash()).isNotIn(object.walkHash(), object.nextHash());
        }
      }
    }
  }

  /** Whoever hashes guesses needs the keys: those that everybody knows do not fit. */
  @Test
  void guessesHashedWithoutTheKeysMatchNothing() {
    Map<Long, ObjectRef> stored = calls(8, 20_000, false);
    TreeSet<String> hashes = new TreeSet<>();
    for (ObjectRef object : stored.values()) {
      hashes.addAll(List.of(object.hash(), object.walkHash(), object.blockHash()));
    }
    Mask known = new Masker(MaskingKeys.wellKnown()).at(null);
    for (long number : stored.keySet()) {
      ObjectRef guess = known.object("account", "bank", Long.toString(number));
      for (String hash :
          List.of(guess.hash(), guess.walkHash(), guess.nextHash(), guess.blockHash())) {
        assertThat(hashes.contains(hash)).isFalse();
      }
    }
  }

  /** Three callers who walk, and everybody else to some account of theirs. */
  private Map<Long, ObjectRef> calls(int seed, int accounts, boolean knownEdges) {
    Random random = new Random(seed);
    List<Long> touched = new ArrayList<>();
    for (int walker = 0; walker < 3; walker++) {
      long start = 10_000L + random.nextInt(accounts);
      for (int step = 0; step < 150; step++) {
        touched.add(start + step);
      }
    }
    while (touched.size() < CALLS) {
      touched.add(10_000L + random.nextInt(accounts));
    }
    Map<Long, ObjectRef> stored = new LinkedHashMap<>();
    for (long number : touched) {
      ObjectRef object = mask.object("account", "bank", Long.toString(number));
      String block = Long.toString(number / 64);
      stored.put(
          number,
          knownEdges
              ? new ObjectRef("account", object.hash(), object.walkHash(), object.nextHash(), block)
              : object);
    }
    return stored;
  }

  private static List<Long> sampled(Map<Long, ObjectRef> stored, int seed) {
    List<Long> numbers = new ArrayList<>(stored.keySet());
    Random random = new Random(seed);
    List<Long> sample = new ArrayList<>(List.of(numbers.get(20)));
    while (sample.size() < 8) {
      sample.add(numbers.get(random.nextInt(numbers.size())));
    }
    return sample;
  }

  /** The truth: numbers that were touched, from the known one on without a gap. */
  private static Map<String, Long> joined(Map<Long, ObjectRef> stored, long known) {
    TreeMap<String, Long> joined = new TreeMap<>();
    for (long n = known; stored.containsKey(n); n++) {
      joined.put(stored.get(n).hash(), n);
    }
    for (long n = known; stored.containsKey(n); n--) {
      joined.put(stored.get(n).hash(), n);
    }
    return joined;
  }

  private static MaskingKeys secretKeys() {
    byte[] hash = new byte[32];
    byte[] hint = new byte[16];
    new Random(99).nextBytes(hash);
    new Random(98).nextBytes(hint);
    return new MaskingKeys(List.of(MaskingKey.of("k-test", hash, hint)));
  }
}
