package io.gatewatch.flinkjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.drift.DriftReading;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.drift.DriftWatch;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.ModelPsi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The job tells of drift what the core tells, whatever comes late and whenever it restarts. */
class DriftFunctionTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int DAYS = 20;
  private static final int TASKS = 128;
  private static final String CHAMPION = RememberingModel.text("one");
  private static final String SHADOW = RememberingModel.text("two");
  private static final List<String> COHORTS = List.of("aisp", "pisp", "all", "batch");

  /** From when on there are agents of the last class. */
  private static final int BATCH_HOUR = 5 * 24 + 3;

  /** Book of the first day, and what control tells on the fifteenth: there is no champion. */
  private static final List<ControlRecord> FIRST =
      Stream.of(
              List.of(
                  ControlRecord.of(
                      ControlRecord.RULES, "r", 1, Instant.EPOCH, RuleSet.shipped().text())),
              ModelPointer.sinceEver(ModelPointer.CHAMPION, CHAMPION),
              ModelPointer.sinceEver(ModelPointer.SHADOW, SHADOW))
          .flatMap(List::stream)
          .toList();

  private static final ControlRecord NO_CHAMPION =
      ControlRecord.of(
          ControlRecord.MODEL,
          ModelPointer.CHAMPION,
          2,
          Instant.ofEpochMilli(15 * DAY),
          ModelPointer.NONE.write());

  private final List<Detection> told = new ArrayList<>();
  private final List<ListeningGroup.Shown> metrics = new ArrayList<>();
  private final Map<String, Double> expected = new TreeMap<>();

  @Test
  void whatIsToldAndShownIsWhatTheCoreSays() throws Exception {
    List<Step> steps = steps();
    List<Detection> core = new ArrayList<>();
    List<Map<String, Double>> readings = core(steps, core);
    assertThat(core)
        .extracting(Detection::mode)
        .contains(Detection.Mode.LIVE, Detection.Mode.SHADOW);
    try (var drift = drift(1, 0)) {
      drift.open();
      for (int i = 0; i < steps.size(); i++) {
        play(List.of(drift), steps.get(i));
        assertThat(shown()).as("after step " + i).isEqualTo(readings.get(i));
      }
      take(drift);
      assertThat(drift.numEventTimeTimers()).isZero();
    }
    assertThat(sorted(told)).isEqualTo(sorted(core));
  }

  /**
   * Each class's week moves to where its key is then kept; two tasks become one, one becomes two.
   */
  @Test
  void aRestartWithMoreOrFewerTasksChangesNothing() throws Exception {
    List<Step> steps = steps();
    List<Detection> core = new ArrayList<>();
    List<Map<String, Double>> readings = core(steps, core);
    int first = steps.size() / 3;
    int second = 2 * steps.size() / 3;
    OperatorSubtaskState whole;
    try (var one = drift(1, 0)) {
      one.open();
      playAll(List.of(one), steps.subList(0, first));
      whole = one.snapshot(1, 1);
      take(one);
    }
    OperatorSubtaskState both;
    metrics.clear();
    try (var left = restored(whole, 1, 2, 0);
        var right = restored(whole, 1, 2, 1)) {
      assertThat(left.numEventTimeTimers()).isPositive();
      assertThat(right.numEventTimeTimers()).isPositive();
      playAll(List.of(left, right), steps.subList(first, second));
      both =
          AbstractStreamOperatorTestHarness.repackageState(
              left.snapshot(2, 2), right.snapshot(2, 2));
      take(left);
      take(right);
    }
    metrics.clear();
    try (var one = restored(both, 2, 1, 0)) {
      playAll(List.of(one), steps.subList(second, steps.size()));
      take(one);
    }
    assertThat(sorted(told)).isEqualTo(sorted(core));
    assertThat(shown()).isEqualTo(readings.get(readings.size() - 1));
  }

  /** A gauge cannot be taken away; what it told when its model judged holds no longer. */
  @Test
  void theGaugesOfAModelThatIsRetiredTellNothing() throws Exception {
    List<Step> steps = steps();
    try (var drift = drift(1, 0)) {
      drift.open();
      for (Step step : steps) {
        if (step.control != null) {
          assertThat(shown().keySet()).anyMatch(name -> name.startsWith("one-"));
        }
        play(List.of(drift), step);
      }
    }
    assertThat(metrics).filteredOn(m -> m.name().startsWith("one-")).isNotEmpty();
    assertThat(metrics).extracting(ListeningGroup.Shown::name).doesNotHaveDuplicates();
    assertThat(metrics)
        .filteredOn(m -> m.name().startsWith("one-"))
        .allMatch(m -> Double.isNaN(m.gauge().getValue()));
  }

  /** A vote, control, or a watermark. */
  private record Step(DriftVote vote, ControlRecord control, long mark) {}

  /**
   * Twenty days of votes, from the eighth on of busier agents, in no order within some hours; some
   * come after their day was closed, two long after, and some of the day before the one on which
   * their class was first heard of, which others had closed. The hours' marks stay behind by up to
   * a day.
   */
  private static List<Step> steps() {
    Random random = new Random(6);
    List<Step> steps = new ArrayList<>();
    for (int hour = 0; hour < 24 * DAYS; hour++) {
      if (hour == 15 * 24) {
        steps.add(new Step(null, NO_CHAMPION, 0));
      }
      for (int i = 0; i < 12; i++) {
        int back = random.nextInt(20) == 0 ? random.nextInt(60) : random.nextInt(4);
        steps.add(new Step(vote(random, hour, Math.max(0, hour - back)), null, 0));
      }
      if (hour == 200 || hour == 201) {
        steps.add(new Step(vote(random, hour, 3), null, 0));
      }
      if (random.nextInt(6) == 0) {
        long mark = (hour - random.nextInt(24)) * HOUR;
        steps.add(new Step(null, null, Math.max(mark, last(steps))));
      }
    }
    steps.add(new Step(null, null, (DAYS + 30) * DAY));
    return steps;
  }

  private static long last(List<Step> steps) {
    return steps.stream().mapToLong(Step::mark).max().orElse(0);
  }

  private static DriftVote vote(Random random, int now, int hour) {
    int classes = COHORTS.size() - (now < BATCH_HOUR ? 1 : 0);
    String text = random.nextBoolean() ? CHAMPION : SHADOW;
    int calls = Math.min(3, random.nextInt(4) + (hour >= 8 * 24 ? 2 : 0));
    byte[] bins = {(byte) calls, (byte) (9 - 2 * calls)};
    return new DriftVote(
        ModelFile.open(text).version(),
        COHORTS.get(random.nextInt(classes)),
        hour * HOUR + random.nextInt((int) HOUR),
        bins);
  }

  /** What the core tells, and what its newest readings are after each step. */
  private List<Map<String, Double>> core(List<Step> steps, List<Detection> out) {
    List<Map<String, Double>> after = new ArrayList<>();
    Book book = Book.of(FIRST);
    TreeMap<String, Long> days = new TreeMap<>();
    List<DriftReading> read = new ArrayList<>();
    long mark = 0;
    DriftWatch watch = new DriftWatch(book, out::add, read::add);
    for (Step step : steps) {
      if (step.vote != null) {
        watch.vote(step.vote);
      } else if (step.control != null) {
        book.add(step.control);
      } else {
        watch.advance(step.mark);
      }
      read.forEach(reading -> take(reading, days));
      read.clear();
      // What the last closed day says nothing of is not shown.
      mark = Math.max(mark, step.mark);
      long closed = mark / DAY;
      expected.keySet().removeIf(name -> days.get(keyOf(name)) < closed);
      after.add(new TreeMap<>(expected));
    }
    return after;
  }

  private void take(DriftReading reading, Map<String, Long> days) {
    String key = reading.model() + "|" + reading.cohort();
    days.put(key, reading.dayAfter());
    for (ModelPsi.Measured measured : reading.measured().psi()) {
      expected.put(key + "|" + measured.input(), measured.psi());
    }
  }

  private static String keyOf(String name) {
    return name.substring(0, name.lastIndexOf('|'));
  }

  private Map<String, Double> shown() {
    TreeMap<String, Double> values = new TreeMap<>();
    for (ListeningGroup.Shown metric : metrics) {
      double value = metric.gauge().getValue();
      if (!Double.isNaN(value)) {
        values.put(metric.name(), value);
      }
    }
    return values;
  }

  private void playAll(
      List<KeyedBroadcastOperatorTestHarness<String, DriftVote, Broadcast, Detection>> tasks,
      List<Step> steps)
      throws Exception {
    for (Step step : steps) {
      play(tasks, step);
    }
  }

  private static void play(
      List<KeyedBroadcastOperatorTestHarness<String, DriftVote, Broadcast, Detection>> tasks,
      Step step)
      throws Exception {
    if (step.vote != null) {
      int task =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(step.vote.key(), TASKS, tasks.size());
      tasks.get(task).processElement(step.vote, 0);
      return;
    }
    for (var task : tasks) {
      if (step.control != null) {
        task.processBroadcastElement(Broadcast.of(step.control), 0);
      } else {
        task.processBroadcastWatermark(Long.MAX_VALUE);
        task.processWatermark(step.mark);
      }
    }
  }

  private void take(
      KeyedBroadcastOperatorTestHarness<String, DriftVote, Broadcast, Detection> task) {
    told.addAll(task.extractOutputValues());
  }

  private static List<Detection> sorted(List<Detection> detections) {
    return detections.stream()
        .sorted(Comparator.comparing(Detection::time).thenComparing(d -> d.entity().key()))
        .toList();
  }

  private KeyedBroadcastOperatorTestHarness<String, DriftVote, Broadcast, Detection> restored(
      OperatorSubtaskState state, int before, int tasks, int index) throws Exception {
    var drift = drift(tasks, index);
    drift.initializeState(
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, TASKS, before, tasks, index));
    drift.open();
    return drift;
  }

  private KeyedBroadcastOperatorTestHarness<String, DriftVote, Broadcast, Detection> drift(
      int tasks, int index) throws Exception {
    List<String> first =
        FIRST.stream().map(r -> new String(r.write(), StandardCharsets.UTF_8)).toList();
    MetricGroup listening = new ListeningGroup("", metrics::add);
    DriftFunction function =
        new DriftFunction(first) {
          private static final long serialVersionUID = 1L;

          @Override
          MetricGroup metrics() {
            return listening;
          }
        };
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(function, List.of(LiveBook.CONTROL)),
        DriftVote::key,
        Types.STRING,
        TASKS,
        tasks,
        index);
  }
}
