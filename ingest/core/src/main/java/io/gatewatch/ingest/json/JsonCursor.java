package io.gatewatch.ingest.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.RejectReason;
import java.io.IOException;

/**
 * A walk through the one JSON object of a line, forwards and without a tree. Every fault of the
 * input is a {@link LineFault}. Usage: {@code while (cursor.nextField()) switch (cursor.name()) …},
 * where each branch reads or skips exactly one value; objects inside are entered with {@link
 * #enterObject} and end when {@link #nextField} says false.
 */
public final class JsonCursor implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(LineParser.MAX_DEPTH)
                  .maxStringLength(LineParser.MAX_LINE_BYTES)
                  .maxNumberLength(100)
                  .build())
          .build();

  /** The same, but a name that stands twice in an object is a fault. */
  private static final JsonFactory UNIQUE =
      FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final int length;
  private final boolean closed;
  private String name;

  private JsonCursor(JsonParser parser, byte[] line) {
    this.parser = parser;
    this.length = line.length;
    this.closed = length > 0 && line[length - 1] == '}';
  }

  /** Opens a line and enters its object. */
  public static JsonCursor open(byte[] line) throws LineFault {
    return open(FACTORY, line);
  }

  /** As {@link #open}, but refuses a name that stands twice in an object. */
  static JsonCursor openUnique(byte[] line) throws LineFault {
    return open(UNIQUE, line);
  }

  private static JsonCursor open(JsonFactory factory, byte[] line) throws LineFault {
    try {
      JsonCursor cursor = new JsonCursor(factory.createParser(line), line);
      JsonToken first = cursor.next();
      if (first == null) {
        throw new LineFault(RejectReason.EMPTY_LINE, 0);
      }
      if (first != JsonToken.START_OBJECT) {
        throw new LineFault(RejectReason.NOT_AN_OBJECT, cursor.offset());
      }
      return cursor;
    } catch (IOException e) {
      throw new LineFault(RejectReason.NOT_JSON, 0);
    }
  }

  /** Moves to the next field of the object; false at its end. */
  public boolean nextField() throws LineFault {
    try {
      name = parser.nextFieldName();
    } catch (IOException e) {
      throw fault(e);
    }
    if (name == null) {
      return false;
    }
    next();
    return true;
  }

  /** Name of the field that {@link #nextField} found. */
  public String name() {
    return name;
  }

  /** Enters the value when it is an object; skips it and says false when it is anything else. */
  public boolean enterObject() throws LineFault {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    skip();
    return false;
  }

  /** Enters the value when it is an array. */
  public boolean atArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Inside an array: moves to the next element; false at its end. */
  public boolean nextElement() throws LineFault {
    return next() != JsonToken.END_ARRAY;
  }

  /** Reads over the value. */
  public void skip() throws LineFault {
    try {
      parser.skipChildren();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  /** Whether the value is an array or object with something in it; reads over it. */
  public boolean skipNonEmpty() throws LineFault {
    JsonToken open = parser.currentToken();
    if (open != JsonToken.START_ARRAY && open != JsonToken.START_OBJECT) {
      return false;
    }
    boolean filled = false;
    JsonToken token = next();
    while (token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
      filled = true;
      skip();
      token = next();
    }
    return filled;
  }

  /** A text, number or boolean as text, or the first of a list of them; null for anything else. */
  public String text() throws LineFault {
    if (atArray()) {
      String first = null;
      while (nextElement()) {
        String element = text();
        first = first == null ? element : first;
      }
      return first;
    }
    try {
      if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
        return parser.getText();
      }
    } catch (IOException e) {
      throw fault(e);
    }
    skip();
    return null;
  }

  /**
   * A number, also one written as text; null when it is null, {@link Double#NaN} when it is
   * anything else.
   */
  public Double number() throws LineFault {
    JsonToken token = parser.currentToken();
    try {
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
        return parser.getDoubleValue();
      }
      if (token == JsonToken.VALUE_STRING) {
        return NumberText.parse(parser.getText());
      }
    } catch (IOException e) {
      throw fault(e);
    }
    skip();
    return token == JsonToken.VALUE_NULL ? null : Double.NaN;
  }

  /** Whether the value is a text. */
  public boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  /** As {@link #number}, but a text that is no number counts as absent: Kong writes such sizes. */
  public Double size() throws LineFault {
    return numberIfAny();
  }

  /** As {@link #number}, but a text that is no number, such as -, counts as absent. */
  public Double numberIfAny() throws LineFault {
    boolean text = isText();
    Double number = number();
    return text && number != null && number.isNaN() ? null : number;
  }

  /** Expects nothing but white space after the object. */
  public void end() throws LineFault {
    if (next() != null) {
      throw new LineFault(RejectReason.TRAILING_TEXT, offset());
    }
  }

  @Override
  public void close() throws LineFault {
    try {
      parser.close();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private JsonToken next() throws LineFault {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw fault(e);
    }
  }

  private long offset() {
    return parser.currentTokenLocation().getByteOffset();
  }

  private LineFault fault(IOException e) {
    long at = parser.currentLocation().getByteOffset();
    if (e instanceof JsonEOFException || (at >= length && !closed)) {
      return new LineFault(RejectReason.TRUNCATED, at);
    }
    if (e instanceof StreamConstraintsException
        && parser.getParsingContext().getNestingDepth() >= LineParser.MAX_DEPTH) {
      return new LineFault(RejectReason.TOO_DEEP, at);
    }
    if (e instanceof JsonParseException twice
        && twice.getOriginalMessage().startsWith("Duplicate ")) {
      return new LineFault(RejectReason.DUPLICATE_FIELD, at);
    }
    if (e instanceof JsonParseException parse && parse.getLocation() != null) {
      return new LineFault(RejectReason.NOT_JSON, parse.getLocation().getByteOffset());
    }
    return new LineFault(RejectReason.NOT_JSON, at);
  }
}
