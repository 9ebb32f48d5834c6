package io.gatewatch.replaydata.generate;

import java.nio.charset.StandardCharsets;

/** Ids that look random and are functions of what they name. */
final class Names {
  private Names() {}

  /** A UUID of version 4's form. */
  static String uuid(long... parts) {
    Draw draw = Draw.of(parts);
    byte[] text = new LineBuffer().uuid(draw.bits(), draw.bits()).toBytes();
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** An address in 198.18.0.0/15 or 100.64.0.0/10: ranges that belong to nobody on the internet. */
  static String network(Draw draw) {
    return draw.chance(0.3)
        ? "198." + (18 + draw.below(2)) + "." + draw.below(256)
        : "100." + (64 + draw.below(64)) + "." + draw.below(256);
  }

  static String address(Draw draw, String network) {
    return network + "." + (1 + draw.below(254));
  }
}
