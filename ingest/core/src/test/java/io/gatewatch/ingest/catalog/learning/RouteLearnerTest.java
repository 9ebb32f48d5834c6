package io.gatewatch.ingest.catalog.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.Calls;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.routes.Router;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteLearnerTest {
  private static final int AGENTS = 4;

  private final RouteLearner learner = new RouteLearner("bank", "public");
  private final Random random = new Random(7);

  @Test
  void idsThatLookLikeWordsAreLearnedFromSeveralAgents() {
    for (int agent = 0; agent < AGENTS; agent++) {
      for (int i = 0; i < 40; i++) {
        see(agent, "/shops/" + name() + "/orders");
      }
    }
    CatalogSource learned = learner.learned(null);
    assertThat(learned.learned()).containsExactly("/shops/{id:shop}");
    Catalog catalog = Catalog.of(List.of(learned));
    assertThat(Router.route("GET", "/shops/neverseen/orders", catalog).route())
        .isEqualTo("/shops/{id}/orders");
  }

  @Test
  void wordsThatAgentsShareStayWords() {
    for (int agent = 0; agent < AGENTS; agent++) {
      see(agent, "/shops/openings");
      for (int i = 0; i < 20; i++) {
        see(agent, "/shops/" + name() + "/orders");
      }
      see(agent, "/shops/openings");
    }
    see(0, "/shops/" + name());
    assertThat(learner.learned(null).learned()).isEmpty();
    for (int agent = 0; agent < AGENTS; agent++) {
      for (int i = 0; i < 4; i++) {
        see(agent, "/shops/" + name());
      }
    }
    assertThat(learner.learned(null).learned()).contains("/shops/{id:shop}");
    Catalog catalog = Catalog.of(List.of(learner.learned(null)));
    assertThat(Router.route("GET", "/shops/openings", catalog).route())
        .isEqualTo("/shops/openings");
  }

  @Test
  void anApiOfManyWordsIsNotTakenForIds() {
    List<String> methods = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      methods.add("get" + name());
    }
    for (int agent = 0; agent < 3 * AGENTS; agent++) {
      Collections.shuffle(methods, random);
      methods
          .subList(0, 30 + agent)
          .forEach(method -> see(1 + random.nextInt(12), "/rpc/" + method));
    }
    for (int agent = 1; agent <= 3 * AGENTS; agent++) {
      see(agent, "/rpc/{id}");
    }
    assertThat(learner.learned(null).learned()).isEmpty();
  }

  @Test
  void fewWordsBesideIdsThatLookLikeIdsAreEnough() {
    for (int agent = 0; agent < AGENTS; agent++) {
      for (int i = 0; i < 10; i++) {
        see(agent, "/shops/" + name());
        see(agent, "/clerks/" + name());
      }
      see(agent, "/shops/{id}");
    }
    assertThat(learner.learned(null).learned()).containsExactly("/shops/{id:shop}");
  }

  @Test
  void aCrowdOfSharedIdsIsLearnedToo() {
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      people.add(name());
    }
    for (int agent = 0; agent < AGENTS; agent++) {
      for (String person : people) {
        see(agent, "/staff/" + person);
      }
    }
    assertThat(learner.learned(null).learned()).containsExactly("/staff/{id:staff}");
  }

  @Test
  void oneAgentAloneChangesNothingHoweverManyPathsItInvents() {
    for (int agent = 1; agent < AGENTS; agent++) {
      for (String word : List.of("accounts", "cards", "loans", "limits")) {
        see(agent, "/api/" + word);
      }
    }
    List<String> before = learner.learned(null).learned();
    for (int i = 0; i < 100_000; i++) {
      see(0, "/api/" + name());
      see(0, "/" + name() + "/" + name());
    }
    assertThat(learner.learned(null).learned()).isEqualTo(before).isEmpty();
  }

  @Test
  void refusedCallsAndStrangersChangeNothing() {
    byte[] before = state(learner);
    for (int agent = 0; agent < AGENTS; agent++) {
      for (int i = 0; i < 1000; i++) {
        String route = "/api/" + name();
        learner.observe(RoutedCalls.byAgent("a-" + agent, route, 404));
        learner.observe(RoutedCalls.byAgent("a-" + agent, route, 301));
        learner.observe(RoutedCalls.bySource("203.0.113." + agent, route, 200));
      }
    }
    learner.observe(Calls.full());
    assertThat(state(learner)).isEqualTo(before);
  }

  @Test
  void deeperIdsAreLearnedOnceTheUpperOnesAreKnown() {
    Catalog catalog = Catalog.EMPTY;
    CatalogSource learned = null;
    for (int version = 0; version < 2; version++) {
      for (int agent = 0; agent < AGENTS; agent++) {
        for (int i = 0; i < 40; i++) {
          String path = "/shops/" + name() + "/orders/" + name() + "/lines";
          see(agent, Router.route("GET", path, catalog).route());
        }
      }
      learned = learner.learned(learned);
      learner.settle(learned);
      catalog = Catalog.of(List.of(learned));
    }
    assertThat(learned.learned())
        .containsExactly("/shops/{id:shop}", "/shops/{id:shop}/orders/{id:order}");
    assertThat(learner.learned(learned).learned()).isEqualTo(learned.learned());
  }

  @Test
  void addingAndMergingCommute() {
    List<Runnable> calls = new ArrayList<>();
    RouteLearner one = new RouteLearner("bank", "public");
    RouteLearner two = new RouteLearner("bank", "public");
    for (int i = 0; i < 30_000; i++) {
      String route = "/" + name().charAt(0) + "/" + name() + (i % 3 == 0 ? "/" + name() : "");
      int agent = random.nextInt(80);
      RouteLearner half = i % 2 == 0 ? one : two;
      see(agent, route);
      calls.add(() -> half.observe(RoutedCalls.byAgent("a-" + agent, route, 200)));
    }
    Collections.shuffle(calls, random);
    calls.forEach(Runnable::run);
    one.merge(two);
    assertThat(state(one)).isEqualTo(state(learner));
    assertThat(one.learned(null)).isEqualTo(learner.learned(null));
    assertThatThrownBy(() -> one.merge(new RouteLearner("bank", "other")))
        .hasMessageContaining("bank/other");
  }

  @Test
  void theStateIsBoundedAndComesBack() throws IOException {
    for (int i = 0; i < 200_000; i++) {
      see(random.nextInt(100), "/" + name() + "/" + name() + "/" + name());
    }
    byte[] state = state(learner);
    assertThat(state.length).isLessThan(64 * 2048 * 64);
    RouteLearner back = RouteLearner.readFrom(new DataInputStream(new ByteArrayInputStream(state)));
    assertThat(state(back)).isEqualTo(state);
    assertThat(state[0]).isEqualTo((byte) 2);
    assertThatThrownBy(() -> RouteLearner.readFrom(in(new byte[] {9})))
        .hasMessage("route learner of version 9 (expected: 1..2)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aStateOfEveryVersionIsReadToItsEnd(int version) throws IOException {
    try (DataInputStream in =
        new DataInputStream(
            getClass().getResourceAsStream("/state/route-learner-v" + version + ".bin"))) {
      assertThat(RouteLearner.readFrom(in).learned(null).learned())
          .containsExactly("/shops/openings", "/shops/{id:shop}");
      assertThat(in.available()).isZero();
    }
  }

  private void see(int agent, String route) {
    learner.observe(RoutedCalls.byAgent("a-" + agent, route, 200));
  }

  /** Five to seven letters: what no look can tell from a word. */
  private String name() {
    StringBuilder out = new StringBuilder();
    for (int i = 5 + random.nextInt(3); i > 0; i--) {
      out.append((char) ('a' + random.nextInt(26)));
    }
    return out.toString();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  private static byte[] state(RouteLearner learner) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      learner.writeTo(new DataOutputStream(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
