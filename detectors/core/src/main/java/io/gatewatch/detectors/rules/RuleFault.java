package io.gatewatch.detectors.rules;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what is wrong with a rule file, in the words of the one who wrote it. */
final class RuleFault {
  private static final Pattern YAML_PLACE = Pattern.compile("\\n in '.*', line (\\d{1,9}), ");

  private RuleFault() {}

  static IllegalArgumentException of(JacksonException e) {
    int line = line(e);
    return new IllegalArgumentException(
        "rules: " + (line > 0 ? "line " + line + ": " : "") + what(e));
  }

  /**
   * Where it is; YAML's own message ends with the better place, Jackson's is that of the last
   * token.
   */
  private static int line(JacksonException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    Matcher place = YAML_PLACE.matcher(e.getOriginalMessage());
    while (place.find()) {
      line = Integer.parseInt(place.group(1));
    }
    return line;
  }

  private static String what(JacksonException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknown.getPropertyName() + " (not a key of a rule file)";
    }
    if (e instanceof InvalidFormatException wrong) {
      return wrong.getValue() + " (expected: " + expected(wrong.getTargetType()) + ")";
    }
    if (e instanceof ValueInstantiationException missing && missing.getCause() != null) {
      return "a rule without " + missing.getCause().getMessage();
    }
    if (e instanceof MismatchedInputException) {
      return "not the form of a rule file (expected: rules, and a list of rules below it)";
    }
    // YAML's own messages quote the file over many lines; those that say something are not
    // indented.
    return e.getOriginalMessage().lines().filter(l -> !l.startsWith(" ")).collect(joining(", "));
  }

  private static String expected(Class<?> type) {
    return type.isEnum()
        ? Arrays.stream(type.getEnumConstants())
            .map(c -> c.toString().toLowerCase(Locale.ROOT))
            .collect(joining(", "))
        : "a number";
  }
}
