package io.gatewatch.replaydata.replay;

import io.gatewatch.detectors.chronicle.ContextRow;
import io.gatewatch.detectors.chronicle.ProfileRow;
import io.gatewatch.detectors.chronicle.UsageRow;
import java.util.List;

/** What a run writes only when it is asked to. */
public enum Extra {
  /** Usage, profiles and contexts, as production keeps them. */
  CHRONICLE(List.of(fileOf(UsageRow.TOPIC), fileOf(ProfileRow.TOPIC), fileOf(ContextRow.TOPIC))),
  /** What gateways would have refused, had they obeyed every quota: {@link RefusedMinute}. */
  QUOTA_EFFECT(List.of("refused.ndjson"));

  private final List<String> files;

  Extra(List<String> files) {
    this.files = files;
  }

  List<String> files() {
    return files;
  }

  /** The file that holds rows of a topic. */
  static String fileOf(String topic) {
    return topic.substring(topic.indexOf('.') + 1) + ".ndjson";
  }
}
