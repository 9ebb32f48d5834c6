package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.OperationGroups.Fate;
import io.gatewatch.gateways.OperationGroups.Row;
import io.gatewatch.ingest.config.Globs;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The table against ingest, whose names limits carry, and against the Java library. */
class OperationGroupsTest {
  @Test
  void ingestNamesEachPathAsTheTableDoes() throws IOException {
    for (Row row : OperationGroups.rows()) {
      assertThat(RouteTemplate.of(row.target()).operationGroup(row.method()))
          .as(row.toString())
          .isEqualTo(row.group());
    }
  }

  @Test
  void whatIsSparedIsSparedByNameAndByAPathThatAllReadAlike() throws IOException {
    for (Row row : OperationGroups.rows()) {
      boolean named =
          OperationGroups.SPARED.stream().anyMatch(glob -> Globs.matches(glob, row.group()));
      assertThat(named).as(row.toString()).isEqualTo(row.fate() != Fate.COVERED);
      if (named) {
        assertThat(PathReading.isClear(row.target()))
            .as(row.toString())
            .isEqualTo(row.fate() == Fate.SPARED);
      }
    }
  }
}
