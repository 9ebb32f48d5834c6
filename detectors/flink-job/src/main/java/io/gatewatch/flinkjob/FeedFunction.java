package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.judge.FeedWatch;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lends {@link FeedWatch} its state and a timer at the end of each round that a report ended in.
 * All reports have one key: whether somebody listened can only be known from all of them.
 */
final class FeedFunction
    extends KeyedBroadcastProcessFunction<String, LogEntry, Broadcast, Detection> {
  private static final long serialVersionUID = 1L;

  private final LiveBook book;
  private transient ValueState<FeedWatch> states;
  private transient Counter tooLate;

  FeedFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void open(OpenContext open) {
    states =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("feeds", Form.FEED_WATCH.typeInfo()));
    tooLate = getRuntimeContext().getMetricGroup().counter("reports_too_late");
  }

  @Override
  public void processElement(LogEntry entry, ReadOnlyContext ctx, Collector<Detection> out)
      throws Exception {
    FeedWatch watch = states.value() == null ? new FeedWatch() : states.value();
    if (!watch.offer((FeedReport) entry)) {
      tooLate.inc();
    }
    states.update(watch);
    if (watch.nextDue() != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(watch.nextDue());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext ctx, Collector<Detection> out) throws Exception {
    FeedWatch watch = states.value();
    watch.drain(time, book.of(ctx.getBroadcastState(LiveBook.CONTROL)), out::collect);
    states.update(watch);
    if (watch.nextDue() != Long.MAX_VALUE) {
      ctx.timerService().registerEventTimeTimer(watch.nextDue());
    }
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<Detection> out)
      throws Exception {
    book.add(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
  }
}
