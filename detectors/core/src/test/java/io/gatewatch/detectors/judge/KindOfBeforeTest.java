package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.cel.Moments;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.Habits;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.evidence.StreamReading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A kind that has not voted for hours: what is left of it is worked out once an hour. */
class KindOfBeforeTest {
  private static final long HOUR = 3_600_000L;
  private static final long START = 490_000 * HOUR;

  /** As whoever works it out each time, from its stored state. */
  @Test
  void itIsTheSameAsIfItWereWorkedOutEachRound() throws IOException {
    Contexts contexts = (view, round) -> entry(view, Rounds.hour(round));
    Newcomer remembers = new Newcomer();
    Newcomer forgets = new Newcomer();
    int peers = 0;
    for (int i = 0; i < 60; i++) {
      Observation seen = refused(START + i * 600_000L);
      Observation once = remembers.besideItsKind(seen, contexts);
      forgets = readBack(forgets);
      assertThat(once).isEqualTo(forgets.besideItsKind(seen, contexts));
      peers = once.evidence().stream().mapToInt(StreamReading::peers).max().orElse(peers);
    }
    assertThat(peers).isBetween(10, 39);
  }

  /** Forty agents voted once, sixty hours before; the half of them again, three hours after. */
  private static ContextEntry entry(View view, long hour) {
    long first = START / HOUR;
    boolean again = hour >= first + 4;
    Habits one = vote();
    Tally all = new Tally();
    for (int i = 0; i < (again ? 20 : 40); i++) {
      all.add(Tally.habits(one));
    }
    long told = (again ? first + 3 : first - 60) * Rounds.AN_HOUR;
    return new ContextEntry(view, told, all, all, 0, -1);
  }

  private static Habits vote() {
    OwnEvidence known = new OwnEvidence();
    long from = START - 100 * HOUR;
    for (int minute = 0; minute < 30 * 60; minute++) {
      for (int call = 0; call < 3; call++) {
        known.count(EvidenceStream.REFUSALS, minute % 40 == 0);
      }
      known.closeRound(from + minute * 60_000L);
      known.closeMinute(from + minute * 60_000L);
    }
    return known.vote(7, from / HOUR + 30);
  }

  private static Observation refused(long time) {
    Observation any = Moments.with();
    FirstSteps steps =
        new FirstSteps(
            "AISP", List.of(new FirstSteps.Count(EvidenceStream.REFUSALS, 6, 5)), List.of());
    return new Observation(
        any.who(), time, false, null, any.features(), List.of(), List.of(), List.of(), steps);
  }

  private static Newcomer readBack(Newcomer newcomer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    newcomer.writeTo(new DataOutputStream(bytes));
    Newcomer read = new Newcomer();
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }
}
