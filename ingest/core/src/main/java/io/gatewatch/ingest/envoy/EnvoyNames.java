package io.gatewatch.ingest.envoy;

/** One spelling for an operator's names of fields. */
final class EnvoyNames {
  private EnvoyNames() {}

  /**
   * Lower case, underscores for dashes, no colon in front: {@code :authority}, {@code User-Agent}.
   */
  static String plain(String name) {
    boolean plain = true;
    for (int i = 0; i < name.length() && plain; i++) {
      char c = name.charAt(i);
      plain = c != '-' && c != ':' && (c < 'A' || c > 'Z');
    }
    if (plain) {
      return name;
    }
    StringBuilder out = new StringBuilder(name.length());
    for (int i = name.startsWith(":") ? 1 : 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean upper = c >= 'A' && c <= 'Z';
      out.append(upper ? (char) (c + 32) : c == '-' ? '_' : c);
    }
    return out.toString();
  }
}
