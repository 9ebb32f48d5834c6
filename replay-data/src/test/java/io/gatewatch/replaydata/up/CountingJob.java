package io.gatewatch.replaydata.up;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A job that numbers what it sees: element n must be the (n + 1)th of its only key. */
final class CountingJob {

  /** An element and how many the job's state had counted with it. */
  record Seen(long element, long count) {}

  private static final Queue<Seen> SEEN = new ConcurrentLinkedQueue<>();

  private CountingJob() {}

  static void build(StreamExecutionEnvironment environment) {
    DataGeneratorSource<Long> numbers =
        new DataGeneratorSource<>(
            number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(500), Types.LONG);
    environment
        .fromSource(numbers, WatermarkStrategy.noWatermarks(), "numbers")
        .setParallelism(1)
        .uid("numbers-v1")
        .keyBy(number -> "the only key", Types.STRING)
        .process(new Counter())
        .uid("count-v1")
        .name("count")
        .sinkTo(new DiscardingSink<>())
        .uid("discard-v1");
  }

  static void forget() {
    SEEN.clear();
  }

  static List<Seen> seen() {
    return List.copyOf(SEEN);
  }

  private static final class Counter extends KeyedProcessFunction<String, Long, Long> {
    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(Long element, Context context, Collector<Long> out)
        throws Exception {
      long next = count.value() == null ? 1 : count.value() + 1;
      count.update(next);
      SEEN.add(new Seen(element, next));
      out.collect(next);
    }
  }
}
