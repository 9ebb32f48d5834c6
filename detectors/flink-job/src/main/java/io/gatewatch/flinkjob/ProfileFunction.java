package io.gatewatch.flinkjob;

import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.features.usage.Profile;
import java.util.List;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Puts beside what an agent does what the agent registry grants it. */
final class ProfileFunction extends BroadcastProcessFunction<Profile, Broadcast, ChronicleRow> {
  private static final long serialVersionUID = 1L;

  private final LiveBook book;

  ProfileFunction(List<String> firstBook) {
    this.book = new LiveBook(firstBook);
  }

  @Override
  public void processElement(Profile profile, ReadOnlyContext ctx, Collector<ChronicleRow> out)
      throws Exception {
    out.collect(ChronicleRow.of(profile, book.of(ctx.getBroadcastState(LiveBook.CONTROL))));
  }

  @Override
  public void processBroadcastElement(Broadcast told, Context ctx, Collector<ChronicleRow> out)
      throws Exception {
    book.add(told.control(), ctx.getBroadcastState(LiveBook.CONTROL));
  }
}
