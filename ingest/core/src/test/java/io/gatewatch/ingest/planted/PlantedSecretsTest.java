package io.gatewatch.ingest.planted;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plants secrets of every sort in every disguise in every place of every format, and looks for them
 * in all that is stored, after undoing every disguise: none, nor any nine characters in a row of
 * one.
 */
class PlantedSecretsTest {
  /** Secrets for each format, 100,000 in all; {@code -Dgatewatch.planted=100000} for a long run. */
  private static final int PLANTED =
      Integer.getInteger("gatewatch.planted", 100_000 / Formats.names().size());

  /** Of these, one may hold twelve characters of another: a token's head, a mail's host. */
  private static final List<Secret.Sort> SHARE_PARTS = List.of(Secret.Sort.JWT, Secret.Sort.EMAIL);

  private static final LineContext CONTEXT = new LineContext("bank", "public", null, null);

  @ParameterizedTest
  @MethodSource("formats")
  void noPlantedSecretIsStored(String format) {
    LineParser parser =
        Formats.named(format).parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    Random random = new Random(format.hashCode());
    int planted = 0;
    int accepted = 0;
    int rejected = 0;
    int number = 0;
    for (; planted < PLANTED; number++) {
      PlantedRequest request = new PlantedRequest(number, random);
      for (byte[] line : GatewayLines.whole(format, request)) {
        ParsedLine whole = parser.parse(line, CONTEXT);
        accepted += whole instanceof ParsedLine.Accepted ? 1 : 0;
        nothingShows(format, request, whole);
      }
      for (byte[] line : GatewayLines.cut(format, request)) {
        ParsedLine cut = parser.parse(line, CONTEXT);
        rejected += cut instanceof ParsedLine.Rejected ? 1 : 0;
        nothingShows(format, request, cut);
      }
      planted += request.secrets.size();
    }
    assertThat(accepted).isGreaterThanOrEqualTo(number);
    assertThat(rejected).isGreaterThanOrEqualTo(number);
  }

  @Test
  void everyFormatHasALineWriter() {
    assertThat(formats()).allMatch(GatewayLines::knows);
  }

  /** The search itself: planted in an output, every secret is found in every disguise. */
  @Test
  void theSearchFindsWhatIsNotHidden() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      for (Secret.Sort sort : Secret.Sort.values()) {
        for (Disguise disguise : Disguise.values()) {
          Secret secret = Secret.of(sort, random);
          String output = "{\"x\":\"abc " + disguise.of(secret, random) + "\",\"n\":1}";
          assertThat(shows(secret, output.getBytes(StandardCharsets.UTF_8)))
              .as("%s %s", sort, disguise)
              .isTrue();
          assertThat(amongOthers(secret, random, output))
              .as("%s %s", sort, disguise)
              .isSameAs(secret);
        }
      }
    }
  }

  static List<String> formats() {
    return Formats.names();
  }

  private static void nothingShows(String format, PlantedRequest request, ParsedLine parsed) {
    assertThat(
            new Uncovering(stored(format, parsed)).firstShown(SecretIndex.strict(request.secrets)))
        .as("what the %s line of %s shows", parsed.getClass().getSimpleName(), format)
        .isNull();
  }

  /** Everything of a line that goes to a topic: key and value, as JSON and as Avro. */
  private static byte[] stored(String format, ParsedLine parsed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (parsed instanceof ParsedLine.Accepted accepted) {
      ApiCall call = accepted.call();
      out.writeBytes(CallJson.write(call).getBytes(StandardCharsets.UTF_8));
      out.writeBytes(new LogEntryCodec().write(call));
      out.writeBytes(call.key().getBytes(StandardCharsets.UTF_8));
      out.writeBytes(call.toString().getBytes(StandardCharsets.UTF_8));
    } else if (parsed instanceof ParsedLine.Rejected rejected) {
      var origin = new RejectRecord.Origin("bank", "public", format, "receiver");
      String json = RejectJson.write(new RejectRecord(rejected, origin, Instant.EPOCH));
      out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(rejected.toString().getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static Secret amongOthers(Secret secret, Random random, String output) {
    List<Secret> all = new ArrayList<>(new PlantedRequest(1, random).secrets);
    all.removeIf(other -> SHARE_PARTS.contains(other.sort()));
    all.add(secret);
    return new Uncovering(output.getBytes(StandardCharsets.UTF_8))
        .firstShown(SecretIndex.amongMuch(all));
  }

  private static boolean shows(Secret secret, byte[] output) {
    return new Uncovering(output).shows(secret.text());
  }
}
