package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogJsonTest {
  private static final CatalogSource SOURCE =
      new CatalogSource(
          "bank",
          "by hand",
          "medium",
          List.of("/api/<version>", ""),
          List.of(
              CatalogOperation.of("get", "/accounts/{AccountId}//balances/", "getBalances"),
              new CatalogOperation(
                  "POST",
                  "/{service=pay|bulk}/{product:-}/{x+}",
                  "pay it",
                  "payments.write",
                  Sensitivity.PAYMENT,
                  "payments")),
          List.of("/users/{id}", "/users/me"));

  @Test
  void aCatalogueComesBackAsItWasWithItsVersion() {
    Catalog catalog = Catalog.of(List.of(SOURCE));
    Catalog back = Catalog.read(catalog.text());
    assertThat(back.sources()).isEqualTo(catalog.sources());
    assertThat(back.text()).isEqualTo(catalog.text());
    assertThat(back.version()).isEqualTo(catalog.version()).hasSize(12);
  }

  @Test
  void whatIsDerivedIsWrittenOutSoThatLaterVersionsReadTheSame() {
    assertThat(Catalog.of(List.of(SOURCE)).text())
        .contains(
            "[\"GET\",\"/accounts/{AccountId:account}/balances\",\"getBalances\",\"accounts.read\","
                + "\"financial\",null]")
        .contains("\"learned\":[\"/users/{id:user}\",\"/users/me\"]");
  }

  @Test
  void theTextFollowsTheShippedSchema() {
    JsonSchema schema = schema();
    assertThat(schema.validate(Catalog.of(List.of(SOURCE)).text(), InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(Catalog.EMPTY.text(), InputFormat.JSON)).isEmpty();
    String wrong = Catalog.of(List.of(SOURCE)).text().replace("payments.write", "payments");
    assertThat(schema.validate(wrong, InputFormat.JSON)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "open-banking-uk",
        "berlin-group",
        "temenos-transact",
        "mambu",
        "oracle-flexcube",
        "finacle"
      })
  void theShippedMapsFollowItToo(String map) throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/catalogs/" + map + ".json")) {
      String text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | not JSON, at line 1",
        "[] | no catalogue of form 1",
        "{\"catalog\":2,\"sources\":[]} | no catalogue of form 1",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\"}]} | x without source",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"sure\"}]} "
            + "| confidence: sure",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"high\","
            + "\"operations\":[[\"GET\",\"/{a\",\"b\"]]}]} | braces in pairs",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"high\","
            + "\"operations\":[[\"GET\",\"/a\",null]]}]} | operationId",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"high\","
            + "\"operations\":[[\"GET\",\"/a\",\"b\",null,\"huge\"]]}]} | operation [\"GET\"",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"high\","
            + "\"operations\":[[\"GET\",\"/a\",\"b\",1]]}]} | expected: texts",
        "{\"catalog\":1,\"sources\":[{\"name\":\"x\",\"source\":\"y\",\"confidence\":\"high\","
            + "\"operations\":[[\"GET\",\"/{a+}/b\",\"b\"]]}]} | nothing after"
      })
  void aBadCatalogueSaysWhatIsWrong(String json, String message) {
    assertThatThrownBy(() -> Catalog.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("catalog: ")
        .hasMessageContaining(message);
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(CatalogJsonTest.class.getResourceAsStream("/schemas/catalog.schema.json"));
  }
}
