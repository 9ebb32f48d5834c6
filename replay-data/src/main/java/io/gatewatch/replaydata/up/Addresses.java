package io.gatewatch.replaydata.up;

/**
 * Where a running stack can be reached.
 *
 * @param console page with its token, to be opened in a browser
 * @param broker host:port
 * @param flink Flink's own page
 * @param receiver log receiver
 */
public record Addresses(String console, String broker, String flink, String receiver) {

  /** A shell line that sends one Kong record dated now. */
  public String curl() {
    return "curl -sS "
        + receiver
        + "/v1/logs/kong -H 'content-type: application/json' -d '"
        + "{\"started_at\":'$(date +%s)000',\"client_ip\":\"203.0.113.7\","
        + "\"request\":{\"id\":\"hello-'$(date +%s)'\",\"method\":\"GET\",\"uri\":\"/accounts/42\","
        + "\"size\":180,\"headers\":{\"user-agent\":\"my-first-call\"}},"
        + "\"response\":{\"status\":200,\"size\":512},\"latencies\":{\"request\":12},"
        + "\"service\":{\"name\":\"accounts\"}}'";
  }
}
