package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.drift.DriftState;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.drift.DriftWatch;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lends {@link DriftState} its state and a timer at the end of each day with votes, and shows what
 * was read last as gauges.
 */
class DriftFunction extends KeyedBroadcastProcessFunction<String, DriftVote, Broadcast, Detection> {
  private static final long serialVersionUID = 1L;

  private final LiveBook book;
  private transient ValueState<DriftState> states;
  private transient DriftGauges gauges;

  DriftFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void open(OpenContext open) {
    gauges = new DriftGauges(metrics());
    states =
        getRuntimeContext().getState(new ValueStateDescriptor<>("drift", Form.DRIFT.typeInfo()));
  }

  @Override
  public void processElement(DriftVote vote, ReadOnlyContext ctx, Collector<Detection> out)
      throws Exception {
    DriftState state = states.value() == null ? new DriftState() : states.value();
    long due = state.add(vote);
    states.update(state);
    if (due != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(due);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext ctx, Collector<Detection> out) throws Exception {
    DriftState state = states.value();
    if (state == null) {
      return; // forgotten since the timer was set
    }
    gauges.forget(ctx.getCurrentKey());
    DriftWatch.close(
        ctx.getCurrentKey(),
        state,
        time,
        book.of(ctx.getBroadcastState(LiveBook.CONTROL)),
        out::collect,
        gauges::show);
    if (state.isEmpty()) {
      states.clear();
      return;
    }
    states.update(state);
    ctx.timerService().registerEventTimeTimer(DriftState.nextDue(time));
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<Detection> out)
      throws Exception {
    book.add(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
  }

  /** Where gauges are registered. */
  MetricGroup metrics() {
    return getRuntimeContext().getMetricGroup();
  }
}
