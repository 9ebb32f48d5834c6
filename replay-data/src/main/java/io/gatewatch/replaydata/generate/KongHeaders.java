package io.gatewatch.replaydata.generate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes the headers of a request and its response, as Kong logs them. */
final class KongHeaders {
  private static final String WEEKDAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private final LineBuffer out;
  private long dateSecond = Long.MIN_VALUE;
  private byte[] date = {};

  KongHeaders(LineBuffer out) {
    this.out = out;
  }

  void request(Call call, String host) {
    out.raw("{\"host\":\"").raw(host).raw("\",\"user-agent\":\"").text(call.caller.userAgent());
    out.raw("\",\"accept\":\"application\\/json\",");
    out.raw("\"x-forwarded-for\":\"").text(call.caller.address());
    out.raw("\"");
    Agent agent = call.caller.agent();
    String claim = agent != null && agent.apiKey() != null ? agent.clientId() : call.step.claim();
    if (claim != null) {
      out.raw(",\"x-client-id\":\"").text(claim).raw("\"");
    }
    if (agent != null) {
      credentials(agent, call.authenticated);
      out.raw(",\"x-fapi-interaction-id\":\"").uuid(call.idLow, call.traceHigh);
      out.raw("\",\"traceparent\":\"00-").hex(call.traceHigh, 16).hex(call.traceLow, 16);
      out.raw("-").hex(call.idHigh, 16).raw("-01\"");
      customer(call.step);
    }
    if (call.step.tool() != null) {
      out.raw(",\"mcp-tool\":\"").raw(call.step.tool());
      out.raw("\",\"mcp-session-id\":\"").uuid(call.conversation, call.traceHigh).raw("\"");
    }
    if (call.step.endpoint().writes()) {
      out.raw(",\"content-type\":\"application\\/json\",\"content-length\":\"");
      out.number(Math.max(2, call.bytesIn - 430)).raw("\"");
    }
    out.raw("}");
  }

  private void credentials(Agent agent, boolean authenticated) {
    if (agent.apiKey() != null) {
      out.raw(",\"x-api-key\":\"").raw(agent.apiKey()).raw("\"");
    } else {
      out.raw(",\"authorization\":\"REDACTED\"");
    }
    if (authenticated) {
      out.raw(",\"x-consumer-id\":\"").raw(agent.consumerId());
      out.raw("\",\"x-consumer-username\":\"").raw(agent.name());
      out.raw("\",\"x-credential-identifier\":\"").raw(agent.credentialId()).raw("\"");
    }
  }

  private void customer(Step step) {
    Customer customer = step.customer();
    if (customer == null) {
      return;
    }
    out.raw(",\"x-consent-id\":\"").raw(customer.consent());
    out.raw("\",\"x-customer-id\":\"").raw(customer.id()).raw("\"");
    if (step.present()) {
      long home = Draw.name(customer.id());
      out.raw(",\"x-fapi-customer-ip-address\":\"100.").number(64 + (home & 63)).raw(".");
      out.number(home >>> 8 & 255).raw(".").number(1 + (home >>> 16 & 127)).raw("\"");
    }
  }

  void response(Call call) {
    out.raw("{\"content-type\":\"application\\/json; charset=utf-8\",\"content-length\":\"");
    out.number(call.bytesOut - 420).raw("\",\"date\":\"").raw(date(call.end()));
    out.raw("\"");
    if (call.upstream) {
      out.raw(",\"via\":\"1.1 kong\\/3.8.0\",\"server\":\"envoy\",\"x-kong-upstream-latency\":\"");
      out.number(call.upstreamMillis).raw("\",\"x-kong-proxy-latency\":\"");
      out.number(call.kongMillis).raw("\"");
    } else {
      out.raw(",\"server\":\"kong\\/3.8.0\",\"x-kong-response-latency\":\"");
      out.number(call.kongMillis).raw("\"");
    }
    if (call.authenticated) {
      long left = call.status == 429 ? 0 : 40 + (call.idHigh >>> 9 & 511);
      out.raw(",\"ratelimit-limit\":\"").number(Agent.CALLS_A_MINUTE);
      out.raw("\",\"ratelimit-remaining\":\"").number(left);
      out.raw("\",\"ratelimit-reset\":\"").number(1 + Math.floorMod(-call.start / 1000, 60L));
      out.raw("\"");
    }
    if (call.status == 429) {
      out.raw(",\"retry-after\":\"2\"");
    }
    out.raw(",\"x-kong-request-id\":\"").hex(call.idHigh, 16).hex(call.idLow, 16).raw("\"}");
  }

  /** The date as HTTP writes it, kept for the calls of the same second. */
  private byte[] date(long moment) {
    long second = Math.floorDiv(moment, 1000L);
    if (second != dateSecond) {
      dateSecond = second;
      LocalDateTime t = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      LineBuffer text = new LineBuffer().raw(name(WEEKDAYS, t.getDayOfWeek().getValue()));
      text.raw(", ").two(t.getDayOfMonth()).raw(" ").raw(name(MONTHS, t.getMonthValue()));
      text.raw(" ").number(t.getYear()).raw(" ").two(t.getHour()).raw(":").two(t.getMinute());
      date = text.raw(":").two(t.getSecond()).raw(" GMT").toBytes();
    }
    return date;
  }

  private static String name(String names, int number) {
    return names.substring(3 * number - 3, 3 * number);
  }
}
