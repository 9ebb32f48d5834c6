package io.gatewatch.ingest.config;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.util.ClassUtil;
import io.gatewatch.ingest.config.YamlFile.Mistake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Notes what is wrong with a text while it is read, and has the reader go on with null in its
 * place. An entry that lacks something because something in it is wrong is told of once.
 */
final class Mistakes extends DeserializationProblemHandler {
  private final Function<JacksonException, String> words;
  private final List<Mistake> mistakes = new ArrayList<>();

  /** Mistakes whose reasons are told in these words. */
  Mistakes(Function<JacksonException, String> words) {
    this.words = words;
  }

  /** Notes one. */
  void add(int line, String pointer, String what) {
    mistakes.add(new Mistake(line, pointer, what));
  }

  /** By their lines. */
  List<Mistake> inOrder() {
    return mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context, JsonParser in, JsonDeserializer<?> by, Object of, String key)
      throws IOException {
    in.skipChildren();
    return true;
  }

  @Override
  public Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String why) {
    JsonParser in = context.getParser();
    return note(in, type, InvalidFormatException.from(in, why, value, type));
  }

  @Override
  public Object handleUnexpectedToken(
      DeserializationContext context, JavaType type, JsonToken token, JsonParser in, String why)
      throws IOException {
    Object nothing = note(in, type.getRawClass(), MismatchedInputException.from(in, type, why));
    in.skipChildren();
    return nothing;
  }

  @Override
  public Object handleMissingInstantiator(
      DeserializationContext context,
      Class<?> type,
      ValueInstantiator by,
      JsonParser in,
      String why)
      throws IOException {
    return handleUnexpectedToken(context, context.constructType(type), null, in, why);
  }

  @Override
  public Object handleInstantiationProblem(
      DeserializationContext context, Class<?> type, Object argument, Throwable why)
      throws IOException {
    JsonParser in = context.getParser();
    String pointer = pointer(in);
    while (in.currentToken() == JsonToken.FIELD_NAME) {
      in.nextToken();
      in.skipChildren();
      in.nextToken();
    }
    boolean isSequel =
        mistakes.stream().anyMatch(m -> (m.pointer() + "/").startsWith(pointer + "/"));
    if (!isSequel) {
      JacksonException told =
          why instanceof JacksonException known
              ? known
              : ValueInstantiationException.from(in, "", context.constructType(type), why);
      add(0, pointer, words.apply(told));
    }
    return null;
  }

  private Object note(JsonParser in, Class<?> type, JacksonException why) {
    String pointer = in.getParsingContext().pathAsPointer().toString();
    String place = pointer.replaceFirst(".*/\\d+(/|$)|^/", "").replace('/', '.');
    String where = place.isEmpty() ? "" : place + ": ";
    add(in.currentTokenLocation().getLineNr(), pointer, where + words.apply(why));
    return type.isPrimitive() ? ClassUtil.defaultValue(type) : null;
  }

  /** Of the object that ends, or goes on with another key. */
  private static String pointer(JsonParser in) {
    String pointer = in.getParsingContext().pathAsPointer().toString();
    boolean inside = in.currentToken() == JsonToken.FIELD_NAME;
    return inside ? pointer.substring(0, pointer.lastIndexOf('/')) : pointer;
  }
}
