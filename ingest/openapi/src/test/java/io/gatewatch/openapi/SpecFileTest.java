package io.gatewatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogMatch;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.CatalogSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFileTest {
  private static final String OPENAPI =
      """
      openapi: 3.0.3
      info: {title: Bank, version: '1.2'}
      servers:
        - url: https://api.bank.example/{stage}/core
          variables: {stage: {default: live, enum: [live, test]}}
      security: [{oauth: [accounts]}]
      paths:
        /accounts/{AccountId}/balances:
          parameters:
            - {name: AccountId, in: path, required: true, schema: {type: string}}
          get: {operationId: getBalances, tags: [Accounts], responses: {'200': {description: ok}}}
        /{service}/orders/{orderId}:
          post:
            operationId: order
            tags: [Payment Initiation]
            security: [{oauth: [payments, sign]}]
            parameters:
              - $ref: '#/components/parameters/service'
              - {name: orderId, in: path, required: true, schema: {type: integer}}
            responses: {'201': {description: ok}}
        /rates/{day}:
          get:
            security: []
            parameters:
              - {name: day, in: path, required: true, schema: {type: string, format: date}}
            responses: {'200': {description: ok}}
        /elsewhere:
          servers: [{url: /other}]
          get: {operationId: other, responses: {'200': {description: ok}}}
        /scheduled-payments:
          get: {operationId: scheduled, responses: {'200': {description: ok}}}
      components:
        parameters:
          service:
            name: service
            in: path
            required: true
            schema: {$ref: '#/components/schemas/service'}
        schemas:
          service: {type: string, enum: [payments, bulk-payments]}
        securitySchemes:
          oauth:
            type: oauth2
            flows:
              clientCredentials: {tokenUrl: /t, scopes: {accounts: a, payments: p, sign: s}}
      """;

  private static final String SWAGGER =
      """
      {"swagger": "2.0", "info": {"title": "Old", "version": "1"}, "basePath": "/old/v1",
       "securityDefinitions": {"o": {"type": "oauth2", "flow": "application", "tokenUrl": "/t",
         "scopes": {"read": "r"}}},
       "paths": {"/clients/{clientId}": {"get": {"operationId": "getClient",
         "security": [{"o": ["read"]}],
         "parameters": [{"name": "clientId", "in": "path", "required": true, "type": "string"}],
         "responses": {"200": {"description": "ok"}}}},
        "/reports/{kind}": {"get": {"operationId": "getReport",
         "parameters": [{"name": "kind", "in": "path", "required": true, "type": "string",
           "enum": ["daily", "weekly"]}],
         "responses": {"200": {"description": "ok"}}}}}}
      """;

  @TempDir Path folder;

  @Test
  void anOpenApiFileBecomesSources() throws IOException {
    Catalog catalog = Catalog.of(read("bank.yaml", OPENAPI).sources());
    CatalogMatch balances = catalog.match("GET", "/live/core/accounts/7/balances");
    assertThat(balances.template()).isEqualTo("/live/core/accounts/{AccountId}/balances");
    assertThat(balances.operationId()).isEqualTo("getBalances");
    assertThat(balances.requiredScope()).isEqualTo("accounts");
    assertThat(balances.operationGroup()).isEqualTo("accounts.read");
    assertThat(balances.sensitivity()).isEqualTo(Sensitivity.FINANCIAL);
    assertThat(catalog.match("GET", "/test/core/accounts/7/balances")).isNotNull();
    assertThat(catalog.match("GET", "/other/elsewhere").operationId()).isEqualTo("other");
    assertThat(catalog.match("GET", "/live/core/elsewhere")).isNull();
    assertThat(catalog.sources()).extracting(CatalogSource::source).containsOnly("Bank 1.2");
  }

  @Test
  void whatTheFileSaysOfParametersIsKept() throws IOException {
    Catalog catalog = Catalog.of(read("bank.yaml", OPENAPI).sources());
    CatalogMatch order = catalog.match("POST", "/live/core/bulk-payments/orders/7");
    assertThat(order.template()).isEqualTo("/live/core/{service}/orders/{orderId}");
    assertThat(order.parameters()).containsExactly(new CatalogMatch.Parameter(4, "order", 0, 0));
    assertThat(catalog.match("POST", "/live/core/cards/orders/7")).isNull();
    CatalogMatch rates = catalog.match("GET", "/live/core/rates/2026-01-01");
    assertThat(rates.operationId()).isEqualTo("GET /rates/{day}");
    assertThat(rates.parameters()).isEmpty();
    assertThat(rates.requiredScope()).isNull();
  }

  @Test
  void scopesAndTagsTellPayments() throws IOException {
    Catalog catalog = Catalog.of(read("bank.yaml", OPENAPI).sources());
    CatalogMatch order = catalog.match("POST", "/live/core/payments/orders/7");
    assertThat(order.sensitivity()).isEqualTo(Sensitivity.PAYMENT);
    assertThat(order.requiredScope()).isEqualTo("payments sign");
    assertThat(order.operationGroup()).isEqualTo("pis.orders.write");
    CatalogMatch scheduled = catalog.match("GET", "/live/core/scheduled-payments");
    assertThat(scheduled.sensitivity()).isEqualTo(Sensitivity.FINANCIAL);
  }

  @Test
  void aSwaggerFileBecomesASource() throws IOException {
    Catalog catalog = Catalog.of(read("old.json", SWAGGER).sources());
    CatalogMatch client = catalog.match("GET", "/old/v1/clients/7");
    assertThat(client.template()).isEqualTo("/old/v1/clients/{clientId}");
    assertThat(client.requiredScope()).isEqualTo("read");
    assertThat(catalog.match("GET", "/old/v1/reports/daily").parameters()).isEmpty();
    assertThat(catalog.match("GET", "/old/v1/reports/other")).isNull();
  }

  @Test
  void aCatalogueOfOursIsReadToo() throws IOException {
    CatalogSource source =
        CatalogSource.of(
            "ours", "by hand", "low", List.of(), List.of(CatalogOperation.of("GET", "/a", "a")));
    SpecReading.Read read = read("ours.json", Catalog.of(List.of(source)).text());
    assertThat(read.sources()).containsExactly(source);
  }

  @Test
  void morePlacesToFindItAreGivenFromOutside() throws IOException {
    Path file = Files.writeString(folder.resolve("old.json"), SWAGGER);
    SpecReading.Read read = (SpecReading.Read) SpecFile.read(file, List.of("/gateway/legacy"));
    Catalog catalog = Catalog.of(read.sources());
    assertThat(catalog.match("GET", "/gateway/legacy/clients/7")).isNotNull();
    assertThat(catalog.match("GET", "/old/v1/clients/7")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{' | x.yaml: neither JSON nor YAML; check its syntax with an OpenAPI editor",
        "'- a' | x.yaml: neither JSON nor YAML; check its syntax with an OpenAPI editor",
        "'a: &a {paths: *a}' | x.yaml: no operations under paths; give the file that has the"
            + " paths",
        "'{}' | x.yaml: no operations under paths; give the file that has the paths",
        "'paths: {/a: {}}' | x.yaml: neither \"openapi: 3.x\" nor \"swagger: 2.0\" at its top;"
            + " convert it to OpenAPI 3 or Swagger 2",
        "'{\"openapi\":\"3.0.0\",\"paths\":{\"/a\":{\"$ref\":\"b.yaml\"}}}' | x.yaml: /a stands in"
            + " ./b.yaml, which is not followed; bundle it into one file with every path in it",
        "'{\"catalog\":3,\"paths\":{}}' | x.yaml: catalog: no catalogue of form 1 (expected:"
            + " {\"catalog\":1,\"sources\":[…]})"
      })
  void aBadFileSaysWhatIsWrongAndHowToMendIt(String text, String line) throws IOException {
    Path file = Files.writeString(folder.resolve("x.yaml"), text);
    assertThat(SpecFile.read(file)).isEqualTo(new SpecReading.Unreadable(line));
  }

  @Test
  void whateverIsInAFileItIsReadOrNot() throws IOException {
    Random random = new Random(11);
    List<String> texts =
        List.of(
            OPENAPI, SWAGGER, "{'/x': &a {get: *a}}", "openapi: 3.0.0\npaths: &a {/x: {get: *a}}");
    for (int i = 0; i < 400; i++) {
      byte[] bytes = texts.get(i % texts.size()).getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) " {}[]:-&*\n\"'/$a0".charAt(random.nextInt(16));
      }
      Path file = Files.write(folder.resolve("y.yaml"), bytes);
      assertThat(SpecFile.read(file)).isNotNull();
    }
  }

  @Test
  void filesThatCannotBeOpenedSaySo() throws IOException {
    assertThat(SpecFile.read(folder.resolve("none.yaml")))
        .isEqualTo(
            new SpecReading.Unreadable(
                "none.yaml: no such file; give the path of an OpenAPI or Swagger file"));
    Path latin = folder.resolve("latin.yaml");
    Files.write(latin, "a: \u00fc".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(SpecFile.read(latin))
        .isEqualTo(new SpecReading.Unreadable("latin.yaml: not UTF-8; save it as UTF-8"));
    assertThat(SpecFile.read(folder)).isInstanceOf(SpecReading.Unreadable.class);
  }

  /** References to other files and hosts are facts about the file, not invitations. */
  @ParameterizedTest
  @CsvSource({"openapi, 3.0.3", "openapi, 3.1.0", "swagger, 2.0"})
  void nothingIsFetched(String kind, String version) throws IOException {
    try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x.json";
      String text =
          """
          KIND: 'VERSION'
          info: {title: t, version: '1', license: {name: n, url: 'URL'}}
          paths:
            /a/{id}:
              get:
                operationId: a
                parameters:
                  - $ref: 'URL#/p'
                  - {name: id, in: path, required: true, type: string, schema: {$ref: 'URL#/s'}}
                responses: {'200': {description: ok, schema: {$ref: 'URL#/s'}}}
            /b: {$ref: 'URL#/b'}
          components: {schemas: {s: {$ref: 'URL#/s'}}}
          definitions: {s: {$ref: 'URL#/s'}}
          """;
      text = text.replace("KIND", kind).replace("VERSION", version).replace("URL", url);
      SpecReading.Read read = read("trap.yaml", text);
      assertThat(read.sources().get(0).operations())
          .extracting(CatalogOperation::operationId)
          .containsExactly("a");
      trap.setSoTimeout(200);
      assertThatNoConnection(trap);
    }
  }

  private static void assertThatNoConnection(ServerSocket trap) {
    assertThatNoException()
        .isThrownBy(
            () -> {
              try {
                trap.accept().close();
                throw new AssertionError("somebody was fetching");
              } catch (SocketTimeoutException e) {
                // Nobody came, as it should be.
              }
            });
  }

  private SpecReading.Read read(String name, String text) throws IOException {
    SpecReading reading = SpecFile.read(Files.writeString(folder.resolve(name), text));
    assertThat(reading).isInstanceOf(SpecReading.Read.class);
    return (SpecReading.Read) reading;
  }
}
