package io.gatewatch.gateways;

import io.gatewatch.gateways.apigee.ApigeeGateway;
import io.gatewatch.gateways.envoy.EnvoyGateway;
import io.gatewatch.gateways.haproxy.HaproxyGateway;
import io.gatewatch.gateways.mulesoft.MuleSoftGateway;
import io.gatewatch.gateways.nginx.NginxGateway;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reader at work: follows the quotas and keeps one gateway in step, until it is closed. */
public final class GatewayReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayReader.class);

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
    return start(config, gateway(config, clock), clock, say);
  }

  /** The same for a gateway that is made elsewhere, such as in this process; it is closed too. */
  public static GatewayReader start(
      ReaderConfig config, Gateway gateway, InstantSource clock, Consumer<String> say)
      throws IOException {
    GatewayReader whole = new GatewayReader(config.node());
    whole.parts.push(gateway);
    try {
      whole.build(config, gateway, clock, say);
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
    if (config.apigee() != null) {
      ReaderConfig.Apigee apigee = config.apigee();
      return new ApigeeGateway(
          new ManagementApi(apigee.url(), apigee.tokenFile(), clock), apigee.organization(), clock);
    }
    if (config.mulesoft() != null) {
      return new MuleSoftGateway(config.mulesoft(), clock);
    }
    ReaderConfig.Haproxy haproxy = config.haproxy();
    if (haproxy == null) {
      throw new IllegalArgumentException("inProcess: the gateway starts its reader itself");
    }
    return new HaproxyGateway(haproxy.socket(), haproxy.limitsMap(), haproxy.sparedMap());
  }

  /**
   * What a reader of this configuration would find at its start, its gateway aside; changes
   * nothing.
   *
   * @param patience how long broker or feed may take
   */
  public static ReaderCheck check(
      ReaderConfig config, Manifest gateway, InstantSource clock, Duration patience)
      throws IOException, InterruptedException {
    try (GatewayReader whole = new GatewayReader(config.node())) {
      ControllerWatch watch = new ControllerWatch(clock.instant());
      Quotas quotas = whole.follow(config, watch, new KillOrders(), clock, (key, outcome) -> {});
      return ReaderCheck.of(config, gateway, quotas, clock, patience);
    }
  }

  private void build(
      ReaderConfig config, Gateway gateway, InstantSource clock, Consumer<String> say)
      throws IOException {
    Place place = config.place();
    ControllerWatch watch = new ControllerWatch(clock.instant());
    Leadership leadership = closeLater(new FileLeadership(config.lockFile()));
    Reports reports = new Reports(place, statuses(config));
    ReaderLoop loop = new ReaderLoop(place, reports, watch, clock, say);
    KillOrders kills = new KillOrders();
    Quotas quotas = follow(config, watch, kills, clock, loop);
    KillFile kill = new KillFile(config.killFile());
    closeLater(loop);
    Quotas spared = kills.over(quotas, place);
    boolean automatic = config.automatic();
    loop.start(
        new Reader(place, gateway, automatic, spared, leadership, kill, reports, clock), spared);
    if (config.metricsPort() > 0) {
      closeLater(MetricsPage.start(config.metricsPort()));
    }
  }

  private Quotas follow(
      ReaderConfig config,
      ControllerWatch watch,
      KillOrders kills,
      InstantSource clock,
      QuotaFollower.Listener told)
      throws IOException {
    if (config.feed() != null) {
      FeedClient client = new FeedClient(config.feed(), config.place());
      return closeLater(FeedFollower.start(client, config.signers(), watch, kills, clock, told));
    }
    closeLater(ControlFollower.start(config.broker(), watch, kills, clock));
    return closeLater(QuotaFollower.follow(config.broker(), config.signers(), clock, told));
  }

  /** Without Kafka there is nobody to tell but the log. */
  private Consumer<QuotaStatus> statuses(ReaderConfig config) {
    return config.feed() == null
        ? closeLater(KafkaStatus.to(config.broker()))
        : status -> LOG.info("quota {}: {}", status.key(), status.result().wireName());
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
