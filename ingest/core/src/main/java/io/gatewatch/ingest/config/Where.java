package io.gatewatch.ingest.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Tenants and gateway groups by pattern, such as {@code bank/public}, {@code bank/*} or {@code
 * *}{@code /partner-*}: {@code *} stands for any text.
 */
public record Where(String tenant, String group) {
  /** Everywhere. */
  public static final Where ANY = new Where("*", "*");

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is not tenant/group
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Where of(String pattern) {
    int slash = pattern == null ? -1 : pattern.indexOf('/');
    if (slash <= 0 || slash != pattern.lastIndexOf('/') || slash == pattern.length() - 1) {
      throw new IllegalArgumentException(
          pattern + " (expected: tenant/group, such as bank/public or bank/*)");
    }
    return new Where(pattern.substring(0, slash), pattern.substring(slash + 1));
  }

  /** Whether a tenant's gateway group is meant. */
  public boolean matches(String tenantName, String groupName) {
    return Globs.matches(tenant, tenantName) && Globs.matches(group, groupName);
  }

  @Override
  public String toString() {
    return tenant + "/" + group;
  }
}
