package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.Traffic;
import io.gatewatch.detectors.book.Book;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often a finding is told, under which id, and what it says. */
class EpisodeTest {
  @Test
  void aFindingThatLastsIsToldAtOnceMoreAndMoreSeldomAndThenOnceAMinute() {
    List<Detection> told = stuffing(0, 600);
    assertThat(AttackTest.secondsIn(told.get(0))).isEqualTo(24);
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < told.size(); i++) {
      gaps.add(AttackTest.secondsIn(told.get(i)) - AttackTest.secondsIn(told.get(i - 1)));
    }
    assertThat(gaps.subList(0, 7)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L);
    assertThat(gaps.subList(7, gaps.size())).allMatch(gap -> gap == 60 || gap == 61);
    assertThat(told).extracting(Detection::sequence).startsWith(0, 1, 2, 3).doesNotHaveDuplicates();
    assertThat(told).extracting(Detection::detectionId).containsOnly(told.get(0).detectionId());
  }

  @Test
  void afterMoreThanFiveQuietMinutesItIsANewEpisodeWithANewId() {
    List<Detection> told =
        Court.hears(stuffer().every(1, 0, 60).every(1, 1_000, 1_060))
            .about(Category.CREDENTIAL_STUFFING);
    List<Detection> first = told.stream().filter(d -> d.sequence() == 0).toList();
    assertThat(first).hasSize(2);
    assertThat(first.get(1).detectionId()).isNotEqualTo(first.get(0).detectionId());
  }

  @Test
  void aPauseOfTwoMinutesDoesNotEndAnEpisode() {
    List<Detection> told =
        Court.hears(stuffer().every(1, 0, 60).every(1, 180, 240))
            .about(Category.CREDENTIAL_STUFFING);
    assertThat(told).extracting(Detection::detectionId).containsOnly(told.get(0).detectionId());
  }

  @Test
  void idsAreTheSameInEveryRunAndDifferBetweenCallers() {
    assertThat(stuffing(0, 60)).isEqualTo(stuffing(0, 60));
    Court two =
        Court.hears(
            stuffer().every(1, 0, 60), AttackTest.browsing("aisp-1").answered(401).every(1, 0, 60));
    assertThat(two.detections().stream().map(Detection::detectionId).distinct()).hasSize(2);
  }

  @Test
  void idAndSequenceTogetherAreUnique() {
    Set<String> seen = new HashSet<>();
    for (Detection d : new Court(Book.shipped()).hear(Traffic.of(5)).detections()) {
      assertThat(d.detectionId()).matches("d-[0-9a-f]{16}");
      assertThat(seen.add(d.detectionId() + "#" + d.sequence())).isTrue();
    }
    assertThat(seen).hasSizeGreaterThan(15);
  }

  @Test
  void everyFindingSaysWhyAndWhatWouldHaveKeptItQuiet() {
    for (Detection d : new Court(Book.shipped()).hear(Traffic.of(5)).detections()) {
      assertThat(d.evidence()).isNotEmpty();
      assertThat(d.evidence().stream().mapToDouble(Evidence::contribution).sum())
          .isCloseTo(1, within(1e-9));
      assertThat(d.counterfactual()).startsWith("quiet ");
      assertThat(d.title()).isNotBlank();
      assertThat(d.summary()).containsPattern("\\d");
      assertThat(d.versions().rules()).isEqualTo(d.versions().rules()).hasSize(12);
    }
  }

  @Test
  void samplesAreAtMostTwentyAndShowNoObject() {
    Court court = new Court(Book.shipped()).hear(Traffic.of(5));
    assertThat(court.detections())
        .allSatisfy(
            d -> {
              assertThat(d.calls()).hasSizeLessThanOrEqualTo(Detection.MAX_CALLS);
              assertThat(Court.json(d)).doesNotContain("secret", "walk1", "block", "customer1");
            });
    assertThat(court.about(Category.OBJECT_ENUMERATION).get(0).calls()).hasSize(20);
  }

  @Test
  void samplesAreCallsOfTheLastFiveMinutesBeforeTheFinding() {
    for (Detection d : stuffing(0, 600)) {
      assertThat(d.calls())
          .allSatisfy(c -> assertThat(c.time()).isBetween(d.time().minusSeconds(300), d.time()));
    }
  }

  private static List<Detection> stuffing(double from, double until) {
    return Court.hears(stuffer().every(1, from, until)).about(Category.CREDENTIAL_STUFFING);
  }

  private static TestCalls stuffer() {
    return TestCalls.source("198.51.100.0/24").claiming(n -> "customer" + n).answered(401);
  }
}
