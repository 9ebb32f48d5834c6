package io.gatewatch.ingest.kong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole Kong record of 2.1 kB, from bytes to a masked call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
public class KongBenchmark {
  private static final int LINES = 1024;
  private static final JsonFactory JACKSON = new JsonFactory();

  private final LineParser parser = KongLines.parser();
  private final byte[][] lines = new byte[LINES][];
  private int next;

  /** Many accounts and consents, one credential: what a busy agent looks like. */
  public KongBenchmark() {
    for (int i = 0; i < LINES; i++) {
      lines[i] = KongLines.bytes(record(i));
    }
  }

  @Benchmark
  public ParsedLine wholeRecord() {
    return parser.parse(lines[next++ & (LINES - 1)], KongLines.CONTEXT);
  }

  /** Jackson's tokens alone, no value read: what the rest is to be compared with. */
  @Benchmark
  public int tokensAlone() throws IOException {
    int tokens = 0;
    try (JsonParser in = JACKSON.createParser(lines[next++ & (LINES - 1)])) {
      while (in.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  /** A record with everything Kong 3.x writes, 2.1 kB. */
  public static ObjectNode record(int number) {
    ObjectNode line = KongLines.authenticated();
    KongLines.request(line)
        .put("uri", "/open-banking/v4.0/aisp/accounts/" + (22289 + number) + "/balances")
        .put("url", "https://api.example.com:8443/open-banking/v4.0/aisp/accounts/22289/balances");
    KongLines.headers(line)
        .put("accept", "application/json")
        .put("accept-encoding", "gzip, deflate")
        .put("connection", "keep-alive")
        .put("traceparent", "00-8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e-1a2b3c4d5e6f7081-01")
        .put("x-fapi-interaction-id", "5d2c7b1a-3e4f-4a5b-8c6d-7e8f9a0b1c2d")
        .put("x-consent-id", String.format("%08x-2b8a-4f61-a6de-b7a1c24f9e03", number % 64))
        .put("x-forwarded-for", "198.51.100.77");
    KongLines.response(line)
        .withObjectProperty("headers")
        .put("content-type", "application/json; charset=utf-8")
        .put("content-length", "9593")
        .put("date", "Mon, 02 Mar 2026 09:15:00 GMT")
        .put("via", "1.1 kong/3.8.0")
        .put("x-kong-upstream-latency", "37")
        .put("x-kong-proxy-latency", "3");
    ObjectNode route = line.putObject("route");
    route.put("id", "6c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f").put("name", "accounts-route");
    route.put("created_at", 1772100000).put("updated_at", 1772100000);
    route.put("path_handling", "v0").put("https_redirect_status_code", 426);
    route.put("strip_path", true).put("preserve_host", false).put("regex_priority", 0);
    route.putArray("paths").add("/open-banking");
    route.putArray("protocols").add("http").add("https");
    ObjectNode service = line.withObjectProperty("service");
    service.put("id", "7d2e3f4a-5b6c-4d7e-8f90-a1b2c3d4e5f6").put("host", "accounts.internal");
    service.put("port", 8080).put("protocol", "http").put("enabled", true).put("retries", 5);
    service.put("connect_timeout", 60000).put("read_timeout", 60000).put("write_timeout", 60000);
    service.put("ws_id", "8e3f4a5b-6c7d-4e8f-90a1-b2c3d4e5f607");
    line.put("workspace", "8e3f4a5b-6c7d-4e8f-90a1-b2c3d4e5f607").put("workspace_name", "default");
    line.put("upstream_uri", "/accounts/22289/balances").put("upstream_status", "200");
    line.put("source", "upstream");
    return line;
  }
}
