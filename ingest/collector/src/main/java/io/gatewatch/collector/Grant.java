package io.gatewatch.collector;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a sender may write. Null stands for any.
 *
 * @param tenant the only tenant
 * @param group the only gateway group
 * @param formats the only formats
 */
record Grant(String tenant, String group, Set<String> formats) {
  /** Anything: for a receiver that only this machine can reach. */
  static final Grant OPEN = new Grant(null, null, null);

  private static final String DEFAULT = "default";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  Grant {
    formats = formats == null ? null : Set.copyOf(formats);
  }

  /** Whether this may name a tenant or a gateway group. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The tenant asked for; without one, the granted one. */
  String tenantOr(String asked) {
    return asked != null ? asked : tenant == null ? DEFAULT : tenant;
  }

  /** The group asked for; without one, the granted one. */
  String groupOr(String asked) {
    return asked != null ? asked : group == null ? DEFAULT : group;
  }

  /** The format asked for; without one, the granted one if it is the only one, else the other. */
  String formatOr(String asked, String other) {
    if (asked != null) {
      return asked;
    }
    return formats != null && formats.size() == 1 ? formats.iterator().next() : other;
  }

  /** Why this may not be written, as a reason in an answer; null when it may. */
  String refusal(String toTenant, String toGroup, String format) {
    if (tenant != null && !tenant.equals(toTenant)) {
      return "tenant_not_granted";
    }
    if (group != null && !group.equals(toGroup)) {
      return "group_not_granted";
    }
    return formats == null || formats.contains(format) ? null : "format_not_granted";
  }
}
