package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
  private static final byte[] PLAIN = Lines.bytes("a line\n".repeat(30_000));

  private final ByteBudget budget = new ByteBudget(64L << 20);

  @Test
  void gzipAndZstdAreUndone() throws Exception {
    assertThat(plain(Http.gzip(PLAIN), "gzip")).isEqualTo(PLAIN);
    assertThat(plain(Zstd.compress(PLAIN), "ZSTD")).isEqualTo(PLAIN);
    assertThat(plain(PLAIN, null)).isEqualTo(PLAIN);
  }

  @Test
  void aBodyOfExactlyTheLimitIsRead() throws Exception {
    byte[] full = new byte[BodyReader.MAX_BYTES];
    assertThat(plain(Zstd.compress(full), "zstd")).hasSize(full.length);
    assertThat(plain(Http.gzip(full), "gzip")).hasSize(full.length);
  }

  @Test
  void aBombIsGivenUpAtTheLimit() throws Exception {
    byte[] gigabyte = bomb(1 << 30);
    assertThat(gigabyte.length).as("small on the wire").isLessThan(256 << 10);
    assertThatThrownBy(() -> plain(gigabyte, "zstd")).isInstanceOf(BodyReader.TooLarge.class);
    assertThatThrownBy(() -> plain(Http.gzip(new byte[32 << 20]), "gzip"))
        .isInstanceOf(BodyReader.TooLarge.class);
  }

  @Test
  void aBombHoldsNoMoreThanTheLimitOfTheSharedBudget() throws Exception {
    byte[] gigabyte = bomb(1 << 30);
    try (ByteBudget.Share share = budget.share()) {
      assertThatThrownBy(() -> BodyReader.plain(gigabyte, "zstd", share))
          .isInstanceOf(BodyReader.TooLarge.class);
      assertThat(budget.held()).isBetween(1L, (long) BodyReader.MAX_BYTES);
    }
    assertThat(budget.held()).isZero();
  }

  @Test
  void whenTheBudgetIsUsedUpByOthersTheBodyIsRefusedAsBusy() throws Exception {
    ByteBudget small = new ByteBudget(1 << 20);
    try (ByteBudget.Share share = small.share()) {
      assertThatThrownBy(() -> BodyReader.plain(Zstd.compress(new byte[8 << 20]), "zstd", share))
          .isInstanceOf(IntakeRefused.class);
    }
    assertThat(small.held()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void whatIsCutOffOrOfNoSuchEncodingIsAFault(String encoding) throws Exception {
    byte[] whole = encoding.equals("gzip") ? Http.gzip(PLAIN) : Zstd.compress(PLAIN);
    assertThatThrownBy(() -> plain(Arrays.copyOf(whole, whole.length - 5), encoding))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> plain(PLAIN, encoding)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> plain(new byte[0], "gzip")).isInstanceOf(IOException.class);
  }

  @Test
  void aWindowOverEightMebibytesIsNotGiven() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(bytes, 3)) {
      out.setLong(27);
      out.write(new byte[1 << 20]);
    }
    assertThatThrownBy(() -> plain(bytes.toByteArray(), "zstd")).isInstanceOf(IOException.class);
  }

  private byte[] plain(byte[] body, String encoding) throws Exception {
    try (ByteBudget.Share share = budget.share()) {
      return BodyReader.plain(body, encoding, share);
    }
  }

  private static byte[] bomb(int bytes) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    byte[] zeros = new byte[1 << 20];
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(small, 1)) {
      for (int written = 0; written < bytes; written += zeros.length) {
        out.write(zeros);
      }
    }
    return small.toByteArray();
  }
}
