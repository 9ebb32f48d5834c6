package io.gatewatch.ingest.json;

import io.gatewatch.ingest.text.Decimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The fields of an object that an operator's template wrote. What a client sent travels as Base64,
 * under its name with the ending {@code :b64}, where the gateway has nothing that escapes JSON: a
 * quote, a backslash or a tab can then neither forge a field nor spoil the line.
 */
public final class TemplateFields {
  private static final String BASE64 = ":b64";

  private final JsonCursor in;
  private String name;
  private boolean encoded;

  /** Of the object in which the cursor stands. */
  public TemplateFields(JsonCursor in) {
    this.in = in;
  }

  /** Moves to the next field of the object; false at its end. */
  public boolean next() throws LineFault {
    if (!in.nextField()) {
      return false;
    }
    name = in.name();
    encoded = name.endsWith(BASE64);
    name = encoded ? name.substring(0, name.length() - BASE64.length()) : name;
    return true;
  }

  /** Name of the field that {@link #next} found, without the ending. */
  public String name() {
    return name;
  }

  /**
   * The field's text, decoded; null when it is absent, empty or no Base64. Bytes that are no UTF-8
   * become U+FFFD.
   */
  public String text() throws LineFault {
    String text = in.text();
    if (text == null || text.isEmpty()) {
      return null;
    }
    return encoded ? decode(text) : text;
  }

  /** A number, also as a text; what is none counts as absent. */
  public Double number() throws LineFault {
    if (!encoded) {
      return in.numberIfAny();
    }
    Double number = Decimal.of(text());
    return number == null || number.isNaN() ? null : number;
  }

  /** As {@link JsonCursor#enterObject}. */
  public boolean enterObject() throws LineFault {
    return in.enterObject();
  }

  /** Reads over the value. */
  public void skip() throws LineFault {
    in.skip();
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
