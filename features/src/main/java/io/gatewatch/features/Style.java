package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How an agent calls, whatever it calls for: its fingerprint of order, timing, program and page
 * size, and how far what it did lately fits what it was before ({@link #continuity}). What is usual
 * is learned in the minutes that the {@link History} learns, with a memory of 1,000 of them. About
 * 135 bytes.
 */
final class Style {
  /**
   * Calls of late, which fade over an hour: all that could have been strange, and those that were.
   */
  private enum Late {
    ORDERED,
    STRANGE_ORDER,
    PROGRAMS,
    STRANGE_PROGRAM,
    PAGES,
    STRANGE_PAGE,
    SENSITIVE
  }

  private static final int VOICES = Late.SENSITIVE.ordinal() / 2;
  private static final int MEMORY_MINUTES = 1_000;
  private static final int MINUTES_OF_PROOF = 30;
  private static final int MEMORY_PAGES = 8;

  private final FadingCounts late =
      new FadingCounts(
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR,
          FadingCounts.HOUR);
  private final UsualValues programs = new UsualValues();
  private final UsualValues pages = new UsualValues();
  private final float[] usuallyStrange = new float[VOICES];
  private int minutes;
  private int beats;
  private float usualRegularity;
  private int sizes;
  private float logSize;
  private int sizedMinutes;
  private float usualLogSize;

  /** Of the last call that said so; 0 none since the last minute that was learned. */
  private int program;

  private int page;

  /**
   * A call.
   *
   * @param strangeOrder whether the agent seldom or never made it after any of those before
   * @param ofProgram fingerprint of what the client calls itself, 0 unknown
   * @param pageSize rows a page that it asks for; null when it does not say
   * @param sensitive whether it concerns people or money
   */
  void meet(boolean strangeOrder, int ofProgram, Integer pageSize, boolean sensitive, long time) {
    late.fade(time);
    late.add(Late.SENSITIVE.ordinal(), sensitive ? 1 : 0);
    count(Late.ORDERED, strangeOrder);
    if (ofProgram != 0) {
      program = ofProgram;
      count(Late.PROGRAMS, !programs.isUsual(ofProgram));
    }
    if (pageSize != null) {
      page = pageSize;
      count(Late.PAGES, !pages.isUsual(pageSize));
      sizes = Math.min(MEMORY_PAGES, sizes + 1);
      logSize += (Octaves.of(pageSize) - logSize) / sizes;
    }
  }

  private void count(Late all, boolean strange) {
    late.add(all.ordinal(), 1);
    late.add(all.ordinal() + 1, strange ? 1 : 0);
  }

  /** A minute that the history learns has ended. */
  void learn(Gaps gaps) {
    minutes = Math.min(MEMORY_MINUTES, minutes + 1);
    float weight = 1f / minutes;
    for (int voice = 0; voice < VOICES; voice++) {
      if (speaks(voice)) {
        usuallyStrange[voice] += (float) (weight * (strange(voice) - usuallyStrange[voice]));
      }
    }
    if (program != 0) {
      programs.learn(program, weight);
    }
    if (page != 0) {
      pages.learn(page, weight);
      sizedMinutes = Math.min(MEMORY_MINUTES, sizedMinutes + 1);
      usualLogSize += (logSize - usualLogSize) / sizedMinutes;
    }
    if (gaps.areKnown()) {
      beats = Math.min(MEMORY_MINUTES, beats + 1);
      usualRegularity += (float) ((gaps.regularity() - usualRegularity) / beats);
    }
    program = 0;
    page = 0;
  }

  /** Calls that concern people or money, fading in an hour. */
  double sensitive() {
    return late.get(Late.SENSITIVE.ordinal());
  }

  double usualRegularity() {
    return usualRegularity;
  }

  /** Geometric mean of the page sizes it asked for, with a memory of eight; 0 when it never did. */
  double pageSize() {
    return sizes == 0 ? 0 : Octaves.power(logSize);
  }

  /** The same, in usual busy minutes in which it asked for any. */
  double usualPageSize() {
    return sizedMinutes == 0 ? 0 : Octaves.power(usualLogSize);
  }

  /**
   * How far what the agent did in the last hour is like this agent of before, in 0..1: {@code 1 −
   * proof × (1 − mean of the voices that speak)}. Voices are order, program and page size, each
   * {@code (1 − s) / (1 − u)}, at most 1, for the shares of strange calls of late (s) and usually
   * (u); and timing, {@code 1 − |regularity − usual regularity|}. A voice speaks when there was a
   * call of late that it could judge, timing when a beat is known of late and usually. Proof grows
   * to 1 with the first 30 learned minutes, so that a newcomer is like itself.
   */
  double continuity(Gaps gaps) {
    double sum = 0;
    int speaking = 0;
    for (int voice = 0; voice < VOICES; voice++) {
      if (speaks(voice)) {
        double usual = Math.max(1e-6, 1 - usuallyStrange[voice]);
        sum += Math.min(1, (1 - strange(voice)) / usual);
        speaking++;
      }
    }
    if (beats > 0 && gaps.areKnown()) {
      sum += 1 - Math.abs(gaps.regularity() - usualRegularity);
      speaking++;
    }
    double proof = Math.min(1.0, (double) minutes / MINUTES_OF_PROOF);
    return speaking == 0 ? 1 : 1 - proof * (1 - sum / speaking);
  }

  private boolean speaks(int voice) {
    return late.get(2 * voice) > 0;
  }

  private double strange(int voice) {
    return Math.min(1, late.get(2 * voice + 1) / late.get(2 * voice));
  }

  void writeTo(DataOutput out, long near) throws IOException {
    late.writeTo(out, near);
    programs.writeTo(out);
    pages.writeTo(out);
    for (float share : usuallyStrange) {
      Varint.writeFloat(out, share);
    }
    Varint.write(out, minutes);
    Varint.write(out, beats);
    Varint.writeFloat(out, usualRegularity);
    Varint.write(out, sizes);
    Varint.writeFloat(out, logSize);
    Varint.write(out, sizedMinutes);
    Varint.writeFloat(out, usualLogSize);
    out.writeInt(program);
    Varint.write(out, page);
  }

  void readInto(DataInput in, long near) throws IOException {
    late.readInto(in, near);
    programs.readInto(in);
    pages.readInto(in);
    for (int i = 0; i < VOICES; i++) {
      usuallyStrange[i] = Varint.readFloat(in);
    }
    minutes = Varint.readInt(in);
    beats = Varint.readInt(in);
    usualRegularity = Varint.readFloat(in);
    sizes = Varint.readInt(in);
    logSize = Varint.readFloat(in);
    sizedMinutes = Varint.readInt(in);
    usualLogSize = Varint.readFloat(in);
    program = in.readInt();
    page = Varint.readInt(in);
  }
}
