package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import io.gatewatch.ingest.routes.Router;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LearnedRoutesTest {
  private final LineParser parser =
      Formats.named("kong").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
  private final LearnedRoutes routes = new LearnedRoutes();
  private final Random random = new Random(3);

  @Test
  void whatAGroupsTrafficTeachesIsToldOnceAndKept() {
    assertThat(routes.more(Catalog.EMPTY)).isEmpty();
    useShops("public", 40);

    Catalog first = routes.more(Catalog.EMPTY).orElseThrow();
    assertThat(route(first)).isEqualTo("/shops/{id}/orders");
    assertThat(routes.more(first)).as("nothing new").isEmpty();

    routes.settle(first);
    assertThat(routes.more(first)).as("nothing is forgotten").isEmpty();
  }

  @Test
  void aNewLearnerKeepsWhatOthersHaveLearned() {
    useShops("public", 40);
    Catalog first = routes.more(Catalog.EMPTY).orElseThrow();

    LearnedRoutes successor = new LearnedRoutes();
    assertThat(successor.more(first)).isEmpty();

    useShops("partners", 40);
    Catalog both = routes.more(first).orElseThrow();
    assertThat(both.sources()).hasSize(2);
    assertThat(Catalog.read(both.text()).version()).isEqualTo(both.version());
  }

  @Test
  void aRecordThatNobodyCanReadIsPassedOver() {
    useShops("public", 40);
    Catalog first = routes.more(Catalog.EMPTY).orElseThrow();
    List<ControlRecord> records =
        List.of(
            record("learned", 1, first.text()),
            record("given", 9, "{}"),
            record("learned", 3, "no catalogue"),
            record("learned", 2, "{\"sources\":7}"));
    assertThat(LearnedRoutes.inForce(records).version()).isEqualTo(first.version());
    assertThat(LearnedRoutes.inForce(records.subList(1, 4))).isEqualTo(Catalog.EMPTY);
  }

  @Test
  void manyGroupsAreBounded() {
    for (int i = 0; i < 70; i++) {
      useShops("group-" + i, 30);
    }
    assertThat(routes.more(Catalog.EMPTY).orElseThrow().sources()).hasSize(64);
  }

  private void useShops(String group, int each) {
    for (int agent = 0; agent < 4; agent++) {
      for (int i = 0; i < each; i++) {
        routes.observe(call(group, agent));
      }
    }
  }

  private static ControlRecord record(String id, int version, String payload) {
    return ControlRecord.of(ControlRecord.CATALOG, id, version, Instant.EPOCH, payload);
  }

  private static String route(Catalog catalog) {
    return Router.route("GET", "/shops/neverseen/orders", catalog).route();
  }

  private ApiCall call(String group, int agent) {
    String line =
        """
        {"started_at":1768050000000,"client_ip":"198.51.100.7",
         "request":{"method":"GET","uri":"/shops/%s/orders","headers":{}},
         "response":{"status":200},"latencies":{"request":5},"service":{"name":"shops"},
         "authenticated_entity":{"id":"c-%d"},"consumer":{"id":"agent-%d"}}
        """
            .formatted(name(), agent, agent)
            .replace("\n", "");
    ParsedLine parsed =
        parser.parse(
            line.getBytes(StandardCharsets.UTF_8), new LineContext("bank", group, null, null));
    return ((ParsedLine.Accepted) parsed).call();
  }

  /** Looks like a word: consonants and vowels take turns. */
  private String name() {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      name.append("bdfgklmnprst".charAt(random.nextInt(12)));
      name.append("aeiou".charAt(random.nextInt(5)));
    }
    return name.toString();
  }
}
