package io.gatewatch.replaydata.control;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.console.ControlShelf;
import io.gatewatch.ingest.ControlRecord;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What people write by the console's API, on {@code gatewatch.control} of one broker. */
public record DeskShelf(ControlDesk desk) implements ControlShelf {

  @Override
  public List<ControlRecord> newest(String kind) {
    Map<String, ControlRecord> byId =
        desk.records(kind).stream()
            .collect(
                Collectors.toMap(
                    ControlRecord::id,
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparingInt(ControlRecord::version)),
                    TreeMap::new));
    return List.copyOf(byId.values());
  }

  @Override
  public ControlRecord publish(String kind, String id, String payload) {
    return desk.publish(kind, id, payload);
  }
}
