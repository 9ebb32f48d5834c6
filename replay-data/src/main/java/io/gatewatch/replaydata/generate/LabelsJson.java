package io.gatewatch.replaydata.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes {@code labels.json}: times in RFC 3339, UTC, with milliseconds. */
public final class LabelsJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private LabelsJson() {}

  /** One object, pretty, ending in a line end. */
  public static byte[] write(Labels labels) {
    ObjectNode root = JSON.createObjectNode().put("schema", 1).put("seed", labels.seed());
    root.put("complete", true);
    root.putArray("attacks");
    for (LabelledAttack attack : labels.attacks()) {
      root.withArray("/attacks").add(attack(attack));
    }
    root.putArray("benign");
    for (BenignEvent event : labels.benign()) {
      root.withArray("/benign").add(benign(event));
    }
    try {
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
      return (text.replace(System.lineSeparator(), "\n") + "\n")
          .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode attack(LabelledAttack attack) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("id", attack.id())
            .put("kind", attack.kind().wireName())
            .put("variant", attack.variant().wireName())
            .put("heldOut", attack.variant().isHeldOut());
    node.set("entity", entity(attack.entity()));
    if (attack.victim() != null) {
      node.set("victim", entity(attack.victim()));
    }
    if (!attack.networks().isEmpty()) {
      attack.networks().forEach(node.putArray("networks")::add);
    }
    if (attack.variant() == AttackVariant.RAMP_POISONING) {
      node.put("begun", time(attack.begun()));
    }
    return node.put("from", time(attack.from()))
        .put("to", time(attack.to()))
        .put("calls", attack.calls())
        .put("stealth", StrictMath.rint(attack.stealth() * 1000) / 1000);
  }

  private static ObjectNode benign(BenignEvent event) {
    ObjectNode node = JSON.createObjectNode().put("kind", event.kind());
    if (event.entity() != null) {
      node.set("entity", entity(event.entity()));
    }
    return node.put("from", time(event.from())).put("to", time(event.to()));
  }

  private static ObjectNode entity(LabelEntity entity) {
    return JSON.createObjectNode()
        .put("kind", entity.kind())
        .put("id", entity.id())
        .put("name", entity.name());
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }
}
