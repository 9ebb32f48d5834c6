package io.gatewatch.sinks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import io.gatewatch.sinks.Delivery.Refused;
import io.gatewatch.sinks.Delivery.Unavailable;
import io.gatewatch.sinks.SinkConfig.Kind;
import io.gatewatch.sinks.format.PostableAlert;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A first alert to see whether a receiver is there; it says in its title that it is a test. */
final class TestAlert {
  private TestAlert() {}

  static String offer(SinkConfig sink, InstantSource clock) {
    Alert alert = at(clock.instant());
    Delivery delivery =
        sink.kind() == Kind.ALERTMANAGER
            ? post(sink, alert, clock.instant())
            : deliver(sink, alert, clock);
    if (delivery instanceof Refused refused) {
      return "refused: " + refused.reason();
    }
    return delivery instanceof Unavailable away ? "away: " + away.reason() : "taken";
  }

  private static Delivery deliver(SinkConfig sink, Alert alert, InstantSource clock) {
    try (Sink receiver = Sinks.toTest(sink, clock)) {
      return receiver.deliver(alert, AlertJson.write(alert));
    }
  }

  private static Delivery post(SinkConfig sink, Alert alert, Instant now) {
    String url = sink.url().replaceAll("/+$", "") + "/api/v2/alerts";
    try (HttpPost post = new HttpPost(URI.create(url))) {
      String rows =
          JsonNodeFactory.instance
              .arrayNode()
              .add(PostableAlert.of(alert, now.plusSeconds(60), sink.consoleUrl()))
              .toString();
      return post.send(rows.getBytes(StandardCharsets.UTF_8), Map.of());
    }
  }

  static Alert at(Instant time) {
    Entity us = Entity.service("test", "test", "gatewatch-sinks");
    return new Alert(
        1,
        "a-test-" + time.toEpochMilli(),
        1,
        Alert.Status.NEW,
        Alert.Activity.CREATED,
        time,
        time,
        time,
        "test",
        "test",
        Lane.OPERATIONS,
        new Alert.About(us.kind(), us.id(), us.name(), us.key()),
        null,
        Category.QUOTA_GUARD,
        Severity.LOW,
        5,
        0,
        "Test alert of Gatewatch: nothing is wrong",
        "Sent by a person who tries this sink",
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        new Versions(null, null, null, null, null));
  }
}
