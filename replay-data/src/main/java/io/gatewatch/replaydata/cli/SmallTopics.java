package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.AlertSpans;
import io.gatewatch.replaydata.train.QuotaTopic;
import io.gatewatch.replaydata.train.TopicTexts;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/** What stands on the small topics of a broker. What cannot be read there is left out, and said. */
final class SmallTopics {
  private static final String VERDICTS = "gatewatch.verdicts";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A verdict, and the record that says it. */
  record Said(String text, Verdict verdict) {}

  /** Reads a record. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(String text) throws IOException;
  }

  private final String broker;
  private final List<String> remarks;

  /**
   * Those of a broker.
   *
   * @param remarks takes a line on what was left out
   */
  SmallTopics(String broker, List<String> remarks) {
    this.broker = broker;
    this.remarks = remarks;
  }

  /** What analysts said. */
  List<Verdict> verdicts() {
    return said().stream().map(Said::verdict).toList();
  }

  /** The same, with the records' text. */
  List<Said> said() {
    return all(VERDICTS, "no verdict", text -> new Said(text, Verdict.read(JSON.readTree(text))));
  }

  /** The latest version of each alert. */
  AlertSpans alerts() {
    AlertSpans spans = new AlertSpans();
    all(Alert.TOPIC, "no alert", SmallTopics::alert).forEach(spans::alert);
    return spans;
  }

  private static Alert alert(String text) {
    try {
      Alert alert = AlertJson.read(text.getBytes(StandardCharsets.UTF_8));
      boolean whole = alert.entity().kind() != null && alert.firstSeen() != null;
      if (whole && alert.lastSeen() != null && alert.severity() != null) {
        return alert;
      }
    } catch (NullPointerException e) {
      // Said below.
    }
    throw new IllegalArgumentException("a field is missing");
  }

  /**
   * Quota updates, as far as the topic still holds them, in the order in which they were made.
   *
   * @param signers whose signatures hold; empty to check none, which is said
   */
  List<QuotaUpdate> quotas(List<PublicKey> signers) {
    QuotaTopic topic = QuotaTopic.read(broker, signers);
    leftOut(topic.unreadable(), QuotaUpdate.TOPIC, "no quota update");
    leftOut(topic.unbelieved(), QuotaUpdate.TOPIC, "not signed with --quota-key");
    List<QuotaUpdate> updates = topic.updates();
    if (signers.isEmpty() && !updates.isEmpty()) {
      remarks.add(
          "signatures of "
              + Counted.of(updates.size(), "quota update")
              + " were not checked (mend: --quota-key quota-signing.pub)");
    }
    return updates;
  }

  private <T> List<T> all(String topic, String otherwise, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    int unreadable = 0;
    for (String text : TopicTexts.read(broker, topic)) {
      try {
        all.add(reader.read(text));
      } catch (IOException | IllegalArgumentException e) {
        unreadable++;
      }
    }
    leftOut(unreadable, topic, otherwise);
    return all;
  }

  private void leftOut(int records, String topic, String why) {
    if (records > 0) {
      remarks.add(Counted.of(records, "record") + " of " + topic + " left out: " + why);
    }
  }
}
