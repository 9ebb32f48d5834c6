package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackPartsTest {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

  @Test
  void partsStopTheOtherWayRound() {
    StackParts parts = new StackParts(lines::add, () -> false);
    parts.start("broker", () -> () -> stopped.add("broker"));
    parts.start("flink", () -> () -> stopped.add("flink"));
    parts.close();

    assertThat(stopped).containsExactly("flink", "broker");
    assertThat(lines).hasSize(4).first().asString().contains("broker", "ready");
  }

  @Test
  void aPartThatFailsToStopDoesNotKeepTheOthersUp() {
    StackParts parts = new StackParts(lines::add, () -> false);
    parts.start("broker", () -> () -> stopped.add("broker"));
    parts.startBeside(
        "console",
        () ->
            () -> {
              throw new IllegalStateException("stuck");
            });
    parts.close();

    assertThat(stopped).containsExactly("broker");
    assertThat(lines).anyMatch(line -> line.matches(" *console +did not stop cleanly .*"));
  }

  @Test
  void aPartThatFailsToStartIsNamedInOneLine() {
    StackParts parts = new StackParts(lines::add, () -> false);

    assertThatThrownBy(
            () ->
                parts.start(
                    "flink",
                    () -> {
                      throw new IllegalStateException("no room");
                    }))
        .isInstanceOf(CannotStart.class)
        .hasMessage("flink did not start: no room");
  }

  @Test
  void nothingMoreIsStartedOnceAStopWasAskedFor() {
    StackParts parts = new StackParts(lines::add, () -> true);

    assertThatThrownBy(() -> parts.start("broker", () -> () -> {})).isInstanceOf(CannotStart.class);
    assertThat(lines).isEmpty();
  }
}
