package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code up} says of ways in that are wrong, before anything starts. */
class DoorOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--syslog-tcp=5514              | --syslog-tcp 5514 (expected: PORT=FORMAT",
        "--syslog-tcp=0=haproxy         | port 0 (expected: 1..65535)",
        "--syslog-udp=70000=nginx       | --syslog-udp 70000=nginx: port 70000",
        "--syslog-tcp=5514=cobol        | format cobol is not known; use one of",
        "--syslog-tcp=5514=a b/c/kong   | syslog tenant and group: a b, c",
        "--syslog-from=10.0.0.0/8       | --syslog-from without --syslog-tcp",
        "--syslog-tcp=5514=kong --syslog-from=ten | --syslog-from: ten (expected: address/prefix",
        "--syslog-tcp=5514=kong --host=192.0.2.1  | --syslog-from: none for 192.0.2.1:5514",
        "--otlp-format=cobol            | --otlp-format cobol: format cobol is not known",
        "--raw-topic=gatewatch.raw.kong | (expected: TOPIC=TENANT/GROUP[,headers])",
        "--raw-topic=calls=a/b          | topic: calls (expected: gatewatch.raw.",
        "--raw-topic=gatewatch.raw.cobol.x=a/b | raw topic: gatewatch.raw.cobol.x (expected:",
      })
  void whatIsWrongIsOneLineThatNamesTheFlag(String options, String expected) {
    CliRun run = CliRun.of(("up " + options).split(" (?=--)"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("gatewatch: ").hasLineCount(1).contains(expected);
    assertThat(run.out()).isEmpty();
  }

  /** Else a slip of the pen would open the receiver to everybody on this machine. */
  @Test
  void aTokenFileThatIsNamedHasToBeThere() {
    CliRun run = CliRun.of("up", "--tokens", "no-such-tokens.yaml");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("--tokens no-such-tokens.yaml: cannot be read").hasLineCount(1);
  }
}
