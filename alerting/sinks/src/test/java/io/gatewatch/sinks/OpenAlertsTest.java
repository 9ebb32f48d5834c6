package io.gatewatch.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.alerting.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAlertsTest {
  private static final Instant NOW = Told.TIME.plusSeconds(60);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final OpenAlerts open = new OpenAlerts();

  @Test
  void anOpenAlertIsToldAgainAndAgainWithAnEndAhead() {
    hear(Told.enumeration(), NOW);

    ObjectNode post = only(NOW);
    assertThat(post.at("/startsAt").asText()).isEqualTo("2026-02-03T09:00:00Z");
    assertThat(post.at("/endsAt").asText()).isEqualTo("2026-02-03T09:05:00Z");
    assertThat(post.at("/labels/alertname").asText()).isEqualTo("object_enumeration");
    assertThat(post.at("/labels/severity").asText()).isEqualTo("high");
    assertThat(post.at("/annotations/summary").asText()).startsWith("budget-buddy");
    assertThat(only(NOW.plus(EVERY)).at("/endsAt").asText()).isEqualTo("2026-02-03T09:06:00Z");
  }

  @Test
  void aClosedOneIsToldAsResolvedForAWhile() {
    hear(Told.enumeration(), NOW);
    hear(Told.enumeration().closed(), NOW);

    assertThat(only(NOW).at("/endsAt").asText()).isEqualTo("2026-02-03T09:00:02Z");
    open.toTell(NOW).forEach(OpenAlerts.Entry::noteTold);
    assertThat(open.toTell(NOW.plus(Duration.ofMinutes(10)))).hasSize(1);
    assertThat(open.toTell(NOW.plus(Duration.ofMinutes(20)))).isEmpty();
  }

  @Test
  void oneThatWasNeverToldAsResolvedIsNotForgotten() {
    hear(Told.enumeration(), NOW);
    hear(Told.enumeration().closed(), NOW);

    assertThat(open.toTell(NOW.plus(Duration.ofHours(5)))).hasSize(1);
  }

  @Test
  void oneThatGrowsGraverEndsUnderItsFormerSeverity() {
    hear(Told.enumeration(), NOW);
    hear(Told.enumeration().graver(), NOW);

    List<ObjectNode> posts = posts(NOW);
    assertThat(posts)
        .extracting(p -> p.at("/labels/severity").asText())
        .containsExactly("high", "critical");
    assertThat(Instant.parse(posts.get(0).at("/endsAt").asText())).isBefore(NOW);
    assertThat(Instant.parse(posts.get(1).at("/endsAt").asText())).isAfter(NOW);
  }

  @Test
  void oneThatComesBackIsOpenAgain() {
    hear(Told.enumeration(), NOW);
    hear(Told.enumeration().closed(), NOW);
    hear(Told.enumeration(), NOW);

    assertThat(Instant.parse(only(NOW).at("/endsAt").asText())).isAfter(NOW);
  }

  @Test
  void whatWasClosedBeforeWeStartedIsNotTold() {
    assertThat(open.hear(Told.enumeration().closed().alert(), true, NOW)).isFalse();
    assertThat(open.toTell(NOW)).isEmpty();
  }

  @Test
  void oneThatIsSuppressedLaterEnds() {
    hear(Told.enumeration(), NOW);
    Alert suppressed = Told.enumeration().with(Alert.Status.SUPPRESSED).alert();

    assertThat(open.hear(suppressed, false, NOW)).isTrue();
    assertThat(Instant.parse(only(NOW).at("/endsAt").asText())).isBeforeOrEqualTo(NOW);
  }

  private void hear(Told told, Instant now) {
    assertThat(open.hear(told.alert(), true, now)).isTrue();
  }

  private ObjectNode only(Instant now) {
    List<ObjectNode> posts = posts(now);
    assertThat(posts).hasSize(1);
    return posts.get(0);
  }

  private List<ObjectNode> posts(Instant now) {
    return open.toTell(now).stream().map(e -> e.toPost(now, EVERY, null)).toList();
  }
}
