package io.gatewatch.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aDeadLetterFitsItsSchemaAndHoldsTheAlertItself() throws IOException {
    String row = new String(Told.enumeration().row(), StandardCharsets.UTF_8);
    JsonNode letter =
        JSON.readTree(new DeadLetter("soc", "a-77e1", 1, "HTTP 400", Told.TIME, row).value());

    assertThat(schema().validate(letter)).isEmpty();
    assertThat(letter.at("/alert")).isEqualTo(JSON.readTree(row));
  }

  @Test
  void aRowThatWasNoAlertIsNotRepeated() throws IOException {
    JsonNode letter =
        JSON.readTree(new DeadLetter("soc", "x", 0, "no alert", Told.TIME, "sécret {").value());

    assertThat(schema().validate(letter)).isEmpty();
    assertThat(letter.toString()).doesNotContain("cret");
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream in =
        DeadLetter.class.getResourceAsStream("/schemas/dead-letter.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(in);
    }
  }
}
