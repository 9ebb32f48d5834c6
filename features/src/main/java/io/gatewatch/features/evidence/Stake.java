package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The last window of a stream: a round, or the minute that is open. What the gamblers owned before
 * it and what they held their bets against, so that it can be asked what less of it would have
 * shown.
 *
 * @param before natural logarithm of each gambler's capital before the window
 * @param against hits a trial, or a count a minute, that bets are held against
 * @param dispersion how unevenly hits come, see {@link Wealth}
 * @param open whether the window may go on, so that it cannot lose yet
 */
public record Stake(
    Capital before, double against, double dispersion, double trials, double hits, boolean open) {
  /** Natural logarithms of what three gamblers own. */
  public record Capital(float little, float clear, float far) {}

  private static final float MOST_OF_NOTHING = (float) StrictMath.log(3);

  /** The stream's evidence with so many hits in the window instead. */
  double logWith(EvidenceStream stream, double otherHits) {
    Wealth wealth = new Wealth(stream);
    wealth.own(before);
    wealth.against(against, dispersion);
    if (open) {
      return wealth.logWith(trials, otherHits);
    }
    wealth.bet(trials, otherHits);
    return wealth.log();
  }

  /**
   * The most evidence that so many hits can show when they are spread evenly over these trials:
   * with the most that three gamblers can own while their mean is nothing, one hit more, since hits
   * are whole and may come late, and without the loss of a window that is open.
   */
  double logOfEvenly(EvidenceStream stream, double allTrials, double allHits) {
    Wealth wealth = new Wealth(stream);
    wealth.own(new Capital(MOST_OF_NOTHING, MOST_OF_NOTHING, MOST_OF_NOTHING));
    wealth.against(against, dispersion);
    return wealth.logWith(open ? allTrials - trials : allTrials, allHits + 1);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeFloat(before.little);
    out.writeFloat(before.clear);
    out.writeFloat(before.far);
    out.writeDouble(against);
    out.writeDouble(dispersion);
    Varint.write(out, Math.round(trials));
    Varint.write(out, Math.round(hits));
    out.writeBoolean(open);
  }

  static Stake readFrom(DataInput in) throws IOException {
    Capital before = new Capital(in.readFloat(), in.readFloat(), in.readFloat());
    double against = in.readDouble();
    double dispersion = in.readDouble();
    return new Stake(
        before, against, dispersion, Varint.read(in), Varint.read(in), in.readBoolean());
  }
}
