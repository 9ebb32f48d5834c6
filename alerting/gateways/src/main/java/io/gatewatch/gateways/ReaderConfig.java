package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.ingest.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that one reader is told at its start, from a YAML file.
 *
 * @param broker Kafka, host:port; null where {@code feed} is given
 * @param feed the HTTP feed for gateways without Kafka; null where {@code broker} is given
 * @param publicKeys files {@code quota-signing.pub} of the signers that are believed
 * @param tenant and {@code group}: whose quotas
 * @param node name of this gateway in {@code gatewatch.quota-status}
 * @param nodes how many nodes of the group share its limits
 * @param killFile while it is there, nothing of ours holds
 * @param lockFile one of two readers holds it and acts
 * @param metricsPort for Prometheus on 127.0.0.1; 0 for none
 * @param automatic whether cuts that no person granted are taken too where limits do not end by
 *     themselves; elsewhere they always are
 * @param haproxy, {@code nginx}, {@code envoy}, {@code apigee}, {@code mulesoft}, {@code
 *     inProcess}: exactly one of them
 * @param inProcess whether the gateway is written in Java and starts its reader itself
 */
public record ReaderConfig(
    String broker,
    Feed feed,
    List<Path> publicKeys,
    String tenant,
    String group,
    String node,
    Integer nodes,
    Path killFile,
    Path lockFile,
    int metricsPort,
    boolean automatic,
    Haproxy haproxy,
    Nginx nginx,
    Envoy envoy,
    Apigee apigee,
    MuleSoft mulesoft,
    boolean inProcess) {

  private static final YamlFile FILE =
      new YamlFile("reader", "a reader file", "broker or feed, publicKeys, node and a gateway");

  private static final Pattern BROKERS =
      Pattern.compile("[^:,\\s]+:\\d{1,5}(,[^:,\\s]+:\\d{1,5})*");

  /**
   * The console's quota feed.
   *
   * @param url of the console, such as https://gatewatch.example; plain http only on this machine
   * @param tokenFile where the token for readers lies
   */
  public record Feed(String url, Path tokenFile) {
    public Feed {
      url = SafeUrl.checked("feed.url", url);
      given("feed.tokenFile", tokenFile);
    }
  }

  /** HAProxy: its runtime socket and the two maps as its configuration names them. */
  public record Haproxy(Path socket, String limitsMap, String sparedMap) {
    public Haproxy {
      given("haproxy.socket", socket);
      limitsMap = limitsMap == null ? "/etc/haproxy/gatewatch-limits.map" : limitsMap;
      sparedMap = sparedMap == null ? "/etc/haproxy/gatewatch-spared.map" : sparedMap;
    }
  }

  /**
   * nginx or Kong with our Lua module.
   *
   * @param control where its control server listens: {@code unix:/path} or host:port
   */
  public record Nginx(String control) {
    public Nginx {
      given("nginx.control", control);
    }
  }

  /** Envoy: where we answer its rate limit service calls. */
  public record Envoy(String host, int port) {
    public Envoy {
      host = host == null ? "127.0.0.1" : host;
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("envoy.port: " + port + " (expected: 0..65535)");
      }
    }
  }

  /**
   * Apigee by its management API.
   *
   * @param url of the API; https://apigee.googleapis.com by default
   * @param organization its name
   * @param tokenFile an access token that may list apps and set their attributes; somebody else has
   *     to renew it there
   */
  public record Apigee(String url, String organization, Path tokenFile) {
    public Apigee {
      url = SafeUrl.checked("apigee.url", url == null ? "https://apigee.googleapis.com" : url);
      given("apigee.organization", organization);
      given("apigee.tokenFile", tokenFile);
    }
  }

  /**
   * MuleSoft by Anypoint's API Manager: one API instance.
   *
   * @param url of Anypoint; https://anypoint.mulesoft.com by default
   * @param organization and {@code environment}: their ids
   * @param api the API instance's number
   * @param groups all operation groups that the instance serves
   * @param tokenFile an access token with "Manage Contracts"; somebody else has to renew it there
   * @param stateFile where it keeps what it has moved; has to outlive the reader
   */
  public record MuleSoft(
      String url,
      String organization,
      String environment,
      long api,
      List<String> groups,
      Path tokenFile,
      Path stateFile) {
    public MuleSoft {
      url = SafeUrl.checked("mulesoft.url", url == null ? "https://anypoint.mulesoft.com" : url);
      given("mulesoft.organization", organization);
      given("mulesoft.environment", environment);
      if (api < 1) {
        throw new IllegalArgumentException("mulesoft.api: " + api + " (expected: 1 or more)");
      }
      groups = groups == null ? List.of() : List.copyOf(groups);
      if (groups.isEmpty()) {
        throw new IllegalArgumentException(
            "mulesoft.groups: none (expected: all operation groups of the API)");
      }
      given("mulesoft.tokenFile", tokenFile);
      given("mulesoft.stateFile", stateFile);
    }
  }

  public ReaderConfig {
    if ((broker == null) == (feed == null)) {
      throw new IllegalArgumentException(
          (broker == null ? "broker: missing" : "broker, feed: both")
              + " (expected: exactly one of broker and feed)");
    }
    if (broker != null && !BROKERS.matcher(broker).matches()) {
      throw new IllegalArgumentException("broker: " + broker + " (expected: host:port)");
    }
    publicKeys = publicKeys == null ? List.of() : List.copyOf(publicKeys);
    if (publicKeys.isEmpty()) {
      throw new IllegalArgumentException("publicKeys: none (expected: a quota-signing.pub)");
    }
    tenant = tenant == null ? "default" : tenant;
    group = group == null ? "default" : group;
    given("node", node);
    nodes = new Place(tenant, group, node, nodes == null ? 1 : nodes).nodes();
    given("killFile", killFile);
    given("lockFile", lockFile);
    long kinds =
        Stream.of(haproxy, nginx, envoy, apigee, mulesoft, inProcess ? "" : null)
            .filter(Objects::nonNull)
            .count();
    if (kinds != 1) {
      throw new IllegalArgumentException(
          "haproxy, nginx, envoy, apigee, mulesoft, inProcess: expected exactly one of them");
    }
    if (metricsPort < 0 || metricsPort > 65_535) {
      throw new IllegalArgumentException("metricsPort: " + metricsPort + " (expected: 0..65535)");
    }
  }

  /** Which gateway it is of. */
  public Place place() {
    return new Place(tenant, group, node, nodes);
  }

  /** The signers, read from their files. */
  public List<PublicKey> signers() throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Path file : publicKeys) {
      try {
        keys.add(QuotaSignature.publicKey(Files.readAllBytes(file)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("publicKeys: " + file + ": " + e.getMessage(), e);
      }
    }
    return keys;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it says something wrong; one line tells what
   */
  public static ReaderConfig read(Path file) throws IOException {
    ReaderConfig config = FILE.read(Files.readString(file), ReaderConfig.class);
    if (config == null) {
      throw new IllegalArgumentException("it is empty");
    }
    return config;
  }

  private static void given(String name, Object value) {
    if (value == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
  }
}
