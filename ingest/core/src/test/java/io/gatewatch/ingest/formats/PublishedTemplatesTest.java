package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/**
 * The templates that we publish, filled in the way their gateways would: what they write is what we
 * read. That the gateways accept them is not shown here.
 */
class PublishedTemplatesTest {
  private static final String ODD = "x\\\" \u00e9\t\\";
  private static final Pattern APIGEE =
      Pattern.compile("\\{encodeBase64\\(([^)]+)\\)\\}|\\{([a-z][\\w.-]*)\\}");
  private static final Pattern AWS = Pattern.compile("\\$context\\.([A-Za-z_.]+)");
  private static final Pattern DATAWEAVE =
      Pattern.compile(
          "dw::core::Binaries::toBase64\\(dw::util::Coercions::toBinary\\((.+?) default '', 'UTF-8'\\)\\)"
              + "|\\(([^()]+?) default ''\\)"
              + "|'([^']*)'");
  private static final Pattern PROPERTY = Pattern.compile("new JProperty\\(\"([^\"]+)\"");

  private final Map<String, String> values = new HashMap<>();

  @Test
  void apigeesTemplateWritesWhatIsRead() throws Exception {
    values.put("client.received.start.timestamp", "1772442900000");
    values.put("client.sent.end.timestamp", "1772442900040");
    values.put("target.received.end.timestamp", "1772442900037");
    values.put("request.verb", "GET");
    values.put("request.uri", "/accounts/22289?x=" + ODD);
    values.put("response.status.code", "200");
    values.put("client.ip", "198.51.100.77");
    values.put("request.header.User-Agent", ODD);
    values.put("request.header.traceparent", TRACEPARENT);
    values.put("request.header.x-fapi-customer-ip-address", "203.0.113.9");
    values.put("request.header.x-consent-id", "c-1");
    values.put("request.header.Content-Length", "210");
    values.put("response.header.Content-Length", "512");
    values.put("apigee.client_id", "DemoKey");
    values.put("apigee.developer.app.name", "budget-buddy");
    values.put("apigee.developer.id", "dev-1");
    values.put("apiproxy.name", "open-banking");
    values.put("environment.name", "prod");
    ApiCall call = apigee();
    isWhole(call);
    assertThat(call.principal()).isEqualTo(Principal.agent("dev-1/budget-buddy", "apigee.app"));
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.service()).isEqualTo("open-banking");
    values.put("jwt.VJ-Gatewatch.valid", "true");
    values.put("jwt.VJ-Gatewatch.claim.issuer", "https://idp.example.com/");
    values.put("jwt.VJ-Gatewatch.decoded.claim.azp", "tpp-4711");
    assertThat(apigee().principal())
        .isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
    values.put("error.status.code", "429");
    values.put("fault.name", "QuotaViolation");
    values.put("gatewatch.quota", "q-1");
    assertThat(apigee().status()).isEqualTo(429);
    assertThat(apigee().decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
  }

  @Test
  void muleSoftsExpressionWritesWhatIsRead() throws Exception {
    values.put("vars.receivedTs", "2026-03-02T09:15:00.000Z");
    values.put("vars.repliedTs", "2026-03-02T09:15:00.040Z");
    values.put("vars.request.method", "GET");
    values.put("vars.request.requestPath", "/accounts/22289");
    values.put("attributes.statusCode", "200");
    values.put("vars.requestDisposition", "PROCESSED");
    values.put("vars.request.remoteAddress", "198.51.100.77:51234");
    values.put("authentication.clientId", "4c1f0c3a52d24e3f9d550a8f6d1c2b77");
    values.put("authentication.clientName", "budget-buddy");
    values.put("vars.apiInstanceName", "open-banking");
    values.put("vars.hostId", "flex-1");
    values.put("vars.reqId", ODD);
    values.put("vars.request.headers['content-length']", "210");
    values.put("attributes.headers['content-length']", "512");
    values.put("vars.request.headers['user-agent']", ODD);
    values.put("vars.request.headers['traceparent']", TRACEPARENT);
    values.put("vars.request.headers['x-fapi-customer-ip-address']", "203.0.113.9");
    values.put("vars.request.headers['x-consent-id']", "c-1");
    ApiCall call = muleSoft();
    isWhole(call);
    assertThat(call.principal())
        .isEqualTo(Principal.agent("4c1f0c3a52d24e3f9d550a8f6d1c2b77", "mulesoft.client_id"));
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.gatewayNode()).isEqualTo("flex-1");
    assertThat(call.environment()).isEqualTo("production");
    assertThat(call.consentHash()).hasSize(32);
    values.put("attributes.statusCode", "429");
    values.put("vars.violation.policyName", "rate-limiting-flex");
    values.put("attributes.headers['x-gatewatch-quota']", "q-1");
    assertThat(muleSoft().decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
    values.put("attributes.statusCode", "401");
    values.put("vars.violation.clientId", "somebody");
    assertThat(muleSoft().principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(muleSoft().claimedIdHash()).hasSize(32);
  }

  @Test
  void amazonsFormatWritesWhatIsRead() throws Exception {
    values.put("requestTimeEpoch", "1772442900000");
    values.put("requestTime", "02/Mar/2026:09:15:00 +0000");
    values.put("httpMethod", "GET");
    values.put("path", "/prod/accounts/22289");
    values.put("resourcePath", "/accounts/{accountId}");
    values.put("stage", "prod");
    values.put("status", "200");
    values.put("responseLatency", "40");
    values.put("responseLength", "512");
    values.put("integrationStatus", "200");
    values.put("identity.sourceIp", "198.51.100.77");
    values.put("identity.userAgent", "okhttp/4.12.0");
    values.put("identity.apiKeyId", "k8x2demo01");
    values.put("xrayTraceId", "Root=1-4bf92f35-77b34da6a3ce929d0e0e4736");
    ApiCall call = aws();
    assertThat(call.principal()).isEqualTo(Principal.agent("k8x2demo01", "aws.api-key.id"));
    assertThat(call.route()).isEqualTo("/accounts/{accountId}");
    assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.environment()).isEqualTo("prod");
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    values.put("authorizer.claims.iss", "https://idp.example.com/");
    values.put("authorizer.claims.client_id", "tpp-4711");
    assertThat(aws().principal())
        .isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
    values.put("status", "429");
    values.put("error.responseType", "THROTTLED");
    assertThat(aws().decidedBy()).isEqualTo(DecidedBy.GATEWAY);
    values.put("authorizer.gatewatchQuota", "q-1");
    assertThat(aws().decidedBy()).isEqualTo(DecidedBy.OUR_QUOTA);
  }

  @Test
  void azuresPolicyIsWellFormedAndItsNamesAreThoseOfTheSampleEvent() throws Exception {
    Document policy =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(file("azure-apim.xml").getBytes(StandardCharsets.UTF_8)));
    String event = policy.getElementsByTagName("log-to-eventhub").item(0).getTextContent();
    String sample = Fixtures.of("azure-apim").line("policy-event");
    assertThat(PROPERTY.matcher(event).results().map(name -> "\"" + name.group(1) + "\":"))
        .hasSizeGreaterThan(15)
        .allMatch(sample::contains);
  }

  @Test
  void kongsFieldsAreThoseOfTheSampleLine() throws Exception {
    JsonNode fields =
        new YAMLMapper().readTree(file("kong.yaml")).at("/plugins/0/config/custom_fields_by_lua");
    JsonNode sample = new YAMLMapper().readTree(Fixtures.of("kong").line("token-claims"));
    fields
        .fieldNames()
        .forEachRemaining(
            name -> {
              boolean removed = fields.get(name).asText().equals("return nil");
              assertThat(sample.at("/" + name.replace('.', '/')).isMissingNode())
                  .as(name)
                  .isEqualTo(removed);
            });
    assertThat(fields.size()).isGreaterThan(5);
  }

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static void isWhole(ApiCall call) {
    assertThat(call.route()).isEqualTo("/accounts/{id}");
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.bytesIn()).isEqualTo(210);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(call.userAgent()).startsWith("x");
  }

  /** Variables that are not set become an empty text. */
  private ApiCall apigee() throws IOException {
    String xml = file("apigee.xml");
    String template =
        xml.substring(xml.indexOf("<Message>") + "<Message>".length(), xml.indexOf("</Message>"));
    return call("apigee", filled(APIGEE, template, this::apigeeValue));
  }

  private String apigeeValue(MatchResult variable) {
    boolean plain = variable.group(1) == null;
    return plain
        ? values.getOrDefault(variable.group(2), "")
        : base64(values.getOrDefault(variable.group(1), ""));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Variables that are not set become a dash. */
  private ApiCall aws() throws IOException {
    String template = file("aws-apigateway.json").strip();
    return call("aws-apigateway", filled(AWS, template, v -> values.getOrDefault(v.group(1), "-")));
  }

  /** Evaluates the glued texts of the expression, of which nothing else may remain. */
  private ApiCall muleSoft() throws IOException {
    JsonNode policy = new YAMLMapper().readTree(file("mulesoft.yaml"));
    String expression = policy.at("/spec/config/loggingConfiguration/0/itemData/message").asText();
    assertThat(expression).startsWith("#[").endsWith("]");
    String glued =
        filled(DATAWEAVE, expression.substring(2, expression.length() - 1), this::dataWeave);
    return call("mulesoft", glued.replace(" ++ ", "").strip());
  }

  private String dataWeave(MatchResult term) {
    if (term.group(1) != null) {
      return base64(values.getOrDefault(term.group(1), ""));
    }
    return term.group(2) == null ? term.group(3) : values.getOrDefault(term.group(2), "");
  }

  private static ApiCall call(String format, String line) {
    return Fixtures.of(format).callOf(line);
  }

  private static String filled(
      Pattern pattern, String template, Function<MatchResult, String> value) {
    return pattern
        .matcher(template)
        .replaceAll(match -> Matcher.quoteReplacement(value.apply(match)));
  }

  private static String file(String name) throws IOException {
    try (InputStream in = Formats.class.getResourceAsStream("/gateways/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
