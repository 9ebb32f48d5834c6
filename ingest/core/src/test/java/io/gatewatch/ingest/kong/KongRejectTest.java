package io.gatewatch.ingest.kong;

import static io.gatewatch.ingest.kong.KongLines.anonymous;
import static io.gatewatch.ingest.kong.KongLines.authenticated;
import static io.gatewatch.ingest.kong.KongLines.headers;
import static io.gatewatch.ingest.kong.KongLines.latencies;
import static io.gatewatch.ingest.kong.KongLines.reject;
import static io.gatewatch.ingest.kong.KongLines.request;
import static io.gatewatch.ingest.kong.KongLines.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KongRejectTest {
  static Stream<Arguments> spoiled() {
    return Stream.of(
        spoiled("time_missing", line -> line.remove("started_at")),
        spoiled("wrong_type", line -> line.put("started_at", "yesterday")),
        spoiled("wrong_type", line -> line.putObject("started_at")),
        spoiled("time_out_of_range", line -> line.put("started_at", 12)),
        spoiled("time_out_of_range", line -> line.put("started_at", 1e18)),
        spoiled("time_out_of_range", line -> line.put("started_at", 4_102_444_800_000L)),
        spoiled("status_missing", line -> response(line).remove("status")),
        spoiled("status_missing", line -> line.put("response", 5)),
        spoiled("status_out_of_range", line -> response(line).put("status", 99)),
        spoiled("status_out_of_range", line -> response(line).put("status", 600)),
        spoiled("status_out_of_range", line -> response(line).put("status", 200.5)),
        spoiled("wrong_type", line -> response(line).put("status", "fine")),
        spoiled("wrong_type", line -> response(line).put("status", true)),
        spoiled("size_negative", line -> response(line).put("size", -2)),
        spoiled("size_negative", line -> request(line).put("size", "-20")),
        spoiled("wrong_type", line -> request(line).putObject("size").put("a", 1)),
        spoiled("wrong_type", line -> request(line).put("size", 1e300)),
        spoiled("latency_out_of_range", line -> latencies(line).put("request", -60_001)),
        spoiled("latency_out_of_range", line -> latencies(line).put("request", 1e10)),
        spoiled("method_missing", line -> request(line).remove("method")),
        spoiled("method_unreadable", line -> request(line).put("method", "GE T")),
        spoiled("path_missing", line -> request(line).remove("uri")),
        spoiled("caller_missing", line -> line.remove("client_ip")));
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void whatIsMissingOrAbsurdIsNamed(String reason, Consumer<ObjectNode> spoil) {
    ObjectNode line = anonymous();
    spoil.accept(line);
    assertThat(reject(line).reason()).isEqualTo(reason);
  }

  @Test
  void textThatIsNoJsonIsRejectedAtItsOffset() {
    assertThat(reject("{\"request\": nonsense}").reason()).isEqualTo("not_json");
    assertThat(reject("{\"request\": nonsense}").offset()).isBetween(12L, 21L);
    assertThat(reject("[1]").reason()).isEqualTo("not_an_object");
    assertThat(reject("  ").reason()).isEqualTo("empty_line");
    assertThat(reject("{} {}").reason()).isEqualTo("trailing_text");
  }

  @Test
  void aLineThatEndsTooEarlyIsTruncatedWhereverItIsCut() {
    byte[] whole = KongLines.bytes(authenticated());
    for (int length = 1; length < whole.length; length += 7) {
      assertThat(reject(Arrays.copyOf(whole, length)).reason()).isEqualTo("truncated");
    }
  }

  @Test
  void bytesThatAreNoUtf8AreRejectedAtTheFirstOfThem() {
    byte[] line = KongLines.bytes(authenticated());
    line[1] = (byte) 0xff;
    ParsedLine.Rejected rejected = reject(line);
    assertThat(rejected.reason()).isEqualTo("not_utf8");
    assertThat(rejected.offset()).isEqualTo(1);
  }

  @Test
  void nobodyHasHisLinesRejectedByAnOddByteInAHeader() {
    ObjectNode line = anonymous();
    headers(line).put("user-agent", "odd/1.0 ???");
    byte[] bytes = KongLines.bytes(line);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("???");
    bytes[at] = (byte) 0xe9;
    bytes[at + 1] = (byte) 0xff;
    ParsedLine parsed = KongLines.parser().parse(bytes, KongLines.CONTEXT);
    assertThat(parsed).isInstanceOf(ParsedLine.Accepted.class);
    ApiCall call = ((ParsedLine.Accepted) parsed).call();
    assertThat(call.principal()).isEqualTo(KongLines.call(anonymous()).principal());
    assertThat(call.userAgent()).isEqualTo("odd/1.0 *?");
  }

  @Test
  void aSurrogateInUtf8IsNoUtf8() {
    byte[] line = "{\"a\":\"???\"}".getBytes(StandardCharsets.UTF_8);
    line[6] = (byte) 0xed;
    line[7] = (byte) 0xa0;
    line[8] = (byte) 0x80;
    assertThat(reject(line).reason()).isEqualTo("not_utf8");
  }

  @Test
  void deepNestingIsRejectedEvenInFieldsThatNobodyReads() {
    String deep = "{\"workspace\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThat(reject(deep).reason()).isEqualTo("too_deep");
    String deepHeaders =
        "{\"request\":{\"headers\":{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}}}";
    assertThat(reject(deepHeaders).reason()).isEqualTo("too_deep");
  }

  @Test
  void aLineOverAMebibyteIsNotRead() {
    ObjectNode line = authenticated();
    line.put("padding", "x".repeat(LineParser.MAX_LINE_BYTES));
    ParsedLine.Rejected rejected = reject(line);
    assertThat(rejected.reason()).isEqualTo("line_too_long");
    assertThat(rejected.length()).isGreaterThan(LineParser.MAX_LINE_BYTES);
    assertThat(rejected.shape()).hasSize(200);
  }

  @Test
  void aRejectHoldsTheShapeOfTheLineAndNoneOfItsText() {
    ParsedLine.Rejected rejected = reject("{\"key\": Sesame99!, \"na\u00efve\"");
    assertThat(rejected.shape()).isEqualTo("{\"aaa\": aaaaaa99!, \"aauuaa\"");
    assertThat(rejected.keyedHash()).hasSize(32);
    assertThat(rejected.toString()).doesNotContain("Sesame");
  }

  private static Arguments spoiled(String reason, Consumer<ObjectNode> spoil) {
    return Arguments.of(reason, spoil);
  }
}
