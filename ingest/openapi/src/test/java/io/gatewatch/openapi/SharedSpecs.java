package io.gatewatch.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * The real specifications of the shared folder, and what each says, read here without our reader:
 * server path and path key are an operation's template.
 */
final class SharedSpecs {
  private static final List<String> FILES =
      List.of(
          "openbanking-uk-4.0-account-info.yaml",
          "openbanking-uk-4.0-payment-initiation.yaml",
          "openbanking-uk-4.0-confirmation-funds.yaml",
          "openbanking-uk-4.0-vrp.yaml",
          "berlin-group-nextgenpsd2-1.3.12.json");

  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "patch", "head", "options");

  /**
   * An operation as a file has it.
   *
   * @param choices values that the file allows, by parameter
   */
  record Specified(
      String method, String template, String operationId, Map<String, List<String>> choices) {}

  private SharedSpecs() {}

  static Path folder() {
    String shared = System.getProperty("gatewatch.shared", "");
    Path folder = Path.of(shared, "data", "openapi");
    Assumptions.assumeTrue(!shared.isEmpty() && Files.isDirectory(folder), "no shared folder");
    return folder;
  }

  /** Files to be read, by name; the Temenos list becomes one OpenAPI file of its paths. */
  static Map<String, Path> files(Path scratch) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    FILES.forEach(file -> files.put(file, folder().resolve(file)));
    Path temenos = scratch.resolve("temenos-transact.json");
    Files.writeString(temenos, temenos().toString());
    files.put("temenos-transact-endpoints.csv", temenos);
    return files;
  }

  static List<Specified> operations(Path file) throws IOException {
    boolean json = file.toString().endsWith(".json");
    JsonNode root =
        (json ? new ObjectMapper() : new ObjectMapper(new YAMLFactory())).readTree(file.toFile());
    String base = URI.create(root.path("servers").path(0).path("url").asText("")).getPath();
    List<Specified> operations = new ArrayList<>();
    root.path("paths")
        .properties()
        .forEach(
            path -> {
              for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()) {
                  operations.add(
                      new Specified(
                          method.toUpperCase(java.util.Locale.ROOT),
                          (base + path.getKey()).replaceAll("/+", "/"),
                          operation.path("operationId").asText(),
                          choices(root, path.getValue(), operation)));
                }
              }
            });
    return operations;
  }

  private static Map<String, List<String>> choices(JsonNode root, JsonNode item, JsonNode own) {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    for (JsonNode list : List.of(item.path("parameters"), own.path("parameters"))) {
      for (JsonNode parameter : list) {
        JsonNode told = parameter.has("$ref") ? at(root, parameter.path("$ref")) : parameter;
        List<String> values = new ArrayList<>();
        told.path("schema").path("enum").forEach(value -> values.add(value.asText()));
        if ("path".equals(told.path("in").asText()) && !values.isEmpty()) {
          choices.put(told.path("name").asText(), values);
        }
      }
    }
    return choices;
  }

  private static JsonNode at(JsonNode root, JsonNode ref) {
    return root.at(ref.asText().substring(1));
  }

  private static ObjectNode temenos() throws IOException {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
    root.putObject("info").put("title", "Temenos Transact").put("version", "1");
    ObjectNode paths = root.putObject("paths");
    List<String> lines = Files.readAllLines(folder().resolve("temenos-transact-endpoints.csv"));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(",", -1));
      paths
          .withObjectProperty(cells.get(1))
          .putObject(cells.get(0).toLowerCase(java.util.Locale.ROOT))
          .put("operationId", cells.get(2))
          .putObject("responses")
          .putObject("200")
          .put("description", "ok");
    }
    return root;
  }
}
