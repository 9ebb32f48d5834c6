package io.gatewatch.gateways.nginx;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.LimitText;
import io.gatewatch.gateways.LocalSocket;
import io.gatewatch.gateways.Manifest;
import io.gatewatch.gateways.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * nginx, or Kong, through the control server of our Lua module: plain lines of {@link LimitText}
 * over HTTP/1.0 on a local socket. The dictionary outlives a reload, not a restart.
 */
public final class NginxGateway implements Gateway {
  private static final String PATH = "/gatewatch-quotas";
  private static final int OK = 200;

  /** Its end had come when it came. */
  private static final int OVER = 410;

  private static final int NO_ROOM = 507;

  private final LocalSocket socket;

  /**
   * A gateway by its control server.
   *
   * @param control {@code unix:/path} or host:port
   */
  public NginxGateway(String control) {
    socket = LocalSocket.of(control);
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        "nginx",
        true,
        true,
        false,
        Duration.ofMillis(20),
        Duration.ofSeconds(1),
        Duration.ZERO,
        "the time between two calls in steps of 10 us, rounded up; 100 min at most");
  }

  @Override
  public String incarnation() throws IOException {
    return ask("GET", "?incarnation", "").strip();
  }

  @Override
  public void apply(EffectiveLimit limit) throws IOException {
    expect(tell("POST", "", line(limit)), "POST", OK, OVER, NO_ROOM);
  }

  @Override
  public void lift(Slot slot) throws IOException {
    ask("DELETE", "", LimitText.key(slot) + "\n");
  }

  @Override
  public void replaceAll(Collection<EffectiveLimit> limits) throws IOException {
    ask("PUT", "", limits.stream().map(NginxGateway::line).collect(Collectors.joining()));
  }

  @Override
  public Map<Slot, EffectiveLimit> readBack() throws IOException {
    Map<Slot, EffectiveLimit> found = new LinkedHashMap<>();
    for (String line : ask("GET", "", "").lines().toList()) {
      read(line).ifPresent(limit -> found.put(limit.slot(), limit));
    }
    return found;
  }

  @Override
  public Optional<EffectiveLimit> readBack(Slot slot) throws IOException {
    List<String> lines = ask("GET", "?" + LimitText.key(slot), "").lines().toList();
    return lines.isEmpty() ? Optional.empty() : read(lines.get(0));
  }

  @Override
  public void close() {
    // Each question has a connection of its own.
  }

  private static String line(EffectiveLimit limit) {
    return LimitText.key(limit.slot()) + " " + LimitText.value(limit) + "\n";
  }

  private static Optional<EffectiveLimit> read(String line) {
    int space = line.indexOf(' ');
    return space < 0
        ? Optional.empty()
        : LimitText.read(line.substring(0, space), line.substring(space + 1));
  }

  private String ask(String method, String query, String body) throws IOException {
    Answer answer = tell(method, query, body);
    expect(answer, method, OK);
    return answer.text();
  }

  private record Answer(int status, String text) {}

  private static void expect(Answer answer, String method, Integer... statuses) throws IOException {
    if (!List.of(statuses).contains(answer.status())) {
      throw new IOException("the control server says " + answer.status() + " to " + method);
    }
  }

  private Answer tell(String method, String query, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String answer =
        socket.ask(
            method
                + " "
                + PATH
                + query
                + " HTTP/1.0\r\nHost: gatewatch\r\nContent-Length: "
                + length
                + "\r\n\r\n"
                + body);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0 || !answer.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
      throw new IOException("the control server does not answer as nginx");
    }
    return new Answer(Integer.parseInt(answer.substring(9, 12)), answer.substring(end + 4));
  }
}
