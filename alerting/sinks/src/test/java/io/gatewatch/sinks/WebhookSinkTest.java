package io.gatewatch.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ResponseHeaders;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookSinkTest {
  private static final byte[] KEY = "thirty-two bytes of a test secret".getBytes(UTF_8);
  private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
  private static final Instant NOW = Instant.parse("2026-02-03T09:05:00Z");

  private final Receiver receiver = new Receiver();
  private final WebhookSink sink =
      new WebhookSink(
          URI.create(receiver.url() + "/hooks?for=gatewatch"), SECRET, InstantSource.fixed(NOW));

  @AfterEach
  void close() {
    sink.close();
    receiver.close();
  }

  @Test
  void theReceiverCanCheckWhoSentItAndKnowARepetition() throws Exception {
    receiver.answering(503);
    assertThat(deliver(Told.enumeration())).isInstanceOf(Unavailable.class);
    assertThat(deliver(Told.enumeration())).isEqualTo(Delivery.TAKEN);

    AggregatedHttpRequest first = receiver.taken.take();
    AggregatedHttpRequest second = receiver.taken.take();
    assertThat(first.path()).isEqualTo("/hooks?for=gatewatch");
    assertThat(second.headers().get("webhook-id"))
        .isEqualTo(first.headers().get("webhook-id"))
        .isEqualTo("a-77e1-1");
    assertThat(second.headers().get("webhook-signature")).isEqualTo("v1," + hmac(second));
    JsonNode body = new ObjectMapper().readTree(second.contentUtf8());
    assertThat(body.at("/type").asText()).isEqualTo("alert.created");
    assertThat(body.at("/data/alertId").asText()).isEqualTo("a-77e1");
  }

  @Test
  void anotherVersionIsAnotherWebhook() throws Exception {
    assertThat(deliver(Told.enumeration().closed())).isEqualTo(Delivery.TAKEN);

    assertThat(receiver.taken.take().headers().get("webhook-id")).isEqualTo("a-77e1-2");
  }

  @Test
  void whatIsAboutTheBodyIsFinalAndTheRestIsTriedAgain() {
    receiver.answering(400, 413, 422, 401, 404, 429, 500);

    for (int status : new int[] {400, 413, 422}) {
      assertThat(deliver(Told.enumeration())).isEqualTo(new Refused("HTTP " + status));
    }
    for (int status : new int[] {401, 404, 429, 500}) {
      assertThat(deliver(Told.enumeration())).isEqualTo(new Unavailable("HTTP " + status, 0));
    }
  }

  @Test
  void theReceiverMaySayWhenToComeBack() {
    receiver.answering(ResponseHeaders.builder(429).add("retry-after", "17").build());

    assertThat(deliver(Told.enumeration())).isEqualTo(new Unavailable("HTTP 429", 17));
  }

  @Test
  void aReceiverThatIsNotThereIsAway() {
    receiver.close();

    assertThat(deliver(Told.enumeration())).isInstanceOf(Unavailable.class);
  }

  @Test
  void aSecretThatIsNoneIsRefusedWithoutBeingTold() {
    assertThatThrownBy(
            () -> new WebhookSink(URI.create(receiver.url()), "hunter2", InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whsec_")
        .hasMessageNotContaining("hunter2");
  }

  private Delivery deliver(Told told) {
    return sink.deliver(told.alert(), told.row());
  }

  private static String hmac(AggregatedHttpRequest request) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String head =
        request.headers().get("webhook-id") + "." + request.headers().get("webhook-timestamp");
    mac.update((head + ".").getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(mac.doFinal(request.content().array()));
  }
}
