package io.gatewatch.features;

import io.gatewatch.features.History.Level;
import io.gatewatch.features.Pulse.Five;
import io.gatewatch.features.Pulse.Minute;
import io.gatewatch.features.Pulse.Weight;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ObjectRef;
import java.util.List;

/**
 * The first fold: a principal's calls, in log order, become observations and, at the end of each
 * round, one {@link Tally} per view touched. Pure: the same calls give the same results, and {@link
 * #advance} is idempotent, so a timer is only an early call of it. A call older than the
 * principal's latest one counts, but does not move the clock.
 */
public final class Observer {
  private static final long CADENCE_MILLIS = 1_000;

  private Observer() {}

  /** The same, where nobody has said that anything is benign. */
  public static boolean observe(Pulse pulse, History history, ApiCall call, ObservationSink sink) {
    return observe(pulse, history, call, Leave.NONE, sink);
  }

  /**
   * Takes one call; false when it was a duplicate of one of the principal's last 16 calls.
   *
   * @param leave what is allowed to whom; to learn, with the first call from then on
   */
  public static boolean observe(
      Pulse pulse, History history, ApiCall call, Leave leave, ObservationSink sink) {
    long time = Math.max(call.time().toEpochMilli(), pulse.now);
    advance(pulse, history, time, sink);
    if (pulse.seenBefore(Fingerprint.half(Fingerprint.of(call.callId())))) {
      return false;
    }
    if (pulse.now != Long.MIN_VALUE
        && leave.toLearn(call, pulse.now, time)
        && history.adopt(time)) {
      sink.adopted();
    }
    history.freeze.endLeave(leave, call, time);
    pulse.now = time;
    history.begin(time);
    history.meet(call);
    history.use().count(call, time);
    history.paths().begin();
    history.objects().begin();
    boolean notable = count(pulse, history, call, leave);
    notable |= history.paths().isNotable(call);
    Votes.ofCall(pulse, history, call, sink);
    Weight weight = CallEvidence.weight(call);
    ProbeReading trail = call.probes().isEmpty() ? null : history.meetProbes(call, time);
    notable |= trail != null;
    if (notable || time - CADENCE_MILLIS >= pulse.observedAt(weight)) {
      pulse.observed(weight, time);
      sink.observation(
          new Observation(
              history.who(),
              time,
              notable,
              CallGlance.of(
                  call, trail, standing(history, call, time), NewObject.of(history, call, time)),
              FeatureExtractor.extract(pulse, history),
              history.usage(),
              List.of(),
              List.of()));
    } else {
      pulse.unobserved = true;
    }
    return true;
  }

  private static CallStanding standing(History history, ApiCall call, long time) {
    UsedPaths paths = history.paths();
    return CallStanding.of(call, paths.route(), paths.reading(time));
  }

  /** Lets a principal's time reach a moment: closes the rounds and minutes that end before it. */
  public static void advance(Pulse pulse, History history, long time, ObservationSink sink) {
    if (pulse.now == Long.MIN_VALUE) {
      pulse.minute.advance(time);
      pulse.five.advance(time);
      return;
    }
    if (Rounds.of(time) > Rounds.of(pulse.now) && pulse.use.calls() > 0) {
      closeRound(pulse, history, sink);
    }
    if (Math.floorDiv(time, 60_000L) > pulse.five.newestBucket()
        && pulse.five.newest(Five.CALLS.ordinal()) > 0) {
      closeMinute(pulse, history);
    }
    if (time > pulse.now) {
      pulse.minute.advance(time);
      pulse.five.advance(time);
      if (history.groups() != null) {
        history.groups().advance(time);
      }
    }
    while (history.lookAt() <= time) {
      if (history.presence() == null) {
        history.sweep(pulse, time);
      } else {
        checkPresence(pulse, history, sink);
      }
    }
    if (history.use().endsAt() <= time) {
      HourEnd.tell(history, sink);
    }
  }

  /** Told at the moment that was set for it, whenever time gets here. */
  private static void checkPresence(Pulse pulse, History history, ObservationSink sink) {
    long moment = history.lookAt();
    if (history.presence().isNews()) {
      sink.observation(
          new Observation(
              history.who(),
              moment,
              false,
              null,
              FeatureExtractor.silent(pulse, history, moment),
              history.usage(),
              List.of(),
              List.of()));
    }
  }

  private static boolean count(Pulse pulse, History history, ApiCall call, Leave leave) {
    if (call.status() == 429) {
      five(pulse, Five.REFUSED);
      return true;
    }
    boolean serverError = call.status() >= 500;
    pulse.countLate(call);
    if (history.groups() != null) {
      history.groups().count(call, pulse.now);
    }
    pulse.minute.add(Minute.CALLS.ordinal(), 1);
    five(pulse, Five.CALLS);
    pulse.use.add(call.service(), serverError);
    if (serverError) {
      pulse.minute.add(Minute.SERVER_ERRORS.ordinal(), 1);
    } else if (call.status() >= 400) {
      five(pulse, clientError(call.status()));
      if (call.status() == 401) {
        pulse.use.refuse(call.service());
      }
    }
    if (CallEvidence.isWrite(call.method())) {
      five(pulse, Five.WRITES);
    }
    if (call.bytesOut() != null) {
      pulse.five.add(Five.KILOBYTES.ordinal(), CallEvidence.kilobytes(call));
    }
    if (call.claimedIdHash() != null
        && pulse.claimsAnew(Fingerprint.half(Fingerprint.of(call.claimedIdHash())))) {
      five(pulse, Five.CLAIMS);
    }
    CallPrints prints = CallPrints.of(call);
    boolean novel = countNovelty(pulse, history, call, prints);
    if (history.presence() != null) {
      history.presence().see(pulse.now);
      novel |= CallEvidence.overusesConsent(history.consents(), call, prints, leave, pulse.now);
    }
    return novel || call.status() >= 400 || !call.exposures().isEmpty();
  }

  private static boolean countNovelty(
      Pulse pulse, History history, ApiCall call, CallPrints prints) {
    long sameRoute = Fingerprint.mix(Fingerprint.of(call.method()), prints.route());
    boolean newRoute = history.meetRoute(Fingerprint.half(sameRoute));
    boolean settled = history.isSettled(pulse.now);
    int use = CallStanding.route(sameRoute, call.service());
    history.paths().meet(call, use, newRoute, settled, pulse.now);
    boolean newObject = false;
    boolean walked = false;
    if (newRoute) {
      five(pulse, Five.NEW_ROUTES);
    }
    long sameCall = forWhom(sameRoute, call, prints);
    if (!call.objects().isEmpty()) {
      history.objects().under(call.maskingKey(), pulse.now);
    }
    for (int i = 0; i < call.objects().size(); i++) {
      ObjectRef object = call.objects().get(i);
      long id = i == 0 ? prints.object() : Fingerprint.of(object.hash());
      sameCall = Fingerprint.mix(sameCall, id);
      if (history.objects().meet(object, id)) {
        five(pulse, Five.NEW_OBJECTS);
        pulse.late.add(Pulse.Late.NEW_OBJECTS_1H.ordinal(), 1);
        newObject = true;
      }
      if (object.walkHash() != null
          && object.nextHash() != null
          && pulse.walks(
              Fingerprint.half(Fingerprint.of(object.walkHash())),
              Fingerprint.half(Fingerprint.of(object.nextHash())))) {
        five(pulse, Five.WALK_STEPS);
        walked = true;
      }
    }
    pulse.repeat(sameCall);
    if (history.evidence() != null) {
      OwnEvidence evidence = history.evidence();
      evidence.count(EvidenceStream.NEW_ROUTES, newRoute);
      if (!call.objects().isEmpty()) {
        evidence.count(EvidenceStream.NEW_OBJECTS, newObject);
        evidence.count(EvidenceStream.WALKS, walked);
      }
      int route = Fingerprint.half(sameRoute);
      boolean strange = CallEvidence.gather(evidence, call, prints, route, sameCall, pulse.now);
      boolean sensitive =
          call.sensitivity() != null && call.sensitivity() != ApiCall.Sensitivity.LOW;
      history
          .style()
          .meet(strange, evidence.clients().program(), call.pageSize(), sensitive, pulse.now);
      history.origins().meet(call, pulse.now);
    }
    return newRoute || newObject;
  }

  /** For another customer, or in another name, it is not the same call. */
  private static long forWhom(long sameRoute, ApiCall call, CallPrints prints) {
    long same = sameRoute;
    if (call.onBehalfOfHash() != null) {
      same = Fingerprint.mix(same, Fingerprint.of(call.onBehalfOfHash()));
    }
    if (call.consentHash() != null) {
      same = Fingerprint.mix(same, prints.consent());
    }
    return call.claimedIdHash() == null
        ? same
        : Fingerprint.mix(same, Fingerprint.of(call.claimedIdHash()));
  }

  private static Five clientError(int status) {
    return status == 401
        ? Five.UNAUTHORIZED
        : status == 403
            ? Five.FORBIDDEN
            : status == 404 ? Five.NOT_FOUND : Five.OTHER_CLIENT_ERRORS;
  }

  private static void closeRound(Pulse pulse, History history, ObservationSink sink) {
    boolean sawErrors = pulse.use.sawErrors();
    List<StreamReading> evidence = List.of();
    FirstSteps steps = null;
    if (history.evidence() != null) {
      if (10 * pulse.minute.sum(Minute.SERVER_ERRORS.ordinal())
          > pulse.minute.sum(Minute.CALLS.ordinal())) {
        history.evidence().failing(pulse.now);
      }
      steps = history.evidence().firstSteps(() -> history.kind(pulse.now), pulse.now);
      history.evidence().closeRound(pulse.now);
      evidence = history.evidence().readings(pulse.now);
    }
    boolean off = history.presence() != null && history.presence().offSlots() > 0;
    if (sawErrors || off || pulse.unobserved || !evidence.isEmpty() || steps != null) {
      sink.observation(
          new Observation(
              history.who(),
              pulse.now,
              false,
              null,
              FeatureExtractor.extract(pulse, history),
              history.usage(),
              sawErrors ? pulse.use.services() : List.of(),
              evidence,
              steps));
      pulse.unobserved = false;
    }
    Votes.ofRound(pulse, history, sink);
    pulse.use.clear();
  }

  private static void closeMinute(Pulse pulse, History history) {
    int[] level = new int[History.LEVELS];
    level[Level.UNAUTHORIZED.ordinal()] = pulse.five.newest(Five.UNAUTHORIZED.ordinal());
    level[Level.FORBIDDEN.ordinal()] = pulse.five.newest(Five.FORBIDDEN.ordinal());
    level[Level.NOT_FOUND.ordinal()] = pulse.five.newest(Five.NOT_FOUND.ordinal());
    level[Level.NEW_OBJECTS.ordinal()] = pulse.five.newest(Five.NEW_OBJECTS.ordinal());
    level[Level.KILOBYTES.ordinal()] = pulse.five.newest(Five.KILOBYTES.ordinal());
    int calls = pulse.five.newest(Five.CALLS.ordinal());
    boolean learned = history.closeMinute(calls, level, pulse.five.newestBucket());
    if (learned && history.style() != null) {
      history.style().learn(pulse.gaps);
    }
    if (history.evidence() != null) {
      history.evidence().closeMinute(pulse.now);
    }
  }

  private static void five(Pulse pulse, Five counter) {
    pulse.five.add(counter.ordinal(), 1);
  }
}
