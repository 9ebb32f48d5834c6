package io.gatewatch.ingest.planted;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A request with a secret in every place that a client can write to, before any gateway logs it.
 */
public final class PlantedRequest {

  /** When the tests take place that do not care. */
  static final Instant SOME_DAY = Instant.parse("2026-03-02T09:15:00Z");

  final List<Secret> secrets = new ArrayList<>();
  final Map<String, String> query = new LinkedHashMap<>();
  final Map<String, String> headers = new LinkedHashMap<>();
  final String path;
  final Instant time;
  private final Random random;
  private final int turn;

  /** The request of this number: sorts and disguises take turns, so that each meets each place. */
  PlantedRequest(int number, Random random) {
    this(number, random, SOME_DAY);
  }

  /** The same at a time of its own, to the second. */
  public PlantedRequest(int number, Random random, Instant time) {
    this.random = random;
    this.time = time;
    turn = number;
    path =
        "/open-banking/v4.0/"
            + segment()
            + "/accounts/"
            + segment()
            + "/transactions/"
            + (turn % 3 == 0 ? split(Secret.of(Secret.Sort.CARD, random), "/") : segment());
    query.put("accountId", disguised());
    query.put("iban", disguised());
    query.put("q", disguised());
    query.put("ids", disguised() + "," + disguised());
    query.put(disguised(), "1");
    query.put("client_id", disguised());
    splitOverParameters(Secret.of(Secret.Sort.CARD, random));
    headers.put(
        "user-agent", "agent/1.0 (contact " + disguised() + "; apikey=" + disguised() + ")");
    headers.put("referer", "https://app.example.com/x/" + segment() + "?email=" + encoded());
    headers.put("authorization", "Bearer " + disguised());
    headers.put("cookie", "session=" + disguised());
    headers.put("x-api-key", disguised());
    headers.put("x-consent-id", disguised());
    headers.put("x-request-id", disguised());
    headers.put("mcp-tool", disguised());
    headers.put("psu-id", disguised());
    headers.put("x-client-id", disguised());
    headers.put("x-forwarded-for", disguised());
    headers.put("traceparent", "00-" + disguised() + "-1a2b3c4d5e6f7081-01");
  }

  /** All that is planted in it. */
  public List<Secret> secrets() {
    return List.copyOf(secrets);
  }

  /** The query as it went over the wire. */
  public String rawQuery() {
    StringBuilder out = new StringBuilder();
    query.forEach(
        (name, value) ->
            out.append(out.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
    return out.toString();
  }

  private String disguised() {
    Secret.Sort[] sorts = Secret.Sort.values();
    Disguise[] disguises = Disguise.values();
    int here = turn * 31 + secrets.size();
    Secret secret = Secret.of(sorts[here % sorts.length], random);
    secrets.add(secret);
    return disguises[here / sorts.length % disguises.length].of(secret, random);
  }

  private String segment() {
    return encode(disguised()).replace("+", "%20");
  }

  private String encoded() {
    return encode(disguised());
  }

  private String split(Secret secret, String joint) {
    secrets.add(secret);
    return secret.text().replaceAll("(.{4})(?=.)", "$1" + joint);
  }

  private void splitOverParameters(Secret secret) {
    secrets.add(secret);
    int piece = 0;
    for (int from = 0; from < secret.text().length(); from += 4) {
      int to = Math.min(secret.text().length(), from + 4);
      query.put("p" + piece++, secret.text().substring(from, to));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
