package io.gatewatch.alerting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;

class QuotaSignatureTest {
  private static final byte[] KEY = "bank/edge/cards.read/tpp-1".getBytes(UTF_8);
  private static final byte[] VALUE = "{\"version\":3}".getBytes(UTF_8);

  private final KeyPair ours = pair();
  private final String kid = QuotaSignature.kid(ours.getPublic());
  private final String signature = QuotaSignature.sign(ours.getPrivate(), kid, KEY, VALUE);

  @Test
  void aRecordAsWeWroteItHolds() {
    assertThat(QuotaSignature.holds(ours.getPublic(), KEY, VALUE, signature)).isTrue();
  }

  @Test
  void aChangedValueOrKeyDoesNot() {
    byte[] otherValue = "{\"version\":4}".getBytes(UTF_8);
    byte[] otherKey = "bank/edge/cards.read/tpp-2".getBytes(UTF_8);
    assertThat(QuotaSignature.holds(ours.getPublic(), KEY, otherValue, signature)).isFalse();
    assertThat(QuotaSignature.holds(ours.getPublic(), otherKey, VALUE, signature)).isFalse();
  }

  @Test
  void aStrangersKeyDoesNotEvenUnderOurName() {
    KeyPair stranger = pair();
    String forged = QuotaSignature.sign(stranger.getPrivate(), kid, KEY, VALUE);
    assertThat(QuotaSignature.holds(ours.getPublic(), KEY, VALUE, forged)).isFalse();
    assertThat(QuotaSignature.holds(stranger.getPublic(), KEY, VALUE, signature)).isFalse();
  }

  @Test
  void rubbishInTheHeaderIsJustFalse() {
    for (String rubbish : new String[] {"", ".", kid, kid + ".", kid + ".%%%", kid + ".AAAA"}) {
      assertThat(QuotaSignature.holds(ours.getPublic(), KEY, VALUE, rubbish)).isFalse();
    }
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
