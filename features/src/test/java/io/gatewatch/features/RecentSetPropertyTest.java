package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecentSetPropertyTest {
  /** Few values and a small table, so that they stand in each other's way. */
  @Property(tries = 1000)
  void belowItsCapacityItIsASet(@ForAll List<@IntRange(min = -20, max = 20) Integer> steps) {
    RecentSet set = new RecentSet(128);
    Set<Integer> truth = new HashSet<>();
    for (int step : steps) {
      int fingerprint = (Math.abs(step) << 4) + 1;
      if (step < 0) {
        assertThat(set.remove(fingerprint)).isEqualTo(truth.remove(fingerprint));
      } else {
        assertThat(set.add(fingerprint)).isEqualTo(truth.add(fingerprint));
      }
      assertThat(set.size()).isEqualTo(truth.size());
      for (int i = 0; i <= 20; i++) {
        assertThat(set.contains((i << 4) + 1)).isEqualTo(truth.contains((i << 4) + 1));
      }
    }
  }

  /** Small enough that generations come and go. */
  @Property(tries = 1000)
  void renewingIsAddingWhatIsKnown(@ForAll List<@IntRange(min = 1, max = 20) Integer> steps) {
    RecentSet renewed = new RecentSet(12);
    RecentSet plain = new RecentSet(12);
    for (int step : steps) {
      int fingerprint = step << 20;
      boolean known = plain.contains(fingerprint);
      assertThat(renewed.renew(fingerprint)).isEqualTo(known);
      if (!known) {
        renewed.add(fingerprint);
      }
      plain.add(fingerprint);
      for (int i = 1; i <= 20; i++) {
        assertThat(renewed.contains(i << 20)).isEqualTo(plain.contains(i << 20));
      }
    }
  }
}
