package io.gatewatch.detectors.chronicle;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.features.usage.UsageHour;

/**
 * One record of one of the three topics. Of records with the same topic and key the last holds; a
 * record that is written twice is the same twice.
 *
 * @param json the value
 */
public record ChronicleRow(String topic, String key, String json) {
  public ChronicleRow {
    requireNonNull(topic, "topic");
    requireNonNull(key, "key");
    requireNonNull(json, "json");
  }

  /** What a principal did in an hour. */
  public static ChronicleRow of(UsageHour hour) {
    UsageRow row = UsageRow.of(hour);
    return new ChronicleRow(UsageRow.TOPIC, row.key(), ChronicleCodec.write(row));
  }

  /** What is known of an agent, under the agent registry that was in force. */
  public static ChronicleRow of(Profile profile, Book book) {
    ProfileRow row = ProfileRow.of(profile, book.inForce(profile.time() - 1).registry());
    return new ChronicleRow(ProfileRow.TOPIC, row.entity().key(), ChronicleCodec.write(row));
  }

  /** What a view looked like in a round. */
  public static ChronicleRow of(ContextEntry entry) {
    String key = entry.view().key() + "/" + entry.round();
    return new ChronicleRow(ContextRow.TOPIC, key, ChronicleCodec.write(ContextRow.of(entry)));
  }
}
