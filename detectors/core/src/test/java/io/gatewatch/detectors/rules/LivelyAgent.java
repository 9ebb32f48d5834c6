package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Finding;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Who;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoublePredicate;

/** A made-up agent that is known for two days, then does more of a few things. */
final class LivelyAgent {
  private static final EvidenceStream[] STREAMS = EvidenceStream.values();
  private static final Contexts NOBODY = (view, round) -> null;
  private static final long START = 1_767_571_200_000L;
  private static final long ROUND = 10_000;

  /** Of the histories that hold such states now. */
  private static final int HISTORY_VERSION = 7;

  private static final Detector RULE =
      RuleSet.shipped().detectors().stream()
          .filter(d -> d.id().startsWith("rule.own-evidence@"))
          .findFirst()
          .orElseThrow();

  /** What was counted in one round; the state of before it. */
  private static final class Round {
    final long time;
    final int[] trials;
    final int[] hits;
    final byte[] before;

    Round(long time, int[] trials, int[] hits, byte[] before) {
      this.time = time;
      this.trials = trials;
      this.hits = hits;
      this.before = before;
    }
  }

  private final Random random;
  private final double[] usual = new double[STREAMS.length];
  private final double[] now = new double[STREAMS.length];
  private final List<Round> rounds = new ArrayList<>();
  private OwnEvidence evidence = new OwnEvidence();
  private List<StreamReading> readings;
  private long time = START;

  LivelyAgent(Random random) {
    this.random = random;
    for (int s = 0; s < STREAMS.length; s++) {
      usual[s] = isCount(s) ? random.nextInt(4) : random.nextInt(4) == 0 ? 0.1 : 0.002;
    }
    int known = 2 * 1_440 + 2 * random.nextInt(30);
    for (int minute = 0; minute < known; minute += 2) {
      play(usual, 6, known - minute <= 120);
      time += 60_000;
    }
    System.arraycopy(usual, 0, now, 0, usual.length);
    for (int more = 1 + random.nextInt(3); more > 0; more--) {
      int s = random.nextInt(STREAMS.length);
      now[s] = isCount(s) ? 2 + random.nextInt(200) : 0.05 + 0.9 * random.nextDouble();
    }
  }

  private static boolean isCount(int stream) {
    return STREAMS[stream].isCount();
  }

  /** Plays one round of the attack; what the rule finds in it. */
  Finding attackRound() {
    play(now, 1, true);
    return inspect(time - 1);
  }

  private void play(double[] rates, int many, boolean keep) {
    for (int i = 0; i < many; i++) {
      int[] trials = new int[STREAMS.length];
      int[] hits = new int[STREAMS.length];
      int calls = 1 + random.nextInt(8);
      for (int s = 0; s < STREAMS.length; s++) {
        trials[s] = isCount(s) ? 0 : calls;
        hits[s] =
            isCount(s)
                ? (int) (rates[s] / 6 + random.nextDouble())
                : (int) random.doubles(calls).filter(below(rates[s])).count();
      }
      Round round = new Round(time, trials, hits, keep ? bytes(evidence) : null);
      if (keep) {
        rounds.add(round);
      }
      readings = play(evidence, round, hits);
      time += ROUND;
    }
  }

  private static DoublePredicate below(double rate) {
    return d -> d < rate;
  }

  /** One round; a minute closes when the first round of the next one begins. */
  private static List<StreamReading> play(OwnEvidence evidence, Round round, int[] hits) {
    long end = round.time + ROUND - 1;
    if (round.time % 60_000 == 0) {
      evidence.closeMinute(round.time - 1);
    }
    for (int s = 0; s < STREAMS.length; s++) {
      if (STREAMS[s] == EvidenceStream.REFUSED_CALLERS) {
        continue;
      }
      if (isCount(s)) {
        evidence.add(STREAMS[s], hits[s]);
      } else {
        for (int i = 0; i < round.trials[s]; i++) {
          evidence.count(STREAMS[s], i < hits[s]);
        }
      }
    }
    evidence.closeRound(end);
    return evidence.readings(end);
  }

  private Finding inspect(long at) {
    Principal agent = Principal.agent("a-1", "kong");
    return RULE.inspect(
        new Observation(
            new Who(agent.key("t", "g"), "t", "g", agent, "a", AgentClass.AISP),
            at,
            false,
            null,
            new FeatureVector(new double[FeatureSchema.size()]),
            List.of(),
            List.of(),
            readings),
        NOBODY);
  }

  /** The last minute once more, with at most so much in its last round, or all of it. */
  Finding playLast(Map<EvidenceStream, Integer> amounts) {
    int from = rounds.size() - 1;
    while (from > 0 && rounds.get(from).time % 60_000 != 0) {
      from--;
    }
    int last = rounds.size() - 1;
    int first = from;
    return again(
        first,
        (round, stream, hits) -> {
          Integer amount = amounts.get(STREAMS[stream]);
          if (amount == null) {
            return hits;
          }
          if (!isCount(stream)) {
            return round == last ? Math.min(amount, hits) : hits;
          }
          int before = 0;
          for (int r = first; r < round; r++) {
            before += rounds.get(r).hits[stream];
          }
          return Math.max(0, Math.min(before + hits, amount) - Math.min(before, amount));
        });
  }

  /** All since its evidence began once more, with so much spread evenly over the calls. */
  Finding playAll(Map<EvidenceStream, Integer> amounts) {
    int first = rounds.size() - 1;
    long[] since = new long[STREAMS.length];
    for (StreamReading reading : readings) {
      since[reading.stream().ordinal()] = reading.since();
    }
    for (EvidenceStream stream : amounts.keySet()) {
      while (first > 0 && rounds.get(first).time >= since[stream.ordinal()] - 60_000) {
        first--;
      }
    }
    return again(
        first,
        (round, stream, hits) -> {
          Integer amount = amounts.get(STREAMS[stream]);
          long begun = since[stream] - (isCount(stream) ? 59_999 : ROUND - 1);
          return amount == null || rounds.get(round).time < begun
              ? hits
              : even(stream, begun, round, amount);
        });
  }

  private int even(int stream, long begun, int round, int amount) {
    double before = 0;
    double all = 0;
    double here = 0;
    for (int r = 0; r < rounds.size(); r++) {
      if (rounds.get(r).time >= begun) {
        double tries = isCount(stream) ? 1 : rounds.get(r).trials[stream];
        before += r < round ? tries : 0;
        here = r == round ? tries : here;
        all += tries;
      }
    }
    return (int) (amount * (before + here) / all) - (int) (amount * before / all);
  }

  private interface Change {
    int hits(int round, int stream, int hits);
  }

  private Finding again(int first, Change change) {
    OwnEvidence replayed = read(rounds.get(first).before);
    List<StreamReading> kept = readings;
    for (int r = first; r < rounds.size(); r++) {
      int[] hits = rounds.get(r).hits.clone();
      for (int s = 0; s < hits.length; s++) {
        hits[s] = change.hits(r, s, hits[s]);
      }
      readings = play(replayed, rounds.get(r), hits);
    }
    Finding found = inspect(time - 1);
    readings = kept;
    return found;
  }

  private static byte[] bytes(OwnEvidence evidence) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      evidence.writeTo(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OwnEvidence read(byte[] bytes) {
    try {
      OwnEvidence evidence = new OwnEvidence();
      evidence.readInto(new DataInputStream(new ByteArrayInputStream(bytes)), HISTORY_VERSION);
      return evidence;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
