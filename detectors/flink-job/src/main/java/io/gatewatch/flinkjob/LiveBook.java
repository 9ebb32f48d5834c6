package io.gatewatch.flinkjob;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Book} inside an operator: the job's first records, then those in broadcast state. */
final class LiveBook implements Serializable {
  static final MapStateDescriptor<String, String> CONTROL =
      new MapStateDescriptor<>("control", Types.STRING, Types.STRING);
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(LiveBook.class);

  private final List<String> firstRecords;
  private transient Book book;

  LiveBook(List<String> firstRecords) {
    this.firstRecords = firstRecords;
  }

  /** Those of the first records that allow somebody something. */
  static List<String> leaves(List<String> firstRecords) {
    List<String> leaves = new ArrayList<>();
    for (String json : firstRecords) {
      if (Book.givesLeave(read(json).kind())) {
        leaves.add(json);
      }
    }
    return leaves;
  }

  Book of(ReadOnlyBroadcastState<String, String> state) throws Exception {
    if (book == null) {
      List<ControlRecord> records = new ArrayList<>();
      for (String json : firstRecords) {
        records.add(read(json));
      }
      for (Map.Entry<String, String> entry : state.immutableEntries()) {
        records.add(read(entry.getValue()));
      }
      Book fresh = new Book();
      for (ControlRecord record : Book.filesFirst(records)) {
        addIfUsable(fresh, record);
      }
      book = fresh;
    }
    return book;
  }

  /** What an earlier version took and this one refuses must not stop the job at each restart. */
  private static void addIfUsable(Book book, ControlRecord record) {
    try {
      book.add(record);
    } catch (IllegalArgumentException e) {
      LOG.warn(
          "control record {} of the stored state is refused: {}", record.key(), e.getMessage());
    }
  }

  /**
   * Adds a record that the {@link ControlReader} let through. One that is refused after all, a
   * pointer whose model file is not here, is stored too: it may come yet.
   *
   * @return why it is refused; null when it is not
   */
  String add(ControlRecord record, BroadcastState<String, String> state) throws Exception {
    Book now = of(state);
    state.put(record.key(), new String(record.write(), StandardCharsets.UTF_8));
    try {
      now.add(record);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static ControlRecord read(String json) {
    return ControlRecord.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
