package io.gatewatch.gateways;

import io.gatewatch.gateways.envoy.EnvoyGateway;
import io.gatewatch.gateways.haproxy.HaproxyGateway;
import io.gatewatch.gateways.nginx.NginxGateway;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** One reader at work: follows the quotas and keeps one gateway in step, until it is closed. */
public final class GatewayReader implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private final String name;

  private GatewayReader(String name) {
    this.name = name;
  }

  /** The gateway's name in {@code gatewatch.quota-status}. */
  public String name() {
    return name;
  }

  /**
   * Starts; returns at once. What is not reachable yet is tried again.
   *
   * @param say hears what an operator should know, such as that the controller is silent
   */
  public static GatewayReader start(ReaderConfig config, InstantSource clock, Consumer<String> say)
      throws IOException {
    GatewayReader whole = new GatewayReader(config.node());
    try {
      whole.build(config, clock, say);
      return whole;
    } catch (IOException | RuntimeException e) {
      whole.close();
      throw e;
    }
  }

  /** The gateway of a configuration; nothing is sent to it yet, but Envoy may begin to ask. */
  public static Gateway gateway(ReaderConfig config, InstantSource clock) throws IOException {
    if (config.envoy() != null) {
      return EnvoyGateway.start(config.envoy().host(), config.envoy().port(), clock);
    }
    if (config.nginx() != null) {
      return new NginxGateway(config.nginx().control());
    }
    ReaderConfig.Haproxy haproxy = config.haproxy();
    return new HaproxyGateway(haproxy.socket(), haproxy.limitsMap(), haproxy.sparedMap());
  }

  private void build(ReaderConfig config, InstantSource clock, Consumer<String> say)
      throws IOException {
    Place place = config.place();
    ControllerWatch watch = new ControllerWatch(clock.instant());
    Gateway gateway = closeLater(gateway(config, clock));
    Leadership leadership = closeLater(new FileLeadership(config.lockFile()));
    KafkaStatus statuses = closeLater(KafkaStatus.to(config.broker()));
    Reports reports = new Reports(place, statuses);
    ReaderLoop loop = new ReaderLoop(place, reports, watch, clock, say);
    QuotaFollower quotas =
        closeLater(QuotaFollower.follow(config.broker(), config.signers(), clock, loop));
    KillOrders kills = new KillOrders();
    closeLater(ControlFollower.start(config.broker(), watch, kills, clock));
    KillFile kill = new KillFile(config.killFile());
    closeLater(loop);
    Quotas spared = kills.over(quotas, place);
    loop.start(new Reader(place, gateway, spared, leadership, kill, reports, clock), spared);
    if (config.metricsPort() > 0) {
      closeLater(MetricsPage.start(config.metricsPort()));
    }
  }

  private <T extends AutoCloseable> T closeLater(T part) {
    parts.push(part);
    return part;
  }

  /** Ends; limits in the gateway stay until their own end. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part of the reader was not closed", e);
      }
    }
  }
}
