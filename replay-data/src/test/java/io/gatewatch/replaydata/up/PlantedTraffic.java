package io.gatewatch.replaydata.up;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.planted.GatewayLines;
import io.gatewatch.ingest.planted.PlantedRequest;
import io.gatewatch.ingest.planted.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lines of every format with secrets in all that a client can write to: whole, cut short, and, from
 * Kong, the lines of an agent that walks through account numbers and of a stranger that tries
 * passwords.
 */
final class PlantedTraffic {
  private static final int REQUESTS = 40;
  private static final int MISDEEDS = 60;

  /** An agent is told of again after a minute, with what it has done by then: enough for a cut. */
  private static final int LONG_AGO = 40;

  private static final long LONG_AGO_MILLIS = 75_000;
  private static final long FIRST_ACCOUNT = 730_415_520_117L;
  private static final String WALKER = "0e4b7a10-3c55-4a8e-b1fb-6c1f2d3e4f50";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<PlantedRequest> requests = new ArrayList<>();
  private final List<Secret> secrets = new ArrayList<>();
  private final Map<String, List<byte[]>> whole = new TreeMap<>();
  private final Map<String, List<byte[]>> cut = new TreeMap<>();

  /** All calls of that moment. */
  PlantedTraffic(Instant time) throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < REQUESTS; i++) {
      PlantedRequest request = new PlantedRequest(i, random, time);
      requests.add(request);
      secrets.addAll(request.secrets());
    }
    for (String format : Formats.names()) {
      whole.put(format, new ArrayList<>());
      cut.put(format, new ArrayList<>());
      for (PlantedRequest request : requests) {
        whole.get(format).addAll(GatewayLines.whole(format, request));
        cut.get(format).addAll(GatewayLines.cut(format, request));
      }
    }
    for (int i = 0; i < MISDEEDS; i++) {
      whole.get("kong").add(walk(i));
      whole.get("kong").add(login(i));
    }
  }

  List<Secret> secrets() {
    return secrets;
  }

  /** What a gateway wrote down of whole calls. */
  List<byte[]> whole(String format) {
    return whole.get(format);
  }

  /** The same, each line cut short. */
  List<byte[]> cut(String format) {
    return cut.get(format);
  }

  /** Both. */
  List<byte[]> all(String format) {
    List<byte[]> all = new ArrayList<>(whole(format));
    all.addAll(cut(format));
    return all;
  }

  private byte[] walk(int turn) throws IOException {
    String account = Long.toString(FIRST_ACCOUNT + turn);
    secrets.add(new Secret(account, Secret.Sort.ACCOUNT_NUMBER, null));
    ObjectNode line =
        line(turn, "GET", "/open-banking/v4.0/accounts/" + account + "/balances", 403);
    line.withObject("/consumer").put("id", WALKER);
    long started = line.get("started_at").asLong();
    line.put("started_at", turn < LONG_AGO ? started - LONG_AGO_MILLIS : started);
    return JSON.writeValueAsBytes(line);
  }

  private byte[] login(int turn) throws IOException {
    ObjectNode line = line(turn, "POST", "/oauth/token", 401);
    line.remove(List.of("consumer", "authenticated_entity"));
    return JSON.writeValueAsBytes(line.put("client_ip", "203.0.113.99"));
  }

  private ObjectNode line(int turn, String method, String path, int status) throws IOException {
    PlantedRequest request = requests.get(turn % REQUESTS);
    byte[] kong = GatewayLines.whole("kong", request).get(0);
    ObjectNode line = (ObjectNode) JSON.readTree(new String(kong, StandardCharsets.UTF_8));
    ObjectNode asked = (ObjectNode) line.get("request");
    asked.put("id", asked.get("id").asText() + method + turn);
    asked.put("method", method).put("uri", path + "?" + request.rawQuery());
    line.withObject("/response").put("status", status);
    return line;
  }
}
