package io.gatewatch.replaydata.up;

import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.replaydata.up.KeptConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A real gateway of the closed loop, with a gateway group of its own. API keys are {@code key-N},
 * agents {@code agent-N}; {@link #TIGHT} has a limit of the operator's own.
 */
interface LoopGateway extends AutoCloseable {
  /** Three calls in a minute by each agent, so says the operator's own configuration. */
  String TIGHT = "/v1/accounts/1001/statements";

  int OWN_LIMIT = 3;

  String group();

  int port();

  /** Where its access log goes. */
  SyslogListener listener();

  /** A line of its access log, of a call that was answered. */
  String line(int agent, String path, long endMillis);

  /** Lines of a reader's configuration. */
  List<String> door();

  /** Its door, beside the reader's. */
  Gateway opened();

  /** Starts it, logging to a port. */
  void start(int syslogPort) throws Exception;

  /** The limit that it holds for an agent, whatever its scope. */
  default Optional<EffectiveLimit> limitOf(String agent) throws IOException {
    return opened().readBack().values().stream()
        .filter(limit -> limit.slot().agent().equals(agent))
        .findFirst();
  }

  /** Whether it holds this limit, as far as it answers. */
  default boolean holds(EffectiveLimit limit) {
    try {
      return limitOf(limit.slot().agent()).equals(Optional.of(limit));
    } catch (IOException noAnswer) {
      return false;
    }
  }

  /** Calls at a steady pace from now on. */
  default PacedCaller caller(int agent, double perSecond, List<String> paths) {
    return new PacedCaller(connection(agent), perSecond, paths).begin();
  }

  /** Calls the same route a hundred times a second from now on. */
  default PacedCaller attacker(int agent) {
    return caller(agent, 100, List.of("/v1/accounts"));
  }

  /** So many calls, one right after the other. */
  default List<Answer> calls(int agent, String path, int times) throws IOException {
    List<Answer> answers = new ArrayList<>();
    try (KeptConnection connection = connection(agent)) {
      for (int call = 0; call < times; call++) {
        answers.add(connection.get(path));
      }
    }
    return answers;
  }

  private KeptConnection connection(int agent) {
    return new KeptConnection(port(), "X-Api-Key", "key-" + agent);
  }

  @Override
  void close() throws Exception;
}
