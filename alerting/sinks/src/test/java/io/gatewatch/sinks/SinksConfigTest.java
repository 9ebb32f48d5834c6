package io.gatewatch.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.Alert.Status;
import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinksConfigTest {

  @Test
  void aSinkNeedsLittle() {
    SinkConfig sink = one("name: lake, kind: ocsf");

    assertThat(sink.topic()).isEqualTo("gatewatch.findings.ocsf");
    assertThat(sink.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(sink.lanes()).containsExactly(Lane.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: A b, kind: ecs | name: a to z",
        "name: a | a: kind:",
        "name: a, kind: webhook | a: url:",
        "name: a, kind: webhook, url: 'ftp://x/' | a: url:",
        "name: a, kind: webhook, url: 'https://me:secret@x/' | a: url:",
        "name: a, kind: cef, address: siem | a: address: HOST:PORT",
        "name: a, kind: ecs, url: 'http://x' | a: url: only of",
        "name: a, kind: ecs, tls: true | a: tls: only of",
        "name: a, kind: ecs, colour: red | colour",
        "name: a, kind: pager | pager"
      })
  void whatIsWrongIsToldInOneLineThatNamesIt(String sink, String told) {
    assertThatThrownBy(() -> one(sink))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told.strip())
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @Test
  void twoSinksOfOneNameWouldStealFromEachOther() {
    assertThatThrownBy(
            () -> SinksConfig.parse("sinks: [{name: a, kind: ecs}, {name: a, kind: ocsf}]"))
        .hasMessageContaining("two are named a");
  }

  @Test
  void onlyWhatWasAskedForIsTold() {
    SinkFilter filter =
        new SinkFilter(
            one("name: a, kind: ecs, severity: high, lanes: [security], tenants: [bank]"));
    Told told = Told.enumeration();

    assertThat(filter.wants(told.alert())).isTrue();
    assertThat(filter.wants(told.with(Severity.MEDIUM).alert())).isFalse();
    assertThat(filter.wants(told.with(Status.SUPPRESSED).alert())).isFalse();
    assertThat(new SinkFilter(one("name: a, kind: ecs, tenants: [other]")).wants(told.alert()))
        .isFalse();
    assertThat(new SinkFilter(one("name: a, kind: ecs, lanes: [operations]")).wants(told.alert()))
        .isFalse();
  }

  private static SinkConfig one(String fields) {
    return SinksConfig.parse("sinks: [{" + fields + "}]").sinks().get(0);
  }
}
