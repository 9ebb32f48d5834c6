package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is stored in few bytes comes back exactly, and takes no more than is promised. */
class StoredFormsPropertyTest {
  @Property(tries = 500)
  void hashesComeBackSortedWhateverTheyAre(
      @ForAll long seed, @ForAll @IntRange(max = 300) int many, @ForAll boolean crowded)
      throws IOException {
    int bits = seed % 2 == 0 ? 26 : 32;
    int[] hashes =
        new Random(seed)
            .ints(many)
            .map(h -> crowded ? h >>> 20 : h >>> (32 - bits))
            .distinct()
            .toArray();
    int[] written = hashes.clone();
    byte[] bytes = Seen.bytes(out -> SortedHashes.write(out, written, bits));
    assertThat(bytes.length).isLessThanOrEqualTo(4 + hashes.length * (bits + 2) / 8);
    long[] sorted = Arrays.stream(hashes).mapToLong(Integer::toUnsignedLong).sorted().toArray();
    int[] read = SortedHashes.read(in(bytes), bits, 300);
    assertThat(Arrays.stream(read).mapToLong(Integer::toUnsignedLong).toArray()).isEqualTo(sorted);
  }

  @Property(tries = 500)
  void numbersComeBackToTheBit(@ForAll double number, @ForAll float narrow, @ForAll int whole)
      throws IOException {
    byte[] bytes =
        Seen.bytes(
            out -> {
              Varint.writeDouble(out, number);
              Varint.writeFloat(out, narrow);
              Varint.writeDouble(out, whole);
              Varint.writeDouble(out, -0.0);
            });
    DataInputStream in = in(bytes);
    assertThat(Varint.readDouble(in)).isEqualTo(number);
    assertThat(Varint.readFloat(in)).isEqualTo(narrow);
    assertThat(Varint.readDouble(in)).isEqualTo(whole);
    assertThat(Double.doubleToRawLongBits(Varint.readDouble(in)))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
  }

  @Property(tries = 500)
  void timesComeBack(@ForAll int far, @ForAll @IntRange int base) throws IOException {
    long[] times = {Long.MIN_VALUE, Long.MAX_VALUE, base, base + (long) far, 1L << 45};
    byte[] bytes =
        Seen.bytes(
            out -> {
              for (long time : times) {
                Varint.writeTime(out, time, base);
              }
            });
    DataInputStream in = in(bytes);
    for (long time : times) {
      assertThat(Varint.readTime(in, base)).isEqualTo(time);
    }
  }

  @Test
  void aThousandHashesOfTwentySixBitsTakeTwoBytesAndAQuarterEach() {
    int[] hashes = new Random(3).ints(1_000).map(h -> h >>> 6).distinct().toArray();
    assertThat(Seen.bytes(out -> SortedHashes.write(out, hashes, 26)))
        .hasSizeLessThanOrEqualTo(2_300);
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
