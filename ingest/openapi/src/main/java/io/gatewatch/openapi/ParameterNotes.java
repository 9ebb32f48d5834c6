package io.gatewatch.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in a path's notation what the specification says of its parameters. */
final class ParameterNotes {
  private static final int MOST_CHOICES = 64;
  private static final String PARAMETERS = "#/components/parameters/";
  private static final String SCHEMAS = "#/components/schemas/";

  /** Values of these formats name no object. */
  private static final Set<String> NO_OBJECTS = Set.of("date", "date-time", "time", "duration");

  private final Map<String, Parameter> shared;

  @SuppressWarnings("rawtypes") // swagger-models declares its maps of schemas so
  private final Map<String, Schema> schemas;

  ParameterNotes(OpenAPI api) {
    boolean none = api.getComponents() == null;
    shared =
        none || api.getComponents().getParameters() == null
            ? Map.of()
            : api.getComponents().getParameters();
    schemas =
        none || api.getComponents().getSchemas() == null
            ? Map.of()
            : api.getComponents().getSchemas();
  }

  /** The path in the notation of a catalogue; a query in it, as some files have, is cut off. */
  String notation(String path, PathItem item, Operation operation) {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    StringBuilder out = new StringBuilder(plain.length());
    int from = 0;
    for (int open = plain.indexOf('{'); open >= 0; open = plain.indexOf('{', from)) {
      int close = plain.indexOf('}', open);
      if (close < 0) {
        break;
      }
      String name = plain.substring(open + 1, close);
      out.append(plain, from, open).append('{').append(note(name, item, operation)).append('}');
      from = close + 1;
    }
    return out.append(plain, from, plain.length()).toString();
  }

  private String note(String raw, PathItem item, Operation operation) {
    boolean rest = raw.endsWith("+") || raw.endsWith("*");
    String name = plain(rest ? raw.substring(0, raw.length() - 1) : raw);
    if (rest) {
      return name + "+";
    }
    Schema<?> schema = schema(raw, item, operation);
    if (schema == null) {
      return name;
    }
    List<String> choices = choices(schema);
    if (!choices.isEmpty()) {
      return name + "=" + String.join("|", choices);
    }
    boolean object =
        !"boolean".equals(schema.getType()) && !NO_OBJECTS.contains("" + schema.getFormat());
    return object ? name : name + ":-";
  }

  /**
   * Some frameworks write a pattern after a colon; the notation's own signs mean something else.
   */
  private static String plain(String name) {
    int colon = name.indexOf(':');
    String plain = colon > 0 ? name.substring(0, colon) : name;
    StringBuilder out = new StringBuilder(plain.length());
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      out.append(" :=|+{}<>/".indexOf(c) < 0 ? c : '_');
    }
    return out.toString();
  }

  private Schema<?> schema(String name, PathItem item, Operation operation) {
    for (List<Parameter> list : lists(operation.getParameters(), item.getParameters())) {
      for (Parameter parameter : list) {
        Parameter told = resolved(parameter);
        if (told != null && "path".equals(told.getIn()) && name.equals(told.getName())) {
          return resolved(told.getSchema());
        }
      }
    }
    return null;
  }

  private static List<List<Parameter>> lists(List<Parameter> own, List<Parameter> common) {
    List<List<Parameter>> lists = new ArrayList<>();
    lists.add(own == null ? List.of() : own);
    lists.add(common == null ? List.of() : common);
    return lists;
  }

  private Parameter resolved(Parameter parameter) {
    String ref = parameter.get$ref();
    return ref == null ? parameter : ref.startsWith(PARAMETERS) ? shared(ref) : null;
  }

  private Parameter shared(String ref) {
    return shared.get(ref.substring(PARAMETERS.length()));
  }

  private Schema<?> resolved(Schema<?> schema) {
    String ref = schema == null ? null : schema.get$ref();
    return ref != null && ref.startsWith(SCHEMAS)
        ? schemas.get(ref.substring(SCHEMAS.length()))
        : schema;
  }

  /** The values that a schema allows; none when it allows others, too many, or unusual ones. */
  private static List<String> choices(Schema<?> schema) {
    List<?> values = schema.getEnum();
    if (values == null || values.isEmpty() || values.size() > MOST_CHOICES) {
      return List.of();
    }
    List<String> choices = values.stream().map(String::valueOf).toList();
    return choices.stream().allMatch(ParameterNotes::isPlain) ? choices : List.of();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return !value.isEmpty();
  }
}
