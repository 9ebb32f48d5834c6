package io.gatewatch.sinks.format;

import java.util.Locale;

/** How our enums are written. */
final class Words {
  private Words() {}

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
