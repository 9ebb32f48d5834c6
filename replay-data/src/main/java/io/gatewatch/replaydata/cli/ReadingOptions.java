package io.gatewatch.replaydata.cli;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How logs are read by a command that reads them from files. */
final class ReadingOptions {
  @Mixin private KnowledgeOptions knowledge;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "Tenant that the lines belong to (default: ${DEFAULT-VALUE}).")
  private String tenant = "default";

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "Gateway group that the lines belong to (default: ${DEFAULT-VALUE}).")
  private String group = "default";

  /** Refuses what would change nothing: calls have been read already, a topic has its registry. */
  void refuseForCalls(boolean topic) {
    if (knowledge.saysHowToRead()) {
      throw Failure.usage(
          "--config and --catalog say how a gateway's lines are read; calls have been read already");
    }
    if (topic && knowledge.registry() != null) {
      throw Failure.usage("--registry: with --topic the registries on gatewatch.control count");
    }
  }

  /** What the command line says, without reading it again. */
  KnowledgeOptions knowledge() {
    return knowledge;
  }

  /** Whose lines they are. */
  LineContext context() {
    return new LineContext(tenant, group, null, null);
  }

  /** Hashes are made with the well-known keys; what was given is in force since ever. */
  ParserSettings settings() {
    List<ControlRecord> records = new ArrayList<>();
    if (knowledge.catalog() != null) {
      records.add(given(ControlRecord.CATALOG, knowledge.catalog().text()));
    }
    if (knowledge.registry() != null) {
      records.add(given(ControlRecord.REGISTRY, knowledge.registry().text()));
    }
    IngestBook book = IngestBook.shipped();
    for (ControlRecord record : records) {
      book = book.with(record);
    }
    IngestBook whole = book;
    return new ParserSettings(MaskingKeys.wellKnown(), knowledge.config(), () -> whole);
  }

  private static ControlRecord given(String kind, String text) {
    return ControlRecord.of(kind, ControlDesk.GIVEN, 1, Instant.EPOCH, text);
  }
}
