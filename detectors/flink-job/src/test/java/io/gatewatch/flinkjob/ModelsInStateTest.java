package io.gatewatch.flinkjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.junit.jupiter.api.Test;

/** Model files and pointers that the job was told, its state stored and read back. */
class ModelsInStateTest {
  private static final Instant FROM = Instant.parse("2026-03-02T09:00:00Z");
  private static final ControlRecord RULES =
      ControlRecord.of(ControlRecord.RULES, "r", 1, Instant.EPOCH, RuleSet.shipped().text());
  private static final List<String> FIRST = List.of(json(RULES));
  private static final String A = model("a");
  private static final String B = model("b");

  private final Stored state = new Stored();

  @Test
  void aModelThatWasToldIsInForceAfterARestoreWhateverTheStatesOrder() throws Exception {
    LiveBook told = new LiveBook(FIRST);
    assertThat(told.add(file(A), state)).isNull();
    assertThat(told.add(pointer(ModelPointer.CHAMPION, 1, A), state)).isNull();
    assertThat(told.add(file(B), state)).isNull();
    assertThat(told.add(pointer(ModelPointer.SHADOW, 1, B), state)).isNull();
    // "model:…" sorts before "model-file:…" in one of these orders.
    for (boolean reversed : new boolean[] {false, true}) {
      state.reversed = reversed;
      assertThat(names(new LiveBook(FIRST))).isEqualTo("a b");
    }
  }

  @Test
  void aPointerToNothingIsRefusedAndTheOldModelStaysAlsoAfterARestore() throws Exception {
    LiveBook told = new LiveBook(FIRST);
    told.add(file(A), state);
    told.add(pointer(ModelPointer.CHAMPION, 1, A), state);
    assertThat(told.add(pointer(ModelPointer.CHAMPION, 2, B), state)).endsWith("is not here");
    assertThat(names(told)).isEqualTo("a -");
    assertThat(names(new LiveBook(FIRST))).isEqualTo("a -");
    assertThat(told.add(file(B), state)).isNull();
    assertThat(names(told)).isEqualTo("b -").isEqualTo(names(new LiveBook(FIRST)));
  }

  /** A replay of the topic, and the next start, begin with these. */
  @Test
  void theFirstBookHoldsPointersToWhatIsThereOnly() {
    ControlRecord lost = pointer(ModelPointer.SHADOW, 1, B);
    ControlRecord champion = pointer(ModelPointer.CHAMPION, 1, A);
    assertThat(ControlReader.whole(List.of(RULES, lost, champion, file(A))))
        .containsExactlyInAnyOrder(json(RULES), json(champion), json(file(A)));
  }

  private String names(LiveBook book) throws Exception {
    Brain brain = book.of(state).inForce(FROM.toEpochMilli());
    return (brain.champion() == null ? "-" : brain.champion().card().name())
        + " "
        + (brain.shadow() == null ? "-" : brain.shadow().card().name());
  }

  private static ControlRecord file(String text) {
    return ControlRecord.of(ControlRecord.MODEL_FILE, Sha256.hex(text), 1, FROM, text);
  }

  private static ControlRecord pointer(String id, int version, String text) {
    String payload = new ModelPointer(Sha256.hex(text), ModelFile.open(text).version()).write();
    return ControlRecord.of(ControlRecord.MODEL, id, version, FROM, payload);
  }

  private static String json(ControlRecord record) {
    return new String(record.write(), StandardCharsets.UTF_8);
  }

  private static String model(String name) {
    ModelCard card =
        new ModelCard(
            name,
            "by hand",
            FeatureSchema.VERSION,
            ModelCard.ALL,
            "low",
            "",
            1,
            "made up",
            "",
            Instant.EPOCH,
            Instant.EPOCH,
            new TreeMap<>(),
            0,
            List.of(),
            "",
            "");
    return ModelFile.of(
            card,
            List.of(Input.of("calls_1m")),
            Scaling.none(1),
            new Centroids(new double[][] {{0}}),
            Calibration.of(new double[] {1, 2, 3}))
        .write();
  }

  /** Broadcast state, in the order of its keys or the other way round. */
  private static final class Stored implements BroadcastState<String, String> {
    private final TreeMap<String, String> entries = new TreeMap<>();
    private boolean reversed;

    @Override
    public void put(String key, String value) {
      entries.put(key, value);
    }

    @Override
    public void putAll(Map<String, String> map) {
      entries.putAll(map);
    }

    @Override
    public void remove(String key) {
      entries.remove(key);
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return entries().iterator();
    }

    @Override
    public Iterable<Map.Entry<String, String>> entries() {
      return new ArrayList<>((reversed ? entries.descendingMap() : entries).entrySet());
    }

    @Override
    public String get(String key) {
      return entries.get(key);
    }

    @Override
    public boolean contains(String key) {
      return entries.containsKey(key);
    }

    @Override
    public Iterable<Map.Entry<String, String>> immutableEntries() {
      return entries();
    }

    @Override
    public void clear() {
      entries.clear();
    }
  }
}
