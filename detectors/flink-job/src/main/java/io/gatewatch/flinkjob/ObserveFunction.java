package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Ticks;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.features.History;
import io.gatewatch.features.Leave;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.ViewTally;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LogEntry;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Observe: lends {@link Observer} its state and an early call at the end of each round. Of control
 * it hears what gives leave.
 */
final class ObserveFunction
    extends KeyedBroadcastProcessFunction<String, LogEntry, Broadcast, Observation> {
  static final OutputTag<ViewTally> TALLIES = new OutputTag<>("tallies", Form.TALLY.typeInfo());
  static final OutputTag<ChronicleRow> USAGE =
      new OutputTag<>("usage", Form.CHRONICLE_ROW.typeInfo());
  static final OutputTag<Profile> PROFILES = new OutputTag<>("profiles", Form.PROFILE.typeInfo());
  private static final long serialVersionUID = 1L;

  private final LiveBook book;
  private transient ValueState<Pulse> pulses;
  private transient ValueState<History> histories;
  private transient Counter duplicates;
  private transient Counter late;
  private transient Counter adopted;

  ObserveFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void open(OpenContext open) {
    pulses =
        getRuntimeContext().getState(new ValueStateDescriptor<>("pulse", Form.PULSE.typeInfo()));
    histories =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("history", Form.HISTORY.typeInfo()));
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicates");
    late = getRuntimeContext().getMetricGroup().counter("late_after_timer");
    adopted = getRuntimeContext().getMetricGroup().counter("levels_adopted");
  }

  @Override
  public void processElement(LogEntry entry, ReadOnlyContext ctx, Collector<Observation> out)
      throws Exception {
    ApiCall call = (ApiCall) entry;
    Pulse pulse = pulses.value();
    History history = histories.value();
    if (pulse != null && history.isOver(pulse, call.time().toEpochMilli())) {
      Observer.advance(pulse, history, call.time().toEpochMilli(), sink(ctx, out));
      pulse = null;
    }
    if (pulse == null) {
      pulse = new Pulse();
      history = new History(call.principal().kind());
    }
    // Alerting decides by ticks: what comes later than its own may count in another than in replay.
    if (Ticks.end(Ticks.of(call.time().toEpochMilli())) <= ctx.timerService().currentWatermark()) {
      late.inc();
    }
    Leave leave = book.of(ctx.getBroadcastState(LiveBook.CONTROL)).leave();
    if (!Observer.observe(pulse, history, call, leave, sink(ctx, out))) {
      duplicates.inc();
    }
    pulses.update(pulse);
    histories.update(history);
    ctx.timerService().registerEventTimeTimer(Rounds.end(Rounds.of(pulse.now())));
  }

  @Override
  public void onTimer(long time, OnTimerContext ctx, Collector<Observation> out) throws Exception {
    Pulse pulse = pulses.value();
    History history = histories.value();
    if (pulse == null) {
      return; // forgotten since the timer was set
    }
    Observer.advance(pulse, history, time, sink(ctx, out));
    if (history.isOver(pulse, time)) {
      pulses.clear();
      histories.clear();
      return;
    }
    pulses.update(pulse);
    histories.update(history);
    if (history.checkAt() != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(history.checkAt());
    }
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<Observation> out)
      throws Exception {
    book.add(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
  }

  private ObservationSink sink(ReadOnlyContext ctx, Collector<Observation> out) {
    return new ObservationSink() {
      @Override
      public void observation(Observation observation) {
        out.collect(observation);
      }

      @Override
      public void tally(ViewTally tally) {
        ctx.output(TALLIES, tally);
      }

      @Override
      public void adopted() {
        adopted.inc();
      }

      @Override
      public void hour(UsageHour hour) {
        ctx.output(USAGE, ChronicleRow.of(hour));
      }

      @Override
      public void profile(Profile profile) {
        ctx.output(PROFILES, profile);
      }
    };
  }
}
