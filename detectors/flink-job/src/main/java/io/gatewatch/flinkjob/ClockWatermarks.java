package io.gatewatch.flinkjob;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.LowWater;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** One partition's watermark: what its writers' clocks promise. Nothing else moves time. */
final class ClockWatermarks implements WatermarkGenerator<LogEntry> {
  private final LowWater lowWater = new LowWater();

  @Override
  public void onEvent(LogEntry entry, long timestamp, WatermarkOutput out) {
    if (entry instanceof Clock clock) {
      // A clock promises nothing older than t; a watermark W says that all up to and including W is
      // here.
      long mark = lowWater.observe(clock);
      if (mark != Long.MIN_VALUE) {
        out.emitWatermark(new Watermark(mark - 1));
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput out) {
    // Time moves with clocks only.
  }
}
