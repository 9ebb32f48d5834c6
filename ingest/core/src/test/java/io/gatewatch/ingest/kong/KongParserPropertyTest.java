package io.gatewatch.ingest.kong;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.LineSplitter;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class KongParserPropertyTest {
  private static final Set<String> REASONS =
      Arrays.stream(RejectReason.values()).map(RejectReason::wire).collect(Collectors.toSet());

  private final LineParser parser = KongLines.parser();

  @Property(tries = 2000)
  void anyBytesBecomeACallOrAReject(@ForAll byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 2000)
  void anyMutationOfALineBecomesACallOrAReject(@ForAll("mutations") byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 1000)
  void anyTextInAnyFieldBecomesACallOrAReject(
      @ForAll String text, @ForAll("fields") List<String> field) {
    var line = KongLines.authenticated();
    var parent = field.get(0).isEmpty() ? line : line.withObjectProperty(field.get(0));
    parent.put(field.get(1), text);
    outcomeIsWhole(KongLines.bytes(line));
  }

  @Property(tries = 1000)
  void anyBodyIsCutIntoLines(@ForAll("mutations") byte[] body) {
    for (byte[] line : LineSplitter.split(body)) {
      outcomeIsWhole(line);
    }
  }

  @Provide
  Arbitrary<List<String>> fields() {
    return Arbitraries.of(
        List.of("", "client_ip"),
        List.of("", "started_at"),
        List.of("", "source"),
        List.of("request", "uri"),
        List.of("request", "method"),
        List.of("request", "id"),
        List.of("request", "querystring"),
        List.of("request", "headers"),
        List.of("request", "size"),
        List.of("response", "status"),
        List.of("consumer", "id"),
        List.of("consumer", "username"),
        List.of("service", "name"));
  }

  /** A valid line, cut, spliced or with some bytes replaced, inserted or doubled. */
  @Provide
  Arbitrary<byte[]> mutations() {
    byte[] whole = KongLines.bytes(KongLines.authenticated());
    Arbitrary<Integer> places = Arbitraries.integers().between(0, whole.length - 1);
    Arbitrary<byte[]> patches = Arbitraries.bytes().array(byte[].class).ofMaxSize(6);
    return Combinators.combine(places, places, patches)
        .as(
            (a, b, patch) -> {
              int from = Math.min(a, b);
              int to = b % 3 == 0 ? Math.max(a, b) : Math.min(whole.length, from + b % 4);
              byte[] out = new byte[from + patch.length + whole.length - to];
              System.arraycopy(whole, 0, out, 0, from);
              System.arraycopy(patch, 0, out, from, patch.length);
              System.arraycopy(whole, to, out, from + patch.length, whole.length - to);
              return out;
            });
  }

  private void outcomeIsWhole(byte[] line) {
    ParsedLine parsed = parser.parse(line, KongLines.CONTEXT);
    if (parsed instanceof ParsedLine.Rejected rejected) {
      assertThat(REASONS).contains(rejected.reason());
      assertThat(rejected.reason()).isNotEqualTo(RejectReason.UNEXPECTED.wire());
    } else if (parsed instanceof ParsedLine.Accepted accepted) {
      LogEntryCodec codec = new LogEntryCodec();
      assertThat(codec.read(codec.write(accepted.call()))).isEqualTo(accepted.call());
      assertThat(CallJson.write(accepted.call())).startsWith("{\"call\":{");
    }
  }
}
