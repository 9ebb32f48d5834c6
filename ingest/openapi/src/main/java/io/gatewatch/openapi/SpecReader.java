package io.gatewatch.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.swagger.parser.Swagger20Parser;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.converter.SwaggerConverter;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.swagger.v3.parser.util.OpenAPIDeserializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From the tree of a specification to sources of a catalogue. Resolves nothing. */
final class SpecReader {
  private static final int MOST_REMARKS = 20;

  private final String name;
  private final OpenAPI api;
  private final ParameterNotes parameters;
  private final Map<List<String>, List<CatalogOperation>> byBasePaths = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  private SpecReader(String name, OpenAPI api) {
    this.name = name;
    this.api = api;
    this.parameters = new ParameterNotes(api);
  }

  static SpecReading read(String name, JsonNode root) {
    String openapi = root.path("openapi").asText();
    String swagger = root.path("swagger").asText();
    if (!openapi.startsWith("3.") && !swagger.startsWith("2")) {
      String what = "neither \"openapi: 3.x\" nor \"swagger: 2.0\" at its top";
      return SpecFile.unreadable(name, what, "convert it to OpenAPI 3 or Swagger 2");
    }
    SwaggerParseResult result;
    try {
      result = openapi.isEmpty() ? swagger2(root) : openapi3(root);
    } catch (RuntimeException | StackOverflowError e) {
      return broken(name);
    }
    if (result.getOpenAPI() == null || result.getOpenAPI().getPaths() == null) {
      return broken(name);
    }
    return new SpecReader(name, result.getOpenAPI()).operations();
  }

  private static SwaggerParseResult openapi3(JsonNode root) {
    ParseOptions options = new ParseOptions();
    options.setResolve(false);
    return new OpenAPIDeserializer().deserialize(root, null, options);
  }

  private static SwaggerParseResult swagger2(JsonNode root) {
    return new SwaggerConverter().convert(new Swagger20Parser().readWithInfo(root));
  }

  private static SpecReading broken(String name) {
    return SpecFile.unreadable(
        name, "its paths cannot be understood", "check it with an OpenAPI editor");
  }

  private SpecReading operations() {
    api.getPaths().forEach(this::addPath);
    if (byBasePaths.isEmpty()) {
      String what = remarks.isEmpty() ? "no operations under paths" : remarks.get(0);
      return SpecFile.unreadable(name, what, "bundle it into one file with every path in it");
    }
    List<CatalogSource> sources = new ArrayList<>();
    byBasePaths.forEach(
        (bases, operations) ->
            sources.add(CatalogSource.of(name, source(), "high", bases, operations)));
    return new SpecReading.Read(sources, remarks);
  }

  private String source() {
    boolean named = api.getInfo() != null && api.getInfo().getTitle() != null;
    String title = named ? api.getInfo().getTitle().strip() : "a specification without title";
    String version = named && api.getInfo().getVersion() != null ? api.getInfo().getVersion() : "";
    return (title + " " + version).strip();
  }

  private void addPath(String path, PathItem item) {
    if (item.get$ref() != null) {
      remark(path + " stands in " + item.get$ref() + ", which is not followed");
      return;
    }
    for (Map.Entry<PathItem.HttpMethod, Operation> entry : item.readOperationsMap().entrySet()) {
      Operation operation = entry.getValue();
      String method = entry.getKey().name();
      try {
        CatalogOperation read = operation(method, path, item, operation);
        byBasePaths
            .computeIfAbsent(BasePaths.of(api, item, operation), bases -> new ArrayList<>())
            .add(read);
      } catch (IllegalArgumentException e) {
        remark(method + " " + path + ": " + e.getMessage());
      }
    }
  }

  private CatalogOperation operation(
      String method, String path, PathItem item, Operation operation) {
    String id = operation.getOperationId();
    CatalogOperation read =
        OperationFacts.of(
            method,
            parameters.notation(path, item, operation),
            id == null || id.isBlank() ? method + " " + path : id.strip(),
            operation.getTags() == null ? List.of() : operation.getTags(),
            OperationFacts.scopes(
                operation.getSecurity() == null ? api.getSecurity() : operation.getSecurity()));
    return read.retiring(OperationFacts.retirement(operation));
  }

  private void remark(String line) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(line);
    }
  }
}
