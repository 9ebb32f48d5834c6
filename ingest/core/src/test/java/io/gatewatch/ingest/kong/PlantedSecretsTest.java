package io.gatewatch.ingest.kong;

import static io.gatewatch.ingest.kong.KongLines.authenticated;
import static io.gatewatch.ingest.kong.KongLines.headers;
import static io.gatewatch.ingest.kong.KongLines.query;
import static io.gatewatch.ingest.kong.KongLines.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Secrets are planted in clear and in disguise, and looked for after undoing every disguise. */
class PlantedSecretsTest {
  private static final List<String> SECRETS =
      List.of(
          "Tr0ub4dor-and-3-more",
          "GB33BUKB20201555555555",
          "maria.lopez@example.net",
          "4929004911112222",
          "73310045519",
          "c2VjcmV0LWFwaS1rZXktMQ");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}");

  @Test
  void noSecretOfAnAcceptedLineIsOnTheTopic() {
    for (String secret : SECRETS) {
      for (String disguise : disguises(secret)) {
        ApiCall call = KongLines.call(planted(disguise));
        nothingShows(secret, new LogEntryCodec().write(call));
        nothingShows(secret, CallJson.write(call).getBytes(StandardCharsets.UTF_8));
        nothingShows(secret, call.key().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void noSecretOfARejectedLineIsInItsReject() {
    for (String secret : SECRETS) {
      for (String disguise : disguises(secret)) {
        ObjectNode line = planted(disguise);
        line.remove("started_at");
        ParsedLine.Rejected rejected = KongLines.reject(line);
        RejectRecord.Origin origin = new RejectRecord.Origin("t", "g", "kong", "receiver");
        String json = RejectJson.write(new RejectRecord(rejected, origin, Instant.EPOCH));
        nothingShows(secret, json.getBytes(StandardCharsets.UTF_8));
        assertThat(rejected.toString()).doesNotContain(secret).doesNotContain(disguise);
      }
    }
  }

  @Test
  void theSearchItselfFindsWhatIsNotHidden() {
    for (String secret : SECRETS) {
      for (String disguise : disguises(secret)) {
        assertThat(views(("x=" + disguise + "&").getBytes(StandardCharsets.UTF_8)))
            .anyMatch(view -> view.contains(secret.toLowerCase(Locale.ROOT)));
      }
    }
  }

  private static ObjectNode planted(String secret) {
    ObjectNode line = authenticated();
    headers(line)
        .put("x-api-key", secret)
        .put("authorization", "Bearer " + secret)
        .put("cookie", "session=" + secret)
        .put("user-agent", "agent/1.0 (contact " + secret + "; apikey=" + secret + ")")
        .put("x-consent-id", secret)
        .put("x-request-id", secret)
        .put("mcp-tool", secret)
        .put("psu-id", secret)
        .put("x-client-id", secret)
        .put("x-fapi-customer-ip-address", secret)
        .put("traceparent", "00-" + secret + "-x");
    query(line).put("apikey", secret).put("iban", secret).put("client_id", secret);
    query(line).putArray("ids").add(secret).add(secret + "," + secret);
    String segment = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    request(line)
        .put("uri", "/accounts/" + segment + "/transactions?apikey=" + segment)
        .put("url", "https://api.example.com/accounts/" + segment + "?apikey=" + segment)
        .put("id", secret);
    line.put("upstream_uri", "/accounts/" + segment).put("hostname", secret + "@node");
    line.putObject("authenticated_entity").put("id", secret).put("consumer_id", KongLines.CONSUMER);
    return line;
  }

  private static List<String> disguises(String secret) {
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    StringBuilder percent = new StringBuilder();
    for (byte b : bytes) {
      percent.append('%').append(String.format(Locale.ROOT, "%02X", b));
    }
    String claims = "{\"sub\":\"" + secret + "\"}";
    String jwt =
        "eyJhbGciOiJIUzI1NiJ9."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c2ln";
    return List.of(
        secret,
        percent.toString(),
        base64.encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
        jwt);
  }

  private static void nothingShows(String secret, byte[] output) {
    assertThat(views(output)).noneMatch(view -> view.contains(secret.toLowerCase(Locale.ROOT)));
  }

  /** The output as it is, percent-decoded, and every base64-like run of it decoded. */
  private static List<String> views(byte[] output) {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    List<String> views = new ArrayList<>(List.of(text, percentDecoded(text)));
    for (String view : List.copyOf(views)) {
      Matcher runs = BASE64.matcher(view);
      while (runs.find()) {
        views.addAll(base64Decoded(runs.group()));
      }
    }
    return views.stream().map(view -> view.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> base64Decoded(String run) {
    List<String> decoded = new ArrayList<>();
    String standard = run.replace('-', '+').replace('_', '/');
    for (int skip = 0; skip < 4 && skip < standard.length(); skip++) {
      String part = standard.substring(skip, standard.length() - (standard.length() - skip) % 4);
      decoded.add(new String(Base64.getDecoder().decode(part), StandardCharsets.ISO_8859_1));
      String rest = standard.substring(skip);
      if (rest.length() % 4 > 1) {
        decoded.add(new String(Base64.getDecoder().decode(rest), StandardCharsets.ISO_8859_1));
      }
    }
    return decoded;
  }

  private static String percentDecoded(String text) {
    return Pattern.compile("%([0-9A-Fa-f]{2})")
        .matcher(text)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
  }
}
