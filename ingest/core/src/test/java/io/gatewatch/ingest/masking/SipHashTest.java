package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {
  /** Of the reference implementation: key 00 01 … 0f, message 00 01 … of that length. */
  @ParameterizedTest
  @CsvSource({"0, a3817f04ba25a8e66df67214c7550293", "1, da87c1d86b99af44347659119b22fc45"})
  void agreesWithTheReference(int length, String expected) {
    SipHash sip = new SipHash(counting(16));
    sip.hash(counting(length), 0, length);
    assertThat(sip.hex()).isEqualTo(expected);
  }

  @Test
  void agreesWithAnotherImplementationOnAnyPartOfAnyMessage() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] key = new byte[16];
      byte[] message = new byte[random.nextInt(100)];
      random.nextBytes(key);
      random.nextBytes(message);
      int from = message.length == 0 ? 0 : random.nextInt(message.length);
      SipHash128 other = new SipHash128(2, 4);
      other.init(new KeyParameter(key));
      other.update(message, from, message.length - from);
      byte[] expected = new byte[16];
      other.doFinal(expected, 0);
      SipHash sip = new SipHash(key);
      sip.hash(message, from, message.length);
      assertThat(sip.hex()).isEqualTo(HexFormat.of().formatHex(expected));
    }
  }

  private static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
