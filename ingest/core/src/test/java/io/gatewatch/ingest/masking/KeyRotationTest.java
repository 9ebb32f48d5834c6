package io.gatewatch.ingest.masking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.formats.Fixtures;
import io.gatewatch.ingest.formats.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of three weeks, with a new pair of keys at the start of the second. */
class KeyRotationTest {
  private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant TURN = START.plus(Duration.ofDays(7));
  private static final int ACCOUNTS = 400;

  @TempDir Path folder;
  private LineParser parser;
  private MaskingKeyFile keys;

  @BeforeEach
  void turnKeys() throws IOException {
    Path file = folder.resolve("masking.key");
    keys = MaskingKeyFile.open(file, new SecureRandom());
    parser =
        Formats.named("kong")
            .parser(new ParserSettings(keys, IngestConfig.shipped(), IngestBook::empty));
    MaskingKeys.rotate(file, TURN, START, new SecureRandom());
  }

  @Test
  void objectsAreCountedOnceAcrossTheTurn() throws IOException {
    keys.refresh();
    Random random = new Random(4);
    Set<String> known = new HashSet<>();
    Set<Integer> touched = new HashSet<>();
    int distinct = 0;
    for (int hour = 0; hour < 21 * 24; hour++) {
      for (int i = 0; i < 20; i++) {
        int account = random.nextInt(ACCOUNTS);
        touched.add(account);
        ObjectRef object = object(account, START.plus(Duration.ofHours(hour)));
        boolean seen =
            known.contains(object.hash())
                || (object.previousHash() != null && known.contains(object.previousHash()));
        distinct += seen ? 0 : 1;
        known.add(object.hash());
      }
    }
    assertThat(distinct).isEqualTo(touched.size());
  }

  @Test
  void bothHashesAreGivenInTheOverlapOnly() throws IOException {
    keys.refresh();
    String before = object(7, TURN.minusMillis(10_000)).hash();
    ObjectRef after = object(7, TURN);
    assertThat(after.previousHash()).isEqualTo(before);
    assertThat(after.hash()).isNotEqualTo(before);
    assertThat(object(7, TURN.plus(Duration.ofDays(8))).hash()).isEqualTo(after.hash());
    assertThat(object(7, TURN.plus(Duration.ofDays(8))).previousHash()).isNull();
    assertThat(object(7, TURN.minusMillis(10_000)).previousHash()).isNull();
  }

  @Test
  void aLateCallIsMaskedUnderTheKeysOfItsOwnTime() throws IOException {
    keys.refresh();
    String early = object(7, START).hash();
    object(7, TURN.plusSeconds(60));
    assertThat(object(7, START)).isEqualTo(object(7, START));
    assertThat(object(7, START).hash()).isEqualTo(early);
  }

  @Test
  void callersCredentialsAndConsentsKeepTheirNames() throws IOException {
    keys.refresh();
    ApiCall before = call(7, START);
    ApiCall after = call(7, TURN.plus(Duration.ofDays(9)));
    assertThat(after.maskingKey()).isNotEqualTo(before.maskingKey());
    assertThat(after.principal()).isEqualTo(before.principal());
    assertThat(after.key()).isEqualTo(before.key());
    assertThat(after.credentialHash()).isEqualTo(before.credentialHash()).isNotNull();
    assertThat(after.consentHash()).isEqualTo(before.consentHash()).isNotNull();
    assertThat(after.onBehalfOfHash()).isEqualTo(before.onBehalfOfHash()).isNotNull();
  }

  @Test
  void walksGoOnUnderTheNewKeys() throws IOException {
    keys.refresh();
    for (int account = 100; account < 110; account++) {
      ObjectRef here = object(account, TURN.plusSeconds(account));
      assertThat(here.nextHash()).isEqualTo(object(account + 1, TURN.plusSeconds(500)).walkHash());
    }
  }

  @Test
  void aParserTakesNewKeysWithoutARestart() throws IOException {
    String old = call(7, TURN).maskingKey();
    keys.refresh();
    assertThat(call(7, TURN).maskingKey()).isNotEqualTo(old);
    assertThat(call(7, TURN.minusSeconds(10)).maskingKey()).isEqualTo(old);
  }

  private ObjectRef object(int account, Instant time) {
    return call(account, time).objects().get(0);
  }

  private ApiCall call(int account, Instant time) {
    String line =
        Fixtures.of("kong")
            .changed(
                "authenticated",
                node -> {
                  ObjectNode request = (ObjectNode) node.get("request");
                  request.put("uri", "/open-banking/accounts/" + account + "/balances");
                  ((ObjectNode) request.get("headers"))
                      .put("x-consent-id", "consent-1")
                      .put("psu-id", "anna");
                  ((ObjectNode) node.get("latencies")).put("request", 0);
                  node.put("started_at", time.toEpochMilli());
                });
    ParsedLine parsed = parser.parse(line.getBytes(StandardCharsets.UTF_8), Fixtures.CONTEXT);
    return ((ParsedLine.Accepted) parsed).call();
  }
}
