package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.cel.Facts;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.rules.CelRule;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.AnomalyModel;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;

/**
 * The third fold. An observation of round r is judged by OWN and PAST detectors once Context(r−2)
 * is complete, those of one principal in order; a round's end with errors is judged by SAME
 * detectors once Context(r) is complete. What was in force is asked of the book at the
 * observation's own time. So it does not matter when anything arrived.
 */
public final class Judge {
  private static final int PAST_ROUNDS = 2;
  private static final long MINUTE_MILLIS = 60_000;

  private final Book book;
  private final Contexts contexts;
  private final JudgeSink out;
  private final BitSet awake = new BitSet();

  /** A judge that asks this book and these contexts, and tells {@code out}. */
  public Judge(Book book, Contexts contexts, JudgeSink out) {
    this.book = book;
    this.contexts = contexts;
    this.out = out;
  }

  /**
   * Judges all that has its context, now that every round ending at or before {@code watermark} is
   * complete.
   */
  public void drain(Suspicion state, long watermark) {
    while (!state.waiting.isEmpty() && dueOwn(state.waiting.peekFirst()) <= watermark) {
      Observation observation = state.waiting.removeFirst();
      if (!observation.isSilence()) {
        judge(state, observation);
      }
      if (observation.concernsRound()) {
        state.waitingForRound.addLast(observation);
      }
    }
    while (!state.waitingForRound.isEmpty()
        && dueSame(state.waitingForRound.peekFirst()) <= watermark) {
      judgeRound(state, state.waitingForRound.removeFirst());
    }
  }

  /**
   * The watermark at which {@link #drain} has something to do; Long.MAX_VALUE when nothing waits.
   */
  public static long nextDue(Suspicion state) {
    long own = state.waiting.isEmpty() ? Long.MAX_VALUE : dueOwn(state.waiting.peekFirst());
    long same =
        state.waitingForRound.isEmpty()
            ? Long.MAX_VALUE
            : dueSame(state.waitingForRound.peekFirst());
    return Math.min(own, same);
  }

  /**
   * When a finding is told: at the call that shows it; what is seen at the end of a round in its
   * last millisecond, since Clocks have passed the caller's last call by then.
   */
  private static long toldAt(Observation observation) {
    return observation.call() == null ? Rounds.end(observation.round()) - 1 : observation.time();
  }

  private static long dueOwn(Observation observation) {
    return Rounds.end(observation.round() - PAST_ROUNDS);
  }

  private static long dueSame(Observation observation) {
    return Rounds.end(observation.round());
  }

  private void judge(Suspicion state, Observation observed) {
    state.meet(observed);
    Observation observation = state.newcomer.besideItsKind(observed, contexts);
    out.judged(observation);
    state.samples.add(observation);
    Brain brain = book.inForce(observation.time());
    Facts facts = Facts.of(observation, contexts);
    brain.index().select(facts, awake);
    for (int i = awake.nextSetBit(0); i >= 0; i = awake.nextSetBit(i + 1)) {
      if (brain.atOnce().get(i) instanceof CelRule rule) {
        ask(state, observation, rule, facts, brain);
      } else {
        inspect(state, observation, brain.atOnce().get(i), brain, toldAt(observation));
      }
    }
    if ((brain.hasModels() || !state.models.isEmpty())
        && observation.who().principal().kind() == Principal.Kind.AGENT
        && state.models.begins(Math.floorDiv(observation.time(), MINUTE_MILLIS))) {
      askModels(state, observation, brain);
    }
  }

  /** Once a minute: the champion, and the shadow, of which nobody hears. */
  private void askModels(Suspicion state, Observation observation, Brain brain) {
    for (String forgotten : state.models.keepThoseOf(brain)) {
      String id = ModelDetector.id(forgotten);
      state.episodes.remove(id);
      state.episodes.remove(ModelDetector.onTrial(id));
    }
    askModel(state, observation, brain, brain.champion(), Detection.Mode.LIVE);
    askModel(state, observation, brain, brain.shadow(), Detection.Mode.SHADOW);
  }

  private void askModel(
      Suspicion state,
      Observation observation,
      Brain brain,
      AnomalyModel model,
      Detection.Mode mode) {
    if (model != null && model.judges(observation.who().agentClass())) {
      Detector detector =
          new ModelDetector(model, mode, brain.rules().alerts().model(), state.models.of(model));
      inspect(state, observation, detector, brain, toldAt(observation));
      voteOnDrift(state, observation, model);
    }
  }

  /** Once an hour: a busy agent does not outvote the others. */
  private void voteOnDrift(Suspicion state, Observation observation, AnomalyModel model) {
    if (!state.models.beginsAnHour()) {
      return;
    }
    String cohort = model.rememberedAs(observation.who().agentClass());
    if (cohort != null) {
      out.vote(DriftVote.of(model, cohort, observation));
    }
  }

  private void judgeRound(Suspicion state, Observation observation) {
    Brain brain = book.inForce(observation.time());
    for (Detector detector : brain.afterTheRound()) {
      inspect(state, observation, detector, brain, Rounds.end(observation.round()));
    }
  }

  /** What a rule that holds would say is worked out only when it is told. */
  private void ask(
      Suspicion state, Observation observation, CelRule rule, Facts facts, Brain brain) {
    if (!rule.holds(facts)) {
      return;
    }
    String topic = rule.topic(facts);
    long time = toldAt(observation);
    Episode episode =
        topic == null
            ? lasting(state, observation, rule, time, rule.severity())
            : topical(state, observation, rule, time, rule.severity(), topic, rule.onceInMillis());
    if (episode != null) {
      Finding finding = rule.finding(facts, topic);
      out.detection(detection(state, observation, rule, brain, time, finding, episode));
    }
  }

  private void inspect(
      Suspicion state, Observation observation, Detector detector, Brain brain, long time) {
    List<Finding> findings = detector.inspectAll(observation, contexts);
    // Seldom any: an iterator for each rule and observation was a sixth of all that was allocated.
    for (int i = 0; i < findings.size(); i++) {
      Finding finding = findings.get(i);
      Episode episode =
          finding.topic() == null
              ? lasting(state, observation, detector, time, finding.severity())
              : topical(
                  state,
                  observation,
                  detector,
                  time,
                  finding.severity(),
                  finding.topic(),
                  finding.onceInMillis());
      if (episode != null) {
        out.detection(detection(state, observation, detector, brain, time, finding, episode));
      }
    }
  }

  /** The episode to tell of; null when there is nothing new to tell. */
  private static Episode lasting(
      Suspicion state, Observation observation, Detector detector, long time, Severity severity) {
    Episode episode = state.episodes.get(detector.episodes());
    if (episode == null || episode.over(time)) {
      episode = Episode.begin(observation.round(), time, severity);
      state.episodes.put(detector.episodes(), episode);
      return episode;
    }
    return episode.again(time, severity) ? episode : null;
  }

  private static Episode topical(
      Suspicion state,
      Observation observation,
      Detector detector,
      long time,
      Severity severity,
      String topic,
      long onceInMillis) {
    return state.told.tell(detector.id(), topic, time, onceInMillis)
        ? Episode.begin(observation.round(), time, severity)
        : null;
  }

  private static Detection detection(
      Suspicion state,
      Observation observation,
      Detector detector,
      Brain brain,
      long time,
      Finding finding,
      Episode episode) {
    // SAME findings show no samples: what was judged meanwhile must not show in them.
    Samples samples = detector.need() == Need.SAME ? new Samples() : state.samples;
    Entity entity = entity(samples, observation);
    String topic = finding.topic() == null ? "" : "|" + finding.topic();
    String episodeName =
        entity.key() + "|" + detector.episodes() + "|" + episode.firstRound() + topic;
    return new Detection(
        "d-" + Sha256.hex(episodeName).substring(0, 16),
        episode.sequence(),
        Instant.ofEpochMilli(time),
        observation.who().tenant(),
        observation.who().group(),
        entity,
        detector.id(),
        detector.need(),
        finding.category() == null ? detector.category() : finding.category(),
        finding.severity(),
        finding.score(),
        detector.mode(),
        (entity.name() == null ? entity.id() : entity.name()) + " " + finding.verb(),
        finding.summary(),
        finding.evidence(),
        finding.counterfactual(),
        samples.operationGroup(),
        observation.usage(),
        samples.calls(),
        detector.owasp(),
        detector.mitre(),
        brain.versions());
  }

  private static Entity entity(Samples samples, Observation observation) {
    Principal principal = observation.who().principal();
    if (principal.kind() == Principal.Kind.AGENT) {
      return new Entity(
          Entity.Kind.AGENT,
          principal.id(),
          observation.who().agentName(),
          observation.who().key());
    }
    String address = samples.onlyAddress();
    String id = address == null ? principal.id() : address;
    return new Entity(Entity.Kind.SOURCE, id, null, observation.who().key());
  }
}
