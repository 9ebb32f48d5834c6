package io.gatewatch.ingest.config;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A file that people write in YAML: read into records, unknown and repeated keys refused, and what
 * is wrong with it told in one line, with its place and what was expected.
 *
 * @param name what the line begins with, such as {@code rules}
 * @param file what it is called, such as {@code a rule file}
 * @param form what it looks like, such as {@code rules, and a list of rules below it}
 */
public record YamlFile(String name, String file, String form) {
  private static final int MAX_CHARACTERS = 64 << 20;
  private static final Pattern YAML_PLACE = Pattern.compile("\\n in '.*', line (\\d{1,9}), ");
  private static final JsonMapper MAPPER = mapper();

  /**
   * Reads a text; null when it is empty.
   *
   * @throws UnknownKey when it has a key that nobody knows
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public <T> T read(String yaml, Class<T> type) {
    try (JsonParser keys = MAPPER.createParser(yaml)) {
      if (keys.nextToken() == null) {
        return null;
      }
      for (KnownKeys.Stranger stranger : new KnownKeys(keys).in(type).strangers()) {
        String message = name + ": line " + stranger.line() + ": " + unknown(stranger);
        throw new UnknownKey(message, stranger);
      }
      return MAPPER.readValue(yaml, type);
    } catch (JacksonException e) {
      throw refused(place(e), what(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text can always be read", e);
    }
  }

  /** A text read as far as it could be, and all that is wrong with it. */
  public record Checked<T>(T read, List<Mistake> mistakes) {}

  /**
   * What is wrong with a text.
   *
   * @param line from 1; 0 of an entry as a whole, whose beginning is not known
   * @param pointer where it is, as a JSON pointer such as {@code /rules/2/severity}
   * @param what in one line, the key that it is about included
   */
  public record Mistake(int line, String pointer, String what) {}

  /**
   * Reads a text, and goes on where {@link #read} stops at the first mistake: what is wrong is null
   * in what is read, and so is an entry that cannot do without it.
   */
  public <T> Checked<T> check(String yaml, Class<T> type) {
    Mistakes mistakes = new Mistakes(this::what);
    T read = null;
    try (JsonParser keys = MAPPER.createParser(yaml)) {
      if (keys.nextToken() != null) {
        KnownKeys known = new KnownKeys(keys).in(type);
        known.strangers().forEach(s -> mistakes.add(s.line(), s.place(), unknown(s)));
        read = MAPPER.readerFor(type).withHandler(mistakes).readValue(yaml);
      }
    } catch (JacksonException e) {
      mistakes.add(line(e), "", what(e));
    } catch (IOException e) {
      throw new UncheckedIOException("a text can always be read", e);
    }
    return new Checked<>(read, mistakes.inOrder());
  }

  private IllegalArgumentException refused(String place, String what) {
    return new IllegalArgumentException(name + ": " + place + what);
  }

  private String unknown(KnownKeys.Stranger stranger) {
    return stranger.key() + " (not a key of " + file + "; expected: " + stranger.expected() + ")";
  }

  private static String place(JacksonException e) {
    int line = line(e);
    String path = e instanceof JsonMappingException mapping ? path(mapping.getPath()) : "";
    String place = line > 0 ? "line " + line + (path.isEmpty() ? "" : ", ") + path : path;
    return place.isEmpty() ? "" : place + ": ";
  }

  /** YAML's own message ends with the better place, Jackson's is that of the last token. */
  private static int line(JacksonException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    Matcher place = YAML_PLACE.matcher(e.getOriginalMessage());
    while (place.find()) {
      line = Integer.parseInt(place.group(1));
    }
    return line;
  }

  /** Such as identity.kong[0].when. */
  private static String path(List<JsonMappingException.Reference> steps) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : steps) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private String what(JacksonException e) {
    if (e instanceof InvalidFormatException wrong) {
      Object value = "".equals(wrong.getValue()) ? "nothing" : wrong.getValue();
      return value + " (expected: " + expected(wrong.getTargetType()) + ")";
    }
    if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
      String cause = refused.getCause().getMessage();
      return refused.getCause() instanceof NullPointerException ? "no " + cause : cause;
    }
    if (e instanceof MismatchedInputException) {
      return "not the form of " + file + " (expected: " + form + ")";
    }
    // YAML's own messages quote the file over many lines; those that say something are not
    // indented.
    return e.getOriginalMessage().lines().filter(l -> !l.startsWith(" ")).collect(joining(", "));
  }

  private String expected(Class<?> type) {
    if (type.isRecord()) {
      return form;
    }
    if (type == LocalDate.class) {
      return "a date such as 2026-09-30";
    }
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(c -> c.toString().toLowerCase(Locale.ROOT))
            .collect(joining(", "))
        : "a number";
  }

  private static JsonMapper mapper() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS);
    return JsonMapper.builder(YAMLFactory.builder().loaderOptions(limits).build())
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(JsonParser.Feature.STRICT_DUPLICATE_DETECTION, true)
        .addModule(new SimpleModule().addDeserializer(LocalDate.class, new DateReader()))
        .build();
  }

  private static final class DateReader extends StdDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    DateReader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        return LocalDate.parse(in.getText());
      } catch (DateTimeException e) {
        throw context.weirdStringException(in.getText(), LocalDate.class, "no date");
      }
    }
  }
}
