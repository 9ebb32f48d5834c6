package io.gatewatch.ingest.planted;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;

/** How an attacker or a careless client may write a secret. */
public enum Disguise {
  CLEAR,
  PERCENT,
  PERCENT_TWICE,
  BASE64,
  BASE64URL,
  BASE64_JSON,
  HEX,
  JWT_CLAIM,
  BASE64_TWICE,
  PERCENT_OF_BASE64;

  /** The disguised text. */
  public String of(Secret secret, Random random) {
    String text = secret.text();
    return switch (this) {
      case CLEAR -> text;
      case PERCENT -> percent(text);
      case PERCENT_TWICE -> percent(text).replace("%", "%25");
      case BASE64 -> base64(text);
      case BASE64URL -> Secret.url64(utf8(text));
      case BASE64_JSON ->
          base64(
              "{\"user\":{\""
                  + nameOf(secret)
                  + "\":\""
                  + text
                  + "\",\"n\":"
                  + random.nextInt(99)
                  + "}}");
      case HEX -> HexFormat.of().formatHex(utf8(text));
      case JWT_CLAIM -> Secret.jwt(nameOf(secret), text, random);
      case BASE64_TWICE -> base64(base64(text));
      case PERCENT_OF_BASE64 -> percent(base64(text));
    };
  }

  /** Percent signs before every byte, as a program does that trusts no character. */
  static String percent(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : utf8(text)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
    return out.toString();
  }

  private static String nameOf(Secret secret) {
    return switch (secret.sort()) {
      case CARD, GROUPED_CARD -> "pan";
      case PHONE -> "phone_number";
      case EMAIL -> "email";
      default -> "value";
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
