package io.gatewatch.replaydata.up;

import java.util.List;

/**
 * Where a running stack can be reached.
 *
 * @param console page with its token, to be opened in a browser
 * @param broker host:port
 * @param flink Flink's own page
 * @param receiver log receiver
 * @param asksForToken whether the receiver takes lines with a token alone
 * @param syslog each listener's protocol, address and whose lines of what format it takes
 */
public record Addresses(
    String console,
    String broker,
    String flink,
    String receiver,
    boolean asksForToken,
    List<String> syslog) {

  /** Name of the environment variable that holds the sender's token in {@link #curl}. */
  public static final String TOKEN = "GATEWATCH_TOKEN";

  public Addresses {
    syslog = List.copyOf(syslog);
  }

  /**
   * A shell line that sends one Kong record dated now. A token is taken from the environment: we
   * know its hash alone.
   */
  public String curl() {
    return "curl -sS "
        + receiver
        + "/v1/logs/kong -H 'content-type: application/json'"
        + (asksForToken ? " -H \"authorization: Bearer $" + TOKEN + '"' : "")
        + " -d '"
        + "{\"started_at\":'$(date +%s)000',\"client_ip\":\"203.0.113.7\","
        + "\"request\":{\"id\":\"hello-'$(date +%s)'\",\"method\":\"GET\",\"uri\":\"/accounts/42\","
        + "\"size\":180,\"headers\":{\"user-agent\":\"my-first-call\"}},"
        + "\"response\":{\"status\":200,\"size\":512},\"latencies\":{\"request\":12},"
        + "\"service\":{\"name\":\"accounts\"}}'";
  }
}
