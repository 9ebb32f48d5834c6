package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.Ticks;
import io.gatewatch.ingest.Clock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Turns detections into records of {@code gatewatch.detections} and puts a {@link Clock} into every
 * partition when a tick is complete. Runs with parallelism 1, so that its watermark is the least of
 * all judges. Records are (partition or −1, key, value).
 */
final class ClockOperator extends AbstractStreamOperator<Tuple3<Integer, byte[], byte[]>>
    implements OneInputStreamOperator<Detection, Tuple3<Integer, byte[], byte[]>> {
  private static final long serialVersionUID = 1L;
  private static final String WRITER = "judge";

  private final int partitions;
  private transient long toldTick = Long.MIN_VALUE;

  ClockOperator(int partitions) {
    this.partitions = partitions;
  }

  @Override
  public void open() throws Exception {
    super.open();
    toldTick = Long.MIN_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Detection> element) {
    Detection detection = element.getValue();
    byte[] key = detection.entity().key().getBytes(StandardCharsets.UTF_8);
    output.collect(
        new StreamRecord<>(
            Tuple3.of(-1, key, DetectionCodec.write(DetectionRecord.of(detection)))));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    long tick = Ticks.of(mark.getTimestamp());
    if (mark.getTimestamp() != Long.MAX_VALUE && tick > toldTick) {
      // All that was found in the ticks before this one has been told, and nothing less.
      toldTick = tick;
      byte[] key = ("clock/" + WRITER).getBytes(StandardCharsets.UTF_8);
      Clock clock = new Clock(WRITER, Instant.ofEpochMilli(Ticks.end(tick - 1)));
      byte[] value = DetectionCodec.write(DetectionRecord.of(clock));
      for (int partition = 0; partition < partitions; partition++) {
        output.collect(new StreamRecord<>(Tuple3.of(partition, key, value)));
      }
    }
    super.processWatermark(mark);
  }
}
