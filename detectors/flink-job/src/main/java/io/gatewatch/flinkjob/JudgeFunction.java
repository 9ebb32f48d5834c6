package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.judge.Judge;
import io.gatewatch.detectors.judge.JudgeSink;
import io.gatewatch.detectors.judge.Suspicion;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.RecentContexts;
import io.gatewatch.ingest.ControlRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judge: lends {@link Judge} its state, the contexts that were broadcast, and an early call when
 * one is complete.
 */
final class JudgeFunction
    extends KeyedBroadcastProcessFunction<String, Observation, Broadcast, Detection> {
  static final MapStateDescriptor<String, ContextEntry> CONTEXTS =
      new MapStateDescriptor<>("contexts", Types.STRING, Form.CONTEXT.<ContextEntry>typeInfo());
  static final OutputTag<DriftVote> VOTES =
      new OutputTag<>("drift-votes", Form.DRIFT_VOTE.typeInfo());
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(JudgeFunction.class);

  private final LiveBook book;
  private transient ValueState<Suspicion> states;
  private transient RecentContexts contexts;
  private transient long prunedTo;
  private transient Judge judge;
  private transient Collector<Detection> out;
  private transient ReadOnlyContext context;
  private transient Counter refused;

  JudgeFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void open(OpenContext open) {
    refused = getRuntimeContext().getMetricGroup().counter("control_refused");
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("suspicion", Form.SUSPICION.typeInfo()));
  }

  @Override
  public void processElement(Observation observation, ReadOnlyContext ctx, Collector<Detection> out)
      throws Exception {
    Suspicion state = states.value() == null ? new Suspicion() : states.value();
    state.offer(observation);
    drain(state, state.sweepAt(), ctx, out);
  }

  @Override
  public void onTimer(long time, OnTimerContext ctx, Collector<Detection> out) throws Exception {
    Suspicion state = states.value();
    if (state == null) {
      return; // forgotten since the timer was set
    }
    long before = state.sweepAt();
    if (before <= time && state.sweep(time)) {
      states.clear();
      return;
    }
    drain(state, before, ctx, out);
  }

  /** One timer for the next sweep: the one set before goes when it moves. */
  private void drain(Suspicion state, long before, ReadOnlyContext ctx, Collector<Detection> out)
      throws Exception {
    this.out = out;
    this.context = ctx;
    judge(ctx).drain(state, ctx.currentWatermark());
    states.update(state);
    if (before != Long.MAX_VALUE && before != state.sweepAt()) {
      ctx.timerService().deleteEventTimeTimer(before);
    }
    long due = Judge.nextDue(state);
    if (due != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(due);
    }
    if (state.sweepAt() != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(state.sweepAt());
    }
  }

  private Judge judge(ReadOnlyContext ctx) throws Exception {
    if (judge == null) {
      recall(ctx.getBroadcastState(CONTEXTS));
      judge =
          new Judge(
              book.of(ctx.getBroadcastState(LiveBook.CONTROL)), contexts::find, new Outputs());
    }
    return judge;
  }

  /** Where the judge tells what it finds: of the call that is being processed. */
  private final class Outputs implements JudgeSink {
    @Override
    public void detection(Detection detection) {
      out.collect(detection);
    }

    @Override
    public void vote(DriftVote vote) {
      context.output(VOTES, vote);
    }
  }

  private void recall(ReadOnlyBroadcastState<String, ContextEntry> state) throws Exception {
    if (contexts == null) {
      contexts = new RecentContexts();
      for (Map.Entry<String, ContextEntry> entry : state.immutableEntries()) {
        contexts.add(entry.getValue());
      }
    }
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<Detection> out)
      throws Exception {
    if (told.control() != null) {
      hear(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
      return;
    }
    BroadcastState<String, ContextEntry> state = ctx.getBroadcastState(CONTEXTS);
    recall(state);
    contexts.add(told.context());
    state.put(name(told.context()), told.context());
    long oldest = RecentContexts.oldestKept(ctx.currentWatermark());
    if (oldest > prunedTo) {
      // Once a round: all that is kept is looked at, which may be much.
      prunedTo = oldest;
      contexts.prune(ctx.currentWatermark());
      forget(state, contexts);
    }
  }

  /** All tasks hear the same; the first one says so. */
  private void hear(ControlRecord record, BroadcastState<String, String> state) throws Exception {
    String whyRefused = book.add(record, state);
    if (whyRefused != null && getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      refused.inc();
      LOG.warn("control record {} refused: {}", record.key(), whyRefused);
    }
  }

  private static String name(ContextEntry entry) {
    return entry.round() + "|" + entry.view();
  }

  private static void forget(BroadcastState<String, ContextEntry> state, RecentContexts kept)
      throws Exception {
    List<String> stale = new ArrayList<>();
    for (Map.Entry<String, ContextEntry> entry : state.immutableEntries()) {
      if (!kept.keeps(entry.getValue())) {
        stale.add(entry.getKey());
      }
    }
    for (String name : stale) {
      state.remove(name);
    }
  }
}
