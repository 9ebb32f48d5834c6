package io.gatewatch.models.registry;

import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The fixtures of a registry: one for each false alarm. */
public final class Fixtures {
  private static final String FOLDER = "fixtures";
  private static final String SALT = "salt";
  private static final int LONGEST_ID = 40;

  private final Store store;

  /** Those in a registry's store. */
  public Fixtures(Store store) {
    this.store = store;
  }

  /**
   * Keeps what an analyst has called a false alarm; the same again changes nothing. Minutes that
   * somebody knows to be of an attack are not kept. One that is there with the features of another
   * schema is kept once more with today's, under a name of its own.
   *
   * @param agent key of the principal, which is not kept
   * @param from first moment
   * @param to last moment
   * @param reason in the analyst's words
   * @param rows of any agents and times
   * @return the fixture's id; null when the agent has no ordinary row in that span, and none was
   *     kept earlier
   */
  public String keep(String agent, Instant from, Instant to, String reason, List<TrainingRow> rows)
      throws IOException {
    String id = "fx-" + Sha256.hex(salt() + "|" + agent + "|" + from + "|" + to).substring(0, 12);
    List<TrainingRow> own =
        rows.stream()
            .filter(r -> r.agent().equals(agent) && r.ordinary())
            .filter(r -> !r.time().isBefore(from) && !r.time().isAfter(to))
            .toList();
    byte[] there = store.get(name(id));
    if (own.isEmpty()) {
      return there == null ? null : id;
    }
    boolean old = there != null && !RegistryJson.read(name(id), there, Fixture.class).comparable();
    String kept = old ? Fixture.renewed(id) : id;
    store.create(name(kept), RegistryJson.write(Fixture.of(kept, reason, own)));
    return kept;
  }

  /** All of them. */
  public List<Fixture> all() throws IOException {
    List<Fixture> all = new ArrayList<>();
    for (String name : store.list(FOLDER)) {
      all.add(RegistryJson.read(name, store.get(name), Fixture.class));
    }
    return all;
  }

  /**
   * Those that are still asked.
   *
   * @param events all that was done; one that is retired is asked no more, nor with the features of
   *     another schema, and giving its verdict again does not bring it back
   */
  public List<Fixture> asked(List<Event> events) throws IOException {
    Set<String> retired =
        events.stream()
            .filter(e -> e.action() == Event.Action.RETIRE_FIXTURE)
            .map(Event::fixture)
            .collect(Collectors.toSet());
    return all().stream().filter(f -> !retired.contains(Fixture.first(f.id()))).toList();
  }

  /**
   * The fixture of this id, under the name that it was kept by first.
   *
   * @throws IllegalArgumentException when there is none
   */
  public String find(String id) throws IOException {
    boolean there = all().stream().anyMatch(f -> f.id().equals(id));
    if (!there) {
      throw new IllegalArgumentException(
          "fixture " + PlainText.of(id, LONGEST_ID) + ": none (see 'models fixtures list')");
    }
    return Fixture.first(id);
  }

  /** Drawn once: without it nobody can tell whose behaviour a fixture is by trying names. */
  private String salt() throws IOException {
    byte[] salt = store.get(SALT);
    if (salt == null) {
      byte[] drawn = new byte[16];
      new SecureRandom().nextBytes(drawn);
      store.create(SALT, HexFormat.of().formatHex(drawn).getBytes(StandardCharsets.US_ASCII));
      salt = store.get(SALT);
    }
    return new String(salt, StandardCharsets.US_ASCII);
  }

  private static String name(String id) {
    return FOLDER + "/" + id + ".json";
  }
}
