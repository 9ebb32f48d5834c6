package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merge: lends {@link ViewState} its state and a timer at the end of each round; the context leaves
 * before the watermark.
 */
final class MergeFunction
    extends KeyedBroadcastProcessFunction<String, ViewTally, Broadcast, ContextEntry> {
  static final OutputTag<Detection> DETECTIONS =
      new OutputTag<>("service-detections", Form.DETECTION.<Detection>typeInfo());
  static final OutputTag<ChronicleRow> CONTEXTS =
      new OutputTag<>("contexts", Form.CHRONICLE_ROW.typeInfo());
  private static final long serialVersionUID = 1L;

  private final LiveBook book;
  private transient ValueState<ViewState> states;
  private transient Counter tooLate;

  MergeFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void open(OpenContext open) {
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("view", Form.VIEW_STATE.typeInfo()));
    tooLate = getRuntimeContext().getMetricGroup().counter("tallies_too_late");
  }

  @Override
  public void processElement(ViewTally tally, ReadOnlyContext ctx, Collector<ContextEntry> out)
      throws Exception {
    ViewState state = states.value() == null ? new ViewState() : states.value();
    if (state.add(tally)) {
      ctx.timerService().registerEventTimeTimer(Rounds.end(tally.round()));
    } else {
      tooLate.inc();
    }
    states.update(state);
  }

  @Override
  public void onTimer(long time, OnTimerContext ctx, Collector<ContextEntry> out) throws Exception {
    ViewState state = states.value();
    if (state == null) {
      return;
    }
    ContextEntry entry = state.close(Rounds.of(time - 1));
    if (state.isOver(time)) {
      states.clear();
      return;
    }
    states.update(state);
    if (state.sweepAt() != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(state.sweepAt()); // the same until it is reached
    }
    if (entry == null) {
      return;
    }
    out.collect(entry);
    if (state.isForTheRecord()) {
      ctx.output(CONTEXTS, ChronicleRow.of(entry));
    }
    Brain brain = book.of(ctx.getBroadcastState(LiveBook.CONTROL)).inForce(time - 1);
    for (ViewDetector detector : brain.rules().viewDetectors()) {
      Detection detection = detector.inspect(entry, brain.versions());
      if (detection != null) {
        ctx.output(DETECTIONS, detection);
      }
    }
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<ContextEntry> out)
      throws Exception {
    book.add(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
  }
}
