package io.gatewatch.features;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What is kept of a source that has not called for half an hour: Pulse and History together take
 * 320 bytes at most when stored, whatever it sent (names of tenant and group of up to 24 letters
 * together; longer ones add theirs). What can make no difference any more goes first; of what can,
 * the least useful goes, step by step, until the rest fits. Little is forgotten that would speak
 * against a caller: what it added up to by its probes, its closed doors and its claims stays.
 */
final class SourceRest {
  static final long AFTER_MILLIS = 1_800_000;

  /** Of those 320: without the 48 bytes that all have, and the 48 of who it is. */
  private static final int ROOM = 224;

  private static final List<BiConsumer<Pulse, History>> STEPS =
      List.of(
          // One step of a walk at most.
          (pulse, history) -> pulse.forgetWalks(),
          // A call that comes twice, with four others of this source between.
          (pulse, history) -> pulse.keepCallIds(4),
          // Objects and routes of before the last 16: new again.
          (pulse, history) -> history.objects.forgetElder(),
          (pulse, history) -> history.routes.forgetElder(),
          (pulse, history) -> history.objects.forget(),
          // Its last busy hours, beyond the first sixty minutes.
          (pulse, history) -> history.usage.forgetLate(),
          (pulse, history) -> pulse.keepCallIds(0),
          (pulse, history) -> pulse.forgetClaims(),
          (pulse, history) -> pulse.forgetRepeats(),
          (pulse, history) -> history.routes.forget(),
          // Doors that it opened within six hours.
          (pulse, history) -> history.paths.forgetOpened(),
          // The same probe again weighs like another one.
          (pulse, history) -> forget(history, ProbeTrail::forgetRecent),
          // Usual levels and what fades, in whole numbers.
          SourceRest::round,
          // How busy it is: up to 2.8 times too high.
          (pulse, history) -> history.usage.coarsen());

  private SourceRest() {}

  /** A source is at rest. Idempotent. */
  static void rest(Pulse pulse, History history) {
    pulse.rest();
    for (BiConsumer<Pulse, History> step : STEPS) {
      if (size(pulse, history) <= ROOM) {
        return;
      }
      step.accept(pulse, history);
    }
    // At last texts that are its trade, the least used kind first: unusual again, and told.
    boolean isTrader = history.probes != null;
    while (isTrader && size(pulse, history) > ROOM) {
      isTrader = history.probes.forgetLeastUsedKind();
    }
  }

  private static void forget(History history, Consumer<ProbeTrail> something) {
    if (history.probes != null) {
      something.accept(history.probes);
    }
  }

  private static void round(Pulse pulse, History history) {
    pulse.late.round();
    history.paths.round();
    for (int i = 0; i < history.levels.length; i++) {
      history.levels[i] = Math.rint(history.levels[i]);
    }
  }

  /** Without what depends on when somebody looks, such as the place of a window. */
  private static int size(Pulse pulse, History history) {
    DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream());
    try {
      PulseForm.writeLasting(pulse, out);
      history.objects.writeTo(out);
      history.routes.writeTo(out);
      history.usage.writeTo(out);
      for (double level : history.levels) {
        Varint.writeDouble(out, level);
      }
      history.paths.writeTo(out);
      if (history.probes != null) {
        history.probes.writeTo(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.size();
  }
}
