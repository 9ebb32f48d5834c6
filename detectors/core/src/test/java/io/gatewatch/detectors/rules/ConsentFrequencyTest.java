package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsentFrequencyTest {
  private static final int HOUR = 3_600;

  @Test
  void anAppThatLooksTooOftenIsToldAsSomeThenAsMany() {
    List<Detection> told = Court.hears(looks(3)).about(Category.CONSENT_VIOLATION);
    assertThat(told).extracting(Detection::severity).startsWith(Severity.LOW, Severity.MEDIUM);
    assertThat(told.get(0).summary())
        .startsWith("1 accesses in 24 h beyond what each consent allows");
  }

  @Test
  void fourADayWithPagesAreAllowed() {
    assertThat(Court.hears(looks(6)).about(Category.CONSENT_VIOLATION)).isEmpty();
  }

  @Test
  void accessesThatTheGatewayRefusedAreNotAbuse() {
    TestCalls refused = looks(app("budget").answered(n -> n % 40 < 20 ? 200 : 429), 3);
    assertThat(Court.hears(refused).about(Category.CONSENT_VIOLATION)).isEmpty();
  }

  /** The same app, eight times a day: too often, unless that was agreed with it. */
  @Test
  void whatTheRegistrySaysGoesBeforeTheFour() {
    assertThat(under("agents: [{id: budget, name: B}]", 3)).isNotEmpty();
    assertThat(under("agents: [{id: budget, name: B, frequencyPerDay: 8}]", 3)).isEmpty();
    assertThat(under("agents: [{id: another, name: A, frequencyPerDay: 8}]", 3)).isNotEmpty();
    assertThat(under("agents: [{id: budget, name: B, frequencyPerDay: 1}]", 6)).isNotEmpty();
  }

  private static List<Detection> under(String registry, int everyHours) {
    Book book = Book.shipped();
    book.add(ControlRecord.of(ControlRecord.REGISTRY, "agents", 1, Instant.EPOCH, registry));
    return new Court(book).hear(looks(everyHours).list()).about(Category.CONSENT_VIOLATION);
  }

  @Test
  void noOtherClassIsBound() {
    TestCalls partner = looks(app("broker").ofClass(AgentClass.PARTNER), 3);
    assertThat(Court.hears(partner).about(Category.CONSENT_VIOLATION)).isEmpty();
  }

  private static TestCalls looks(int everyHours) {
    return looks(app("budget"), everyHours);
  }

  private static TestCalls app(String id) {
    return TestCalls.agent(id)
        .unattended(n -> "consent" + n % 5)
        .touching(n -> TestCalls.scattered(n % 5));
  }

  /** For two days: each of five accounts, four pages each, within a minute and a half. */
  private static TestCalls looks(TestCalls app, int everyHours) {
    for (int at = 0; at < 48 * HOUR; at += everyHours * HOUR) {
      app.every(5, at, at + 100);
    }
    return app;
  }
}
