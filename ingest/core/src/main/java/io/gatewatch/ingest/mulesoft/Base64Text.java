package io.gatewatch.ingest.mulesoft;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A text that travelled as Base64, since nothing there escapes it. */
final class Base64Text {
  private Base64Text() {}

  /** The text; null for what is no Base64. Bytes that are no UTF-8 become U+FFFD. */
  static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
