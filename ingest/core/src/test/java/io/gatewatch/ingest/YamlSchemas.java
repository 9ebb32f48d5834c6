package io.gatewatch.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** YAML texts against the schemas that are shipped. */
public final class YamlSchemas {
  private YamlSchemas() {}

  /** What a schema, such as {@code registry}, says against a text. */
  public static Set<ValidationMessage> faults(String schema, String yaml) {
    try {
      JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(yaml);
      JsonNode rules = new ObjectMapper().readTree(text("/schemas/" + schema + ".schema.json"));
      JsonSchema checker =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(rules);
      return checker.validate(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text of this jar. */
  public static String text(String resource) {
    try (InputStream in = YamlSchemas.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
