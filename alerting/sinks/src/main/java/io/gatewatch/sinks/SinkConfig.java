package io.gatewatch.sinks;

import static java.util.Objects.requireNonNullElse;

import io.gatewatch.alerting.Lane;
import io.gatewatch.detectors.Severity;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One sink of a sinks file.
 *
 * @param name of its consumer group, metrics and dead letters: a to z, 0 to 9 and -
 * @param kind what stands there
 * @param url of a webhook, or of an Alertmanager without {@code /api/v2/alerts}
 * @param topic of OCSF or ECS rows; by default {@code gatewatch.findings.<kind>}
 * @param address of a syslog receiver, HOST:PORT
 * @param tls whether syslog goes over TLS
 * @param secretFile a webhook's signing secret: {@code whsec_} and base64
 * @param consoleUrl where people find the console, for links; none by default
 * @param severity at least; medium by default
 * @param lanes all by default
 * @param tenants all by default
 * @param suppressed whether suppressed alerts are told too; not by default
 */
public record SinkConfig(
    String name,
    Kind kind,
    String url,
    String topic,
    String address,
    boolean tls,
    String secretFile,
    String consoleUrl,
    Severity severity,
    List<Lane> lanes,
    List<String> tenants,
    boolean suppressed) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern ADDRESS = Pattern.compile("[^:/\\s]+:[0-9]{1,5}");

  /** Kinds of sink. */
  public enum Kind {
    WEBHOOK,
    ALERTMANAGER,
    OCSF,
    ECS,
    CEF
  }

  public SinkConfig {
    require(name != null && NAME.matcher(name).matches(), "name: a to z, 0 to 9 and -, up to 63");
    require(kind != null, name + ": kind: webhook, alertmanager, ocsf, ecs or cef");
    boolean http = kind == Kind.WEBHOOK || kind == Kind.ALERTMANAGER;
    boolean rows = kind == Kind.OCSF || kind == Kind.ECS;
    only(http, url, name, "url", "webhook and alertmanager");
    only(rows, topic, name, "topic", "ocsf and ecs");
    only(kind == Kind.CEF, address, name, "address", "cef");
    only(kind == Kind.CEF, tls ? "true" : null, name, "tls", "cef");
    only(kind == Kind.WEBHOOK, secretFile, name, "secretFile", "webhook");
    require(!http || isHttp(url), name + ": url: an http or https address");
    require(
        kind != Kind.CEF || (address != null && ADDRESS.matcher(address).matches()),
        name + ": address: HOST:PORT");
    require(consoleUrl == null || isHttp(consoleUrl), name + ": consoleUrl: an http address");
    topic =
        rows && topic == null
            ? "gatewatch.findings." + kind.name().toLowerCase(Locale.ROOT)
            : topic;
    severity = requireNonNullElse(severity, Severity.MEDIUM);
    lanes = lanes == null ? List.of(Lane.values()) : List.copyOf(lanes);
    tenants = tenants == null ? List.of() : List.copyOf(tenants);
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url == null ? "" : url);
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void only(boolean fits, String value, String name, String key, String kinds) {
    require(fits || value == null, name + ": " + key + ": only of " + kinds);
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
