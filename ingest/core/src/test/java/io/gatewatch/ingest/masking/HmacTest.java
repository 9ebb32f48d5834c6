package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacTest {
  @Test
  void agreesWithTheJdkForAnyKeyAndMessage() throws GeneralSecurityException {
    Random random = new Random(2);
    for (int round = 0; round < 2000; round++) {
      byte[] key = new byte[1 + random.nextInt(64)];
      byte[] message = new byte[random.nextInt(300)];
      random.nextBytes(key);
      random.nextBytes(message);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertThat(new Hmac(key).code(message, message.length)).isEqualTo(mac.doFinal(message));
    }
  }

  @Test
  void oneMessageLeavesNoTraceInTheNext() {
    Hmac hmac = new Hmac(new byte[32]);
    byte[] first = hmac.code(new byte[] {1, 2, 3}, 3).clone();
    hmac.code(new byte[200], 200);
    assertThat(hmac.code(new byte[] {1, 2, 3}, 3)).isEqualTo(first);
  }
}
