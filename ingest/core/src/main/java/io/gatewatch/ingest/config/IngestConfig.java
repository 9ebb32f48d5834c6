package io.gatewatch.ingest.config;

import io.gatewatch.ingest.identity.IdentityRule;
import io.gatewatch.ingest.identity.IdentityRules;
import io.gatewatch.ingest.network.TrustedProxies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an operator may say about reading logs: one YAML file, read once; its form is {@code
 * schemas/ingest-config.schema.json}.
 *
 * @param identity identity rules by format, in the order in which they are tried
 * @param trustedProxies networks whose X-Forwarded-For is believed, such as 10.0.0.0/8
 * @param overrides other rules and proxies for some tenants and groups; the first that fits and
 *     says something counts
 */
public record IngestConfig(
    TreeMap<String, List<IdentityRule>> identity,
    List<String> trustedProxies,
    List<GroupOverride> overrides) {
  private static final YamlFile FILE =
      new YamlFile(
          "configuration",
          "the ingest configuration",
          "identity with a list of rules for each format, trustedProxies, overrides");
  private static final IngestConfig SHIPPED = readShipped();

  /**
   * What is different for some tenants and gateway groups.
   *
   * @param where which
   * @param identity identity rules of the formats that it names
   * @param trustedProxies null: those of the whole file
   */
  public record GroupOverride(
      Where where, TreeMap<String, List<IdentityRule>> identity, List<String> trustedProxies) {
    public GroupOverride {
      if (where == null) {
        throw new IllegalArgumentException("no where (expected: tenant/group, such as bank/*)");
      }
      identity = checked(identity);
      TrustedProxies.of(trustedProxies == null ? List.of() : trustedProxies);
      trustedProxies = trustedProxies == null ? null : List.copyOf(trustedProxies);
    }
  }

  public IngestConfig {
    identity = checked(identity);
    TrustedProxies.of(trustedProxies == null ? List.of() : trustedProxies);
    trustedProxies = trustedProxies == null ? List.of() : List.copyOf(trustedProxies);
    overrides = overrides == null ? List.of() : List.copyOf(overrides);
  }

  /** A configuration that is the same for all tenants and groups. */
  public IngestConfig(TreeMap<String, List<IdentityRule>> identity, List<String> trustedProxies) {
    this(identity, trustedProxies, List.of());
  }

  /** What ships: each gateway's documented marks of authentication, and no trusted proxy. */
  public static IngestConfig shipped() {
    return SHIPPED;
  }

  /**
   * Reads a file; formats that it does not name keep their shipped identity rules.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static IngestConfig read(String yaml) {
    IngestConfig own = parse(yaml);
    TreeMap<String, List<IdentityRule>> identity = new TreeMap<>(SHIPPED.identity);
    identity.putAll(own.identity);
    return new IngestConfig(identity, own.trustedProxies, own.overrides);
  }

  /** Formats that the file names, those of overrides too: for a check that they exist. */
  public Set<String> formats() {
    Set<String> formats = new TreeSet<>(identity.keySet());
    overrides.forEach(override -> formats.addAll(override.identity().keySet()));
    return formats;
  }

  /** The rules of a format; none when nobody wrote any, and then every caller is a network. */
  public IdentityRules identityOf(String format) {
    return new IdentityRules(identity.getOrDefault(format, List.of()));
  }

  /** The rules of a format for one gateway group. */
  public IdentityRules identityOf(String format, String tenant, String group) {
    for (GroupOverride override : overrides) {
      List<IdentityRule> rules = override.identity().get(format);
      if (rules != null && override.where().matches(tenant, group)) {
        return new IdentityRules(rules);
      }
    }
    return identityOf(format);
  }

  /** The proxies that one gateway group believes. */
  public TrustedProxies proxiesOf(String tenant, String group) {
    for (GroupOverride override : overrides) {
      if (override.trustedProxies() != null && override.where().matches(tenant, group)) {
        return TrustedProxies.of(override.trustedProxies());
      }
    }
    return TrustedProxies.of(trustedProxies);
  }

  private static TreeMap<String, List<IdentityRule>> checked(
      TreeMap<String, List<IdentityRule>> identity) {
    TreeMap<String, List<IdentityRule>> checked = new TreeMap<>();
    if (identity != null) {
      identity.forEach((format, rules) -> checked.put(format, checked(format, rules)));
    }
    return checked;
  }

  private static List<IdentityRule> checked(String format, List<IdentityRule> rules) {
    if (rules == null || rules.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "identity." + format + ": an empty list or entry (expected: rules; [] for none)");
    }
    return List.copyOf(rules);
  }

  private static IngestConfig parse(String yaml) {
    IngestConfig config = FILE.read(yaml, IngestConfig.class);
    return config == null ? new IngestConfig(null, null) : config;
  }

  private static IngestConfig readShipped() {
    try (InputStream in = IngestConfig.class.getResourceAsStream("/identity/default.yaml")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("identity/default.yaml", e);
    }
  }
}
